"""A score from the pieces: a formula in sight, doors that respond, and an appeal."""

from dataclasses import dataclass

from exhibit.city.profile import Profile
from exhibit.city.score import (
    DAYS_EACH,
    DOORS,
    EXAMPLE,
    HIGHEST,
    KINDS,
    LOWEST,
    ONE_IN,
    START,
    STOPS,
    Term,
    heard,
    opened,
    terms,
    total,
    without_strange,
)
from exhibit.page.controls import pick
from exhibit.page.doors import Doorway, draw_doors
from exhibit.page.formula import Line, draw_formula, draw_total
from exhibit.page.letters import READ, UNREAD, UNSENT, draw_letters
from exhibit.page.notes import draw_note, draw_tag
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage

SOURCES = ["daum-2018", "shanghai-daily-2019", "eu-2024-1689-scoring"]
LINK = ("invented", "door")


@dataclass(frozen=True)
class Scored:
    """The formula's lines as the visitor set them, the score, and the doors that it opens.

    bare: the score without the stranger's record, lost: how many doors that record shuts. sent:
    appeals so far, 0 to 3.
    """

    lines: tuple[Term, ...]
    stops: tuple[int, ...]
    score: int
    doors: tuple[bool, ...]
    bare: int
    lost: int
    sent: int
    example: bool

    @property
    def strange(self) -> Term | None:
        """The record that is another person's."""
        return next((each for each in self.lines if each.strange), None)


def work(visit: Visit) -> Scored:
    profile = visit.get(Profile) or EXAMPLE
    numbers = range(len(KINDS))
    stops = tuple(visit.picked.get(f"score.weight_{n}", KINDS[n].stop) for n in numbers)
    kept = [not visit.picked.get(f"score.record_{n}", 0) for n in numbers]
    sent = visit.picked.get("score.appeal", 0)
    lines = terms(profile, stops, kept, heard(sent))
    score = total(lines)
    doors = opened(score)
    bare = total(without_strange(lines))
    lost = sum(opened(bare)) - sum(doors)
    return Scored(lines, stops, score, doors, bare, lost, sent, profile.example)


def draw(page: VisitPage, visit: Visit) -> None:
    found = visit.get(Scored) or work(visit)
    page.ground("lilac")
    page.invented_edge()
    draw_tag(page, page.text("tag_example" if found.example else "tag"))
    _formula(page, found)
    page.write(_told(page, found), "score_words", "body_strong", "ink", middle=True, balance=True)
    if found.strange:
        _appeal(page, found)
    page.title()
    if not page.more:
        _doors(page, found)
    if area := page.aside("note"):
        sources = page.text("ui.sources", names=page.cite(*SOURCES))
        draw_note(page, page.text("known"), sources, area)
    page.try_this("try" if found.strange else "try_own")


def _formula(page: VisitPage, found: Scored) -> None:
    """Every line with its numbers, and their sum."""
    lines = []
    for number, term in enumerate(found.lines):
        name = page.text(f"record.{term.name}{'_strange' if term.strange else ''}")
        each = page.text("each", times=term.counts, points=_signed(page, term.points))
        key, switch = f"score.weight_{number}", f"score.record_{number}"
        value = _signed(page, term.value)
        changed = None if term.strange else switch
        stop = found.stops[number]
        lines.append(Line(name, each, value, key, stop, len(STOPS), changed, term.counted))
    draw_formula(page, (page.text("start"), page.number(START)), lines)
    limits = page.text("limits", low=LOWEST, high=HIGHEST)
    draw_total(page, page.text("score"), limits, page.number(found.score))


def _signed(page: VisitPage, value: int) -> str:
    """A number of points with its sign; nothing has none."""
    return page.number(value, "+,d" if value else "d")


def _told(page: VisitPage, found: Scored) -> str:
    """What the stranger's record does, and what became of the appeal."""
    strange = found.strange
    if strange is None:
        return page.text("own")
    if heard(found.sent):
        return page.text("read", days=found.sent * DAYS_EACH)
    if found.sent:
        return page.text("unread", days=found.sent * DAYS_EACH)
    if found.lost > 0:
        key = "shuts_one" if found.lost == 1 else "shuts"
        return page.text(key, score=page.number(found.bare), doors=found.lost)
    return page.text("moves", points=_signed(page, found.score - found.bare))


def _appeal(page: VisitPage, found: Scored) -> None:
    """The button that sends a letter, what became of each, and how many are read."""
    box = page.box("appeal")
    over = heard(found.sent)
    button = box.copy()
    button.width = round(box.width * 0.27)
    button.height = min(box.height, page.grown(88))
    label = page.text("over" if over else "appeal")
    page.button(pick("score.appeal", 0 if over else found.sent + 1), button, label)
    letters = box.copy()
    letters.left, letters.width = button.right + page.px(20), round(box.width * 0.40)
    numbers = range(1, ONE_IN + 1)
    states = [UNSENT if n > found.sent else READ if heard(n) else UNREAD for n in numbers]
    labels = [page.number(n * DAYS_EACH) for n in numbers[:-1]]
    labels.append(page.text("days", days=ONE_IN * DAYS_EACH))
    draw_letters(page, letters, states, labels)
    odds = box.copy()
    odds.left, odds.width = letters.right + page.px(16), box.right - letters.right - page.px(16)
    odds.height = button.height
    words = page.text("odds", one_in=ONE_IN)
    page.write(words, odds, "citation", "ink", middle=True, balance=True)


def _doors(page: VisitPage, found: Scored) -> None:
    """Each door as the score leaves it."""
    doors = [
        Doorway(page.text(f"door.{each.name}"), page.text("needs", score=each.needs), stands)
        for each, stands in zip(DOORS, found.doors, strict=True)
    ]
    draw_doors(page, doors)
