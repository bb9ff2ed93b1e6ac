"""What the calibration screen is made of: readings, light, choices to try, lines to write down."""

from collections.abc import Sequence
from dataclasses import dataclass

from pygame import Rect

from exhibit.page.controls import draw_options
from exhibit.page.sheet import Sheet


@dataclass(frozen=True)
class Reading:
    """A thing measured: its name, what was measured, what to do about it.

    fine: nothing is to do; None: something may be done.
    """

    name: str
    value: str
    says: str
    fine: bool | None


@dataclass(frozen=True)
class Trial:
    """Something to try out: the key it is picked under, its name, the options, the one chosen."""

    key: str
    name: str
    options: tuple[str, ...]
    chosen: int | None


def draw_readings(
    sheet: Sheet, title: str, readings: Sequence[Reading], trials: Sequence[Trial]
) -> None:
    """Title, readings and trials, from the top of the box of words to its foot."""
    area = sheet.box("words")
    drawn = sheet.write(title, area, "heading")
    high, gap = sheet.px(70), sheet.px(18)
    foot = area.bottom - len(trials) * (high + gap) + gap
    top = drawn.bottom + gap
    each = (foot - gap - top) // len(readings)
    for number, reading in enumerate(readings):
        _reading(sheet, Rect(area.left, top + number * each, area.width, each), reading)
    for number, trial in enumerate(trials):
        _trial(sheet, Rect(area.left, foot + number * (high + gap), area.width, high), trial)


def _indent(sheet: Sheet, area: Rect) -> int:
    """How far names reach."""
    return round(area.width * 0.27)


def _reading(sheet: Sheet, area: Rect, reading: Reading) -> None:
    """Name and value, and under them what it means."""
    indent = _indent(sheet, area)
    right = Rect(area.left + indent, area.top, area.width - indent, area.height)
    line = sheet.block(reading.value, "body_strong", right.width).line
    sheet.line(reading.name, "label", "known", area.left, area.top + line // 2, room=indent)
    drawn = sheet.write(reading.value, right, "body_strong", "measured")
    below = Rect(right.left, drawn.bottom, right.width, right.bottom - drawn.bottom)
    colour = {True: "try", False: "failed", None: "soft"}[reading.fine]
    sheet.write(reading.says, below, "known", colour)


def _trial(sheet: Sheet, area: Rect, trial: Trial) -> None:
    """Name and options."""
    indent = _indent(sheet, area)
    room = indent - sheet.px(12)
    sheet.line(trial.name, "label", "known", area.left, area.centery, room=room)
    row = Rect(area.left + indent, area.top, area.width - indent, area.height)
    draw_options(sheet, trial.key, row, trial.options, trial.chosen)


def draw_light(
    sheet: Sheet, shares: Sequence[float], mean: float | None, words: tuple[str, str, str]
) -> None:
    """How many pixels are how bright, dark on the left; a pointer at the face's mean, 0 to 255.

    words: for dark, bright and the pointer. Heights are roots, so that few pixels are seen too.
    """
    box = sheet.box("instrument")
    sheet.fill("night", box)
    inner = box.inflate(-2 * round(box.width * 0.085), 0)
    level, most = box.top + round(box.height * 0.70), max((*shares, 1e-6)) ** 0.5
    wide, tall = inner.width / max(len(shares), 1), round(box.height * 0.36)
    for number, share in enumerate(shares):
        high = max(sheet.px(2), round(tall * share**0.5 / most))
        left = round(inner.left + number * wide)
        bar = Rect(left, level - high, max(1, round(wide) - sheet.px(4)), high)
        sheet.fill("light_soft", bar)
    sheet.rule(inner.left, level, inner.width, 3, "paper")
    dark, bright, face = words
    foot = box.top + round(box.height * 0.86)
    sheet.line(dark, "scale", "paper", inner.left, foot)
    sheet.line(bright, "scale", "paper", inner.right, foot, "right")
    if mean is not None:
        x = inner.left + round(mean / 255 * inner.width)
        sheet.fill("light_measured", Rect(x - sheet.px(3), level - tall, sheet.px(6), tall))
        head = box.top + round(box.height * 0.16)
        side = "left" if mean < 128 else "right"
        sheet.line(face, "scale", "light_measured", x, head, side)


def draw_lines_to_write(sheet: Sheet, hint: str, lines: Sequence[tuple[str, bool]]) -> None:
    """Lines for exhibit.toml, in the band; those that differ from what is set stand out."""
    area = sheet.box("calibrate_file")
    drawn = sheet.write(hint, area, "known")
    top = drawn.bottom + sheet.px(10)
    wide = area.width // len(lines)
    for number, (line, changed) in enumerate(lines):
        cell = Rect(area.left + number * wide, top, wide - sheet.px(16), area.bottom - top)
        if changed:
            sheet.pill(cell, "try", sheet.px(5))
        sheet.write(line, cell, "label", "ink", "centre", middle=True)


def draw_aim(sheet: Sheet) -> None:
    """Where a face should be in the picture: a frame of corners."""
    view = sheet.box("view")
    aim = Rect(0, 0, view.width * 2 // 5, view.height * 2 // 5)
    aim.center = (view.centerx, view.top + view.height * 2 // 5)
    arm, thick = view.height // 12, sheet.px(5)
    for x, right in ((aim.left, False), (aim.right, True)):
        for y, low in ((aim.top, False), (aim.bottom, True)):
            sheet.fill("paper", Rect(x - arm if right else x, y - thick * low, arm, thick))
            sheet.fill("paper", Rect(x - thick * right, y - arm if low else y, thick, arm))
