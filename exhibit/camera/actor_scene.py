"""Draws the actor's frame: the person warped, laid over the wall, its skin alive, noise last."""

import cv2
import numpy as np

from exhibit.camera import Image
from exhibit.camera.actor_face import Face
from exhibit.camera.actor_light import Grain, pulsing, wall
from exhibit.camera.actor_mesh import Box, Mesh
from exhibit.camera.actor_portrait import Floats, load_portrait
from exhibit.camera.actor_script import Script, beat, body_point, head_turn, truth

# Where neighbouring pixels come from places this far apart in the texture, times their normal
# distance, one part of the head hides another: that edge is softened, as a lens would.
_LEAP = 5.0
_LENS = 1.1


class Scene:
    """One actor before one wall; frame() is a pure function of its number and the script."""

    def __init__(self, script: Script) -> None:
        portrait = load_portrait()
        self._script = script
        self._texture = portrait.texture.copy()
        self._mesh = Mesh(portrait)
        self._face = Face(portrait)
        self._wall = wall()
        self._grain = Grain(script.noise)

    def frame(self, number: int, at: float) -> Image:
        """HEIGHT x WIDTH x 3 uint8 BGR: frame `number`, taken at `at` seconds."""
        script, now = self._script, at - self._script.start
        so = truth(at, script)
        self._face.paint(self._texture, so.eyes_open, so.mouth, so.gaze)
        table, box = self._mesh.table(head_turn(now, script), body_point(now, script))
        x, y, skin = _enlarged(table)
        person = cv2.remap(self._texture, x, y, cv2.INTER_LINEAR)
        _soften(person, table, so.distance)
        image = self._wall.copy()
        inside = image[box[1] : box[3], box[0] : box[2]]
        inside[:] = _over(person, inside)
        self._finish(image, skin, box, number, beat(now, script) * script.pulse_depth)
        return image

    def _finish(self, image: Image, skin: Floats, box: Box, number: int, pulse: float) -> None:
        """Noise everywhere, and the pulse where there is skin."""
        x, y, width, height = cv2.boundingRect((skin > 0).astype(np.uint8))
        rows = slice(box[1] + y, box[1] + y + height)
        columns = slice(box[0] + x, box[0] + x + width)
        share = skin[y : y + height, x : x + width]
        noise = self._grain.under(number, (rows, columns))
        alive = pulsing(image[rows, columns], share, pulse, noise) if width else None
        self._grain.over(image, number)
        if alive is not None:
            image[rows, columns] = alive


def _enlarged(table: Floats) -> list[Floats]:
    """The table's three planes at the frame's own size, its rim cut off."""
    size = (table.shape[1] * 2, table.shape[0] * 2)
    return [cv2.resize(plane, size)[4:-4, 4:-4] for plane in cv2.split(table)]


def _over(person: Image, behind: Image) -> Image:
    """The person, colours multiplied by opacity, laid over what is behind."""
    through = cv2.cvtColor(cv2.bitwise_not(cv2.extractChannel(person, 3)), cv2.COLOR_GRAY2BGR)
    behind = cv2.multiply(behind, through, scale=1 / 255)
    return np.asarray(cv2.add(cv2.cvtColor(person, cv2.COLOR_BGRA2BGR), behind), np.uint8)


def _soften(person: Image, table: Floats, distance: float) -> None:
    """Softens the edges where one part of the head hides another, in place."""
    places = np.ascontiguousarray(table[1:-1, 1:-1, :2])
    leap = _LEAP * 2 * distance / 57
    across = cv2.absdiff(places[:, 1:], places[:, :-1])
    mask = np.zeros(places.shape[:2], np.uint8)
    mask[:, 1:] = cv2.transform(across, np.float32([[1, 1]])) > leap
    mask = cv2.dilate(mask, np.ones((3, 3), np.uint8))[1:-1, 1:-1]
    mask = cv2.resize(mask, person.shape[1::-1], interpolation=cv2.INTER_NEAREST)
    x, y, width, height = cv2.boundingRect(mask)
    if width:
        part = person[y : y + height, x : x + width]
        soft = cv2.GaussianBlur(part, (5, 5), _LENS)
        cv2.copyTo(soft, mask[y : y + height, x : x + width], part)
