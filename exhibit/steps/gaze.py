"""Where you look: a region of the screen, blinks, shut eyes, a moving mouth, and labels for them.

The labels are what such programs say. None of them can be measured, and the page says so.
"""

from dataclasses import dataclass, replace

from exhibit.page.photo import Picture
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage, beside
from exhibit.senses.eyes import WINDOW, Eyes, visible
from exhibit.senses.gaze import Gaze, column_of
from exhibit.senses.mouth import Mouth
from exhibit.senses.seen import Face, Head

SOURCES = ["abe-2023", "eu-2024-1689", "global-times-2018", "kaduk-2023", "perclos-1994"]
LINK = ("guessed", "eye")

STEADY = 5
_REFRESH = 0.25  # seconds a figure stays before it may change
_AWAY = 15.0  # degrees from the middle at which "attentive" turns into "inattentive"
_HOLD = 3.0  # seconds for which the page speaks of a mouth that moved
_ASLEEP = 1.0  # seconds of shut eyes that are called sleepy


@dataclass(frozen=True)
class Looking:
    """What is shown of gaze, eyes and mouth, and the label made of it.

    where: the key of the region's name; column, row: the region, None while not sure; error:
    degrees. eyes, mouth: keys of what is said of them; moved_at: when the mouth last moved.
    blinks: in so many seconds, and their error, None while not sure; shut: share of time with eyes
    at least 80 per cent closed, and its error, percent, None before there is one. label: what a
    program would call this frame, for so many frames now; guess: the one that held.
    """

    where: str = "ui.not_sure"
    column: str | None = None
    row: str | None = None
    error: float = 0.0
    eyes: str = "eyes_unknown"
    mouth: str = "mouth_unknown"
    moved_at: float | None = None
    blinks: int | None = None
    blinks_error: float = 1.0
    seconds: float = 0.0
    shut: float | None = None
    shut_error: float = 0.0
    shown_at: float = -1.0
    label: str | None = None
    frames: int = 0
    guess: str | None = None


def work(visit: Visit) -> Looking:
    last = visit.get(Looking) or Looking()
    label = _label(visit, last.label)
    frames = last.frames + 1 if label == last.label else 1
    guess = label if frames >= STEADY else last.guess
    shown = last
    if last.shown_at < 0 or visit.now - last.shown_at >= _REFRESH:
        shown = Looking(moved_at=last.moved_at, shown_at=visit.now)
        for add in (_where, _mouth, _eyes):
            shown = add(shown, visit)
    return replace(shown, label=label, frames=frames, guess=guess)


def _label(visit: Visit, last: str | None) -> str | None:
    """What a program would call this frame; the last label in a blink, None with nothing seen."""
    gaze, eyes, head = visit.get(Gaze), visit.get(Eyes), visit.get(Head)
    if eyes and eyes.shut:
        start, end = eyes.closings[-1]
        return "guessed_sleepy" if end - start > _ASLEEP else last
    if gaze is not None:
        return "guessed" if gaze.away < _AWAY else "guessed_away"
    return "guessed_away" if head is not None and not visible(head) else None


def _where(shown: Looking, visit: Visit) -> Looking:
    """The region and its error."""
    gaze = visit.get(Gaze)
    if gaze is None or gaze.column is None:
        return shown
    where = "_".join(filter(None, ("at", gaze.column, gaze.row)))
    error = max(gaze.error, gaze.error_y) if gaze.row else gaze.error
    return replace(shown, where=where, column=gaze.column, row=gaze.row, error=error)


def _mouth(shown: Looking, visit: Visit) -> Looking:
    """Whether the mouth moves."""
    mouth = visit.get(Mouth)
    if mouth is None:
        return shown
    if mouth.moving:
        return replace(shown, mouth="mouth_moves", moved_at=visit.now)
    return replace(shown, mouth="mouth_still")


def _eyes(shown: Looking, visit: Visit) -> Looking:
    """Blinks, and how long the eyes were shut."""
    eyes = visit.get(Eyes)
    if eyes is None:
        return shown
    shown = replace(
        shown,
        blinks=eyes.blinks,
        blinks_error=eyes.blinks_error,
        seconds=eyes.seconds,
        eyes="eyes_shut" if eyes.shut else "eyes_open",
    )
    if eyes.perclos is None:
        return shown
    return replace(shown, shut=100 * eyes.perclos, shut_error=100 * eyes.perclos_error)


def linked(visit: Visit) -> bool:
    """Whether a label was given."""
    found = visit.get(Looking)
    return found is not None and found.guess is not None


def draw(page: VisitPage, visit: Visit) -> None:
    found, face = visit.get(Looking) or Looking(), visit.get(Face)
    page.ground("paper")
    picture = page.seen(visit)
    if picture and face is not None:
        _on_picture(page, picture, face, found, visit)
    page.who(visit)
    page.title()
    name = page.text(found.where, error=found.error)
    lines = [page.text(found.mouth), page.text(found.eyes)]
    spoke = found.moved_at is not None and visit.now - found.moved_at < _HOLD
    page.where(found.column, found.row, name, lines, "measured_mouth" if spoke else "measured")
    page.known(page.cite("global-times-2018", "eu-2024-1689"))
    page.try_this()
    _strip(page, found, visit)


def _on_picture(
    page: VisitPage, picture: Picture, face: Face, found: Looking, visit: Visit
) -> None:
    """Eyes, lips, the way the eyes look, and the label."""
    picture.looks(face.points, _way(visit.get(Gaze), found), found.mouth == "mouth_moves")
    if found.guess:
        picture.pin(beside(face), page.text(found.guess), avoid=face.box)


def _way(gaze: Gaze | None, found: Looking) -> tuple[float, float] | None:
    """Degrees for the arrows: none straight ahead, nor while the words still say something else."""
    if gaze is None or column_of(gaze.x) != found.column:
        return None
    if found.column == "middle" and found.row is None:
        return None
    return gaze.x, gaze.y if found.row else 0.0


def _strip(page: VisitPage, found: Looking, visit: Visit) -> None:
    """The last minute's blinks and shut eyes."""
    eyes = visit.get(Eyes)
    blinks = page.text("blinks_unknown")
    if found.seconds and found.blinks is not None:
        error = found.blinks_error
        blinks = page.text("blinks", count=found.blinks, error=error, seconds=found.seconds)
    shut = page.text("shut_unknown") if found.seconds else ""
    if found.shut is not None:
        shut = page.text("shut", share=found.shut, error=max(1.0, found.shut_error))
    now = visit.seen.at if visit.seen else visit.now
    page.events(eyes.closings if eyes else (), now, WINDOW, blinks, shut)
