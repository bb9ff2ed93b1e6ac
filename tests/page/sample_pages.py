"""Every screen of the lobby and a page of every step, drawn with the real words and theme."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pygame

from exhibit.lobby import screens
from exhibit.lobby.receipt import Line, Mark, Receipt
from exhibit.messages import Ending, SourceKind
from exhibit.page.file import Row
from exhibit.page.page import Page
from exhibit.page.theme import Theme
from exhibit.page.words import Words

SIZES = [(1280, 720), (1920, 1080), (3840, 2160), (1080, 1920)]
IMAGE = np.full((720, 1280, 3), 120, np.uint8)
FACE = (540.0, 180.0, 740.0, 460.0)
LINKS = [("measured", "person"), ("measured", "map")]

_LOCKED = [
    Line(Mark.CHECKED, "process"),
    Line(Mark.CHECKED, "memory", True, {"zeros": 99_532_800, "bytes": 99_532_800}),
    Line(Mark.REFUSED, "files"),
    Line(Mark.REFUSED, "network", True, {"attempts": 12}),
    Line(Mark.REFUSED, "numbers"),
]
_OPEN = [
    Line(Mark.CHECKED, "process", False),
    Line(Mark.CHECKED, "memory", False, {"zeros": 1, "bytes": 99_532_800}),
    Line(Mark.UNKNOWN, "files_unknown"),
    Line(Mark.UNKNOWN, "network_uncounted_unknown"),
    Line(Mark.UNKNOWN, "numbers_unknown"),
]
_NEVER = [Line(Mark.UNKNOWN, key) for key in ("chips", "graphics", "camera")]
_TROUBLES = [each for each in Ending if each.name.startswith("CAMERA") or each.value in (5, 6)]


class Heard(Page):
    """A page that remembers every text it sets."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.said: list[str] = []

    def write(self, text: str, *how: Any, **more: Any) -> pygame.Rect:
        self.said.append(text)
        return super().write(text, *how, **more)

    def line(self, text: str, *how: Any, **more: Any) -> pygame.Rect:
        self.said.append(text)
        return super().line(text, *how, **more)


def _receipt(lines: list[Line], ending: Ending) -> Callable[[Page], None]:
    return lambda page: screens.receipt(page, Receipt(ending, (*lines, *_NEVER), 40.0, {}))


def _foot(page: Page) -> None:
    page.known("Sixth Tone, 2019; EU 2019/2144")
    page.try_this()
    screens.leave_strip(page)


def presence(page: Page) -> None:
    page.ground("paper")
    picture = page.photo(IMAGE)
    picture.box(FACE, page.text("person", number=12))
    picture.label_line((600.0, 280.0), page.text("iris", pixels=288))
    picture.pin((540.0, 360.0), page.text("guessed_many"), FACE)
    page.live_tag()
    page.instrument(0, 3, [(at, page.text("metres", metres=at)) for at in range(4)], 1.2, 0.1)
    page.title()
    page.measured(words="measured_many", cm=238.4, error=21.0, count=12)
    page.band(LINKS[:1])
    _foot(page)


def face_map(page: Page) -> None:
    page.ground("paper")
    page.photo(IMAGE).pin((540.0, 360.0), page.text("guessed_away"), FACE)
    page.caption("actor", page.box("view"))
    ticks = [(at, page.text("degrees", degrees=abs(at))) for at in range(-60, 61, 30)]
    page.instrument(-60, 60, ticks, 38, 5)
    page.title()
    page.measured(count=478, turn=38.4, error=5.0)
    page.band(LINKS)
    _foot(page)


def unsure(page: Page) -> None:
    page.ground("paper")
    page.photo(IMAGE)
    page.caption("film", page.box("view"))
    page.instrument(-60, 60, [(-60, "60"), (60, "60")], None)
    page.title()
    page.measured(words="measured_lost", sure=False)
    page.band(LINKS)
    _foot(page)


def delete(page: Page) -> None:
    page.ground("paper")
    keys = ("screens", "pictures", "points", "measurements", "guesses")
    size = page.number(99_532_800)
    rows = [Row("measured", page.number(478), page.text(key), size) for key in keys]
    page.file_open(rows, size, gone=0.4)
    page.title()
    page.write(page.text("explain"), "delete_words", "body", balance=True)
    page.band(LINKS, gone=0.5)
    screens.hold(page, 0.6)
    screens.leave_strip(page)


def still(page: Page) -> None:
    page.ground("night")
    screens.still_there(page, 20)


PAGES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "welcome": ("", lambda page: screens.welcome(page, page.words.languages, [])),
    "welcome_notes": (
        "",
        lambda page: screens.welcome(page, page.words.languages, ["no_camera", "not_enforced"]),
    ),
    "welcome_troubles": (
        "",
        lambda page: screens.welcome(
            page, page.words.languages, ["not_enforced", "self_test_failed", "room_trouble"]
        ),
    ),
    "choice": ("", screens.choice),
    "choice_second": ("", lambda page: screens.choice(page, second=True)),
    "opening": ("", lambda page: screens.opening_eye(page, 0.5)),
    "opening_actor": ("", lambda page: screens.opening_eye(page, 0.5, SourceKind.ACTOR)),
    "still": ("", still),
    "receipt": ("", _receipt(_LOCKED, Ending.HELD_DELETE)),
    "receipt_failed": ("", _receipt(_OPEN, Ending.CAMERA_FROZEN)),
    "take_away": ("", screens.take_away),
    "presence": ("presence", presence),
    "face_map": ("face_map", face_map),
    "unsure": ("face_map", unsure),
    "delete": ("delete", delete),
} | {
    f"trouble_{each.name.lower()}": ("", lambda page, each=each: screens.trouble(page, each))
    for each in _TROUBLES
}


def drawn(
    name: str, size: tuple[int, int], theme: Theme, words: Words, language: str, k: float = 1.0
) -> Heard:
    """One of the pages, drawn on a surface of its own."""
    step, draw = PAGES[name]
    page = Heard(pygame.Surface(size, 0, 32), theme, words, language, k, step)
    draw(page)
    return page
