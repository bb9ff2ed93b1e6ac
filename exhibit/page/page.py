"""The page: the words a step draws with. Steps name boxes and texts, never pixels."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pygame import Rect

from exhibit.page import shapes
from exhibit.page.barcode import draw_codes
from exhibit.page.chain import Link, draw_chain
from exhibit.page.column import Column
from exhibit.page.events import draw_events
from exhibit.page.eye import eye
from exhibit.page.file import Row, draw_file, draw_open_file
from exhibit.page.instrument import Threshold, Tick, draw_instrument

if TYPE_CHECKING:
    from exhibit.page.photo import Floats, Picture, Pixels

_TAG = 1.15  # as far as what stands on the picture may grow


class Page(Column):
    """A sheet with the parts of a step's page: picture, words, charts, band."""

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
