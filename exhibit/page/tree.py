"""The file as a tree: what hangs on what by a shared key; every record in it is hatched."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pygame import Rect

from exhibit.page import shapes
from exhibit.page.sheet import Sheet


@dataclass(frozen=True)
class Leaf:
    """One row of the tree.

    parent: the row it hangs on, -1 for the first. depth: rows between it and the first. touch: the
    name of a touch on it, "" is none. wrong: its link is known to be wrong.
    """

    name: str
    words: str
    parent: int
    depth: int
    opened: bool
    newest: bool = False
    wrong: bool = False
    touch: str = ""


def draw_tree(sheet: Sheet, area: Rect, leaves: Sequence[Leaf]) -> None:
    """A row for each leaf: its place in the tree, its name, and words at the right."""
    high = area.height / len(leaves)
    tops = [round(area.top + n * high) for n in range(len(leaves) + 1)]
    rows = [Rect(area.left, top, area.width, end - top) for top, end in pairwise(tops)]
    lane, node = sheet.px(44), min(sheet.px(34), round(high * 0.68))
    deepest = max(each.depth for each in leaves)
    for leaf, row in zip(leaves, rows, strict=True):
        if leaf.newest:
            sheet.fill("card", row)
            sheet.hatch(Rect(row.right - sheet.px(14), row.top, sheet.px(14), row.height))
    order = sorted(range(len(leaves)), key=lambda n: (leaves[n].opened, not leaves[n].wrong, -n))
    for number in order:  # what is joined lies over what is not
        leaf, row = leaves[number], rows[number]
        if leaf.parent >= 0:
            x = area.left + sheet.px(26) + leaves[leaf.parent].depth * lane
            top = max(_reached(leaves, leaf, number, rows), rows[leaf.parent].centery)
            _branch(sheet, x, top, x + lane, row.centery, leaf)
    names = area.left + sheet.px(26) + deepest * lane + node // 2 + sheet.px(20)
    for leaf, row in zip(leaves, rows, strict=True):
        _node(sheet, area.left + sheet.px(26) + leaf.depth * lane, row.centery, node, leaf)
        _words(sheet, leaf, row, names)


def _reached(leaves: Sequence[Leaf], leaf: Leaf, number: int, rows: Sequence[Rect]) -> int:
    """Where the branch of the sibling above ends, from which this one goes on."""
    above = [n for n in range(number) if leaves[n].parent == leaf.parent]
    return rows[above[-1]].centery if above else 0


def _words(sheet: Sheet, leaf: Leaf, row: Rect, left: int) -> None:
    """Name and words of a row; a hairline below; the touch."""
    colour = "ink" if leaf.opened else "soft"
    style = "body_strong" if leaf.newest else "line"
    right = sheet.line(leaf.words, style, colour, row.right - sheet.px(28), row.centery, "right")
    sheet.line(leaf.name, style, colour, left, row.centery, room=right.left - left)
    if leaf.touch:
        sheet.touch(leaf.touch, row)


def _branch(sheet: Sheet, x: int, top: int, end: int, level: int, leaf: Leaf) -> None:
    """From the parent down, and across to the leaf: a dark bar, dashed where nothing is joined."""
    joined = leaf.opened and not leaf.wrong
    width = sheet.px(7 if leaf.opened else 3)
    colour = "failed" if leaf.opened and leaf.wrong else "ink" if leaf.opened else "soft"
    if joined:
        sheet.fill(colour, Rect(x - width // 2, top, width, level - top + width // 2 + 1))
        sheet.fill(colour, Rect(x - width // 2, level - width // 2, end - x, width))
        return
    dash = sheet.px(9)
    for (_, y0), (_, y1) in shapes.dashes((0, top), (0, level), dash, dash):
        sheet.fill(colour, Rect(x - width // 2, round(y0), width, max(1, round(y1 - y0))))
    for (x0, _), (x1, _) in shapes.dashes((x, 0), (end, 0), dash, dash):
        sheet.fill(colour, Rect(round(x0), level - width // 2, max(1, round(x1 - x0)), width))


def _node(sheet: Sheet, x: int, level: int, side: int, leaf: Leaf) -> None:
    """A hatched square once opened, an empty one before; a cross where the link is wrong."""
    box = Rect(x - side // 2, level - side // 2, side, side)
    sheet.fill("card" if leaf.newest else "lilac", box)
    if leaf.wrong and leaf.opened:
        sheet.mark("failed", side, "failed", box.left, level)
    elif leaf.opened:
        sheet.mark("invented", side, "invented", box.left, level)
    else:
        edge = shapes.dashed(box.size, sheet.px(6), sheet.px(4), sheet.px(3), sheet.colour("soft"))
        sheet.surface.blit(edge, box)
