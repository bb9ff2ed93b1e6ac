"""Flowables: paragraphs with tags, tables, boxes with a mark, lines to write on, things to cut."""

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable, Paragraph, Table
from reportlab.platypus.doctemplate import LayoutError

from exhibit.kit.marks import Mark, hatch
from exhibit.kit.paper import KINDS, colour, inner, style

Cells = Sequence[Sequence[Any]]


class Said(Paragraph):  # type: ignore[misc]
    """A paragraph that a reader aloud finds."""

    role = "P"

    def draw(self) -> None:
        """The text, tagged."""
        with self.canv.tagged(self.role):
            super().draw()


class Heading(Said):
    """A heading of the first order."""

    role = "H1"


class Subheading(Said):
    """A heading of the second order."""

    role = "H2"


_ROLES = {"P": Said, "H1": Heading, "H2": Subheading}


class Pen:
    """Sets texts in the face of one language, for one paper."""

    def __init__(self, han: bool, paper: str) -> None:
        self.han = han
        self.width = inner(paper)

    def set(self, kind: str, markup: str) -> Any:
        """A paragraph of a kind (see paper.KINDS)."""
        return _ROLES[KINDS[kind].role](markup, style(kind, self.han))

    def table(self, cells: Cells, widths: Sequence[float], head: bool = True) -> Any:
        """A table; widths are parts of the page's. Texts become paragraphs; a head is repeated."""
        whole = sum(widths)
        rows = [
            [self._cell(one, head and number == 0) for one in row]
            for number, row in enumerate(cells)
        ]
        columns = [self.width * each / whole for each in widths]
        return Grid(rows, columns, repeatRows=int(head), hAlign="LEFT", style=_lines(head))

    def _cell(self, given: Any, strong: bool) -> Any:
        return self.set("cell_strong" if strong else "cell", given) if type(given) is str else given

    def marked(self, mark: str, things: Sequence[Any]) -> Any:
        """A box with a mark at its left; invented ones have a hatched edge."""
        inside = [[Mark(mark), list(things)]]
        style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, 0), 12),
                 ("TOPPADDING", (0, 0), (-1, -1), 8), ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
                 ("BOX", (0, 0), (-1, -1), 0.7, colour("ink"))]  # fmt: skip
        box = Edged if mark == "invented" else Grid
        widths = [38, self.width - 38]
        return box(inside, widths, style=style, spaceBefore=5, spaceAfter=9, hAlign="LEFT")

    def columns(self, things: Sequence[Any], widths: Sequence[float]) -> Any:
        """Things side by side, without lines."""
        whole = sum(widths)
        look = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-2, -1), 14),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ]
        return Grid([list(things)], [self.width * each / whole for each in widths], hAlign="LEFT",
                    style=look)  # fmt: skip

    def bullets(self, markups: Sequence[str], kind: str = "text") -> list[Any]:
        """A list."""
        return [self._item(each, "\N{EN DASH}", kind) for each in markups]

    def numbered(self, markups: Sequence[str], kind: str = "text") -> list[Any]:
        """A list with numbers."""
        return [self._item(each, str(number), kind) for number, each in enumerate(markups, 1)]

    def _item(self, markup: str, sign: str, kind: str) -> Any:
        """One of a list, its sign before it."""
        look = style(kind, self.han).clone(f"{kind}_item", leftIndent=15, bulletIndent=0)
        look.bulletFontName, look.bulletFontSize = look.fontName, look.fontSize
        return Said(markup, look, bulletText=sign)


def _lines(head: bool) -> list[Any]:
    """The look of a table: hairlines, a stronger one under its head."""
    look: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("NOSPLIT", (0, -2), (-1, -1)),  # no row alone on a new page
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, colour("hairline")),
        ("LINEBELOW", (0, -1), (-1, -1), 0.9, colour("ink")),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 9),
        ("TOPPADDING", (0, 0), (-1, -1), 4),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
    ]
    rule = ("LINEBELOW" if head else "LINEABOVE", (0, 0), (-1, 0), 0.9, colour("ink"))
    return [*look, rule]


class Grid(Table):  # type: ignore[misc]
    """A table whose lines and fills are no text."""

    def _drawBkgrnd(self) -> None:
        with self.canv.artifact():
            super()._drawBkgrnd()

    def _drawLines(self) -> None:
        with self.canv.artifact():
            super()._drawLines()


class Edged(Grid):
    """A box that says "invented" by its hatched left edge."""

    def _drawBkgrnd(self) -> None:
        super()._drawBkgrnd()
        with self.canv.artifact():
            edge(self.canv, 0, 0, self._height)


def edge(canvas: Any, x: float, y: float, height: float, width: float = 6) -> None:
    """The hatched edge of what is invented."""
    canvas.saveState()
    canvas.setStrokeColor(colour("invented"))
    canvas.setLineWidth(0.9)
    hatch(canvas, x, y, width, height)
    canvas.setLineWidth(0.5)
    canvas.line(x + width, y, x + width, y + height)
    canvas.restoreState()


class Rules(Flowable):  # type: ignore[misc]
    """Lines to write on."""

    def __init__(self, count: int, gap: float = 22) -> None:
        super().__init__()
        self.count, self.gap = count, gap

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """As wide as there is room."""
        self.width, self.height = width, self.count * self.gap + 5
        return self.width, self.height

    def draw(self) -> None:
        """The lines."""
        with self.canv.artifact():
            self.canv.setStrokeColor(colour("soft"))
            self.canv.setLineWidth(0.5)
            for number in range(self.count):
                self.canv.line(0, 5 + number * self.gap, self.width, 5 + number * self.gap)


class Ticks(Flowable):  # type: ignore[misc]
    """Empty boxes in a row, to be ticked."""

    def __init__(self, count: int = 1, size: float = 10, gap: float = 8) -> None:
        super().__init__()
        self.count, self.size, self.gap = count, size, gap

    def wrap(self, *_: float) -> tuple[float, float]:
        """As wide as its boxes."""
        return self.count * (self.size + self.gap) - self.gap, self.size + 2

    def draw(self) -> None:
        """The boxes."""
        with self.canv.artifact():
            self.canv.setStrokeColor(colour("ink"))
            self.canv.setLineWidth(0.9)
            for number in range(self.count):
                self.canv.rect(number * (self.size + self.gap), 0, self.size, self.size)


class Cut(Flowable):  # type: ignore[misc]
    """A sheet of cards in columns and rows, with dashed lines to cut along.

    Each card is a list of flowables; LayoutError when one does not fit.
    """

    _PAD = 10

    def __init__(
        self, cards: Sequence[Sequence[Any]], columns: int, rows: int, height: float,
        invented: bool = True,
    ) -> None:  # fmt: skip
        super().__init__()
        self.cards, self.columns, self.rows = cards, columns, rows
        self.height, self.invented = height, invented

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """The whole width, and the height it was given."""
        self.width = width
        return width, self.height

    def draw(self) -> None:
        """Lines first, then the cards in the order they are read."""
        wide, high = self.width / self.columns, self.height / self.rows
        with self.canv.artifact():
            self._cut_lines(wide, high)
        for number, card in enumerate(self.cards):
            row, column = divmod(number, self.columns)
            self._card(card, column * wide, self.height - (row + 1) * high, wide, high)

    def _cut_lines(self, wide: float, high: float) -> None:
        """Dashed, right to the edges of the sheet."""
        canvas = self.canv
        canvas.saveState()
        canvas.setStrokeColor(colour("soft"))
        canvas.setLineWidth(0.6)
        canvas.setDash(4, 3)
        for column in range(self.columns + 1):
            canvas.line(column * wide, 0, column * wide, self.height)
        for row in range(self.rows + 1):
            canvas.line(0, row * high, self.width, row * high)
        canvas.restoreState()

    def _card(self, card: Sequence[Any], x: float, y: float, wide: float, high: float) -> None:
        """One card: its edge, then its texts from the top."""
        left = self._PAD + (10 if self.invented else 2)
        if self.invented and card:
            with self.canv.artifact():
                edge(self.canv, x + 5, y + 5, high - 10)
        top = y + high - self._PAD
        for thing in card:
            size = thing.wrap(wide - left - self._PAD, high)
            top -= thing.getSpaceBefore() + size[1]
            if top < y + self._PAD / 2 or size[0] > wide - left:
                raise LayoutError(f"A card is too small for what it says: {thing!r}")
            thing.drawOn(self.canv, x + left, top)
            top -= thing.getSpaceAfter()
