"""One figure of the actor's scene: a portrait that is dressed, warped and laid over the wall."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from exhibit.camera import Image
from exhibit.camera.actor_covers import cover_layer
from exhibit.camera.actor_face import Face
from exhibit.camera.actor_mesh import RIM, SHRINK, Box, Mesh
from exhibit.camera.actor_portrait import Floats, load_portrait
from exhibit.camera.actor_script import WIDTH, Script, beat, body_point, head_turn, truth

# Where neighbouring pixels come from places this many times farther apart in the texture than
# in the frame, one part of the head hides another: that edge is softened, as a lens would.
_LEAP = 5.0
_LENS = 1.1
_DUST = np.ones((3, 3), np.uint8)


@dataclass(frozen=True, eq=False)
class Alive:
    """Skin in a frame: where it is, how much of each pixel is skin (HxW, 0..1), and its pulse.

    beat: the change of green at this moment, a part of 1.
    """

    rows: slice
    columns: slice
    share: Floats
    beat: float


class Figure:
    """One person in front of the camera, as a script says; lays it over an image."""

    def __init__(self, script: Script) -> None:
        portrait = load_portrait(script.who)
        self._script = replace(script, second=None)
        self._portrait = portrait
        self._bare = portrait.texture.copy()
        self._texture = self._bare
        self._worn: tuple[str, ...] = ()
        self._layers = {each.name: cover_layer(each.name, portrait) for each in script.covers}
        self._shoulders = portrait.shoulders
        self._mesh = Mesh(portrait)
        self._face = Face(portrait)

    def far(self, now: float) -> float:
        """How far away it stands, centimetres."""
        return float(body_point(now, self._script)[2])

    def draw(self, image: Image, now: float) -> Alive | None:
        """Draw it into a frame; its skin, or None where no head is in the picture."""
        body = body_point(now, self._script)
        flat, box = self._mesh.flat(body), self._mesh.head_box(body)
        if not self._in_view(flat):
            return None
        so = truth(now + self._script.start, self._script)
        moved = self._face.paint(self._bare, so.eyes_open, so.mouth, so.gaze)
        if so.covers != self._worn or (moved and so.covers):
            self._dress(so.covers)
        behind = image[box[1] : box[3], box[0] : box[2]].copy()
        self._draw_body(image, flat)
        if not behind.size:
            return None
        table = self._mesh.table(head_turn(now, self._script), body, box)
        skin = self._draw_head(image, behind, table, box, _LEAP * SHRINK / float(flat[0, 0]))
        return self._alive(skin, box, beat(now, self._script) * self._script.pulse_depth)

    def _in_view(self, flat: Floats) -> bool:
        """Whether any of the portrait is within the frame's sides."""
        left = float(flat[0, 2])
        return left < WIDTH and left + float(flat[0, 0]) * self._texture.shape[1] > 0

    def _dress(self, worn: tuple[str, ...]) -> None:
        """Lays what is worn over the texture; there, no pulse is in the skin."""
        self._worn, self._texture = worn, self._bare.copy() if worn else self._bare
        share = np.ones_like(self._portrait.skin)
        for name in worn:
            self._layers[name].over(self._texture)
            share *= 1 - self._layers[name].at(self._portrait.grid_x, self._portrait.grid_y)
        self._mesh.bare(share)

    def _draw_body(self, image: Image, flat: Floats) -> None:
        """The flat body, from the shoulders down."""
        (scale, _, x), (_, _, y) = flat
        height, width = image.shape[:2]
        sides = x, x + scale * self._texture.shape[1] + 1
        left, right = (int(v) for v in np.clip(sides, 0, width))
        top = int(np.clip(y + scale * self._shoulders, 0, height))
        behind = image[top:, left:right]
        if behind.size:
            moved = flat - np.array([[0, 0, left], [0, 0, top]], np.float32)
            size = (behind.shape[1], behind.shape[0])
            person = cv2.warpAffine(self._texture, moved, size, borderMode=cv2.BORDER_REPLICATE)
            behind[:] = _over(np.asarray(person, np.uint8), behind)

    def _draw_head(
        self, image: Image, behind: Image, table: Floats, box: Box, leap: float
    ) -> Floats:
        """The head, wherever its table says; returns how much of each of its pixels is skin."""
        rows, columns = slice(box[1], box[3]), slice(box[0], box[2])
        planes = [np.ascontiguousarray(table[..., each]) for each in range(3)]
        x, y, skin = (_enlarged(plane) for plane in planes)
        turned = cv2.remap(self._texture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        person = np.asarray(turned, np.uint8)
        _soften(person, planes[0], leap)
        image[rows, columns] = _over(person, behind)
        return skin

    @staticmethod
    def _alive(skin: Floats, box: Box, beat: float) -> Alive | None:
        """The part of the head's box with skin in it."""
        x, y, width, height = cv2.boundingRect((skin > 0).view(np.uint8))
        if not width:
            return None
        rows = slice(box[1] + y, box[1] + y + height)
        columns = slice(box[0] + x, box[0] + x + width)
        return Alive(rows, columns, skin[y : y + height, x : x + width], beat)


def _enlarged(plane: Floats) -> Floats:
    """A plane of the table at the frame's own size, its rim cut off."""
    size = (plane.shape[1] * SHRINK, plane.shape[0] * SHRINK)
    edge = SHRINK * RIM
    return np.asarray(cv2.resize(plane, size)[edge:-edge, edge:-edge])


def _over(person: Image, behind: Image) -> Image:
    """The person, colours multiplied by opacity, laid over what is behind."""
    through = cv2.cvtColor(cv2.bitwise_not(cv2.extractChannel(person, 3)), cv2.COLOR_GRAY2BGR)
    dimmed = cv2.multiply(behind, through, scale=1 / 255)
    return np.asarray(cv2.add(cv2.cvtColor(person, cv2.COLOR_BGRA2BGR), dimmed), np.uint8)


def _soften(person: Image, across: Floats, leap: float) -> None:
    """Softens the edges where one part of the head hides another, in place.

    across: the table's texture x; leap: how far neighbours in it may be apart.
    """
    jump = np.abs(across[:, 1:] - across[:, :-1])
    mask = (jump > leap).astype(np.uint8) * 255
    mask = np.asarray(cv2.dilate(mask, _DUST), np.uint8)[RIM:-RIM, RIM - 1 : -RIM]
    mask = cv2.resize(mask, person.shape[1::-1], interpolation=cv2.INTER_NEAREST)
    x, y, width, height = cv2.boundingRect(mask)
    if width:
        part = person[y : y + height, x : x + width]
        soft = cv2.GaussianBlur(part, (5, 5), _LENS)
        cv2.copyTo(soft, mask[y : y + height, x : x + width], part)
