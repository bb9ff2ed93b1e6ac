"""Draws the actor's frame: the person warped, laid over the wall, its skin alive, noise last."""

import cv2
import numpy as np

from exhibit.camera import Image
from exhibit.camera.actor_covers import cover_layer
from exhibit.camera.actor_face import Face
from exhibit.camera.actor_light import Grain, pulsing, wall
from exhibit.camera.actor_mesh import RIM, SHRINK, Box, Mesh
from exhibit.camera.actor_portrait import Floats, load_portrait
from exhibit.camera.actor_script import (
    HEIGHT,
    WIDTH,
    Script,
    beat,
    body_point,
    head_turn,
    truth,
)

# Where neighbouring pixels come from places this many times farther apart in the texture than
# in the frame, one part of the head hides another: that edge is softened, as a lens would.
_LEAP = 5.0
_LENS = 1.1
_DUST = np.ones((3, 3), np.uint8)


class Scene:
    """One actor before one wall; frame() is a pure function of its number and the script."""

    def __init__(self, script: Script) -> None:
        portrait = load_portrait()
        self._script = script
        self._portrait = portrait
        self._bare = portrait.texture.copy()
        self._texture = self._bare
        self._worn: tuple[str, ...] = ()
        self._layers = {each.name: cover_layer(each.name, portrait) for each in script.covers}
        self._shoulders = portrait.shoulders
        self._mesh = Mesh(portrait)
        self._face = Face(portrait)
        self._wall = wall()
        self._grain = Grain(script.noise)

    def frame(self, number: int, at: float) -> Image:
        """HEIGHT x WIDTH x 3 uint8 BGR: frame `number`, taken at `at` seconds."""
        script, now = self._script, at - self._script.start
        so = truth(at, script)
        moved = self._face.paint(self._bare, so.eyes_open, so.mouth, so.gaze)
        if so.covers != self._worn or (moved and so.covers):
            self._dress(so.covers)
        image = self._wall.copy()
        body = body_point(now, script)
        flat, box = self._mesh.flat(body), self._mesh.head_box(body)
        self._draw_body(image, flat)
        if box[0] < box[2] and box[1] < box[3]:
            table = self._mesh.table(head_turn(now, script), body, box)
            skin = self._draw_head(image, table, box, _LEAP * SHRINK / float(flat[0, 0]))
            self._finish(image, skin, box, number, beat(now, script) * script.pulse_depth)
        else:
            self._grain.over(image, number)
        return image

    def _dress(self, worn: tuple[str, ...]) -> None:
        """Lays what she wears over her texture; there, no pulse is in the skin."""
        self._worn, self._texture = worn, self._bare.copy() if worn else self._bare
        share = np.ones_like(self._portrait.skin)
        for name in worn:
            self._layers[name].over(self._texture)
            share *= 1 - self._layers[name].at(self._portrait.grid_x, self._portrait.grid_y)
        self._mesh.bare(share)

    def _draw_body(self, image: Image, flat: Floats) -> None:
        """The flat body, from the shoulders down."""
        (scale, _, x), (_, _, y) = flat
        width = self._texture.shape[1]
        left, right = (int(v) for v in np.clip((x, x + scale * width + 1), 0, WIDTH))
        top = int(np.clip(y + scale * self._shoulders, 0, HEIGHT))
        behind = image[top:, left:right]
        if behind.size:
            moved = flat - np.array([[0, 0, left], [0, 0, top]], np.float32)
            size = (behind.shape[1], behind.shape[0])
            person = cv2.warpAffine(
                self._texture, moved, size, borderMode=cv2.BORDER_REPLICATE
            )
            behind[:] = _over(np.asarray(person, np.uint8), behind)

    def _draw_head(self, image: Image, table: Floats, box: Box, leap: float) -> Floats:
        """The head, wherever its table says; returns how much of each of its pixels is skin."""
        rows, columns = slice(box[1], box[3]), slice(box[0], box[2])
        planes = [np.ascontiguousarray(table[..., each]) for each in range(3)]
        x, y, skin = (_enlarged(plane) for plane in planes)
        turned = cv2.remap(self._texture, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        person = np.asarray(turned, np.uint8)
        _soften(person, planes[0], leap)
        image[rows, columns] = _over(person, self._wall[rows, columns])
        return skin

    def _finish(self, image: Image, skin: Floats, box: Box, number: int, pulse: float) -> None:
        """Noise everywhere, and the pulse where there is skin."""
        x, y, width, height = cv2.boundingRect((skin > 0).view(np.uint8))
        rows = slice(box[1] + y, box[1] + y + height)
        columns = slice(box[0] + x, box[0] + x + width)
        bare = image[rows, columns].copy()
        self._grain.over(image, number)
        if bare.size:
            share, noise = skin[y : y + height, x : x + width], self._grain.under(number)
            image[rows, columns] = pulsing(bare, share, pulse, noise[rows, columns])


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
