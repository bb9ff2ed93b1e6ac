"""The page of a visit: what a step draws with, and the parts that need to know the visit."""

from pygame import Rect

from exhibit.messages import SourceKind
from exhibit.page.page import Page
from exhibit.page.photo import Picture
from exhibit.page.sources import Sources
from exhibit.room.visit import Visit
from exhibit.senses.seen import Face

_TAGS = {SourceKind.ACTOR: "actor", SourceKind.CLIP: "film"}


def beside(face: Face) -> tuple[float, float]:
    """The image pixel at the side of a face to which a guess is pinned."""
    x0, y0, _, y1 = face.box
    return x0, (y0 + 2 * y1) / 3


class VisitPage(Page):
    """A page that can show what the camera sees, and ask whether the box is around you."""

    sources = Sources({})
    _captioned = ("", 0)  # a picture's box, and the pixels in it that say what the picture is

    def box(self, name: str) -> Rect:
        """A named box; of a picture's, what a caption leaves of it."""
        area, (captioned, high) = super().box(name), self._captioned
        if name == captioned:
            area.top, area.height = area.top + high, area.height - high
        return area

    def cite(self, *ids: str) -> str:
        """Short names of sources in sources.toml, for known()."""
        return self.sources.cite(*ids)

    def seen(self, visit: Visit, box: str = "view") -> Picture | None:
        """Lay the picture over a box, everyone but the visitor pixelated; None before the first.

        Above stands what it is, where it is not live. Returns what maps image pixels to the page.
        """
        self._captioned = ("", 0)
        if visit.source is not SourceKind.CAMERA:
            self._captioned = box, self.caption(_TAGS[visit.source], self.box(box))
        if visit.frame is None:
            self.fill("night", self.box(box))
            return None
        height, width = visit.frame.shape[:2]
        centre = (visit.middle[0] * width, visit.middle[1] * height)
        return self.photo(visit.frame, visit.mirror, box, centre=centre)

    def who(self, visit: Visit, box: str = "view") -> None:
        """Say that the picture is live; offer another face, or ask whether the boxed one is you."""
        if visit.source is SourceKind.CAMERA:
            self.live_tag()
        several = len(visit.people) > 1
        if visit.sure and not several:
            return
        view, gap = self.box(box), self.px(24)
        high = self.grown(88)
        foot = min(view.bottom, self.box("instrument").top) - gap
        if not visit.sure and visit.candidate:
            mine = self._pill_for("ui.it_is_me", high)
            mine.bottomleft = (view.left + gap, foot)
            self.button("it_is_me", mine, self.text("ui.it_is_me"))
        if several:
            other = self._pill_for("ui.next_face", high)
            other.bottomright = (view.right - gap, foot)
            self.button("next_face", other, self.text("ui.next_face"), "light")

    def _pill_for(self, key: str, high: int) -> Rect:
        """A pill as wide as its words ask for."""
        return Rect(0, 0, self.block(self.text(key), "button", 10**6).width + high, high)
