"""Distances found in a search: strangers a hatched hill, own prints bars; in the room only."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray
from pygame import Rect

from exhibit.page import shapes
from exhibit.page.controls import pick
from exhibit.page.instrument import Tick
from exhibit.page.photo import Floats, Pixels, ink, on_pixels
from exhibit.page.sheet import Sheet

_FAR = 1.12  # the distance at the right edge
_SHIFT = 4  # bits of a pixel's fraction that OpenCV is handed
_OWN = 0.27  # height of the tallest own bar, in heights of the hill
_NEAR = 0.06  # a tick so near to the threshold gives way to it
_BAR = 2  # hundredths an own bar is wide


@dataclass(frozen=True)
class NameChart:
    """The words of the chart.

    strangers: over the hill. you: over the own bars, "" where there are none; notes: under it.
    alike, passes: how many are within the threshold, and what that means; within: whether any
    is. limit: on the handle.
    """

    strangers: str
    you: str
    notes: str
    alike: str
    passes: str
    within: bool
    limit: str
    ticks: Sequence[Tick]
    formula: str
    honest: str


@dataclass(frozen=True)
class _Plot:
    """Where the chart's parts lie, in page pixels."""

    box: Rect
    area: Rect

    @classmethod
    def on(cls, sheet: Sheet) -> "_Plot":
        """From the chart's box."""
        box = sheet.box("name_chart")
        left, right = box.left + round(box.width * 0.045), box.right - round(box.width * 0.03)
        top, foot = box.top + round(box.height * 0.115), box.top + round(box.height * 0.555)
        return cls(box, Rect(left, top, right - left, foot - top))

    def x(self, distance: float) -> float:
        """The place of a distance."""
        return self.area.left + distance / _FAR * self.area.width

    def y(self, share: float) -> int:
        """A height, as a share of the whole box."""
        return self.box.top + round(share * self.box.height)


def draw_no_chart(sheet: Sheet, words: str) -> None:
    """Why there is nothing to show yet."""
    plot = _Plot.on(sheet)
    side = sheet.grown(48)
    sheet.rule(plot.area.left, plot.area.bottom, plot.area.width, 4, "ink")
    sheet.mark("invented", side, "invented", plot.area.left, plot.area.centery)
    left = plot.area.left + side + sheet.px(24)
    area = Rect(left, plot.area.top, plot.area.right - left, plot.area.height)
    sheet.write(words, area, "body", middle=True)


def draw_name_chart(
    sheet: Sheet,
    words: NameChart,
    strangers: Sequence[int],
    own: Sequence[int],
    stops: Sequence[int],
    chosen: int,
) -> Rect:
    """Both distributions with the threshold between them; returns where options may stand.

    strangers, own: how many lie in each hundredth. stops: thresholds in hundredths, each a touch
    named "pick name.threshold NUMBER" as tall as the chart; chosen: the one that holds.
    """
    plot = _Plot.on(sheet)
    limit = stops[chosen]
    _hill(sheet, plot, strangers, limit)
    _bars(sheet, plot, own, limit)
    sheet.rule(plot.area.left, plot.area.bottom - sheet.px(2), plot.area.width, 4, "ink")
    for at, label in words.ticks:
        if abs(at - limit / 100) > _NEAR:
            sheet.line(label, "citation", "soft", plot.x(at), plot.y(0.592), "centre")
    _labels(sheet, plot, words)
    _claim(sheet, plot, words, limit)
    _handle(sheet, plot, words.limit, limit)
    _touches(sheet, plot, stops)
    room = plot.area.width
    sheet.line(words.formula, "line", "ink", plot.area.left, plot.y(0.762), room=room)
    below = Rect(plot.area.left, plot.y(0.898), room, plot.box.bottom - plot.y(0.898))
    sheet.write(words.honest, below, "citation", "soft", balance=True)
    return Rect(plot.area.left, plot.y(0.795), room, round(plot.box.height * 0.092))


def _outline(plot: _Plot, bins: Sequence[int]) -> Floats:
    """The hill's edge from left to right, (N,2) page pixels."""
    shown = np.array(bins[: round(_FAR * 100)], float)
    x = plot.x(0) + (np.arange(len(shown)) + 0.5) / 100 / _FAR * plot.area.width
    y = plot.area.bottom - shown / max(1.0, shown.max()) * plot.area.height
    return np.stack([x, y], axis=1)


def _hill(sheet: Sheet, plot: _Plot, bins: Sequence[int], limit: int) -> None:
    """Strangers: a hatched hill; what lies within the threshold is filled as a guess."""
    edge = _outline(plot, bins)
    area = plot.area.inflate(0, sheet.px(12))
    wash, lines, within = (
        ink(sheet.surface, sheet.colour(each)) for each in ("wake", "invented", "guessed")
    )

    def draw(view: Pixels) -> None:
        whole = _whole(_closed(edge, plot), area)
        cv2.fillPoly(view, [whole], wash, cv2.LINE_AA, _SHIFT)
        hatched = view.copy()
        diagonals = _diagonals(area, sheet.px(19))
        cv2.polylines(hatched, diagonals, False, lines, sheet.px(3), cv2.LINE_AA)
        mask = np.zeros(view.shape[:2], np.uint8)
        cv2.fillPoly(mask, [whole], 255, cv2.LINE_8, _SHIFT)
        cv2.copyTo(hatched, mask, view)
        near = edge[:limit]
        cv2.fillPoly(view, [_whole(_closed(near, plot), area)], within, cv2.LINE_AA, _SHIFT)
        stroke = sheet.px(5)
        cv2.polylines(view, [_whole(edge, area)], False, lines, stroke, cv2.LINE_AA, _SHIFT)

    on_pixels(sheet.surface, area, draw)


def _closed(edge: Floats, plot: _Plot) -> Floats:
    """An edge and the floor below it."""
    foot = float(plot.area.bottom)
    return np.concatenate([[(edge[0, 0], foot)], edge, [(edge[-1, 0], foot)]])


def _whole(places: Floats, area: Rect) -> NDArray[np.int32]:
    """Page pixels as OpenCV takes them, from the area's corner."""
    whole: NDArray[np.int32] = np.round((places - area.topleft) * 2**_SHIFT).astype(np.int32)
    return whole


def _diagonals(area: Rect, pitch: int) -> list[NDArray[np.int32]]:
    """Lines at 45 degrees through an area, rising to the right."""
    starts = range(-area.height, area.width, pitch)
    return [np.array([(x, area.height), (x + area.height, 0)], np.int32) for x in starts]


def _bars(sheet: Sheet, plot: _Plot, own: Sequence[int], limit: int) -> None:
    """Own prints: solid bars; hollow beyond the threshold, where the program misses them."""
    sums = [sum(own[at : at + _BAR]) for at in range(0, len(own), _BAR)]
    most, gap = max(sums, default=0), sheet.px(2)
    for number, count in enumerate(sums):
        left, right = (round(plot.x((number + by) * _BAR / 100)) for by in (0, 1))
        if not count or right > plot.area.right:
            continue
        high = max(sheet.px(6), round(count / most * plot.area.height * _OWN))
        bar = Rect(left + gap, plot.area.bottom - high, right - left - gap, high)
        sheet.fill("measured", bar)
        if number * _BAR >= limit:
            sheet.fill("paper", bar.inflate(-2 * sheet.px(4), -2 * sheet.px(4)))


def _labels(sheet: Sheet, plot: _Plot, words: NameChart) -> None:
    """Whose distances these are."""
    side, row = sheet.grown(40), plot.y(0.062)
    wide = sheet.block(words.strangers, "label", 10**6).width
    left = plot.area.right - wide - side - sheet.px(16)
    sheet.mark("invented", side, "invented", left, row)
    sheet.line(words.strangers, "label", "invented", plot.area.right, row, "right")
    top = plot.y(0.250)
    room = Rect(plot.area.left, top, round(plot.x(0.345)) - plot.area.left, plot.y(0.42) - top)
    if words.you:
        row = top + sheet.grown(20)
        sheet.mark("measured", side, "measured", plot.area.left, row)
        at = plot.area.left + side + sheet.px(14)
        sheet.line(words.you, "label", "measured", at, row, room=room.right - at)
        room.top, room.height = top + sheet.grown(42), room.height - sheet.grown(42)
    sheet.write(words.notes, room, "known", "ink")


def _claim(sheet: Sheet, plot: _Plot, words: NameChart, limit: int) -> None:
    """How many pass: the program's own guess, in its dashed box, joined to the part it means."""
    pad = sheet.px(18)
    number = sheet.block(words.alike, "question", 10**6)
    passes = sheet.block(words.passes, "scale", 10**6)
    wide = max(number.width, passes.width) + 2 * pad
    card = Rect(plot.area.left, plot.y(0.040), wide, number.height + passes.height + pad)
    if words.within:
        _leader(sheet, plot, (card.right, card.centery), plot.x(limit / 100 - 0.025))
    sheet.fill("claim", card)
    dash = shapes.dashed(card.size, sheet.px(20), sheet.px(11), sheet.px(5), _guess(sheet))
    sheet.surface.blit(dash, card)
    row = card.top + pad // 2 + number.height // 2
    sheet.line(words.alike, "question", "guessed", card.centerx, row, "centre")
    row += (number.height + passes.height) // 2
    sheet.line(words.passes, "scale", "ink", card.centerx, row, "centre")


def _guess(sheet: Sheet) -> tuple[int, int, int]:
    """The colour of guesses."""
    return sheet.colour("guessed")


def _leader(sheet: Sheet, plot: _Plot, start: tuple[int, int], x: float) -> None:
    """A dashed line from the claim over and down to the strangers it means."""
    corner, tip = (x, float(start[1])), (x, float(plot.area.bottom - sheet.px(8)))
    dash, gap = sheet.px(14), sheet.px(9)
    pieces = shapes.dashes(start, corner, dash, gap) + shapes.dashes(corner, tip, dash, gap)
    lines = [_whole(np.array(piece), plot.box) for piece in pieces]
    stroke = ink(sheet.surface, _guess(sheet))
    on_pixels(
        sheet.surface,
        plot.box,
        lambda view: cv2.polylines(
            view, lines, False, stroke, sheet.px(3), cv2.LINE_AA, _SHIFT
        ),
    )


def _handle(sheet: Sheet, plot: _Plot, label: str, limit: int) -> None:
    """The threshold: a line through the chart, with a handle that says touch me."""
    x, top, foot = round(plot.x(limit / 100)), plot.y(0.045), plot.y(0.668)
    sheet.fill("ink", Rect(x - sheet.px(3), top, sheet.px(6), foot - top))
    handle = Rect(0, 0, sheet.px(212), sheet.px(76))
    handle.center = (x, foot)
    sheet.pill(handle, "try")
    sheet.line(label, "unit", "paper", handle.centerx, handle.centery, "centre")
    high = sheet.px(28)
    for left in (True, False):
        sprite = shapes.chevron(high, high * 0.16, sheet.colour("paper"), left)
        inset = sheet.px(26)
        at = handle.left + inset if left else handle.right - inset - sprite.get_width()
        sheet.surface.blit(sprite, (at, handle.centery - high // 2))


def _touches(sheet: Sheet, plot: _Plot, stops: Sequence[int]) -> None:
    """A strip for each threshold, from edge to edge: a finger may slide over the whole chart."""
    middles = [(a + b) / 200 for a, b in pairwise(stops)]
    edges = [plot.area.left, *(round(plot.x(each)) for each in middles), plot.area.right]
    foot = plot.y(0.668) + sheet.px(38)
    for number, (left, right) in enumerate(pairwise(edges)):
        area = Rect(left, plot.area.top, right - left, foot - plot.area.top)
        sheet.touch(pick("name.threshold", number), area)
