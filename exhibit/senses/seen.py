"""The result types of the senses: plain frozen values, light to import."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exhibit.camera import Image

Points = NDArray[np.float32]
Box = tuple[float, float, float, float]

# How far head and shoulders reach around a face, in heights of the face.
_ABOVE, _BESIDE, _TALL = 0.4, 1.3, 2.1


def person_box(face: Box) -> Box:
    """Head and shoulders around a face box, pixels, not clipped."""
    middle, height = (face[0] + face[2]) / 2, face[3] - face[1]
    top = face[1] - _ABOVE * height
    return middle - _BESIDE * height, top, middle + _BESIDE * height, top + _TALL * height


def face_in(person: Box) -> Box:
    """The square around the face within head and shoulders: person_box() undone."""
    middle, height = (person[0] + person[2]) / 2, (person[3] - person[1]) / _TALL
    top = person[1] + _ABOVE * height
    return middle - height / 2, top, middle + height / 2, top + height


@dataclass(frozen=True, eq=False)
class Face:
    """One face: points is 478x3, pixels of the image (x right, y down, z away from the camera).

    z is on the same scale as x and has no meaning of its own between two faces. Points may lie
    outside the image. box is (x0, y0, x1, y1) around the points, in pixels, not clipped.
    """

    points: Points
    box: Box

    @classmethod
    def around(cls, points: Points) -> "Face":
        """The face with these points."""
        (x0, y0), (x1, y1) = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
        return cls(points, (float(x0), float(y0), float(x1), float(y1)))


@dataclass(frozen=True)
class Head:
    """Which way a head is turned, and in which direction from the camera it is, in degrees.

    yaw, pitch, roll: against the camera's axis, so 0, 0, 0 is parallel to it. yaw > 0: toward the
    image's right; pitch > 0: down; roll > 0: clockwise as seen in the image. error: one standard
    deviation, the same for all three. right, down: of the camera's axis, where the eyes are.
    """

    yaw: float
    pitch: float
    roll: float
    error: float
    right: float = 0.0
    down: float = 0.0

    @property
    def turn(self) -> float:
        """Degrees of yaw against the line from the head to the camera: 0 faces the camera."""
        return self.yaw + self.right

    @property
    def nod(self) -> float:
        """Degrees of pitch against the line from the head to the camera: 0 faces the camera."""
        return self.pitch + self.down


@dataclass(frozen=True)
class Distance:
    """Centimetres from the camera to the point between the eyes; error: one standard deviation.

    pixel, pixel_error: centimetres that one pixel of the image spans as far away as that point,
    square to the camera's axis. The iris tells it, nearly whatever the lens; 0 if not measured.
    """

    cm: float
    error: float
    pixel: float = 0.0
    pixel_error: float = 0.0


@dataclass(frozen=True)
class Person:
    """One person in view, as long as the track is certain: an id is never used again.

    box: head and shoulders, pixels, not clipped to the image. face: None while the face is hidden
    for a moment; box is then where it was. first_at, last_at: seconds, when the face was seen.
    """

    id: int
    box: Box
    face: Face | None
    first_at: float
    last_at: float

    @property
    def face_box(self) -> Box:
        """Where the face is, or was when it was last seen: (x0, y0, x1, y1), pixels."""
        return self.face.box if self.face else face_in(self.box)


@dataclass(frozen=True, eq=False)
class Seen:
    """Everybody found in one image, and that very image, so that points sit on what is drawn.

    people: those in view. doubtful: what was a face for a moment only, and tracks that ended within
    the last second; not counted, but hidden all the same. at: seconds, when the image was taken.
    """

    people: tuple[Person, ...]
    image: Image
    at: float
    doubtful: tuple[Person, ...] = ()

    def person(self, ident: int) -> Person | None:
        """The person with this id, or None when that track has ended."""
        return next((each for each in self.people if each.id == ident), None)

    def others(self, ident: int | None) -> tuple[Person, ...]:
        """All the faces to hide from this person's picture, the doubtful ones among them."""
        return tuple(each for each in (*self.people, *self.doubtful) if each.id != ident)
