"""The screens for staff: the code, the menu, and the station asleep."""

from collections.abc import Sequence

from pygame import Rect

from exhibit import __version__
from exhibit.page.page import Page

_KEYS = "123456789 0"


def code(page: Page, typed: int, length: int, wrong: bool, waits: float) -> None:
    """Ten digits to press, and a place for each of the code's."""
    page.ground("night")
    page.write(page.text("staff.code"), "lobby_title", "title")
    area = page.box("staff")
    side = min(area.height // 5, area.width // 5)
    gap = side // 5
    left = area.centerx - (3 * side + 2 * gap) // 2
    for place in range(length):
        x = area.centerx + round((place - (length - 1) / 2) * side * 0.6)
        colour = "light_try" if place < typed else "band_night"
        page.disc(round(side * 0.36), "light_soft", (x, area.top + side // 3))
        page.disc(round(side * 0.30), colour, (x, area.top + side // 3))
    for number, digit in enumerate(_KEYS):
        row, column = divmod(number, 3)
        top = area.top + round(side * 0.8) + row * (side + gap // 2)
        if digit != " ":
            key = Rect(left + column * (side + gap), top, side, side)
            page.button(f"digit:{digit}", key, digit, "light_line", style="heading")
    said = "staff.wait" if waits else "staff.wrong" if wrong else "staff.ask"
    page.write(page.text(said, seconds=round(waits)), "band_words", "body", middle=True)
    page.button("back", "back", page.text("ui.back"), "light_line", "left")


def menu(page: Page, notes: Sequence[str], visits: int, unclean: int) -> None:
    """How the station is, in words, and what staff may do."""
    page.ground("night")
    page.write(page.text("staff.title"), "lobby_title", "title")
    area = page.box("staff")
    lines = [page.text(f"note.{each}") for each in notes] or [page.text("staff.fine")]
    lines += [page.text("staff.visits", visits=visits, unclean=unclean)]
    lines += [page.text("staff.version", version=__version__), page.text("staff.proof")]
    top = area.top
    for line in lines:
        drawn = page.write(line, Rect(area.left, top, area.width, area.bottom - top), "body")
        top = drawn.bottom + page.px(14)
    high, gap = page.grown(100), page.px(24)
    wide = (area.width - gap) // 2
    foot = area.bottom - high
    first = Rect(area.left, foot - high - gap, area.width, high)
    page.button("calibrate", first, page.text("staff.calibrate"), "light")
    for number, name in enumerate(("sleep", "close")):
        box = Rect(area.left + number * (wide + gap), foot, wide, high)
        page.button(name, box, page.text(f"staff.{name}"), "light_line")
    page.write(page.text("staff.calibrate_words"), "band_words", "body", middle=True)
    page.button("back", "back", page.text("ui.back"), "light_line", "left")


def asleep(page: Page, opens: str) -> None:
    """Dark, with one quiet line."""
    page.ground("night")
    page.fill("band_night", page.surface.get_rect())
    words = page.text("staff.asleep_until", time=opens) if opens else page.text("staff.asleep")
    page.write(words, "staff", "body", "light_soft", "centre", middle=True)
