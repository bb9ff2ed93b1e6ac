"""The lobby's own screens: welcome, the strip over every step, take-away; pure drawing."""

from collections.abc import Sequence

from pygame import Rect

from exhibit.lobby.attract import LINKS, Pose, draw_attract, pose
from exhibit.lobby.screen_choice import choice
from exhibit.lobby.screen_end import receipt, trouble
from exhibit.lobby.signs import closed_sign, draw_eye
from exhibit.messages import SourceKind
from exhibit.page import shapes
from exhibit.page.page import Page
from exhibit.page.qr import draw_code

__all__ = [
    "choice",
    "hold",
    "leave_strip",
    "opening_eye",
    "receipt",
    "still_there",
    "take_away",
    "trouble",
    "welcome",
]

def welcome(
    page: Page,
    languages: Sequence[str],
    notes: Sequence[str],
    short: bool = True,
    now: Pose | None = None,
) -> None:
    """The camera is closed; nobody is looking. notes are keys of [note], shown in plain sight.

    short: whether a short path is offered too. now: how the moving picture stands.
    """
    page.ground("night")
    page.write(page.text("welcome.title"), "cover", "cover")
    page.write(page.text("welcome.words"), "welcome_words", "body", "light_soft", fit=True)
    page.button("begin", "begin", page.text("welcome.begin"), "light", "right", "begin")
    if short:
        page.button("short", "begin_short", page.text("welcome.short"), "light_line")
    steps = page.words.step_names
    draw_attract(page, now or pose(0.0, len(LINKS), still=True), steps)
    closed = page.text("welcome.closed")
    page.write(closed, "closed_line", "body_strong", "", "centre", middle=True, fit=True)
    _notes(page, [page.text(f"note.{each}") for each in notes])
    draw_languages(page, languages)


def _notes(page: Page, notes: Sequence[str]) -> None:
    """What the operator and the visitor must know, each behind a bar."""
    box = page.box("notes")
    gap, bar = page.px(14), page.px(8)
    top = box.top
    for note in notes:
        left = box.left + bar + page.px(20)
        height = page.block(note, "scale", box.right - left, True).height
        area = Rect(left, top, box.right - left, max(height, box.bottom - top))
        page.write(note, area, "scale", "light_guessed", balance=True)
        page.fill("light_guessed", Rect(box.left, top, bar, height))
        top += height + gap
    if notes and top - gap > box.bottom:
        page.overflows.append((notes[-1], "notes"))


def draw_languages(page: Page, languages: Sequence[str]) -> None:
    """A pill for each language, in its own name; the chosen one is filled."""
    box = page.box("languages")
    names = [page.words.name(code) for code in languages]
    widths = [page.block(name, "button", 10**6).width for name in names]
    count, high = len(names), box.height
    gap = min(page.px(28), high // 4)
    spare = (box.width - sum(widths) - gap * (count - 1)) // count
    pad = min(round(high * 1.1), spare)  # many languages make narrower pills
    left = box.left
    for code, name, width in zip(languages, names, widths, strict=True):
        kind = "light" if code == page.language else "light_line"
        area = Rect(left, box.top, width + pad, high)
        page.pill(area, "paper", 0 if kind == "light" else page.px(4))
        colour = "ink" if kind == "light" else "paper"
        page.line(name, "button", colour, *area.center, "centre", area.width - high * 0.3)
        page.touch(f"language:{code}", area)
        left += area.width + gap


def opening_eye(page: Page, openness: float, source: SourceKind = SourceKind.CAMERA) -> None:
    """While the room gets ready: the eye opens with the camera, and stays shut for an actor."""
    page.ground("night")
    camera = source is SourceKind.CAMERA
    draw_eye(page, "opening_eye", openness if camera else 0.0)
    area = page.box("opening_words")
    key = "camera" if camera else "actor"
    title = page.write(page.text(f"opening.{key}"), area, "title", "", "centre", balance=True)
    below = Rect(area.left, title.bottom + page.px(16), area.width, area.bottom - title.bottom)
    words = page.text(f"opening.{key}_words")
    page.write(words, below, "body", "light_soft", "centre", balance=True)


def leave_strip(page: Page) -> None:
    """Leave and the language, over whatever the room has drawn or failed to draw."""
    area = page.box("leave")
    page.pill(area, "card")
    page.button("leave", area, page.text("ui.leave"), "line")
    speak = page.box("speak")
    page.pill(speak, "card")
    page.pill(speak, "ink", page.px(4))
    code, room = page.language.partition("-")[0].upper(), speak.width * 0.9
    page.line(code, "button", "ink", *speak.center, "centre", room)
    page.touch("speak", speak)


def hold(page: Page, progress: float, words: str = "hold.words") -> None:
    """The delete button with its ring, progress from 0 to 1, over the room's delete step."""
    box = page.box("hold")
    side = min(box.size)
    ring = Rect(0, 0, side, side)
    ring.center = box.center
    width = round(side * 0.052)
    page.surface.blit(shapes.ring(side, width, page.colour("hairline")), ring)
    _progress(page, ring, width, progress)
    diameter = round(side * 0.815)
    page.disc(diameter, "try", ring.center)
    step = page.grown(34)
    upper, lower = ring.move(0, -step).center, ring.move(0, step).center
    room = diameter * 0.92
    page.line(page.text("hold.hold"), "question", "paper", *upper, "centre", room)
    page.line(page.text("hold.delete"), "scale", "paper", *lower, "centre", room)
    page.write(page.text(words), "hold_words", "body", "ink", "centre", middle=True, fit=True)
    page.touch("hold", ring)


def _progress(page: Page, ring: Rect, width: int, progress: float) -> None:
    """The part of the ring that is done, clockwise from the top, with a round end."""
    if progress <= 0:
        return
    done = shapes.arc(ring.width, width, min(1.0, progress), page.colour("try"))
    page.surface.blit(done, ring)


def still_there(page: Page, seconds: int) -> None:
    """A question over everything, while there are still some seconds to answer it."""
    box = page.box("question")
    card = shapes.rounded(box.size, page.px(48), page.colour("night"))
    page.surface.blit(card, box)
    area = page.box("question_words")
    asked = page.text("still.question")
    title = page.write(asked, area, "title", "paper", "centre", balance=True)
    below = Rect(area.left, title.bottom + page.px(16), area.width, area.bottom - title.bottom)
    words = page.text("still.words", seconds=seconds)
    page.write(words, below, "body", "light_soft", "centre", balance=True)
    page.button("stay", "question_yes", page.text("still.stay"), "light")
    page.button("leave", "question_no", page.text("ui.leave"), "light_line")


def take_away(page: Page) -> None:
    """Four questions to ask, and a code that holds them as plain text."""
    page.ground("night")
    page.write(page.text("take.title"), "take_title", "title")
    page.write(page.text("take.words"), "take_words", "body", "light_soft", fit=True)
    _questions(page)
    square = draw_code(page.surface, page.box("qr"), page.text("take.code"))
    note = page.box("qr_words")
    note.top = min(note.top, square.bottom + page.px(20))
    scan = page.text("take.scan")
    page.write(scan, note, "body_strong", "paper", "centre", balance=True, fit=True)
    page.button("receipt", "back", page.text("ui.back"), "light_line", "left")
    page.button("done", "take_done", page.text("ui.done"), "light", "right")
    closed_sign(page, "closed_after")


def _questions(page: Page) -> None:
    """The four questions on a chain of their own."""
    box = page.box("take_list")
    pitch = box.height // 4
    places = [Rect(box.left, 0, page.grown(110), page.grown(70)) for _ in range(4)]
    for number, place in enumerate(places):
        place.centery = box.top + number * pitch + pitch // 2
    bar = Rect(0, places[0].centery, page.px(9), 3 * pitch)
    bar.centerx = places[0].centerx
    page.fill("paper", bar)
    for number, place in enumerate(places, 1):
        page.pill(place, "night")
        page.pill(place, "light_try", page.px(7))
        page.line(str(number), "body_strong", "light_try", *place.center, "centre")
        left = place.right + page.px(36)
        words = Rect(left, place.centery - pitch // 2, box.right - left, pitch)
        page.write(page.text(f"take.question_{number}"), words, "heading", middle=True)
