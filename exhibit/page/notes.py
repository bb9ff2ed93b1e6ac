"""Short notes on a page of the invented city: that it is invented, and what is known beside it."""

from pygame import Rect

from exhibit.page.sheet import Sheet


def draw_tag(sheet: Sheet, words: str, box: str = "tag") -> None:
    """The hatched square and what is invented here."""
    area = sheet.box(box)
    side = sheet.grown(40)
    sheet.mark("invented", side, "invented", area.left, area.centery)
    left = area.left + side + sheet.px(18)
    sheet.line(words, "label", "invented", left, area.centery, room=area.right - left)


def draw_note(sheet: Sheet, words: str, sources: str, box: str | Rect = "note") -> None:
    """The open book, what is known, and who says so."""
    area = sheet.box(box) if isinstance(box, str) else box
    indent = sheet.grown(72)
    sheet.mark("known", sheet.grown(48), "known", area.left, area.top + sheet.grown(20))
    inner = Rect(area.left + indent, area.top, area.width - indent, area.height)
    foot = sheet.write(words, inner, "known", balance=True).bottom + sheet.px(6)
    under = Rect(inner.left, foot, inner.width, area.bottom - foot)
    sheet.write(sources, under, "citation", "soft", balance=True)
