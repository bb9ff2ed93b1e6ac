"""The page: the words a step draws with. Steps name boxes and texts, never pixels."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pygame import Rect

from exhibit.page import shapes
from exhibit.page.barcode import draw_codes
from exhibit.page.chain import Link, draw_chain
from exhibit.page.controls import pick
from exhibit.page.events import draw_events
from exhibit.page.eye import eye
from exhibit.page.file import Row, draw_file, draw_open_file
from exhibit.page.instrument import Threshold, Tick, draw_instrument
from exhibit.page.sheet import Sheet
from exhibit.page.where import draw_where

if TYPE_CHECKING:
    from exhibit.page.photo import Floats, Picture, Pixels

MORE = "page.more"  # under which it is picked that the second page is shown
SECOND_PAGE = 1.05  # the distance factor from which "used by" and "fails" need a page of their own
_PILL, _TAG = 1.3, 1.15  # as far as what stands in the green pill, and on the picture, may grow


class Page(Sheet):
    """A sheet with the parts of a step's page: picture, measured, guessed, known, try, band.

    With large type "used by" and "fails" have a second page; more: whether that one is shown.
    """

    more = False

    @property
    def divided(self) -> bool:
        """Whether the type is so large that a step's words need two pages."""
        return self.more or self.k > SECOND_PAGE

    @property
    def _words_foot(self) -> int:
        """Where what was measured must end."""
        return self.box("more" if self.divided else "known").top

    def title(self, key: str = "title", **fields: object) -> Rect:
        """The museum's title; returns the pixels it takes."""
        drawn = self.write(self.text(key, **fields), "title", "title", balance=True)
        self._title_foot = drawn.bottom
        return drawn

    _title_foot = 0

    def photo(
        self,
        image: "Pixels",
        mirror: bool = True,
        box: str = "view",
        centre: tuple[float, float] | None = None,
    ) -> "Picture":
        """Lay a picture (HxWx3 uint8 BGR, unmirrored) over a box, cut to cover it.

        centre is the image pixel to keep in the middle where there is a choice. Returns what maps
        image pixels to the page and draws on the picture. In the room only: it needs OpenCV.
        """
        from exhibit.page.photo import Picture

        return Picture(self, image, self.box(box), mirror, centre)

    def live_tag(self, kind: str = "live") -> None:
        """Say in the picture's corner what it is: live, actor or film, these with a caption."""
        with self.scaled(min(self.k, _TAG)):
            self._live_tag(kind)

    def _live_tag(self, kind: str) -> None:
        """The same, but never so large that it covers the visitor's face."""
        box = self.box("view")
        pad, high, side = self.px(16), self.grown(60), self.grown(52)
        words, wide = self.text(f"ui.{kind}"), round(box.width * 0.72)
        caption = self.text(f"ui.{kind}_caption") if self.has(f"ui.{kind}_caption") else ""
        block = self.block(caption, "citation", wide, balance=True)
        width = max(self.block(words, "scale", wide).width + side + pad, block.width)
        foot = block.height + pad if caption else 0
        self.fill("night", Rect(box.left, box.top, width + 2 * pad, high + foot))
        left, middle = box.left + pad, box.top + high // 2
        if kind == "live":
            sprite = eye((side, side * 2 // 3), 1.0, self.px(4), self.colour("paper"), False)
            self.surface.blit(sprite, (left, middle - round(side * 0.38)))
        else:
            self.mark("invented", self.grown(36), "light_invented", left, middle)
        self.line(words, "scale", "paper", left + side + pad, middle)
        if caption:
            area = Rect(left, box.top + high - pad // 3, block.width + 1, block.height)
            self.write(caption, area, "citation", "paper", balance=True)

    def measured(
        self,
        figure: str = "figure",
        unit: str = "unit",
        words: str = "measured",
        sure: bool = True,
        instead: str = "ui.not_sure",
        **fields: object,
    ) -> Rect:
        """What was measured: one large figure with its unit and error, and a sentence.

        figure, unit and words are keys of the step's text; fields fill all three. When not sure,
        the figure gives way to the text instead. Returns the pixels of the figure.
        """
        box = self.box("measured")
        if self.more:
            return Rect(box.topleft, (0, 0))
        top = max(box.top, self._title_foot + self.px(14))
        indent, side = self.grown(72), self.grown(48)
        row = top + self.grown(21)
        self.mark("measured", side, "measured", box.left, row)
        self.line(self.text("ui.measured"), "label", "measured", box.left + indent, row)
        base = top + self.grown(42) + self.px(64)
        left = box.left + indent
        if sure:
            value, short = self.text(figure, **fields), self.text(unit, **fields)
            drawn = self.figure(value, short, left, base, room=box.right - left)
        else:
            drawn = self.line(self.text(instead), "question", "soft", left, base)
        below = Rect(left, base + self.px(76), box.width - indent, 0)
        below.height = self._words_foot - below.top
        self.write(self.text(words, **fields), below, "body", balance=True)
        if drawn.right > box.right:
            self.overflows.append((self.text(figure, **fields), "measured"))
        return drawn

    def figure(
        self, value: str, unit: str, x: int, middle: int, colour: str = "measured", room: int = 0
    ) -> Rect:
        """A large figure around a height, its unit on the same line of writing."""
        drawn = self.line(value, "figure", colour, x, middle)
        _, large = self.setter.font("figure")
        _, small = self.setter.font("unit")
        foot = middle + (large - small) * 0.714 / 2
        after = drawn.right + self.grown(18)
        left = max(1, x + room - after) if room else 0
        return drawn.union(self.line(unit, "unit", colour, after, foot, room=left))

    def known(self, sources: str = "", area: str = "known") -> None:
        """Who uses this and how it fails, side by side, and under them who says so.

        With large type a button takes their place, and they have what was measured's on its page.
        """
        if box := self.aside(area):
            self._known(sources, box)

    def aside(self, area: str) -> Rect | None:
        """Where stands what can wait: its own box; or with large type, for which there is a button,
        all of the second page, and None while the first is shown.
        """
        box = self.box(area)
        if not self.divided:
            return box
        label, arrow = ("ui.back", "left") if self.more else ("ui.uses", "right")
        self.button(pick(MORE, int(not self.more)), "more", self.text(label), "line", arrow)
        top = max(self.box("measured").top, self._title_foot + self.px(14))
        whole = Rect(box.left, top, box.width, self.box("more").top - self.px(10) - top)
        return whole if self.more else None

    def _known(self, sources: str, box: Rect) -> None:
        """The same, inside a box."""
        indent = self.grown(72)
        row = box.top + self.grown(20)
        self.mark("known", self.grown(48), "known", box.left, row)
        half = (box.width - indent) * 0.53
        left = Rect(box.left + indent, row, round(half - self.px(24)), 0)
        right = Rect(round(box.left + indent + half), row, 0, 0)
        right.width = box.right - right.left
        foot = row
        for area, key in ((left, "used_by"), (right, "fails")):
            self.line(self.text(f"ui.{key}"), "label", "known", area.left, row)
            body = Rect(area.left, row + self.grown(23), area.width, box.bottom - row)
            body.height = box.bottom - body.top
            foot = max(foot, self.write(self.text(key), body, "known", balance=True).bottom)
        if sources:
            foot += self.px(8)
            under = Rect(left.left, foot, box.right - left.left, box.bottom - foot)
            self.write(self.text("ui.sources", names=sources), under, "citation", "soft")

    def try_this(self, key: str = "try", **fields: object) -> None:
        """The page's one green shape: what to do now. It is an invitation, not a button."""
        with self.scaled(min(self.k, _PILL)):
            self._try_this(self.text(key, **fields))

    def _try_this(self, words: str) -> None:
        """The same, as large as a pill allows."""
        box = self.box("try")
        self.pill(box, "try")
        side = round(box.height * 0.55)
        self.mark("try", side, "paper", box.left + round(box.height * 0.24), box.centery)
        left = box.left + round(box.height * 1.13)
        step = self.grown(21)
        self.line(self.text("ui.try"), "label", "paper", left, box.centery - step)
        room = box.right - box.height // 4 - left
        self.line(words, "button", "paper", left, box.centery + step, room=room)

    def instrument(
        self,
        low: float,
        high: float,
        ticks: Sequence[Tick],
        value: float | None,
        error: float = 0.0,
        minor: int = 5,
    ) -> None:
        """A scale with labelled ticks, an error bar and a pointer; value None says "not sure"."""
        draw_instrument(self, low, high, ticks, value, error, minor)

    def where(
        self,
        column: str | None,
        row: str | None,
        name: str,
        lines: Sequence[str],
        words: str = "measured",
    ) -> None:
        """A small screen with the region looked at, its name and lines beside it, and words.

        column: left, middle or right; row: up or down; None while not sure.
        """
        if self.more:
            return
        box = self.box("measured")
        top = max(box.top, self._title_foot + self.px(14))
        indent, row_at = self.grown(72), top + self.grown(21)
        self.mark("measured", self.grown(48), "measured", box.left, row_at)
        self.line(self.text("ui.measured"), "label", "measured", box.left + indent, row_at)
        area = Rect(box.left + indent, top + self.grown(46), box.width - indent, 0)
        foot = draw_where(self, area, column, row, name, lines)
        below = Rect(area.left, foot + self.px(10), area.width, 0)
        below.height = self._words_foot - below.top
        self.write(self.text(words), below, "body", balance=True)

    def events(
        self,
        events: Sequence[tuple[float, float]],
        now: float,
        span: float,
        left: str,
        right: str,
    ) -> None:
        """Events (start, end) of the last span seconds in the instrument, with words above."""
        draw_events(self, events, now, span, left, right)

    def codes(
        self,
        first: Sequence[float] | None,
        now: Sequence[float] | None,
        labels: tuple[str, str],
        empty: str,
    ) -> None:
        """A face's number as bar codes, the first print's above the one of now; None: not yet."""
        draw_codes(self, first, now, labels, empty)

    def wave(
        self,
        wave: "Floats | None",
        now: float,
        span: float,
        sure: bool,
        left: str,
        right: str,
    ) -> None:
        """A wave, Nx2 (second, swings), of the last span seconds in the instrument, with words."""
        from exhibit.page.wave import draw_wave

        draw_wave(self, wave, now, span, sure, left, right)

    def trace(
        self,
        runs: Sequence[Sequence[tuple[float, float]]],
        now: float,
        span: float,
        high: float,
        limit: Threshold,
    ) -> None:
        """A line of (second, value) over the last seconds in the instrument, with a threshold."""
        from exhibit.page.trace import draw_trace

        draw_trace(self, runs, now, span, high, limit)

    def band(
        self,
        links: Sequence[tuple[str, str]],
        newest: int = -1,
        strokes: Sequence[str] = (),
        gone: float | None = None,
        back: bool = False,
    ) -> None:
        """The foot of every page: chain, its newest link's name, file, Next, and perhaps Back.

        links are (kind, glyph), strokes the kinds of the findings in the file. gone is for the
        delete step: the share of the rings deleted; then there is no file and no Next. The Leave
        button beside them is drawn by the lobby.
        """
        number = newest % len(links) if links and newest < len(links) and gone is None else -1
        ring = draw_chain(self, [Link(*each) for each in links], number, gone)
        if back:
            self.arrow_button("back", "step_back")
        if gone is not None:
            return
        if number >= 0 and self.has("link"):
            self._link_name(self.text("ui.new_link", name=self.text("link")), ring)
        draw_file(self, strokes or [kind for kind, _ in links])
        self.button("next", "next", self.text("ui.next"), "dark", "right")

    def _link_name(self, words: str, ring: Rect) -> None:
        """The newest link's name under its ring, inside the chain's box."""
        box = self.box("link_name")
        width = self.block(words, "label", 10**6).width
        left = max(box.left, min(ring.centerx - width // 2, box.right - width))
        area = Rect(left, box.top, box.right - left, box.height)
        self.write(words, area, "label", middle=True, fit=True)

    def file_open(self, rows: Sequence[Row], total: str, gone: float = 0.0) -> None:
        """The file opened: everything the program holds; a share `gone` of the rows is deleted."""
        draw_open_file(self, rows, total, gone)

    def invented_edge(self) -> None:
        """The hatched top edge of a page on which everything is invented."""
        self.hatch(Rect(0, 0, self.size[0], self.px(20)))

    def disc(self, diameter: int, colour: str, centre: tuple[int, int]) -> None:
        """A filled circle."""
        sprite = shapes.disc(diameter, self.colour(colour))
        self.surface.blit(sprite, (centre[0] - diameter // 2, centre[1] - diameter // 2))
