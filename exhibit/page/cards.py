"""Cards: evidence between double rules, notes between lines, opinion slanted on tan."""

from pygame import Rect

from exhibit.page import shapes
from exhibit.page.sheet import Sheet

_RULE, _GAP, _FINE = 8, 6, 2.5  # the double rule: a thick line, a gap, a thin one


def _rules(sheet: Sheet, area: Rect) -> Rect:
    """Double rules at head and foot; returns what is left between them."""
    thick, gap, fine = sheet.px(_RULE), sheet.px(_GAP), sheet.px(_FINE)
    for top, other in (
        (area.top, area.top + thick + gap),
        (area.bottom - thick, area.bottom - thick - gap - fine),
    ):
        sheet.rule(area.left, top, area.width, _RULE, "ink")
        sheet.rule(area.left, other, area.width, _FINE, "ink")
    return area.inflate(0, -2 * (thick + gap + fine))


def draw_evidence(
    sheet: Sheet, box: str | Rect, label: str, words: str, sources: str, strong: str = ""
) -> None:
    """What is known, on a card between double rules, and under it who says so.

    strong: a last line that carries weight.
    """
    area = sheet.box(box) if isinstance(box, str) else box
    sheet.fill("card", area)
    _filled(sheet, _rules(sheet, area), "known", label, words, sources, strong)


def draw_plain(
    sheet: Sheet, box: str | Rect, label: str, words: str, sources: str, mark: str
) -> None:
    """The same in short, between single lines."""
    area = sheet.box(box) if isinstance(box, str) else box
    sheet.fill("card", area)
    sheet.rule(area.left, area.top, area.width)
    sheet.rule(area.left, area.bottom - sheet.px(3), area.width)
    _filled(sheet, area, mark, label, words, sources)


def _filled(
    sheet: Sheet, inner: Rect, mark: str, label: str, words: str, sources: str, strong: str = ""
) -> None:
    """A card's inside: mark and label, words, sources."""
    pad, indent = sheet.px(30), sheet.grown(66)
    row = inner.top + sheet.px(14) + sheet.grown(26)
    sheet.mark(mark, sheet.grown(46), "known", inner.left + pad, row)
    left = inner.left + pad + indent
    sheet.line(label, "label", "ink", left, row)
    body = Rect(left, row + sheet.grown(30), inner.right - pad - left, 0)
    body.height = inner.bottom - body.top
    foot = sheet.write(words, body, "body", balance=True).bottom + sheet.px(8)
    for text, style, colour in ((strong, "body_strong", "ink"), (sources, "citation", "soft")):
        if text:
            under = Rect(left, foot, body.width, inner.bottom - sheet.px(10) - foot)
            foot = sheet.write(text, under, style, colour, balance=True).bottom + sheet.px(8)


def _tail(sheet: Sheet, area: Rect, high: int) -> None:
    """The corner by which a card belongs to whoever says it."""
    sprite = shapes.polygon((high, high), ((0, 0), (high, 0), (0, high)), sheet.colour("opinion"))
    sheet.surface.blit(sprite, (area.left + sheet.px(96), area.bottom))


def draw_statement(sheet: Sheet, box: str, head: str, words: str) -> None:
    """A statement to judge: a card that does not say yet what it is."""
    area = sheet.box(box)
    sheet.fill("card", area)
    sheet.rule(area.left, area.top, area.width, 8, "ink")
    sheet.rule(area.left, area.bottom - sheet.px(3), area.width)
    _stated(sheet, area, head, words, "question")


def draw_opinion(sheet: Sheet, box: str, head: str, words: str) -> None:
    """What somebody thinks: tan, slanted, with a quotation mark and a tail; no rules."""
    area, tail = sheet.box(box), sheet.px(30)
    sheet.fill("opinion", Rect(area.left, area.top, area.width, area.height - tail))
    _tail(sheet, Rect(area.left, area.top, area.width, area.height - tail), tail)
    side = sheet.grown(46)
    left = area.right - sheet.px(36) - side
    sheet.mark("quote", side, "soft", left, area.top + sheet.px(20) + sheet.grown(24))
    _stated(sheet, area, head, words, "opinion")


def _stated(sheet: Sheet, area: Rect, head: str, words: str, style: str) -> None:
    """A statement with a line above it that says where it stands."""
    pad = sheet.px(36)
    row = area.top + sheet.px(20) + sheet.grown(24)
    sheet.line(head, "label", "soft", area.left + pad, row)
    top = row + sheet.grown(24)
    foot = area.bottom - sheet.px(30)
    body = Rect(area.left + pad, top, area.width - 2 * pad, foot - top)
    sheet.write(words, body, style, middle=True, balance=True)


def draw_grade(sheet: Sheet, area: Rect, words: str) -> None:
    """Our grade: a square dark tag, for nobody to press."""
    sheet.fill("ink", area)
    inner = area.inflate(-sheet.px(24), 0)
    sheet.write(words, inner, "button", "paper", "centre", middle=True, fit=True)
