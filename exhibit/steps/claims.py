"""Is it true?: claims of one article, to guess first; then their grade, what is known, who says so.

Every claim stands beside the same tool elsewhere; evidence and opinion never look alike.
"""

from dataclasses import dataclass

from exhibit.page.cards import draw_evidence, draw_opinion, draw_plain, draw_statement
from exhibit.page.claims import GUESSES, Claim, load_claims
from exhibit.page.controls import pick
from exhibit.page.grading import draw_graded, draw_guessing, draw_meanings
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage

SOURCES = ["dantri-2025"]  # whose claims they are; assets/claims.toml names all others
LINK = None

CLAIMS = load_claims()
_WHICH = "claims.which"


@dataclass(frozen=True)
class Asked:
    """The claim on show: its place, from 0; the grade the visitor gave it, an index of GUESSES.

    given: how many claims the visitor has graded; alike: how many of them as we did.
    """

    place: int
    mine: int | None
    given: int
    alike: int

    @property
    def claim(self) -> Claim:
        """The claim itself."""
        return CLAIMS.shown[self.place]


def key(claim: Claim) -> str:
    """Under which name the visitor's guess is kept."""
    return f"claims.guess.{claim.id}"


def work(visit: Visit) -> Asked:
    place = visit.picked.get(_WHICH, 0) % len(CLAIMS.shown)
    given = [(each, visit.picked[key(each)]) for each in CLAIMS.shown if key(each) in visit.picked]
    alike = sum(GUESSES[mine] == each.grade for each, mine in given)
    mine = visit.picked.get(key(CLAIMS.shown[place]))
    return Asked(place, mine, len(given), alike)


def draw(page: VisitPage, visit: Visit) -> None:
    found = work(visit)  # what was touched shows at once, between two pictures of the camera too
    claim = found.claim
    page.ground("paper")
    page.write(page.text("title"), "left_title", "title")
    head = page.text("head", number=claim.number, count=len(CLAIMS.shown))
    if found.mine is None:
        draw_statement(page, "claim_card", head, _say(page, claim, "claim"))
        _ask(page, claim)
        return
    if claim.kind == "opinion":
        draw_opinion(page, "claim_card", head, _say(page, claim, "claim"))
    else:
        draw_statement(page, "claim_card", head, _say(page, claim, "claim"))
    _grades(page, found, found.mine)
    _answer(page, claim)
    last = found.place + 1 == CLAIMS.first
    onward = (found.place + 1) % len(CLAIMS.shown)
    more = page.text("more" if last else "another")
    page.button(pick(_WHICH, onward), "try", more, "touch", "right")


def _say(page: VisitPage, claim: Claim, which: str) -> str:
    """One of a claim's texts."""
    return page.text(f"claim.{claim.id}.{which}")


def _names(page: VisitPage, table: str) -> list[str]:
    """What the grades are called, or what they mean."""
    return [page.text(f"{table}.{each.replace(' ', '_')}") for each in GUESSES]


def _ask(page: VisitPage, claim: Claim) -> None:
    """The grades to choose from, and what each means."""
    names = _names(page, "grade")
    draw_guessing(page, "claim_guess", key(claim), page.text("yours"), names)
    draw_meanings(page, "claim_grades", names, _names(page, "means"))
    page.try_this()


def _grades(page: VisitPage, found: Asked, mine: int) -> None:
    """The visitor's grade beside ours, and how often they were alike."""
    ours = GUESSES.index(found.claim.grade)
    names, means = _names(page, "grade"), _names(page, "means")
    alike = page.text("alike", alike=found.alike, given=found.given) if found.alike else ""
    yours, our = (page.text("yours"), names[mine]), (page.text("ours"), names[ours])
    draw_graded(page, "claim_guess", yours, our, means[ours], alike)


def _answer(page: VisitPage, claim: Claim) -> None:
    """What is known, as evidence or as a note on an opinion; and the same tool elsewhere."""
    known, cited = _say(page, claim, "known"), page.cite(*claim.sources)
    if claim.kind == "evidence":
        draw_evidence(page, "claim_known", page.text("evidence"), known, cited)
    else:
        draw_plain(page, "claim_known", page.text("beside"), known, cited, "known")
    there, cited = _say(page, claim, "elsewhere"), page.cite(*claim.elsewhere)
    draw_plain(page, "claim_elsewhere", page.text("elsewhere"), there, cited, "world")
