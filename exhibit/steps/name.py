"""From number to name: the visitor's own number, really searched among invented citizens."""

from dataclasses import replace

from exhibit.city.naming import ERROR, Named, Search
from exhibit.city.register import actor
from exhibit.messages import Choice
from exhibit.page.controls import draw_options
from exhibit.page.name_card import draw_name_card
from exhibit.page.name_chart import NameChart, draw_name_chart, draw_no_chart
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage
from exhibit.senses.again import Known
from exhibit.senses.first_print import FaceNumber

SOURCES = ["met-police-2025", "metro-2018", "nist-frte"]
LINK = ("guessed", "name")

STOPS = (40, 45, 50, 55, 60, 65)  # thresholds, hundredths
SIZES = (1_000, 10_000, 100_000, 1_000_000)
_STOP, _SIZE = 4, 3  # at the start: 0.60, as dlib has it; everybody
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_FORMULA = {"small": 20_000_000, "large": 700_000_000}


def work(visit: Visit) -> Named:
    number = visit.get(FaceNumber)
    own = _own(visit, number)
    why = "refused" if visit.choice is Choice.NO_NUMBER else "missing"
    size = SIZES[min(visit.picked.get("name.size", _SIZE), len(SIZES) - 1)]
    threshold = STOPS[min(visit.picked.get("name.threshold", _STOP), len(STOPS) - 1)]
    found = visit.ask(Search(own or actor(), size))
    state = "found" if found else _waiting(visit)
    prints = _prints(visit, number) if own else ()
    named = Named(state, bool(own), "" if own else why, size, threshold, found, prints)
    return replace(named, guess="guessed") if named.within else named


def _own(visit: Visit, number: FaceNumber | None) -> bytes:
    """The visitor's own first print, nothing if there is none or it was refused."""
    if visit.choice is Choice.NO_NUMBER:
        return b""
    if number is not None and number.first is not None:
        return number.first.tobytes()
    known = visit.remembered.get(Known)
    kept = known.number if isinstance(known, Known) else None
    return b"" if kept is None else kept.tobytes()


def _prints(visit: Visit, number: FaceNumber | None) -> tuple[int, ...]:
    """The visitor's later prints; those of before, while a returning face is not enrolled yet."""
    if number is not None and number.first is not None:
        return tuple(number.bins.tolist())
    last = visit.get(Named)
    return last.prints if last else ()


def _waiting(visit: Visit) -> str:
    """Why there is no answer yet."""
    return "searching" if visit.records and visit.records.ready else "building"


def draw(page: VisitPage, visit: Visit) -> None:
    found = visit.get(Named)
    page.ground("paper")
    page.title()
    page.known(page.cite(*SOURCES), "name_known")
    if found is None or found.found is None:
        page.try_this("try_wait")
        draw_no_chart(page, page.text(found.state if found else "building"))
        return
    page.try_this()
    _chart(page, found)
    if not page.more:
        _card(page, found)


def _chart(page: VisitPage, found: Named) -> None:
    """The distances found, the threshold, and how many are within."""
    assert found.found
    missed, prints = found.missed, sum(found.prints)
    key = "missed" if prints else "no_prints"
    notes = page.text(key, missed=missed, prints=prints) if found.own else page.text(found.why)
    formula = {name: found.expected(count) for name, count in _FORMULA.items()}
    words = NameChart(
        strangers=page.text("strangers", count=found.count),
        you=page.text("you") if found.own else "",
        notes=notes,
        alike=page.text("alike", count=found.alike),
        passes=page.text("pass" if found.own else "pass_actor"),
        within=found.alike > 0,
        limit=page.text("limit", limit=found.threshold / 100),
        ticks=[(each, page.text("tick", distance=each)) for each in _TICKS],
        formula=page.text("formula" if found.alike else "formula_none", **formula),
        honest=page.text("honest"),
    )
    options = draw_name_chart(
        page, words, found.found.bins, found.prints, STOPS, STOPS.index(found.threshold)
    )
    labels = [page.text("size", count=each) for each in SIZES]
    draw_options(page, "name.size", options, labels, SIZES.index(found.asked))


def _card(page: VisitPage, found: Named) -> None:
    """The nearest citizen, and what a program would say."""
    assert found.found
    nearest = page.text("nearest", distance=found.found.distance, error=ERROR)
    said = ("guessed" if found.own else "guessed_actor") if found.within else "guessed_none"
    wrong = page.text("wrong" if found.within else "unnamed")
    draw_name_card(page, found.name, nearest, page.text(said), wrong)
