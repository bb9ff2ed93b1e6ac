"""A prediction: whom a program flags among 10,000, and how many of them will do nothing."""

from dataclasses import dataclass

from exhibit.city.prediction import ONE_IN, PEOPLE, RIGHT, USUAL, Outcome, fates, outcome
from exhibit.page.counted import draw_counted
from exhibit.page.field import draw_field, draw_rare, draw_sorts
from exhibit.page.notes import draw_tag
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage

SOURCES = ["met-police-2025", "metro-2018", "markup-2023"]
LINK = ("guessed", "field")

# Faces looked at, alerts, false ones; None was not counted.
COUNTED = {"london": (3_147_436, 2_077, 10), "cardiff": (None, 2_470, 2_297)}
_PREDICTIONS, _MATCHED = 23_631, 100  # in Plainfield, and fewer than so many of them matched


@dataclass(frozen=True)
class Predicted:
    """The stop of the slider, and how many people meet which fate."""

    stop: int
    outcome: Outcome


def work(visit: Visit) -> Predicted:
    stop = visit.picked.get("prediction.rare", USUAL)
    return Predicted(stop, outcome(ONE_IN[stop]))


def draw(page: VisitPage, visit: Visit) -> None:
    found = visit.get(Predicted) or work(visit)
    counts = found.outcome
    page.ground("lilac")
    page.invented_edge()
    draw_tag(page, page.text("tag"))
    draw_field(page, fates(counts))
    draw_rare(
        page,
        page.text("rare", people=PEOPLE),
        "prediction.rare",
        [page.number(round(PEOPLE / each)) for each in ONE_IN],
        found.stop,
    )
    page.title()
    if not page.more:
        _sorts(page, counts)
    _counted(page)
    page.try_this()


def _sorts(page: VisitPage, counts: Outcome) -> None:
    """How many people meet which fate."""
    lead = page.text("lead", right=RIGHT * 100)
    page.write(lead, "lead", "body", balance=True, fit=True)
    draw_sorts(
        page,
        (page.number(counts.false_alarms), page.text("innocent", flagged=counts.flagged)),
        (page.number(counts.hits), page.text("rightly")),
        (page.number(counts.missed), page.text("missed")),
        (page.number(counts.left), page.text("left")),
    )


def _counted(page: VisitPage) -> None:
    """What was really counted, elsewhere."""
    area = page.aside("counted")
    if area is None:
        return
    rows = [
        (
            page.text(f"place.{place}"),
            *(page.text("uncounted") if n is None else page.number(n) for n in numbers),
        )
        for place, numbers in COUNTED.items()
    ]
    heads = [page.text(f"head.{each}") for each in ("place", "faces", "alerts", "false")]
    words = page.text("plainfield", matched=_MATCHED, predictions=_PREDICTIONS)
    sources = page.text("ui.sources", names=page.cite(*SOURCES))
    draw_counted(page, (heads, *rows), words, sources, area)
