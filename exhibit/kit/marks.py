"""Marks for paper: measured, guessed, invented, known, try; told apart by shape, not by colour."""

import math
from collections.abc import Callable
from typing import Any

from reportlab.platypus import Flowable

from exhibit.kit.paper import colour

NAMES = ("measured", "guessed", "invented", "known", "try")
_INKS = {"measured": "measured", "guessed": "guessed", "invented": "invented", "known": "soft",
         "try": "try"}  # fmt: skip


def hatch(canvas: Any, x: float, y: float, width: float, height: float, gap: float = 3.2) -> None:
    """Lines of 45 degrees over a rectangle, in the stroke that is set."""
    at = -height
    while at < width:
        start, end = max(at, 0.0), min(at + height, width)
        if end > start:
            canvas.line(x + start, y + start - at, x + end, y + end - at)
        at += gap * math.sqrt(2)


def _measured(canvas: Any) -> None:
    """A ruler between two end bars."""
    canvas.setLineWidth(2.2)
    canvas.lines([(2, 4, 2, 20), (22, 4, 22, 20), (2, 10, 22, 10)])
    canvas.setLineWidth(1.4)
    canvas.lines([(x, 10, x, 15 if number % 2 else 17) for number, x in enumerate((6, 10, 14, 18))])


def _guessed(canvas: Any) -> None:
    """A dashed speech box with a question mark."""
    canvas.setLineWidth(1.5)
    canvas.setDash(3, 2)
    path = canvas.beginPath()
    for number, (x, y) in enumerate([(1, 22), (23, 22), (23, 7), (12, 7), (8, 2), (8, 7), (1, 7)]):
        (path.lineTo if number else path.moveTo)(x, y)
    path.close()
    canvas.drawPath(path)
    canvas.setDash()
    path = canvas.beginPath()
    path.arc(9, 14, 15, 20, startAng=180, extent=-220)
    canvas.drawPath(path)
    canvas.line(12, 14.4, 12, 12.4)
    canvas.circle(12, 10, 0.9, stroke=0, fill=1)


def _invented(canvas: Any) -> None:
    """A square of hatching."""
    canvas.setLineWidth(1.4)
    hatch(canvas, 2, 2, 20, 20, 3.1)
    canvas.rect(2, 2, 20, 20)


def _known(canvas: Any) -> None:
    """An open book."""
    canvas.setLineWidth(1.5)
    for side in (-1, 1):
        path = canvas.beginPath()
        path.moveTo(12, 4)
        path.curveTo(12 + side * 3, 7, 12 + side * 7, 7, 12 + side * 11, 5)
        path.lineTo(12 + side * 11, 18)
        path.curveTo(12 + side * 7, 20, 12 + side * 3, 20, 12, 17)
        path.close()
        canvas.drawPath(path)


def _try(canvas: Any) -> None:
    """A disc with a triangle, as on a button that plays."""
    canvas.circle(12, 12, 10.5, stroke=0, fill=1)
    canvas.setFillColorRGB(1, 1, 1)
    path = canvas.beginPath()
    for number, (x, y) in enumerate([(9, 7), (9, 17), (18, 12)]):
        (path.lineTo if number else path.moveTo)(x, y)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


_DRAW: dict[str, Callable[[Any], None]] = {
    "measured": _measured, "guessed": _guessed, "invented": _invented, "known": _known, "try": _try,
}  # fmt: skip


class Mark(Flowable):  # type: ignore[misc]
    """One mark, size points square."""

    def __init__(self, name: str, size: float = 17) -> None:
        super().__init__()
        self.name, self.width, self.height = name, size, size

    def wrap(self, *_: float) -> tuple[float, float]:
        """Always its own size."""
        return self.width, self.height

    def draw(self) -> None:
        """The mark; the word beside it says the same, so it is no figure of its own."""
        canvas = self.canv
        canvas.saveState()
        canvas.scale(self.width / 24, self.height / 24)
        canvas.setStrokeColor(colour(_INKS[self.name]))
        canvas.setFillColor(colour(_INKS[self.name]))
        canvas.setLineCap(0)
        with canvas.artifact():
            _DRAW[self.name](canvas)
        canvas.restoreState()
