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

    def live_tag(self) -> None:
        """Say in the picture's corner that it is live, never so large that it covers a face."""
        with self.scaled(min(self.k, _TAG)):
            box = self.box("view")
            pad, high, side = self.px(16), self.grown(60), self.grown(52)
            words = self.text("ui.live")
            width = self.block(words, "scale", box.width).width + side + 3 * pad
            self.fill("night", Rect(box.left, box.top, width, high))
            left, middle = box.left + pad, box.top + high // 2
            sprite = eye((side, side * 2 // 3), 1.0, self.px(4), self.colour("paper"), False)
            self.surface.blit(sprite, (left, middle - round(side * 0.38)))
            self.line(words, "scale", "paper", left + side + pad, middle)

    def caption(self, kind: str, box: Rect) -> int:
        """Say above a picture what it is, an actor or a film; returns the pixels that takes.

        box: where the picture is to be, whose top gives way: no face is ever covered by words.
        """
        with self.scaled(min(self.k, _TAG)):
            pad, side = self.px(16), self.grown(36)
            name, said = self.text(f"ui.{kind}"), self.text(f"ui.{kind}_caption")
            left = box.left + pad + side + pad
            words = left + self.block(name, "scale", box.width).width + self.px(28)
            block = self.block(said, "citation", box.right - pad - words, balance=True)
            bar = Rect(box.left, box.top, box.width, block.height + 2 * self.px(10))
            self.fill("night", bar)
            self.mark("invented", side, "light_invented", box.left + pad, bar.centery)
            self.line(name, "scale", "paper", left, bar.centery)
            area = Rect(words, bar.top + self.px(10), box.right - pad - words, block.height)
            self.write(said, area, "citation", "light_soft", balance=True)
            return bar.height

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
