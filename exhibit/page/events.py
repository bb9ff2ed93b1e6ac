"""What happened in the last seconds, as marks on a line of time in the instrument."""

from collections.abc import Sequence

from pygame import Rect

from exhibit.page.sheet import Sheet

Event = tuple[float, float]


def draw_events(
    sheet: Sheet, events: Sequence[Event], now: float, span: float, left: str, right: str
) -> None:
    """Events (start, end), seconds, of the last span seconds; now is at the line's right end.

    left and right are the words above the line.
    """
    box = sheet.box("instrument")
    sheet.fill("night", box)
    margin = round(box.width * 0.045)
    line = Rect(box.left + margin, box.bottom - round(box.height * 0.2), 0, 0)
    line.width = box.width - 2 * margin
    words = box.top + box.height * 0.24
    drawn = sheet.line(left, "scale", "light_measured", line.left, words)
    room = line.right - drawn.right - sheet.px(20)
    sheet.line(right, "scale", "light_measured", line.right, words, "right", room=room)
    high = round(box.height * 0.34)
    for start, end in events:
        if end <= now - span:
            continue
        x0, x1 = (
            line.right - round(min(span, max(0.0, now - at)) / span * line.width)
            for at in (start, end)
        )
        bar = Rect(x0, line.top - high, max(sheet.px(5), x1 - x0), high)
        sheet.fill("light_measured", bar.clip(box))
    sheet.rule(line.left, line.top, line.width, 3, "paper")
