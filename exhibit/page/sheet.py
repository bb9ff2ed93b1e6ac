"""The sheet under every page: named boxes, set text, sprites, buttons, and what overflowed."""

from collections.abc import Callable

from pygame import BLEND_RGBA_ADD, Rect, Surface

from exhibit.errors import BadTheme, did_you_mean
from exhibit.page import shapes
from exhibit.page.growing import Growing
from exhibit.page.lines import CAPITAL, Block, setter
from exhibit.page.marks import mark
from exhibit.page.motion import Moves
from exhibit.page.theme import Colour, Theme, unit
from exhibit.page.words import Words

GROUNDS = ("paper", "night", "lilac")

# kind of button: fill, edge, text; "" is none
_BUTTONS = {
    "touch": ("try", "", "paper"),
    "dark": ("ink", "", "paper"),
    "line": ("", "ink", "ink"),
    "light": ("paper", "", "ink"),
    "light_line": ("", "paper", "paper"),
}


class Sheet(Growing):
    """A surface to draw on by names. surface may be changed between pages; its size may not.

    One sheet may live as long as its process: give it another surface, language or step between
    pages. Making a new one for every page costs little, but then pins may jump.

    touches: what a finger may meet, as (name, pixels), in the order drawn.
    overflows: texts that did not fit, as (text, box or style): nothing is ever shrunk to fit.
    step: the step whose texts are tried first, for example "presence"; "" in the lobby.
    """

    def __init__(
        self,
        surface: Surface,
        theme: Theme,
        words: Words,
        language: str,
        k: float = 1.0,
        step: str = "",
    ) -> None:
        self.surface, self.theme, self.words = surface, theme, words
        self.language, self.k, self.step = language, k, step
        self.size = surface.get_size()
        self._unit = unit(self.size)
        self.setter = setter(theme, self.size, k)
        self.touches: list[tuple[str, Rect]] = []
        self.overflows: list[tuple[str, str]] = []
        self.memory: dict[str, int] = {}  # where things stood, so that they do not jump about
        self.reached = {}
        self.moves = Moves()
        self.lit = "paper"

    @property
    def upright(self) -> bool:
        """Whether the page is in portrait layout."""
        return self.size[0] < self.size[1]

    @property
    def dark(self) -> bool:
        """Whether the ground is night."""
        return self.lit == "night"

    def ground(self, name: str) -> None:
        """Begin a page: paper, night or lilac, and nothing on it yet."""
        if name not in GROUNDS:
            raise BadTheme(f'There is no ground "{name}".{did_you_mean(name, GROUNDS)}')
        self.lit = name
        self.touches.clear()
        self.overflows.clear()
        self.surface.fill(self.colour(name))
        self.fill(f"band_{name}", self.box("band"))

    def box(self, name: str) -> Rect:
        """A named box in pixels."""
        return self.theme.box(name, self.size)

    def colour(self, name: str = "") -> Colour:
        """A named colour; without a name the text colour of the ground."""
        return self.theme.colour(name or ("paper" if self.dark else "ink"))

    def px(self, measure: float) -> int:
        """A measure given for a picture 1080 high, in pixels of this one; at least 1."""
        return max(1, round(measure * self._unit / 1080))

    def grown(self, measure: float) -> int:
        """The same for what stands beside text, and grows with it."""
        return self.px(measure * self.k)

    def text(self, key: str, **fields: object) -> str:
        """The text of a key, of the step's own table first; page.text("title")."""
        own = f"step.{self.step}.{key}"
        return self.words.say(self.language, own if self.words.has(own) else key, **fields)

    def has(self, key: str) -> bool:
        """Whether the step, or everybody, has such a text."""
        return self.words.has(f"step.{self.step}.{key}") or self.words.has(key)

    def number(self, value: float, spec: str = ",") -> str:
        """A number as the page's language writes it."""
        return self.words.number(self.language, value, spec)

    def block(self, text: str, style: str, width: int, balance: bool = False) -> Block:
        """A text set in lines, not yet drawn."""
        return self.setter.block(text, style, width, balance)

    def write(
        self,
        text: str,
        box: str | Rect,
        style: str = "body",
        colour: str = "",
        align: str = "left",
        middle: bool = False,
        balance: bool = False,
        fit: bool = False,
    ) -> Rect:
        """Set a text into a box (left, centre or right; at its top or in its middle).

        Returns the pixels it takes; what does not fit is drawn all the same, and reported.
        fit: large type may be set smaller, down to k = 1, if that is what the box allows.
        """
        area = self.box(box) if isinstance(box, str) else box
        block = self.block(text, style, area.width, balance)
        if fit:
            block = self.largest(
                lambda found: found.block(text, style, area.width, balance), area.size
            )
        if block.width > area.width or block.height > area.height + block.line // 8:
            self.overflows.append((text, box if isinstance(box, str) else style))
        top = area.top + ((area.height - block.height) // 2 if middle else 0)
        left = area.right
        for number, line in enumerate(block.lines):
            drawn = self.setter.drawn(line, block.font, self.colour(colour))
            spare = area.width - drawn.get_width()
            x = area.left + {"left": 0, "centre": spare // 2, "right": spare}[align]
            self._on_line(drawn, block, x, top + number * block.line + block.line / 2)
            left = min(left, x)
        return Rect(left, top, block.width, block.height)

    def line(
        self,
        text: str,
        style: str,
        colour: str,
        x: float,
        middle: float,
        align: str = "left",
        room: float = 0,
    ) -> Rect:
        """One line of text whose capitals stand around a height; x is its left, centre or right.

        Wider than its room in pixels, if one is given, it is set smaller, as by fit in write(),
        or reported.
        """
        block = self.block(text, style, 10**6)
        if room and block.width > room:
            wide = 10**6
            block = self.largest(lambda found: found.block(text, style, wide), (room, wide))
        if room and block.width > room:
            self.overflows.append((text, style))
        drawn = self.setter.drawn(text, block.font, self.colour(colour))
        back = {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * drawn.get_width()
        return self._on_line(drawn, block, round(x - back), middle)

    def _on_line(self, drawn: Surface, block: Block, x: int, middle: float) -> Rect:
        """Place a drawn line so that its capitals are centred on a height, as the eye expects."""
        top = round(middle + CAPITAL * block.pixels / 2) - block.font.get_ascent()
        return self.surface.blit(drawn, (x, top))

    def fill(self, colour: str, area: Rect) -> None:
        """Fill a rectangle."""
        self.surface.fill(self.colour(colour), area)

    def veil(self, area: Rect, share: float, under: Surface | None = None) -> None:
        """Let an area be seen by a share only, before what was under it, or the ground."""
        if share >= 1:
            return
        if under is None:
            under = Surface(area.size, 0, self.surface)
            under.fill(self.colour(self.lit))
        # What is drawn on a canvas leaves no opacity behind, and nothing blends over what has none.
        for surface, part in ((self.surface, area), (under, under.get_rect())):
            surface.fill((0, 0, 0, 255), part, BLEND_RGBA_ADD)
        under.set_alpha(round(255 * (1 - share)))
        self.surface.blit(under, area)

    def mark(self, name: str, pixels: int, colour: str, x: int, middle: int) -> Rect:
        """A mark in a square of pixels, its left at x, centred on a height."""
        sprite = mark(name, pixels, self.colour(colour))
        return self.surface.blit(sprite, (x, middle - pixels // 2))

    def hatch(self, area: Rect, colour: str = "invented") -> None:
        """The 45 degree hatching of all that is invented."""
        sprite = shapes.hatching(area.size, self.px(14), self.px(5), self.colour(colour))
        self.surface.blit(sprite, area)

    def rule(self, x: int, y: int, width: int, thick: float = 3, colour: str = "hairline") -> None:
        """A level line."""
        self.surface.fill(self.colour(colour), (x, y, width, self.px(thick)))

    def pill(self, area: Rect, colour: str, width: int = 0) -> None:
        """A shape with round ends: touch me."""
        self.surface.blit(shapes.pill(area.size, self.colour(colour), width), area)

    def touch(self, name: str, area: Rect) -> None:
        """Say that a finger may meet this."""
        self.touches.append((name, Rect(area)))

    def button(
        self,
        name: str,
        box: str | Rect,
        label: str,
        kind: str = "touch",
        arrow: str = "",
        style: str = "button",
    ) -> Rect:
        """A pill to press, with its words and perhaps an arrow to the left or right.

        Kinds: touch (green), dark, line on paper; light, light_line on night.
        """
        area = self.box(box) if isinstance(box, str) else box
        fill, edge, ink = _BUTTONS[kind]
        self.pill(area, fill or edge, 0 if fill else self.px(4))
        pad = round(area.height * 0.28)
        inner = area.inflate(-2 * pad, 0)
        if arrow:
            room = self._arrow(area, arrow, ink, pad)
            inner = Rect(area.left + (room if arrow == "left" else pad), area.top, 0, area.height)
            inner.width = area.width - room - pad
        self.write(label, inner, style, ink, "centre", middle=True, fit=True)
        self.touch(name, area)
        return area

    def arrow_button(self, name: str, box: str) -> None:
        """A pill with nothing but an arrow to the left."""
        area = self.box(box)
        self.pill(area, "card")
        self.pill(area, "ink", self.px(4))
        high = round(area.height * 0.34)
        sprite = shapes.chevron(high, high * 0.16, self.colour("ink"), True)
        self.surface.blit(sprite, sprite.get_rect(center=area.center))
        self.touch(name, area)

    def dwell(self, area: Rect, done: float) -> None:
        """A bar along a button's foot: how much of a held gesture is done, from 0 to 1."""
        inner = area.inflate(-area.height, 0)
        bar = Rect(inner.left, area.bottom - self.px(16), round(inner.width * done), self.px(8))
        self.fill("light_try", bar)

    def in_focus(self, area: Rect) -> None:
        """A double ring around what a key would press, light and dark, seen on every ground."""
        for grow, width, colour in ((14, 12, "ink"), (11, 5, "light_guessed")):
            ring = area.inflate(2 * self.px(grow), 2 * self.px(grow)).clip(self.surface.get_rect())
            radius = min(self.px(52), ring.height // 2)
            frame = shapes.rounded(ring.size, radius, self.colour(colour), self.px(width))
            self.surface.blit(frame, ring)

    def _arrow(self, area: Rect, arrow: str, ink: str, pad: int) -> int:
        """A chevron at one end of a button; returns the width it keeps for itself."""
        high = round(area.height * 0.34)
        left = arrow == "left"
        sprite = shapes.chevron(high, high * 0.16, self.colour(ink), left)
        x = area.left + pad if left else area.right - pad - sprite.get_width()
        self.surface.blit(sprite, (x, area.centery - high // 2))
        return pad + sprite.get_width() + pad // 3

    def clipped(self, area: Rect, draw: Callable[[], object]) -> None:
        """Draw inside an area only."""
        before = self.surface.get_clip()
        self.surface.set_clip(area)
        try:
            draw()
        finally:
            self.surface.set_clip(before)
