"""The chain of findings: rings that look like what they are, joined by the key they share."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pygame import Rect, Surface

from exhibit.page.marks import mark
from exhibit.page.shapes import Point, painted, pill, thick
from exhibit.page.sheet import Sheet
from exhibit.page.theme import Colour, Size

PLACES = 12
_SLIDE, _CLOSE = 0.6, 0.2  # seconds in which a ring slides in, and then the bar closes
_CLOSED = 0.84  # what eases to when only the closing is left
_FROM = 1.6  # how far off a ring begins, in pitches
_POINTS = 288  # of a ring's edge: a multiple of every number of dashes


@dataclass(frozen=True)
class Link:
    """One ring: kind is measured, guessed or invented; glyph is a mark, such as person."""

    kind: str
    glyph: str


def draw_chain(
    sheet: Sheet, links: Sequence[Link], newest: int, gone: float | None = None
) -> Rect:
    """The rings in their box, the newest filled; a thread runs on from the last to the file.

    gone is for the delete step, which has no file: the share of the rings deleted, from the left.
    Returns the pixels of the newest ring.
    """
    box = sheet.box("chain")
    pitch = box.width / PLACES
    size = (round(pitch * 0.826), round(pitch * 0.674))
    deleted = round((gone or 0.0) * len(links))
    places = [
        Rect(round(box.left + number * pitch), box.centery - size[1] // 2, *size)
        for number in range(max(1, len(links)))
    ]
    if gone is None:
        _thread(sheet, places[-1].right if links else box.left)
    for number, link in enumerate(links):
        filled = number == newest
        come = sheet.moves.share(f"+link {number}", _SLIDE) if gone is None else 1.0
        aside = round((1 - come) * pitch * _FROM)
        ring = _ring(sheet, link, size, filled, number < deleted)
        sheet.surface.blit(ring, places[number].move(aside, 0))
    for number, (left, right) in enumerate(pairwise(places[deleted : len(links)]), deleted + 1):
        if sheet.moves.share(f"+bar {number}", _SLIDE + _CLOSE) > _CLOSED:
            _bar(sheet, left, right)
    return places[max(0, newest)]


def _thread(sheet: Sheet, start: int) -> None:
    """The line from the last ring on to the file."""
    box, file = sheet.box("chain"), sheet.box("file")
    end = box.right if sheet.upright else file.left
    sheet.rule(start, box.centery - sheet.px(1.5), max(0, end - start), 3, "thread")


def _bar(sheet: Sheet, left: Rect, right: Rect) -> None:
    """The dark bar that joins two rings, cased in the ground."""
    middle = ((left.right + right.left) // 2, left.centery)
    bar = Rect(0, 0, round(left.width * 0.53), round(left.height * 0.22))
    bar.center = middle
    sheet.pill(bar.inflate(sheet.px(8), sheet.px(8)), f"band_{sheet.lit}")
    sheet.pill(bar, "ink")


def _ring(sheet: Sheet, link: Link, size: Size, filled: bool, deleted: bool) -> Surface:
    """The sprite of one ring."""
    ground = sheet.colour(f"band_{sheet.lit}")
    if deleted:
        return _edge(size, "deleted", sheet.px(3), sheet.colour("hairline"))
    return _whole(link, size, sheet.px(7), sheet.colour(link.kind), ground, filled)


def loose_ring(sheet: Sheet, link: Link, pitch: float, deleted: bool) -> Surface:
    """A ring on night, as large as a pitch in pixels allows, for whoever draws it: a copy."""
    size = (round(pitch * 0.86), round(pitch * 0.70))
    if deleted:
        return _edge(size, "deleted", sheet.px(4), sheet.colour("light_soft")).copy()
    ink, ground = sheet.colour(f"light_{link.kind}"), sheet.colour("night")
    return _whole(link, size, sheet.px(6), ink, ground, False).copy()


@lru_cache(maxsize=64)
def _whole(
    link: Link, size: Size, width: int, ink: Colour, ground: Colour, filled: bool
) -> Surface:
    """Fill, edge and glyph of a ring in one sprite."""
    ring = pill(size, ink if filled else ground).copy()
    if not filled:
        ring.blit(_edge(size, link.kind, width, ink), (0, 0))
    elif link.kind != "measured":
        inner = (size[0] - 2 * width, size[1] - 2 * width)
        ring.blit(_edge(inner, link.kind, max(2, width // 2), ground), (width, width))
    glyph = mark(link.glyph, round(size[1] * 0.45), ground if filled else ink)
    ring.blit(glyph, ((size[0] - glyph.get_width()) // 2, (size[1] - glyph.get_height()) // 2))
    return ring


def _path(size: Size, inset: float) -> list[Point]:
    """Points along the middle of a ring's edge, evenly apart, clockwise from the top left."""
    radius, level = size[1] / 2 - inset, float(size[0] - size[1])
    left, right, middle = size[1] / 2, size[0] - size[1] / 2, size[1] / 2
    bow = math.pi * radius
    points = []
    for number in range(_POINTS):
        at = number / _POINTS * 2 * (level + bow)
        back, at = divmod(at, level + bow)  # the lower half is the upper one, turned
        turn = max(0.0, at - level) / radius
        x = min(at, level) + radius * math.sin(turn)
        y = -radius * math.cos(turn)
        points.append((right - x, middle - y) if back else (left + x, middle + y))
    return points


@lru_cache(maxsize=64)
def _edge(size: Size, kind: str, width: int, ink: Colour) -> Surface:
    """The edge of a ring: solid, dashed, striped, or the dots of a deleted one."""

    def paint(large: Surface, colour: Colour, fine: int) -> None:
        path = [(x * fine, y * fine) for x, y in _path(size, width / 2)]
        line = width * fine
        if kind == "measured":
            thick(large, colour, path, line, closed=True)
        elif kind == "invented":
            _stripes(large, colour, path, line)
        else:
            count = 24 if kind == "deleted" else 12
            share = 0.15 if kind == "deleted" else 0.55
            for dash in _pieces(path, count, share):
                thick(large, colour, dash, line)

    return painted(size, ink, paint)


def _stripes(large: Surface, colour: Colour, path: list[Point], line: float) -> None:
    """A pale edge between thin rails, crossed by stripes."""
    thick(large, colour, path, line, closed=True)
    for piece in _pieces(path, 36, 0.45):
        thick(large, colour, piece, line * 0.55, alpha=0)


def _pieces(path: list[Point], count: int, share: float) -> list[list[Point]]:
    """A closed path cut into dashes, each a share of its pitch long."""
    steps = len(path)
    cut = []
    for number in range(count):
        first, last = steps * number / count, steps * (number + share) / count
        cut.append([path[at % steps] for at in range(round(first), round(last) + 1)])
    return cut
