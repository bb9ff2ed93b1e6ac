"""Your pulse: beats a minute from the colour of the skin, or honestly "not sure"."""

from dataclasses import dataclass, replace

import numpy as np

from exhibit.messages import Choice, SourceKind
from exhibit.page.photo import Picture
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage, beside
from exhibit.senses.pulse import REASONS, SECONDS, Pulse
from exhibit.senses.seen import Face
from exhibit.senses.skin import patches

SOURCES = ["liu-2016", "mcduff-2014", "nowara-2020", "wang-2017"]
LINK = ("measured", "pulse")

STEADY = 5
_REFRESH = 0.5  # seconds a figure stays before it may change
_HOLD = 2.0  # seconds for which one reason for doubt stays, before another is given
_WITHOUT = ("refused", "off")  # words that say that nothing was measured at all
_SPAN, _LAG = 10.0, 0.6  # seconds of the wave shown, and how far it lags so as never to jump


@dataclass(frozen=True)
class Beat:
    """What is shown: the pulse or the key of the words that say why there is none, and a guess.

    bpm, error: beats a minute. snr: decibels. seconds: of signal so far. since: when the words
    changed. frames: with a pulse, without a break. guess: the key of its text, once it is steady.
    """

    words: str = "lost"
    bpm: float | None = None
    error: float = 0.0
    snr: float | None = None
    seconds: float = 0.0
    since: float = 0.0
    shown_at: float = 0.0
    frames: int = 0
    guess: str | None = None


def work(visit: Visit) -> Beat:
    found, last = visit.get(Pulse), visit.get(Beat) or Beat()
    words = _words(visit, found)
    if words in REASONS and last.words in REASONS and visit.now - last.since < _HOLD:
        words = last.words
    since = last.since if words == last.words else visit.now
    if found is None or found.bpm is None:
        snr, seconds = (found.snr, found.seconds) if found else (None, 0.0)
        return Beat(words, snr=snr, seconds=seconds, since=since)
    frames = last.frames + 1
    guess = "guessed" if frames >= STEADY else None
    if last.bpm is not None and visit.now - last.shown_at < _REFRESH:
        return replace(last, words=words, since=since, frames=frames, guess=guess)
    told = (found.bpm, found.error, found.snr, found.seconds)
    return Beat(words, *told, since, visit.now, frames, guess)


def linked(visit: Visit) -> bool:
    """Whether there was a pulse to be seen, and not only doubt."""
    found = visit.get(Beat)
    return visit.choice is not Choice.NO_NUMBER and found is not None and found.bpm is not None


def _words(visit: Visit, found: Pulse | None) -> str:
    """The key of what is said below the figure, or in its place."""
    if visit.choice is Choice.NO_NUMBER:
        return "refused"
    if found is None:
        hidden = visit.visitor is None or visit.visitor.face is None
        return "lost" if hidden else "off"
    if found.bpm is None:
        return found.why
    return "measured_painted" if visit.source is SourceKind.ACTOR else "measured"


def draw(page: VisitPage, visit: Visit) -> None:
    found, face = visit.get(Beat) or Beat(), visit.get(Face)
    page.ground("paper")
    picture = page.seen(visit)
    if picture and face is not None:
        _on_picture(page, picture, face, found)
    page.who(visit)
    page.title()
    page.measured(
        words=found.words,
        sure=found.bpm is not None,
        instead="not_run" if found.words in _WITHOUT else "ui.not_sure",
        bpm=found.bpm or 0.0,
        error=max(1.0, found.error),
        seconds=found.seconds,
        of=SECONDS,
    )
    page.known(page.cite("liu-2016", "mcduff-2014", "nowara-2020"))
    page.try_this("try_without" if found.words in _WITHOUT else "try")
    _wave(page, visit, found)


def _on_picture(page: VisitPage, picture: Picture, face: Face, found: Beat) -> None:
    """The skin that is measured, and what a program guesses from it."""
    if found.words not in _WITHOUT:
        outlines = [np.array([picture.at(*spot) for spot in each]) for each in patches(face.points)]
        picture.draw_lines(outlines, "light_measured", 3, closed=True)
    if found.guess:
        picture.pin(beside(face), page.text(found.guess), avoid=face.box)


def _wave(page: VisitPage, visit: Visit, found: Beat) -> None:
    """The last seconds of the signal."""
    pulse = visit.get(Pulse)
    now = (visit.seen.at if visit.seen else visit.now) - _LAG
    left = page.text("not_run" if found.words in _WITHOUT else "wave", seconds=_SPAN)
    right = "" if found.snr is None else page.text("signal", snr=found.snr)
    wave = pulse.wave if pulse else None
    page.wave(wave, now, _SPAN, found.bpm is not None, left, right)
