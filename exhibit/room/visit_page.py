"""The page of a visit: what a step draws with, and the parts that need to know the visit."""

from pygame import Rect

from exhibit.messages import SourceKind
from exhibit.page.page import Page
from exhibit.page.photo import Picture
from exhibit.page.sources import Sources
from exhibit.room.visit import Visit
from exhibit.senses.seen import Face

_TAGS = {SourceKind.CAMERA: "live", SourceKind.ACTOR: "actor", SourceKind.CLIP: "film"}


def beside(face: Face) -> tuple[float, float]:
    """The image pixel at the side of a face to which a guess is pinned."""
    x0, y0, _, y1 = face.box
    return x0, (y0 + 2 * y1) / 3


class VisitPage(Page):
    """A page that can show what the camera sees, and ask whether the box is around you."""

    sources = Sources({})

    def cite(self, *ids: str) -> str:
        """Short names of sources in sources.toml, for known()."""
        return self.sources.cite(*ids)

    def seen(self, visit: Visit, box: str = "view") -> Picture | None:
        """Lay the picture over a box, everyone but the visitor pixelated; None before the first.

        Returns what maps image pixels to the page.
        """
        if visit.frame is None:
            self.fill("night", self.box(box))
            return None
        height, width = visit.frame.shape[:2]
        centre = (visit.middle[0] * width, visit.middle[1] * height)
        return self.photo(visit.frame, visit.mirror, box, centre=centre)

    def who(self, visit: Visit, box: str = "view") -> None:
        """Say what the picture is; offer another face, or ask whether the boxed one is you."""
        self.live_tag(_TAGS[visit.source])
        several = len(visit.people) > 1
        if visit.sure and not several:
            return
        view, gap = self.box(box), self.px(24)
        high = self.grown(100)
        row = Rect(view.left + gap, view.bottom - high - gap, view.width - 2 * gap, high)
        row.bottom = min(row.bottom, self.box("instrument").top - gap)
        half = Rect(row.left, row.top, (row.width - gap) // 2, high)
        if not visit.sure and visit.candidate:
            self.button("it_is_me", half, self.text("ui.it_is_me"))
        if several:
            other = Rect(half.right + gap, row.top, half.width, high)
            self.button("next_face", other, self.text("ui.next_face"), "light")
