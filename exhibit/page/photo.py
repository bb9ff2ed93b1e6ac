"""The picture of the visitor on the page, and what is drawn over it; in the room only.

Image pixels are unmirrored, x right and y down; page pixels are what the visitor sees.
"""

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numpy.typing import NDArray
from pygame import Rect, Surface

from exhibit.page import shapes
from exhibit.page.theme import Colour

if TYPE_CHECKING:
    from exhibit.page.sheet import Sheet

Pixels = NDArray[np.uint8]
Floats = NDArray[np.floating]
Pairs = NDArray[np.integer]
Box = tuple[float, float, float, float]
Spot = tuple[float, float]
Stroke = tuple[int, int, int, int]

IRISES = (range(468, 473), range(473, 478))  # of the 478 face points, the centre first
_SHIFT = 4  # bits of a pixel's fraction that OpenCV is handed


def on_pixels(surface: Surface, area: Rect, draw: Callable[[Pixels], object]) -> None:
    """Call draw with an area of the surface's own memory, HxWx4.

    The surface is locked meanwhile, so draw must not blit nor keep what it is handed.
    """
    if surface.get_bytesize() != 4:
        raise ValueError("a page needs a surface of 32 bits a pixel")
    (width, height), pitch = surface.get_size(), surface.get_pitch()
    buffer: Any = surface.get_buffer()
    flat = np.frombuffer(buffer, np.uint8)[: height * pitch]
    view = flat.reshape(height, pitch)[:, : width * 4].reshape(height, width, 4)
    draw(view[area.top : area.bottom, area.left : area.right])


def ink(surface: Surface, colour: Colour) -> Stroke:
    """A colour in the byte order of the surface's memory: the canvas has blue first."""
    red, green, blue = colour
    red_first = surface.get_masks()[0] == 0xFF
    return (red, green, blue, 255) if red_first else (blue, green, red, 255)


class Picture:
    """A picture laid over a box of the page, cut to cover it; every method draws inside that box.

    image is HxWx3 uint8 BGR, unmirrored; centre is the image pixel to keep in the middle.
    """

    def __init__(
        self, page: "Sheet", image: Pixels, area: Rect, mirror: bool, centre: Spot | None
    ) -> None:
        self.page, self.area, self.mirror = page, area, mirror
        high, wide = image.shape[:2]
        self.scale = max(area.width / wide, area.height / high)
        across, down = area.width / self.scale, area.height / self.scale
        middle = centre or (wide / 2, high / 2)
        self.left = round(min(max(0.0, middle[0] - across / 2), wide - across))
        self.top = round(min(max(0.0, middle[1] - down / 2), high - down))
        cut = image[
            self.top : self.top + max(1, round(down)), self.left : self.left + max(1, round(across))
        ]
        on_pixels(page.surface, area, lambda view: self._lay(cut, view))

    def _lay(self, cut: Pixels, view: Pixels) -> None:
        """Mirror, resize and turn into the surface's pixel format."""
        turned = cv2.flip(cut, 1) if self.mirror else cut
        how = cv2.INTER_LINEAR if self.scale > 0.6 else cv2.INTER_AREA
        fitted = cv2.resize(turned, self.area.size, interpolation=how)
        red_first = ink(self.page.surface, (1, 0, 0))[0] == 1
        cv2.cvtColor(fitted, cv2.COLOR_BGR2RGBA if red_first else cv2.COLOR_BGR2BGRA, dst=view)

    def at(self, x: float, y: float) -> Spot:
        """Where an image pixel is on the page."""
        across = (x - self.left) * self.scale
        across = self.area.width - across if self.mirror else across
        down = (y - self.top) * self.scale
        return self.area.left + float(across), self.area.top + float(down)

    def rect(self, box: Box) -> Rect:
        """Where a box x0, y0, x1, y1 of the image is on the page."""
        (ax, ay), (bx, by) = self.at(box[0], box[1]), self.at(box[2], box[3])
        return Rect(round(min(ax, bx)), round(ay), round(abs(bx - ax)), round(by - ay))

    def box(self, box: Box, label: str = "") -> None:
        """A measured box around a person, with a label at its foot."""
        area = self.rect(box)
        corners = [area.topleft, area.topright, area.bottomright, area.bottomleft]
        self.draw_lines([np.array(corners, float)], "light_measured", 4, closed=True)
        if label:
            self.tag(box, label)

    def tag(self, box: Box, label: str) -> None:
        """The label at the foot of a box."""
        self.label(label, *self.tag_area(box, label).topleft)

    def tag_area(self, box: Box, label: str) -> Rect:
        """Where the label at the foot of a box is, in page pixels."""
        area, size = self.rect(box), self._label_size(label)
        foot = min(area.bottom + self.page.px(5), self.area.bottom - size[1])
        return Rect((area.left - self.page.px(3), foot), size).clamp(self.area)

    def points(
        self, points: Floats, mesh: Pairs | None = None, outline: Pairs | None = None
    ) -> None:
        """The face points, (N,2) or (N,3) image pixels, on their lines.

        mesh and outline are (M,2) indexes of points to join: faintly, and strongly.
        """
        places = self._places(points)
        if mesh is not None:
            self._mesh(places, mesh)
        if outline is not None:
            self.draw_lines(places[outline], "light_measured", 4)
        self._dots(places)

    def irises(self, points: Floats) -> None:
        """A ring around each iris, from all 478 face points in image pixels."""
        places = self._places(points)
        for indexes in IRISES:
            centre, *rim = places[list(indexes)]
            radius = float(np.mean(np.linalg.norm(np.array(rim) - centre, axis=1)))
            turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
            ring = centre + (radius + self.page.px(2)) * np.stack([np.cos(turn), np.sin(turn)], 1)
            self.draw_lines([ring], "light_measured", 3, closed=True)

    def looks(self, points: Floats, gaze: Spot | None, speaks: bool = False) -> None:
        """Eyes and lips from all 478 points; gaze: degrees right and down, drawn as arrows."""
        from exhibit.page.looks import draw_looks

        draw_looks(self, points, gaze, speaks)

    def label_line(self, anchor: Spot, text: str) -> None:
        """A label beside an image pixel, joined to it by a line."""
        (x, y), area, px = self.at(*anchor), self.area, self.page.px
        wide, high = self._label_size(text)
        to_right = x + px(190) + wide < area.right - px(24)
        left = round(x + px(190) if to_right else max(area.left + px(24), x - px(190) - wide))
        top = round(min(max(area.top + px(80), y - px(70) - high / 2), area.bottom - high))
        near = left if to_right else left + wide
        self.draw_lines([np.array([[x, y], [near, top + high / 2]])], "light_measured", 4)
        self.label(text, left, top)

    def pin(
        self, anchor: Spot, text: str, avoid: Box | None = None, drawn: Sequence[Rect] = ()
    ) -> None:
        """A guess pinned to an image pixel: dashed speech box with a tail.

        It keeps clear of a box of the image, and of what is drawn already, in page pixels.
        """
        from exhibit.page.pin import draw_pin

        tips = [self.at(*anchor)]
        if avoid:  # the tail may as well point at its other side
            tips.append(self.at(avoid[0] + avoid[2] - anchor[0], anchor[1]))
        clear = [*drawn, *([self.rect(avoid)] if avoid else [])]
        draw_pin(self, tips, text, clear)

    def label(self, text: str, left: int, top: int) -> Rect:
        """Measured words on night, anywhere on the picture, in page pixels."""
        area = Rect((left, top), self._label_size(text)).clamp(self.area)
        self.page.fill("night", area)
        x = area.left + self.page.px(18)
        self.page.line(text, "scale", "light_measured", x, area.centery)
        return area

    def _label_size(self, text: str) -> tuple[int, int]:
        """Width and height of a label."""
        width = self.page.block(text, "scale", 10**6).width
        return width + self.page.px(36), self.page.grown(54)

    def _places(self, points: Floats) -> Floats:
        """Image points as page pixels, (N,2)."""
        places: Floats = (points[:, :2] - (self.left, self.top)) * self.scale
        if self.mirror:
            places[:, 0] = self.area.width - places[:, 0]
        places += self.area.topleft
        return places

    def draw_lines(
        self,
        lines: Floats | list[Floats],
        colour: str,
        width: float,
        closed: bool = False,
        cased: bool = True,
    ) -> None:
        """Smooth lines through page pixels over a casing of night, cut at the picture's edge.

        lines is a list of (N,2) arrays, or one array (M,N,2).
        """
        if isinstance(lines, np.ndarray):
            whole = list(_whole(lines, self.area))
        else:
            whole = [_whole(each, self.area) for each in lines]
        passes = [("night", width + 4)] if cased else []

        def draw(view: Pixels) -> None:
            for name, thick in [*passes, (colour, width)]:
                stroke = ink(self.page.surface, self.page.colour(name))
                thick = self.page.px(thick)
                cv2.polylines(view, whole, closed, stroke, thick, cv2.LINE_AA, _SHIFT)

        on_pixels(self.page.surface, self.area, draw)

    def joints(self, places: Floats, size: float) -> None:
        """Dots of a measured diameter at page pixels, (N,2), cased in night."""
        colour, casing = self.page.colour("light_measured"), self.page.colour("night")
        radius = self.page.px(size)
        reach = math.ceil(radius + 2)
        sprite = shapes.dot(radius, reach, (0, 0), colour, casing)
        spots = [(sprite, (round(x) - reach, round(y) - reach)) for x, y in places.tolist()]
        self.page.clipped(self.area, lambda: self.page.surface.blits(spots, False))

    def fill_shape(self, corners: Floats, colour: str) -> None:
        """A smooth filled polygon in page pixels, cut at the picture's edge."""
        whole = _whole(corners, self.area)
        stroke = ink(self.page.surface, self.page.colour(colour))
        on_pixels(
            self.page.surface,
            self.area,
            lambda view: cv2.fillPoly(view, [whole], stroke, cv2.LINE_AA, _SHIFT),
        )

    def _mesh(self, places: Floats, mesh: Pairs) -> None:
        """Thin lines, half seen through."""
        box = Rect(0, 0, 0, 0)
        box.topleft = (int(places[:, 0].min()) - 2, int(places[:, 1].min()) - 2)
        box.size = (int(np.ptp(places[:, 0])) + 5, int(np.ptp(places[:, 1])) + 5)
        box = box.clip(self.area)
        if not box:
            return
        whole = _whole(places[mesh], box)
        stroke = ink(self.page.surface, self.page.colour("paper"))

        def draw(view: Pixels) -> None:
            lined = view.copy()
            cv2.polylines(lined, list(whole), False, stroke, 1, cv2.LINE_AA, _SHIFT)
            cv2.addWeighted(lined, 0.5, view, 0.5, 0, dst=view)

        on_pixels(self.page.surface, box, draw)

    def _dots(self, places: Floats) -> None:
        """A dot for each point, cased in night; smaller on a smaller face."""
        width = float(np.ptp(places[:, 0]))
        radius = min(self.page.px(300) / 100, max(1.2, round(width / 65) / 2))
        colour, casing = self.page.colour("light_measured"), self.page.colour("night")
        reach = math.ceil(radius + 2)
        fine = np.round((places - reach) * shapes.DOT_STEPS).astype(int)
        spots, parts = fine // shapes.DOT_STEPS, fine % shapes.DOT_STEPS
        sprites = [
            (shapes.dot(radius, reach, (fx, fy), colour, casing), (x, y))
            for (x, y), (fx, fy) in zip(spots.tolist(), parts.tolist(), strict=True)
        ]
        self.page.clipped(self.area, lambda: self.page.surface.blits(sprites, False))


def _whole(places: Floats, area: Rect) -> Pairs:
    """Page pixels as OpenCV takes them: whole numbers of fractions, from the area's corner."""
    whole: Pairs = np.round((places - area.topleft) * 2**_SHIFT).astype(np.int32)
    return whole
