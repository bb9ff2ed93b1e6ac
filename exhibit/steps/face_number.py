"""A number for your face: 128 values, and their distance from your own first print."""

from dataclasses import dataclass
from itertools import pairwise

from exhibit.messages import Choice
from exhibit.page.instrument import Threshold
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage, beside
from exhibit.senses.covered import Cover
from exhibit.senses.faceprint import THRESHOLD
from exhibit.senses.first_print import ENROLLED, FaceNumber
from exhibit.senses.seen import Face

SOURCES = ["dlib-models", "face-recognition-readme", "kai-2022", "nist-8311", "sbv-2345"]
LINK = ("measured", "code")

STEADY = 5
_SPAN = 30.0  # seconds the line goes back
_GAP = 2.0  # seconds without a number that break it
_HIGH = 0.9  # the highest distance on the line's scale

# What to try, by what is said under the figure.
_TRY = {"enrolling": "try_wait", "enrolling_covered": "try_bare", "refused": "try_refused"}

Trail = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Compared:
    """The distance shown, its error, the guess made of it, and why there is none.

    words: the key of what is said below the figure. trail: (second, distance) of the last 30 s.
    same: what a guess would say of this frame, for so many frames now.
    """

    words: str
    distance: float | None = None
    error: float = 0.0
    enrolled: int = 0
    trail: Trail = ()
    same: bool = True
    frames: int = 0
    guess: str | None = None


def work(visit: Visit) -> Compared:
    last = visit.get(Compared) or Compared("measured_none")
    if visit.choice is Choice.NO_NUMBER:
        return Compared("refused")
    found = visit.get(FaceNumber)
    if found is None:
        return Compared("measured_none", trail=last.trail)
    trail = _trail(last.trail, found)
    if found.distance is None:
        return Compared(_why_not(found), enrolled=found.enrolled, trail=trail)
    same = found.distance < THRESHOLD
    frames = last.frames + 1 if last.distance is not None and last.same == same else 0
    guess = last.guess
    if frames >= STEADY:
        guess = "guessed" if same else "guessed_other"
    words = "measured" if found.cover is Cover.NONE else "measured_covered"
    return Compared(
        words, found.distance, found.error, found.enrolled, trail, same, frames, guess
    )


def linked(visit: Visit) -> bool:
    """Whether there is a first print: the key that later steps open things with."""
    number = visit.get(FaceNumber)
    agreed = visit.choice is not Choice.NO_NUMBER
    return agreed and number is not None and number.first is not None


def _why_not(found: FaceNumber) -> str:
    """The key of the words for a number without a distance."""
    if found.first is not None:
        return "measured_turned"
    return "enrolling" if found.cover is Cover.NONE else "enrolling_covered"


def _trail(trail: Trail, found: FaceNumber) -> Trail:
    """The last seconds, with the newest distance if there is a new one."""
    kept = tuple(each for each in trail if found.at - each[0] <= _SPAN)
    if found.distance is None or (kept and kept[-1][0] >= found.at):
        return kept
    return (*kept, (found.at, found.distance))


def draw(page: VisitPage, visit: Visit) -> None:
    found = visit.get(Compared) or Compared("measured_none")
    number, face = visit.get(FaceNumber), visit.get(Face)
    page.ground("paper")
    picture = page.seen(visit, "strip")
    if picture and face is not None and found.guess:
        picture.pin(beside(face), page.text(found.guess), avoid=face.box)
    page.who(visit, "strip")
    page.title()
    page.measured(
        words=found.words,
        sure=found.distance is not None,
        instead="no_code" if found.words == "refused" else "ui.not_sure",
        distance=found.distance or 0.0,
        error=found.error,
        count=found.enrolled,
        of=ENROLLED,
        threshold=THRESHOLD,
    )
    page.known(
        page.cite("sbv-2345", "kai-2022", "nist-8311", "face-recognition-readme", "dlib-models")
    )
    page.try_this(_TRY.get(found.words, "try"))
    _codes(page, found, number)
    limit = page.text("threshold", threshold=THRESHOLD)
    line = Threshold(THRESHOLD, limit, page.text("beyond"))
    page.trace(_runs(found.trail), visit.now, _SPAN, _HIGH, line)


def _codes(page: VisitPage, found: Compared, number: FaceNumber | None) -> None:
    """Both bar codes, or why there are none."""
    labels = page.text("first"), page.text("now")
    empty = page.text("no_code" if found.words == "refused" else "waiting")
    first = number.first.tolist() if number and number.first is not None else None
    page.codes(first, number.now.tolist() if number else None, labels, empty)


def _runs(trail: Trail) -> list[Trail]:
    """The trail, cut where nothing was known for a while."""
    cuts = [
        place for place in range(1, len(trail)) if trail[place][0] - trail[place - 1][0] > _GAP
    ]
    return [trail[a:b] for a, b in pairwise((0, *cuts, len(trail)))]
