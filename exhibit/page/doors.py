"""Doors that a score opens: ajar onto light, or shut."""

from collections.abc import Sequence
from dataclasses import dataclass

from pygame import Rect

from exhibit.page import shapes
from exhibit.page.sheet import Sheet


@dataclass(frozen=True)
class Doorway:
    """What is behind a door, what it needs, and whether it stands open."""

    name: str
    needs: str
    open: bool


def draw_doors(sheet: Sheet, doorways: Sequence[Doorway], box: str = "doors") -> None:
    """Doors side by side on one floor, each with its name and what it needs below."""
    area = sheet.box(box)
    words = sheet.grown(92)
    floor = area.bottom - words
    pitch = area.width / len(doorways)
    width = min(round(pitch * 0.84), round((floor - area.top) * 0.7))
    for number, doorway in enumerate(doorways):
        middle = round(area.left + (number + 0.5) * pitch)
        frame = Rect(middle - width // 2, area.top, width, floor - area.top)
        (_ajar if doorway.open else _shut)(sheet, frame)
        _words(sheet, doorway, middle, floor, round(pitch))
    sheet.rule(area.left, floor - sheet.px(2), area.width, 5, "ink")


def _shut(sheet: Sheet, frame: Rect) -> None:
    """A leaf with two panels and a knob fills the frame."""
    edge = sheet.px(5)
    sheet.fill("ink", frame)
    sheet.fill("invented", frame.inflate(-2 * edge, -2 * edge))
    wide, side = round(frame.width * 0.64), round(frame.width * 0.15)
    for top, high in ((0.09, 0.34), (0.53, 0.36)):
        panel = Rect(frame.left + side, frame.top + round(frame.height * top), wide, 0)
        panel.height = round(frame.height * high)
        sheet.fill("lilac", panel)
        sheet.fill("invented", panel.inflate(-2 * sheet.px(3), -2 * sheet.px(3)))
    at = (frame.left + round(frame.width * 0.89), frame.top + round(frame.height * 0.48))
    knob = max(4, round(frame.width * 0.1))
    corner = (at[0] - knob // 2, at[1] - knob // 2)
    sheet.surface.blit(shapes.disc(knob, sheet.colour("lilac")), corner)


def _ajar(sheet: Sheet, frame: Rect) -> None:
    """Light behind the frame, and the leaf swung toward you."""
    edge = sheet.px(5)
    sheet.fill("ink", frame)
    sheet.fill("card", frame.inflate(-2 * edge, -2 * edge))
    leaf, drop = round(frame.width * 0.36), round(frame.height * 0.07)
    size = (leaf + edge, frame.height + drop)
    x0, x1 = edge / 2, leaf + edge / 2
    corners = ((x0, edge / 2), (x1, drop), (x1, frame.height + drop - edge), (x0, frame.height))
    sheet.surface.blit(shapes.polygon(size, corners, sheet.colour("invented")), frame)
    outline = shapes.strokes(size, ((*corners, corners[0]),), edge, sheet.colour("ink"))
    sheet.surface.blit(outline, frame)
    knob = max(4, round(frame.width * 0.1))
    at = (frame.left + round(leaf * 0.82), frame.top + round(frame.height * 0.52))
    corner = (at[0] - knob // 2, at[1] - knob // 2)
    sheet.surface.blit(shapes.disc(knob, sheet.colour("lilac")), corner)


def _words(sheet: Sheet, doorway: Doorway, middle: int, floor: int, room: int) -> None:
    """The name, and under it a tick or a cross with what the door needs."""
    name = floor + sheet.grown(36)
    sheet.line(doorway.name, "scale", "ink", middle, name, "centre", room=room)
    below, side = floor + sheet.grown(76), sheet.grown(22)
    width = sheet.block(doorway.needs, "scale", 10**6).width
    left = middle - (width + side + sheet.px(10)) // 2
    sheet.mark("checked" if doorway.open else "failed", side, "soft", left, below)
    sheet.line(doorway.needs, "scale", "soft", left + side + sheet.px(10), below)
