"""The actor's portrait as it is shipped: picture, outline, mesh, and the points of its face."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from exhibit.camera import Image
from exhibit.errors import BadClip
from exhibit.paths import ACTORS

Floats = NDArray[np.float32]

# Real eyes have irises 6.3 cm apart; the portrait is enlarged until its own are 100 pixels apart.
CM_PER_PIXEL = 6.3 / 100
IRISES = (468, 473)
_CHIN = 152


@dataclass(frozen=True)
class Portrait:
    """One person cut out of one picture; pixels of that picture, x right, y down, z away.

    texture: HxWx4 uint8, BGR multiplied by opacity, and opacity. lids: the strip round the eyes
    with the lids shut, its upper left corner at lids_corner. points: (478, 3) face points, z from
    the eyes. grid_x, grid_y: the mesh's lines; depth, weight, skin: at each crossing, pixels
    behind the eyes, how much of it turns with the head, how much of it is skin; outside the mesh
    all lies body_depth behind the eyes. rest: the still's own yaw, pitch and roll, degrees.
    """

    texture: Image
    lids: Image
    lids_corner: tuple[int, int]
    points: Floats
    grid_x: Floats
    grid_y: Floats
    depth: Floats
    weight: Floats
    skin: Floats
    body_depth: float
    rest: tuple[float, float, float]

    @property
    def shoulders(self) -> float:
        """The y above which nobody is outside the head's mesh: the chin's."""
        return float(self.points[_CHIN, 1])

    @property
    def eyes(self) -> Floats:
        """The point midway between the eyes."""
        return np.asarray(self.points[list(IRISES)].mean(axis=0))


def _image(name: str, kind: int) -> Image:
    image = cv2.imread(str(ACTORS / name), kind)
    if image is None:
        raise BadClip(f'The actor\'s picture "{ACTORS / name}" is missing or damaged; reinstall.')
    return image.astype(np.uint8, copy=False)


def _arrays(path: Path) -> dict[str, NDArray[np.float32]]:
    try:
        with np.load(path) as arrays:
            return {name: arrays[name].astype(np.float32) for name in arrays}
    except (OSError, ValueError) as trouble:
        raise BadClip(f'The actor\'s mesh "{path}" is missing or damaged; reinstall.') from trouble


def load_portrait(name: str = "hopper") -> Portrait:
    """The portrait from assets/actors; raises BadClip when a file is missing or damaged."""
    colour = _image(f"{name}.jpg", cv2.IMREAD_COLOR)
    opacity = _image(f"{name}_alpha.png", cv2.IMREAD_GRAYSCALE)
    mesh = _arrays(ACTORS / f"{name}.npz")
    whole = cv2.cvtColor(opacity, cv2.COLOR_GRAY2BGR)
    bgr = cv2.multiply(colour, whole, scale=1 / 255)
    x, y = mesh["lids_corner"]
    yaw, pitch, roll = mesh["rest"]
    return Portrait(
        texture=cv2.merge([*cv2.split(bgr), opacity]).astype(np.uint8, copy=False),
        lids=_image(f"{name}_lids.png", cv2.IMREAD_COLOR),
        lids_corner=(int(x), int(y)),
        points=mesh["points"],
        grid_x=mesh["x"],
        grid_y=mesh["y"],
        depth=mesh["depth"],
        weight=mesh["weight"],
        skin=mesh["skin"],
        body_depth=float(mesh["body_depth"]),
        rest=(float(yaw), float(pitch), float(roll)),
    )
