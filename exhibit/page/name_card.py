"""The card of the nearest citizen: invented, and what the program says of whoever was searched."""

from pygame import Rect

from exhibit.page import shapes
from exhibit.page.sheet import Sheet

_CARD = 1.1  # as far as what stands on the card may grow

def draw_name_card(sheet: Sheet, name: str, nearest: str, said: str, wrong: str) -> None:
    """A hatched card with a name and its distance, a guess pinned to it, and the museum's line."""
    with sheet.scaled(min(sheet.k, _CARD)):
        _card(sheet, name, nearest, said)
    sheet.write(wrong, "name_wrong", "heading", middle=True)


def _card(sheet: Sheet, name: str, nearest: str, said: str) -> None:
    """The card and the guess."""
    card = sheet.box("name_card")
    sheet.fill("invented", card)
    edge = sheet.px(4)
    sheet.fill("lilac", card.inflate(-2 * edge, -2 * edge))
    strip = Rect(card.left + edge, card.top + edge, sheet.px(22), card.height - 2 * edge)
    sheet.hatch(strip)
    picture = Rect(strip.right + sheet.px(24), 0, 0, 0)
    picture.height = round(card.height * 0.72)
    picture.width = round(picture.height * 0.84)
    picture.top = card.top + (card.height - picture.height) // 2
    _nobody(sheet, picture)
    left = picture.right + sheet.px(24)
    side, row = sheet.grown(38), card.top + round(card.height * 0.17)
    sheet.mark("invented", side, "invented", left, row)
    words = sheet.text("invented")
    sheet.line(words, "label", "invented", left + side + sheet.px(14), row)
    room = card.right - sheet.px(16) - left
    fits = sheet.block(name, "question", 10**6).width <= room
    style = "question" if fits else "heading"
    sheet.line(name, style, "ink", left, card.top + card.height * 0.41, room=room)
    sheet.line(nearest, "known", "ink", left, card.top + card.height * 0.66, room=room)
    _claim(sheet, card, picture, said)


def _nobody(sheet: Sheet, area: Rect) -> None:
    """A picture of nobody: there is none of an invented citizen."""
    sheet.fill("invented", area)
    edge = sheet.px(4)
    sheet.fill("card", area.inflate(-2 * edge, -2 * edge))
    side = round(area.width * 0.78)
    sheet.mark("person", side, "invented", area.centerx - side // 2, area.centery)


def _claim(sheet: Sheet, card: Rect, picture: Rect, said: str) -> None:
    """What the program says, dashed, over the card's lower right corner."""
    pad, side = sheet.px(20), sheet.grown(36)
    head = sheet.block(sheet.text("ui.guessed"), "label", 10**6)
    words = sheet.block(said, "claim", 10**6)
    wide = side + sheet.px(14) + head.width + sheet.px(28) + words.width + 2 * pad
    box = Rect(0, 0, wide, words.height + pad)
    box.midright = (card.right - sheet.px(16), card.bottom - sheet.px(8))
    sheet.fill("claim", box)
    dash, gap, line = sheet.px(20), sheet.px(11), sheet.px(5)
    edge = shapes.dashed(box.size, dash, gap, line, sheet.colour("guessed"))
    sheet.surface.blit(edge, box)
    sheet.mark("guessed", side, "guessed", box.left + pad, box.centery)
    at = box.left + pad + side + sheet.px(14)
    drawn = sheet.line(sheet.text("ui.guessed"), "label", "guessed", at, box.centery)
    sheet.line(said, "claim", "ink", drawn.right + sheet.px(28), box.centery)
