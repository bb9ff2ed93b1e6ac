"""A face's number as two bar codes, the first print's and the one of now, on night."""

from collections.abc import Sequence

from pygame import Rect

from exhibit.page.sheet import Sheet

_MOST = 0.30  # as high as a bar can be: few numbers of a faceprint are larger


def draw_codes(
    sheet: Sheet,
    first: Sequence[float] | None,
    now: Sequence[float] | None,
    labels: tuple[str, str],
    empty: str,
) -> None:
    """Both codes in the box "codes", with their labels; empty is said where there is none yet.

    In the lower one, the part of a bar by which it differs from the first print's is white.
    """
    box = sheet.box("codes")
    sheet.fill("night", box)
    side = sheet.px(24)
    room = 2 * side + max(sheet.block(each, "scale", 10**6).width for each in labels)
    high = (box.height - side) // 2
    for number, (numbers, label) in enumerate(zip((first, now), labels, strict=True)):
        row = Rect(box.left, box.top + side // 2 + number * high, box.width, high)
        sheet.line(label, "scale", "light_measured", row.left + side, row.centery)
        bars = Rect(row.left + room, row.top, row.width - room - side, row.height)
        sheet.rule(bars.left, bars.centery, bars.width, 2, "light_soft")
        if numbers is not None:
            _bars(sheet, bars, numbers, first if number and first is not None else numbers)
        elif empty:
            _say(sheet, bars, empty)


def _bars(
    sheet: Sheet, area: Rect, numbers: Sequence[float], like: Sequence[float]
) -> None:
    """One bar a number, up or down from the middle: blue as far as it is like, white beyond."""
    pitch = area.width / len(numbers)
    wide = max(1, round(pitch * 0.62))
    for place, (value, same) in enumerate(zip(numbers, like, strict=True)):
        left = area.left + round((place + 0.2) * pitch)
        both = max(0.0, min(value, same)) if value > 0 else min(0.0, max(value, same))
        sheet.fill("paper", _bar(area, left, wide, both, value))
        sheet.fill("light_measured", _bar(area, left, wide, 0.0, both))


def _bar(area: Rect, left: int, wide: int, start: float, end: float) -> Rect:
    """The pixels between two numbers."""
    ys = [area.centery - round(_clipped(each) * area.height / 2) for each in (start, end)]
    return Rect(left, min(ys), wide, max(ys) - min(ys))


def _clipped(value: float) -> float:
    """A number as a part of the highest bar, -1 to 1."""
    return min(1.0, max(-1.0, value / _MOST))


def _say(sheet: Sheet, area: Rect, words: str) -> None:
    """Words in the place of bars."""
    width = sheet.block(words, "scale", 10**6).width + sheet.px(32)
    plate = Rect(0, 0, width, sheet.grown(50))
    plate.center = area.center
    sheet.fill("night", plate)
    sheet.line(words, "scale", "light_soft", plate.centerx, plate.centery, "centre", area.width)
