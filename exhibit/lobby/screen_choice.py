"""The choice: three ways to take part, each naming what will run."""

from collections.abc import Callable

from pygame import Rect

from exhibit.lobby.signs import closed_sign
from exhibit.messages import Choice, SourceKind
from exhibit.page import shapes
from exhibit.page.eye import eye
from exhibit.page.page import Page

_CARDS = {Choice.EVERYTHING: "everything", Choice.NO_NUMBER: "no_number", Choice.ACTOR: "actor"}

_PARTS = (("title", "heading", "ink"), ("words", "body", "ink"), ("runs", "known", "soft"))


def choice(page: Page, source: SourceKind | None = None, second: bool = False) -> None:
    """Consent by button: three cards; source is whom the station would look at.

    second: whether a second camera would look too.
    """
    page.ground("night")
    page.write(page.text("choice.title"), "lobby_title", "title")
    for number, name in _CARDS.items():
        _card(page, number, name)
    page.button("back", "back", page.text("ui.back"), "light_line", "left")
    words = page.text("choice.second" if second else "choice.leave")
    page.write(words, "band_words", "body", middle=True, fit=True)
    closed_sign(page)


def _card(page: Page, number: Choice, name: str) -> None:
    """A card to press: number, picture, what it is, what runs, for whom."""
    box = page.box(f"choice_{number:d}")
    sprite = shapes.rounded(box.size, page.px(48), page.colour("card"))
    page.surface.blit(sprite, box)
    page.touch(f"choice:{number:d}", box)
    art, words = _parts(page, box.inflate(-2 * page.px(40), -2 * page.px(32)))
    if art.height > page.px(80):  # large type may leave the picture no room
        _PICTURES[name](page, art)
    elif art.height < page.px(40):  # nor the number in the corner
        page.overflows.append((page.text(f"choice.{name}.title"), f"choice_{number:d}"))
    badge = page.grown(64)
    centre = (box.left + page.px(24) + badge // 2, box.top + page.px(24) + badge // 2)
    page.disc(badge, "ink", centre)
    page.line(str(int(number)), "body_strong", "paper", *centre, "centre")
    _words(page, name, words)


def _parts(page: Page, inner: Rect) -> tuple[Rect, Rect]:
    """Where the picture and the words of a card stand: side by side, or above each other."""
    gap = page.px(24)
    if page.upright:
        wide = round(inner.width * 0.27)
        art = Rect(inner.left + gap, inner.top, wide, inner.height).inflate(0, -inner.height // 3)
        left = art.right + 2 * gap
        return art, Rect(left, inner.top, inner.right - left, inner.height)
    # The picture takes what the longest words leave, so that all three cards agree.
    words = max(_height(page, name, inner.width) for name in _CARDS.values())
    art = Rect(inner.left, inner.top, inner.width, inner.height - words - gap)
    return art, Rect(inner.left, art.bottom + gap, inner.width, words)


def _height(page: Page, name: str, width: int) -> int:
    """What the words of a card need, in pixels."""
    texts = [(page.text(f"choice.{name}.{key}"), style) for key, style, _ in _PARTS]
    blocks = [page.block(text, style, width, True).height for text, style in texts]
    return sum(blocks) + len(blocks) * page.px(10) + page.grown(64)


def _words(page: Page, name: str, area: Rect) -> None:
    """Title, what it is, what runs now; at the foot who may choose it."""
    foot = Rect(area.left, area.bottom - page.grown(58), area.width, page.grown(58))
    top = area.top
    for key, style, colour in _PARTS:
        room = Rect(area.left, top, area.width, foot.top - top)
        drawn = page.write(page.text(f"choice.{name}.{key}"), room, style, colour, balance=True)
        top = drawn.bottom + page.px(10)
    page.rule(foot.left, foot.top, foot.width)
    wedge = shapes.chevron(page.grown(30), page.grown(5), page.colour("try"))
    page.surface.blit(wedge, wedge.get_rect(midright=(foot.right, foot.centery + page.px(4))))
    foot.top += page.px(8)
    page.write(page.text(f"choice.{name}.who"), foot, "body_strong", "try", middle=True)


def _face(area: Rect) -> Rect:
    """Where a face stands in an area, as large as it allows."""
    high = min(area.height, round(area.width / 0.78))
    face = Rect(0, 0, round(high * 0.78), high)
    face.center = area.center
    return face


def _oval(page: Page, area: Rect, colour: str) -> Rect:
    """A face, with nothing in it."""
    oval = _face(area)
    sprite = shapes.oval(oval.size, page.px(7), page.colour(colour))
    page.surface.blit(sprite, oval)
    return oval


def _everything(page: Page, area: Rect) -> None:
    """A face with its map."""
    oval = _oval(page, area, "ink")
    corners = [(0.5, 0.02), (0.2, 0.3), (0.8, 0.3), (0.02, 0.5), (0.98, 0.5), (0.5, 0.58)]
    corners += [(0.3, 0.72), (0.7, 0.72), (0.5, 0.98)]
    joined = "01 02 12 13 24 15 25 36 47 56 57 67 68 78".split()
    places = [(x * oval.width, y * oval.height) for x, y in corners]
    lines = tuple((places[int(pair[0])], places[int(pair[1])]) for pair in joined)
    net = shapes.strokes(oval.size, lines, page.px(4), page.colour("measured"))
    page.surface.blit(net, oval)
    for x, y in places:
        page.disc(page.px(16), "measured", (oval.left + round(x), oval.top + round(y)))


def boxed(page: Page, area: Rect) -> None:
    """A face that is boxed, with nothing in it."""
    gap = max(page.px(10), area.width // 20)
    oval = _oval(page, area.inflate(-2 * gap, -page.px(28)), "ink")
    frame = oval.inflate(2 * gap, page.px(28))
    sprite = shapes.rounded(frame.size, 1, page.colour("measured"), page.px(5))
    page.surface.blit(sprite, frame)


def actor(page: Page, area: Rect) -> None:
    """A hatched face: not yours."""
    stage = Rect(0, 0, min(area.width, round(area.height * 1.8)), round(area.height * 0.86))
    stage.center = area.center
    page.hatch(stage, "wake")
    oval = _face(area)
    hole = shapes.oval(oval.inflate(page.px(28), page.px(28)).size, 0, page.colour("card"))
    page.surface.blit(hole, hole.get_rect(center=oval.center))
    page.surface.blit(shapes.oval(oval.size, page.px(7), page.colour("invented")), oval)
    # Shut lids, and a mouth that is one more lid.
    for x, y, wide in ((0.28, 0.47, 0.34), (0.72, 0.47, 0.34), (0.5, 0.76, 0.40)):
        size = (round(oval.width * wide), round(oval.width * wide / 2))
        lid = eye(size, 0.0, page.px(4), page.colour("invented"), False)
        centre = (oval.left + round(x * oval.width), oval.top + round(y * oval.height))
        page.surface.blit(lid, lid.get_rect(center=centre))


_PICTURES: dict[str, Callable[[Page, Rect], None]] = {
    "everything": _everything,
    "no_number": boxed,
    "actor": actor,
}
