"""The strip of the last seconds: when the light was red, and what the program calls an event."""

from collections.abc import Sequence
from dataclasses import dataclass

from pygame import Rect

from exhibit.page.shapes import dashed
from exhibit.page.sheet import Sheet

Span = tuple[float, float]


@dataclass(frozen=True)
class Named:
    """An event from start to end, seconds, None while it goes on, and what is said of it."""

    start: float
    end: float | None
    words: str


def draw_strip(
    sheet: Sheet,
    now: float,
    seconds: float,
    reds: Sequence[Span],
    events: Sequence[Named],
    words: tuple[str, str, str],
    ticks: Sequence[tuple[float, str]],
) -> None:
    """The last `seconds` up to now. reds: when the light was red. events: the newest last.

    words: for red, for green, and for no event; ticks: (seconds ago, label).
    """
    box = sheet.box("instrument")
    sheet.fill("night", box)
    margin = round(box.width * 0.045)
    line = Rect(box.left + margin, box.top, box.width - 2 * margin, box.height)

    def x(at: float) -> int:
        share = (at - now + seconds) / seconds
        return round(line.left + min(1.0, max(0.0, share)) * line.width)

    _list(sheet, line, events, words[2])
    top = box.top + round(box.height * 0.29)
    for event in events:
        _event(sheet, x(event.start), x(now if event.end is None else event.end), top)
    began = x(0.0)
    light = Rect(began, box.top + round(box.height * 0.46), line.right - began, sheet.grown(40))
    _light(sheet, light, [(x(a), x(b)) for a, b in reds], words)
    low, room = box.top + box.height * 0.86, 0.8 * line.width / len(ticks)
    for ago, label in ticks:
        align = "right" if not ago else "left" if ago == seconds else "centre"
        sheet.line(label, "scale", "paper", x(now - ago), low, align, room=room)


def _list(sheet: Sheet, line: Rect, events: Sequence[Named], empty: str) -> None:
    """The newest events in words, as many as there is room for."""
    middle = line.top + round(line.height * 0.16)
    if not events:
        sheet.line(empty, "scale", "light_soft", line.left, middle, room=line.width)
        return
    side, left = sheet.grown(36), line.left
    for event in reversed(events):
        wide = sheet.block(event.words, "scale", 10**6).width + side + sheet.px(12)
        if left + wide > line.right and left > line.left:
            return
        sheet.mark("guessed", side, "light_guessed", left, middle)
        words_at = left + side + sheet.px(12)
        room = line.right - words_at
        sheet.line(event.words, "scale", "light_guessed", words_at, middle, room=room)
        left += wide + sheet.px(36)


def _event(sheet: Sheet, left: int, right: int, top: int) -> None:
    """One event as a dashed bar; what is over before the strip begins is not drawn."""
    if right <= left and right <= sheet.box("instrument").left + sheet.px(60):
        return
    size = max(sheet.px(26), right - left), sheet.px(22)
    edge = dashed(size, sheet.px(10), sheet.px(6), sheet.px(4), sheet.colour("light_guessed"))
    sheet.surface.blit(edge, (right - size[0], top))


def _light(sheet: Sheet, line: Rect, reds: Sequence[tuple[int, int]], words: Sequence[str]) -> None:
    """Red as filled blocks, green as a line between two; both with their word where it fits."""
    thick, at = sheet.px(4), line.left
    for left, right in [*reds, (line.right, line.right)]:
        sheet.fill("light_try", Rect(at, line.top, left - at, thick))
        sheet.fill("light_try", Rect(at, line.bottom - thick, left - at, thick))
        _word(sheet, Rect(at, line.top, left - at, line.height), words[1], "light_try")
        block = Rect(left, line.top, right - left, line.height)
        sheet.fill("light_signal", block)
        _word(sheet, block, words[0], "night")
        at = right


def _word(sheet: Sheet, block: Rect, word: str, colour: str) -> None:
    """A word in the middle of a block that is wide enough for it."""
    if sheet.block(word, "citation", 10**6).width + sheet.px(20) <= block.width:
        sheet.line(word, "citation", colour, block.centerx, block.centery, "centre")
