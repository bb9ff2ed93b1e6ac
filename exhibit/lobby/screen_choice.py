"""The choice: three ways to take part, each naming what will run."""

from collections.abc import Callable

from pygame import Rect

from exhibit.messages import Choice, SourceKind
from exhibit.page import shapes
from exhibit.page.eye import eye
from exhibit.page.page import Page

_CARDS = {Choice.EVERYTHING: "everything", Choice.NO_NUMBER: "no_number", Choice.ACTOR: "actor"}


def choice(page: Page, source: SourceKind | None = None) -> None:
    """Consent by button: three cards; source is whom the station would look at."""
    page.ground("night")
    page.write(page.text("choice.title"), "lobby_title", "title")
    for number, name in _CARDS.items():
        _card(page, number, name)
    page.button("back", "back", page.text("ui.back"), "light_line", "left")
    page.write(page.text("choice.leave"), "band_words", "body", middle=True)
    # Late, because screens gathers this module's screens with its own.
    from exhibit.lobby.screens import closed_sign

    closed_sign(page)


def _card(page: Page, number: Choice, name: str) -> None:
    """A card to press: number, picture, what it is, what runs, for whom."""
    box = page.box(f"choice_{number:d}")
    sprite = shapes.rounded(box.size, page.px(48), page.colour("card"))
    page.surface.blit(sprite, box)
    page.touch(f"choice:{number:d}", box)
    pad = page.px(40)
    art, words = _parts(page, box.inflate(-2 * pad, -2 * page.px(32)))
    _PICTURES[name](page, art)
    badge = page.grown(64)
    page.disc(badge, "ink", (box.left + pad // 2 + badge // 2 + 4, box.top + pad // 2 + badge // 2 + 4))
    centre = (box.left + pad // 2 + badge // 2 + 4, box.top + pad // 2 + badge // 2 + 4)
    page.line(str(int(number)), "body_strong", "paper", *centre, "centre")
    _words(page, name, words)


def _parts(page: Page, inner: Rect) -> tuple[Rect, Rect]:
    """Where the picture and the words of a card stand: above each other, or side by side."""
    if page.upright:
        wide = round(inner.width * 0.30)
        art = Rect(inner.left, inner.top, wide, inner.height).inflate(0, -inner.height // 4)
        return art, Rect(inner.left + wide + page.px(40), inner.top, inner.width - wide - page.px(40), inner.height)
    high = round(inner.height * 0.27)
    art = Rect(inner.left, inner.top, inner.width, high)
    return art, Rect(inner.left, art.bottom + page.px(18), inner.width, inner.bottom - art.bottom - page.px(18))


def _words(page: Page, name: str, area: Rect) -> None:
    """Title, what it is, what runs now; at the foot who may choose it."""
    foot = page.grown(58)
    room = Rect(area.left, area.top, area.width, area.height - foot)
    for key, style, colour, gap in (
        ("title", "heading", "ink", 8),
        ("words", "body", "ink", 10),
        ("runs", "known", "soft", 0),
    ):
        drawn = page.write(page.text(f"choice.{name}.{key}"), room, style, colour, balance=True)
        room.height -= drawn.height + page.px(gap)
        room.top = drawn.bottom + page.px(gap)
    page.rule(area.left, area.bottom - foot + page.px(4), area.width)
    who = Rect(area.left, area.bottom - foot + page.px(10), area.width, foot - page.px(10))
    page.write(page.text(f"choice.{name}.who"), who, "body_strong", "try", middle=True)


def _oval(page: Page, area: Rect, colour: str) -> Rect:
    """A face, with nothing in it."""
    oval = Rect(0, 0, round(area.height * 0.78), area.height)
    oval.center = area.center
    sprite = shapes.oval(oval.size, page.px(7), page.colour(colour))
    page.surface.blit(sprite, oval)
    return oval


def _everything(page: Page, area: Rect) -> None:
    """A face with its map."""
    oval = _oval(page, area, "ink")
    corners = [(0.5, 0.02), (0.2, 0.3), (0.8, 0.3), (0.02, 0.5), (0.98, 0.5), (0.5, 0.58)]
    corners += [(0.3, 0.72), (0.7, 0.72), (0.5, 0.98)]
    joined = ((0, 1), (0, 2), (1, 2), (1, 3), (2, 4), (1, 5), (2, 5), (3, 6), (4, 7), (5, 6), (5, 7))
    joined += ((6, 7), (6, 8), (7, 8))
    places = [(x * oval.width, y * oval.height) for x, y in corners]
    lines = tuple((places[a], places[b]) for a, b in joined)
    net = shapes.strokes(oval.size, lines, page.px(4), page.colour("measured"))
    page.surface.blit(net, oval)
    for x, y in places:
        page.disc(page.px(16), "measured", (oval.left + round(x), oval.top + round(y)))


def _no_number(page: Page, area: Rect) -> None:
    """A face that is boxed, and turns."""
    oval = _oval(page, area.inflate(0, -page.px(28)), "ink")
    frame = oval.inflate(page.px(60), page.px(28))
    sprite = shapes.rounded(frame.size, 1, page.colour("measured"), page.px(5))
    page.surface.blit(sprite, frame)
    for left in (True, False):
        wedge = shapes.chevron(page.px(48), page.px(6), page.colour("measured"), left)
        x = frame.left - page.px(56) if left else frame.right + page.px(28)
        page.surface.blit(wedge, (x, frame.centery - wedge.get_height() // 2))


def _actor(page: Page, area: Rect) -> None:
    """A hatched face: not yours."""
    stage = Rect(0, 0, min(area.width, round(area.height * 2.2)), round(area.height * 0.86))
    stage.center = area.center
    page.hatch(stage, "wake")
    oval = Rect(0, 0, round(area.height * 0.78), area.height)
    oval.center = area.center
    hole = shapes.oval(oval.inflate(page.px(28), page.px(28)).size, 0, page.colour("card"))
    page.surface.blit(hole, hole.get_rect(center=oval.center))
    page.surface.blit(shapes.oval(oval.size, page.px(7), page.colour("invented")), oval)
    size = (round(oval.width * 0.30), round(oval.width * 0.15))
    shut = eye(size, 0.0, page.px(4), page.colour("invented"), False)
    for share in (0.28, 0.72):
        centre = (oval.left + round(share * oval.width), oval.top + round(0.47 * oval.height))
        page.surface.blit(shut, shut.get_rect(center=centre))
    mouth = eye((round(oval.width * 0.34), round(oval.width * 0.17)), 0.0, page.px(4), page.colour("invented"), False)
    page.surface.blit(mouth, mouth.get_rect(center=(oval.centerx, oval.top + round(0.76 * oval.height))))


_PICTURES: dict[str, Callable[[Page, Rect], None]] = {
    "everything": _everything,
    "no_number": _no_number,
    "actor": _actor,
}
