"""Controls on a step's page: stops on a slider and a row of options, picked by touch or by key.

Each stop is a touch named "pick KEY NUMBER"; the tour then sets visit.picked[KEY] = NUMBER, so that
a step needs no code of its own for them.
"""

from collections.abc import Sequence

from pygame import Rect

from exhibit.page import shapes
from exhibit.page.sheet import Sheet

PICK = "pick"


def pick(key: str, number: int) -> str:
    """The name of a touch that picks a number."""
    return f"{PICK} {key} {number}"


def picked(name: str) -> tuple[str, int] | None:
    """Key and number of a touch that picks, or None for any other touch."""
    parts = name.split(" ")
    return (parts[1], int(parts[2])) if parts[0] == PICK and len(parts) == 3 else None


def draw_stops(
    sheet: Sheet, key: str, area: Rect, labels: Sequence[str], chosen: int, style: str = "scale"
) -> list[Rect]:
    """A slider with stops, labelled below, its knob at the chosen one; the pixels of each stop.

    The line stands in the upper half of the area, the labels in the lower; "" labels none.
    """
    dark = sheet.dark
    line, knob = ("paper" if dark else "ink"), ("light_try" if dark else "try")
    step = area.width / len(labels)
    places = [round(area.left + step * (number + 0.5)) for number in range(len(labels))]
    level = area.top + round(area.height * 0.32)
    sheet.rule(places[0], level - sheet.px(2), places[-1] - places[0], 4, line)
    stops = []
    for number, (x, label) in enumerate(zip(places, labels, strict=True)):
        tick = sheet.px(18)
        sheet.fill(line, Rect(x - sheet.px(2), level - tick // 2, sheet.px(4), tick))
        if number == chosen:
            side = min(sheet.px(68), round(area.height * 0.56))
            sprite = shapes.disc(side, sheet.colour(knob))
            sheet.surface.blit(sprite, (x - side // 2, level - side // 2))
        sheet.line(label, style, line, x, area.top + area.height * 0.82, "centre", room=step)
        stop = Rect(round(x - step / 2), area.top, round(step), area.height)
        sheet.touch(pick(key, number), stop)
        stops.append(stop)
    return stops


def draw_options(
    sheet: Sheet, key: str, area: Rect, labels: Sequence[str], chosen: int | None
) -> list[Rect]:
    """Pills side by side, the chosen one filled; stacked where the area is taller than wide."""
    gap, upright = sheet.px(20), area.height > area.width
    count = len(labels)
    boxes = []
    for number, label in enumerate(labels):
        if upright:
            high = (area.height - gap * (count - 1)) / count
            box = Rect(area.left, round(area.top + number * (high + gap)), area.width, round(high))
        else:
            wide = (area.width - gap * (count - 1)) / count
            box = Rect(round(area.left + number * (wide + gap)), area.top, round(wide), area.height)
        sheet.button(pick(key, number), box, label, _kind(sheet, number == chosen))
        boxes.append(box)
    return boxes


def draw_grid(
    sheet: Sheet,
    key: str,
    area: Rect,
    labels: Sequence[str],
    chosen: int | None,
    columns: int = 3,
    style: str = "button",
) -> None:
    """Pills in rows from the top of an area, the chosen one filled."""
    gap, high = sheet.px(20), sheet.px(88)
    wide = (area.width - (columns - 1) * gap) // columns
    for number, label in enumerate(labels):
        row, column = divmod(number, columns)
        box = Rect(area.left + column * (wide + gap), area.top + row * (high + gap), wide, high)
        sheet.button(pick(key, number), box, label, _kind(sheet, number == chosen), style=style)


def _kind(sheet: Sheet, chosen: bool) -> str:
    """The kind of pill of an option. Green invites to do something: what is chosen is ink."""
    if sheet.dark:
        return "light" if chosen else "light_line"
    return "dark" if chosen else "line"
