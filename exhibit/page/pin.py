"""A guess pinned to a person in the picture: claim, dashed edge, tail; in the room only."""

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from pygame import Rect

from exhibit.page.shapes import dashed, dashes

if TYPE_CHECKING:
    from exhibit.page.photo import Picture, Spot

_FADE = 0.25  # seconds in which a pin appears
_HIDES = 8.0  # what it costs to hide all that should be clear, in widths of the picture
_STAY = 0.25  # how much better, in cards, another place must be before a pin moves there


def draw_pin(
    picture: "Picture", tips: Sequence["Spot"], text: str, avoid: Sequence[Rect]
) -> None:
    """Place the card clear of avoid (page pixels), then its tail to the nearer tip, then its words.

    The card is placed by the first tip.
    """
    page = picture.page
    side = page.grown(42)
    block = page.block(text, "claim", round(picture.area.width * 0.40), balance=True)
    head = page.block(page.text("ui.guessed"), "label", 10**6)
    pad = page.px(24)
    wide = max(block.width, head.width + side + page.px(16)) + 2 * pad
    card = Rect(0, 0, wide, block.height + page.grown(50) + round(1.5 * pad))
    card = _placed(picture, card, tips[0], avoid)
    tip = min(tips, key=lambda each: math.dist(card.center, each))
    share = page.moves.share(f"pin {text}", _FADE)
    under = page.surface.subsurface(picture.area).copy() if share < 1 else None
    _draw(picture, card, tip, text)
    page.veil(picture.area, share, under)


def _draw(picture: "Picture", card: Rect, tip: "Spot", text: str) -> None:
    """The card, its tail and its words."""
    page = picture.page
    side, pad = page.grown(42), page.px(24)
    page.fill("claim", card)
    edge = dashed(card.size, page.px(20), page.px(11), page.px(5), page.colour("guessed"))
    page.surface.blit(edge, card)
    _tail(picture, card, tip)
    row = card.top + pad // 2 + page.grown(30)
    page.mark("guessed", side, "guessed", card.left + pad, row)
    left = card.left + pad
    page.line(page.text("ui.guessed"), "label", "guessed", left + side + page.px(16), row)
    words = Rect(left, card.top + pad // 2 + page.grown(52), card.width - 2 * pad, 0)
    words.height = card.bottom - words.top
    page.write(text, words, "claim", "ink", balance=True)


def _places(area: Rect, card: Rect, gap: int) -> Iterator[Rect]:
    """Where a card may stand: three heights on either side."""
    room = area.inflate(-2 * gap, -2 * gap)
    for share in (1.0, 0.62, 0.24):
        for left in (room.right - card.width, room.left):
            yield Rect(left, round(room.top + share * (room.height - card.height)), *card.size)


def _placed(picture: "Picture", card: Rect, tip: "Spot", avoid: Sequence[Rect]) -> Rect:
    """The place that hides least and is near the tip; it stays until another is clearly better."""
    places = list(_places(picture.area, card, picture.page.px(40)))
    area = card.width * card.height

    def hidden(place: Rect) -> float:
        return sum(place.clip(each).width * place.clip(each).height for each in avoid) / area

    far = [math.dist(each.center, tip) / picture.area.width for each in places]
    costs = [_HIDES * hidden(each) + away for each, away in zip(places, far, strict=True)]
    best = min(range(len(costs)), key=costs.__getitem__)
    last = picture.page.memory.get("pin", best)
    covers = hidden(places[last]) > 0 and not hidden(places[best])
    if covers or costs[last] > costs[best] + _STAY:
        last = best
    picture.page.memory["pin"] = last
    return places[last]


def _tail(picture: "Picture", card: Rect, tip: "Spot") -> None:
    """The tail from the nearest side of the card; none when the tip lies under the card."""
    if card.collidepoint(tip):
        return
    page = picture.page
    deep, half = page.px(5), page.px(24)
    feet: list[tuple[float, float]]
    x: float
    y: float
    if card.left <= tip[0] <= card.right:
        y = card.top + deep if tip[1] < card.top else card.bottom - deep
        x = min(max(tip[0], card.left + 2 * half), card.right - 2 * half)
        feet = [(x - half, y), (x + half, y)]
    else:
        x = card.left + deep if tip[0] < card.left else card.right - deep
        y = min(max(tip[1], card.top + 2 * half), card.bottom - 2 * half)
        feet = [(x, y - half), (x, y + half)]
    picture.fill_shape(np.array([feet[0], tip, feet[1]]), "claim")
    sides = [dashes(foot, tip, page.px(20), page.px(11)) for foot in feet]
    pieces = np.array([piece for side in sides for piece in side])
    picture.draw_lines(pieces, "guessed", 5, cased=False)
