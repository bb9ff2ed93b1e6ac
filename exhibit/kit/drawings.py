"""Drawings made of vectors: the actor's face map, a field of figures, a chain, a strip of time."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from reportlab.platypus import Flowable

from exhibit.city.prediction import Fate, Outcome, fates
from exhibit.kit.marks import hatch
from exhibit.kit.paper import colour, face
from exhibit.paths import ACTORS


class Drawing(Flowable):  # type: ignore[misc]
    """A figure of its own, with words for who cannot see it."""

    def __init__(self, width: float, height: float, alt: str) -> None:
        super().__init__()
        self.width, self.height, self.alt = width, height, alt

    def wrap(self, *_: float) -> tuple[float, float]:
        """Always its own size."""
        return self.width, self.height

    def draw(self) -> None:
        """The figure, tagged."""
        with self.canv.tagged("Figure", self.alt):
            self.canv.setLineCap(1)
            self.canv.setStrokeColor(colour("ink"))
            self.canv.setFillColor(colour("ink"))
            self.paint(self.canv)

    def paint(self, canvas: Any) -> None:
        """What it shows, from 0, 0 at the left foot."""
        raise NotImplementedError


@cache
def _net() -> tuple[Any, Any]:
    """The actor's 478 points, x to the right and y up, each from 0 to 1, and which are joined."""
    from exhibit.senses.mediapipe_tasks import MESH

    with np.load(ACTORS / "hopper.npz") as kept:
        points = kept["points"][:, :2].astype(float)
    low, span = points.min(axis=0), np.ptp(points, axis=0).max()
    points = (points - low) / span
    points[:, 1] = points[:, 1].max() - points[:, 1]
    return points, MESH


class FaceMap(Drawing):
    """The net of points over the actor's face, and nothing else of it."""

    def paint(self, canvas: Any) -> None:
        """Hair lines between the points."""
        points, mesh = _net()
        scale = min(self.width / points[:, 0].max(), self.height / points[:, 1].max())
        shift = (self.width - points[:, 0].max() * scale) / 2
        placed = points * scale + [shift, 0]
        canvas.setLineWidth(0.35)
        canvas.lines([(*placed[start], *placed[end]) for start, end in mesh])
        for x, y in placed[468:]:  # the irises
            canvas.circle(x, y, 0.8, stroke=0, fill=1)


class Field(Drawing):
    """People as signs: flagged rightly, flagged wrongly, missed, left alone; to be counted."""

    def __init__(self, found: Outcome, columns: int, width: float, alt: str) -> None:
        self.found, self.columns = found, columns
        self.pitch = width / columns
        super().__init__(width, self.pitch * -(-found.people // columns), alt)

    def paint(self, canvas: Any) -> None:
        """Row by row from the top."""
        for number, fate in enumerate(fates(self.found)):
            row, column = divmod(number, self.columns)
            sign(canvas, fate, self.pitch * (column + 0.5), self.height - self.pitch * (row + 0.5),
                 self.pitch * 0.34)  # fmt: skip


class Sign(Drawing):
    """One sign of the field, for its key."""

    def __init__(self, fate: Fate, size: float, alt: str) -> None:
        super().__init__(size, size, alt)
        self.fate = fate

    def paint(self, canvas: Any) -> None:
        """It."""
        sign(canvas, self.fate, self.width / 2, self.height / 2, self.width * 0.38)


def sign(canvas: Any, fate: Fate, x: float, y: float, r: float) -> None:
    """What becomes of one person, told by shape: disc, hatched square, cross, dot."""
    canvas.setLineWidth(r * 0.3)
    if fate is Fate.HIT:
        canvas.circle(x, y, r, stroke=0, fill=1)
    elif fate is Fate.FALSE_ALARM:
        canvas.rect(x - r, y - r, 2 * r, 2 * r)
        hatch(canvas, x - r, y - r, 2 * r, 2 * r, r * 0.55)
    elif fate is Fate.MISSED:
        canvas.lines([(x - r, y - r, x + r, y + r), (x - r, y + r, x + r, y - r)])
    else:
        canvas.circle(x, y, r * 0.3, stroke=0, fill=1)


class Chain(Drawing):
    """The links of a visit as rings: solid measured, dashed guessed, hatched invented."""

    def __init__(self, kinds: Sequence[str], width: float, alt: str) -> None:
        self.kinds = kinds
        self.pitch = min(46.0, width / max(1, len(kinds)))
        super().__init__(width, 30, alt)

    def paint(self, canvas: Any) -> None:
        """From left to right, joined by bars."""
        wide, high, y = self.pitch * 0.78, 24.0, 3.0
        for number, kind in enumerate(self.kinds):
            x = number * self.pitch + 1
            canvas.setStrokeColor(colour(kind))
            canvas.setLineWidth(2.4)
            canvas.setLineCap(0)
            canvas.setDash(*([4, 2.4] if kind == "guessed" else []))
            if kind == "invented":
                self._hatched(canvas, x, y, wide, high)
            canvas.roundRect(x, y, wide, high, high / 2)
            canvas.setDash()
            if number:
                canvas.setStrokeColor(colour("ink"))
                canvas.setLineWidth(3)
                canvas.line(x - self.pitch + wide - 2, 15, x + 2, 15)

    @staticmethod
    def _hatched(canvas: Any, x: float, y: float, wide: float, high: float) -> None:
        """A ring filled with hatching."""
        canvas.saveState()
        ring = canvas.beginPath()
        ring.roundRect(x, y, wide, high, high / 2)
        canvas.clipPath(ring, stroke=0)
        canvas.setLineWidth(0.8)
        hatch(canvas, x, y, wide, high)
        canvas.restoreState()
        canvas.setLineWidth(1.2)


class Minutes(Drawing):
    """A lesson as a strip of time, a part of it for each of its phases."""

    def __init__(self, minutes: Sequence[int], width: float, alt: str) -> None:
        super().__init__(width, 26, alt)
        self.minutes = minutes

    def paint(self, canvas: Any) -> None:
        """Boxes as wide as their minutes; every other one is hatched."""
        a_minute, x = self.width / sum(self.minutes), 0.0
        for number, minutes in enumerate(self.minutes):
            wide = minutes * a_minute
            canvas.setLineWidth(0.5)
            if number % 2:
                canvas.setStrokeColor(colour("soft"))
                hatch(canvas, x, 0, wide, 12, 3)
            canvas.setStrokeColor(colour("ink"))
            canvas.setLineWidth(0.9)
            canvas.rect(x, 0, wide, 12)
            canvas.setFont(face("semi"), 8.2)
            canvas.drawCentredString(x + wide / 2, 16, str(minutes))
            x += wide
