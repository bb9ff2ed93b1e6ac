"""The file that fills up: a tabbed card in the band, and opened on the delete step."""

from collections.abc import Sequence
from dataclasses import dataclass

from pygame import Rect

from exhibit.page import shapes
from exhibit.page.sheet import Sheet

_LENGTHS = (0.50, 0.80, 0.62, 0.70, 0.42, 0.55, 0.95, 0.60, 0.74, 0.48, 0.88, 0.66)

_GROW = 0.4  # seconds in which a new stroke is drawn


@dataclass(frozen=True)
class Row:
    """One line of the open file: kind of finding, how many, what, and how many bytes."""

    kind: str
    count: str
    words: str
    bytes: str


def _card(sheet: Sheet, box: Rect, tab: Rect) -> None:
    """A card with a tab, edged in ink."""
    width, slope = max(2, sheet.px(3)), tab.height * 0.55
    t, edge = tab.height, width / 2
    body = Rect(box.left, box.top + t - width // 2, box.width, box.height - t + width // 2)
    sheet.fill("ink", body)
    size = (tab.width + width, t + width)
    corners = ((edge, t), (edge, edge), (tab.width - slope, edge), (tab.width, t))
    # Only what slants is drawn large and shrunk: a whole page of it would take a tenth of a second.
    sheet.surface.blit(shapes.polygon(size, corners, sheet.colour("card")), box)
    sheet.surface.blit(shapes.strokes(size, (corners,), width, sheet.colour("ink")), box)
    sheet.fill("card", body.inflate(-2 * width, -2 * width))
    under = Rect(box.left + width, body.top, tab.width - 2 * width, width)
    sheet.fill("card", under)
    sheet.fill("ink", Rect(box.left, box.top + width, width, t))


def draw_file(sheet: Sheet, kinds: Sequence[str]) -> None:
    """The small file in the band, a stroke for each finding, the newest thicker."""
    box = sheet.box("file")
    name, pad = sheet.text("ui.file"), sheet.px(14)
    tab = Rect(box.left, box.top, round(box.width * 0.54), sheet.grown(32))
    tab.width = max(tab.width, sheet.block(name, "label", 10**6).width + round(2.6 * pad))
    tab.width = min(tab.width, box.width)
    _card(sheet, box, tab)
    middle = box.top + sheet.grown(22)
    sheet.line(name, "label", "ink", box.left + pad, middle, room=box.width - 2 * pad)
    top = tab.bottom + sheet.px(17)
    pitch = min(sheet.px(14), (box.bottom - top - sheet.px(10)) / max(1, len(kinds)))
    for number, kind in enumerate(kinds):
        newest = number == len(kinds) - 1
        length = round((box.width - sheet.px(32)) * _LENGTHS[number % len(_LENGTHS)])
        length = max(1, round(length * sheet.moves.share(f"+stroke {number}", _GROW)))
        stroke = Rect(box.left + sheet.px(16), round(top + number * pitch), length, 0)
        stroke.height = sheet.px(7 if newest else 5)
        _stroke(sheet, kind, stroke)


def _stroke(sheet: Sheet, kind: str, area: Rect) -> None:
    """One finding: solid when measured, dashed when guessed, dotted when invented."""
    dash, gap = {"guessed": (10, 5), "invented": (4, 3)}.get(kind, (0, 0))
    if not dash:
        sheet.fill(kind, area)
        return
    for (x0, _), (x1, _) in shapes.dashes((0, 0), (area.width, 0), sheet.px(dash), sheet.px(gap)):
        piece = Rect(area.left + round(x0), area.top, max(1, round(x1 - x0)), area.height)
        sheet.fill(kind, piece)


def draw_open_file(sheet: Sheet, rows: Sequence[Row], total: str, gone: float) -> None:
    """The open file: a row for each kind of finding and the sum; rows are struck from the top.

    Struck, not gone: until the hold is over everything is still there.
    """
    box = sheet.box("file_open")
    tab = Rect(box.left, box.top, round(box.width * 0.41), sheet.grown(54))
    _card(sheet, box, tab)
    pad = sheet.px(36)
    name = sheet.text("ui.your_file")
    sheet.line(name, "body_strong", "ink", box.left + pad - sheet.px(6), tab.centery + sheet.px(4))
    inner = Rect(box.left + pad, tab.bottom + sheet.px(18), box.width - 2 * pad, 0)
    inner.height = box.bottom - sheet.px(12) - inner.top
    sheet.line(sheet.text("ui.bytes"), "label", "soft", inner.right, tab.centery, "right")
    high = min(sheet.grown(84), inner.height // (len(rows) + 1))
    struck = round(gone * len(rows))
    for number, row in enumerate(rows):
        area = Rect(inner.left, inner.top + number * high, inner.width, high)
        _row(sheet, row, area)
        if number < struck:
            line = Rect(area.left + sheet.grown(52), area.centery, 0, max(2, sheet.px(5)))
            line.width = area.right - line.left
            sheet.fill("ink", line)
    foot = Rect(inner.left, inner.bottom - high, inner.width, high)
    sheet.line(sheet.text("ui.bytes"), "body_strong", "ink", foot.left, foot.centery)
    sheet.line(total, "count", "ink", foot.right, foot.centery, "right")


def _row(sheet: Sheet, row: Row, area: Rect) -> None:
    """Mark, count, words and bytes over a hairline."""
    side = sheet.grown(42)
    sheet.mark(row.kind, side, row.kind, area.left, area.centery)
    counts = area.left + round(area.width * 0.255)
    sheet.line(row.count, "count", row.kind, counts, area.centery, "right")
    size = sheet.line(row.bytes, "body_strong", "soft", area.right, area.centery, "right")
    words = Rect(counts + sheet.px(30), area.top, 0, area.height)
    words.width = size.left - sheet.px(24) - words.left
    sheet.write(row.words, words, "body", "ink", middle=True, fit=True)
    sheet.rule(area.left, area.bottom - sheet.px(2), area.width, 2)
