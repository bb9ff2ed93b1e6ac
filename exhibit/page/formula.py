"""A sum in sight: the start, a line for each record with its weight to move, and the total."""

from collections.abc import Sequence
from dataclasses import dataclass

from pygame import Rect

from exhibit.page import shapes
from exhibit.page.controls import draw_stops, pick
from exhibit.page.sheet import Sheet

# Where the parts of a line stand, as shares of its width.
_LABEL, _STOPS, _WIDE, _EACH = 0.088, 0.385, 0.300, 0.865
_NAME = _STOPS - _LABEL - 0.015
_START = 0.8  # the height of the first line, in lines


@dataclass(frozen=True)
class Line:
    """One line: its name, times by points, what that makes, and the stop of its weight.

    key: what a stop picks. switch: what taking the record out picks, or None where a guess put it
    there, and only an appeal takes it out. counted: whether it adds to the total; else it is
    struck out.
    """

    name: str
    each: str
    value: str
    key: str
    stop: int
    stops: int
    switch: str | None
    counted: bool


def draw_formula(
    sheet: Sheet, start: tuple[str, str], lines: Sequence[Line], box: str = "formula"
) -> None:
    """The start and all lines, one below the other, and the rule under a sum."""
    area = sheet.box(box)
    high = area.height / (len(lines) + _START)
    middle = area.top + round(high * 0.42)
    sheet.line(start[0], "body", "ink", area.left + round(area.width * _LABEL), middle)
    sheet.line(start[1], "count", "ink", area.right, middle, "right")
    for number, line in enumerate(lines):
        top = area.top + high * (number + _START)
        row = Rect(area.left, round(top), area.width, round(top + high) - round(top))
        _line(sheet, line, row)
    sheet.rule(area.left, area.bottom - sheet.px(2), area.width, 5, "ink")


def draw_total(sheet: Sheet, name: str, limits: str, value: str, box: str = "total") -> None:
    """The sum's name, between which limits it stays, and the sum."""
    area = sheet.box(box)
    left = area.left + round(area.width * _LABEL)
    drawn = sheet.line(name, "question", "ink", left, area.centery)
    sheet.line(limits, "scale", "soft", drawn.right + sheet.px(28), area.centery + sheet.px(8))
    sheet.line(value, "figure", "ink", area.right, area.centery, "right")


def _line(sheet: Sheet, line: Line, row: Rect) -> None:
    """Switch, name, slider, times by points, and what it makes."""
    _switch(sheet, line, row)
    left = row.left + round(row.width * _LABEL)
    name = Rect(left, row.top, round(row.width * _NAME), row.height)
    colour = "ink" if line.counted else "soft"
    drawn = sheet.write(line.name, name, "line", colour, middle=True, balance=True, fit=True)
    stops = Rect(row.left + round(row.width * _STOPS), row.top, round(row.width * _WIDE), 0)
    stops.height = row.height
    _stops(sheet, line, stops)
    at, room = row.left + row.width * _EACH, row.width * (_EACH - _STOPS - _WIDE)
    sheet.line(line.each, "scale", "soft", at, row.centery, "right", room=room)
    sheet.line(line.value, "count", colour, row.right, row.centery, "right")
    if not line.counted:
        _strike(sheet, drawn, line.name)


def _strike(sheet: Sheet, drawn: Rect, name: str) -> None:
    """A stroke through every line of a name."""
    block = sheet.block(name, "line", drawn.width + 1)
    count = max(1, round(drawn.height / block.line))
    for number in range(count):
        y = drawn.top + round((number + 0.54) * drawn.height / count)
        sheet.rule(drawn.left, y, drawn.width, 4, "soft")


def _stops(sheet: Sheet, line: Line, area: Rect) -> None:
    """The slider in the middle of its row: no stop has a label, what it does is seen beside it."""
    lowered = area.move(0, round(area.height * 0.18))
    draw_stops(sheet, line.key, lowered, [""] * line.stops, line.stop)
    del sheet.touches[-line.stops :]
    step = area.width / line.stops
    for number in range(line.stops):
        left, right = round(area.left + number * step), round(area.left + (number + 1) * step)
        sheet.touch(pick(line.key, number), Rect(left, area.top, right - left, area.height))


def _switch(sheet: Sheet, line: Line, row: Rect) -> None:
    """A disc with a tick, or an empty ring: touch it to take the record out, or put it back."""
    side = min(sheet.px(54), round(row.height * 0.7))
    corner = (row.left + sheet.px(2), row.centery - side // 2)
    if line.switch is None:
        sheet.mark("guessed", side, "guessed", corner[0], row.centery)
        return
    if line.counted:
        sheet.surface.blit(shapes.disc(side, sheet.colour("try")), corner)
        inner = round(side * 0.54)
        sheet.mark("checked", inner, "paper", corner[0] + (side - inner) // 2, row.centery)
    else:
        sheet.surface.blit(shapes.ring(side, sheet.px(5), sheet.colour("try")), corner)
    area = Rect(row.left, row.top, round(row.width * _LABEL) - sheet.px(8), row.height)
    sheet.touch(pick(line.switch, int(line.counted)), area)
