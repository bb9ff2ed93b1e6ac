"""What the actor does and when: its script, and the truth about it at any moment."""

import math
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

FOCAL = 900.0
WIDTH, HEIGHT = 1280, 720
# Midway between the eyes to the point the head turns about, between and behind the ears,
# centimetres right, down and away.
PIVOT = np.array([0.0, 1.6, 9.0])

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Track:
    """One number over time: keys of (second, value), eased between, repeated every `every` s.

    Before the first key and after the last it rests there; every = 0 never repeats.
    """

    keys: tuple[tuple[float, float], ...]
    every: float = 0.0

    def __call__(self, at: float) -> float:
        """The value at a moment, seconds since the script's start."""
        at = at % self.every if self.every else at
        for (t0, a), (t1, b) in pairwise(self.keys):
            if t0 <= at < t1:
                s = (at - t0) / (t1 - t0)
                return a + (b - a) * s * s * (3 - 2 * s)
        return self.keys[0][1] if at < self.keys[0][0] else self.keys[-1][1]


def still(value: float) -> Track:
    """A track that never changes."""
    return Track(((0.0, value),))


# A calm visitor: mostly looking at the camera, and one thing at a time.
_YAW = Track(((5, 0), (6.5, 21), (8, 21), (10, 0), (18, 0), (19.5, -22), (21, -22), (23, 0)), 31)
_PITCH = Track(((11, 7), (12, 15), (13, 15), (14, 7), (26, 7), (27, -1), (28, -1), (29, 7)), 31)
_ROLL = Track(((14.5, 0), (15.5, 9), (16.5, 9), (17.5, 0), (24, 0), (25, -8), (26, 0)), 31)
_DISTANCE = Track(((3, 55), (8, 47), (11, 47), (18, 70), (22, 70), (27, 55)), 29)
_MIDDLE, _HIGH = still(0), still(-3.2)
_GAZE_X = Track(
    ((2, 0), (2.2, 14), (3.4, 14), (3.6, 0), (24, 0), (24.2, -15), (25.5, -15), (25.7, 0)), 31
)
_GAZE_Y = Track(((15, 0), (15.2, 9), (16, 9), (16.2, 0)), 31)
_MOUTH = Track(((29, 0), (29.4, 0.9), (30, 1.0), (30.6, 0)), 31)
_BLINKS = (1.4, 5.1, 8.8, 11.3, 11.9, 15.4, 18.2, 23.6, 26.1)


@dataclass(frozen=True)
class Worn:
    """What the actor wears, one of actor_covers.COVERS, and when: seconds of the script."""

    name: str
    since: float = 0.0
    until: float = math.inf


@dataclass(frozen=True)
class Script:
    """What the actor does. Angles in degrees, lengths in centimetres, times in seconds.

    yaw, pitch, roll: of the head, signs as in Truth, idle motion comes on top. distance, x, y:
    where the point midway between the eyes would be if the head looked straight ahead: depth,
    and right of and below the camera's axis. idle: breathing and swaying, 0 none, 1 as people do.
    blinks: when the lids are shut, repeated every blinks_every. gaze_x > 0: toward the image's
    right; gaze_y > 0: down. pulse: beats a minute; pulse_depth: its part of the skin's green.
    covers: what hides a part of the face, on top of the hat and glasses she always wears.
    noise: standard deviation of the camera's noise, grey levels. start: when it all begins.
    who: whose portrait, a name in assets/actors. second: what somebody else does beside, or
    nobody; its noise, its start and any second of its own do not count.
    """

    yaw: Track = _YAW
    pitch: Track = _PITCH
    roll: Track = _ROLL
    distance: Track = _DISTANCE
    x: Track = _MIDDLE
    y: Track = _HIGH
    gaze_x: Track = _GAZE_X
    gaze_y: Track = _GAZE_Y
    mouth: Track = _MOUTH
    idle: float = 1.0
    blinks: tuple[float, ...] = _BLINKS
    blinks_every: float = 27.5
    blink_length: float = 0.25
    pulse: float = 72.0
    pulse_depth: float = 0.004
    covers: tuple[Worn, ...] = ()
    noise: float = 2.0
    start: float = 0.0
    who: str = "hopper"
    second: "Script | None" = None


# The calm visitor, who never leaves, and nobody else.
ALONE = Script()

# What an exhibit shows when it has no camera, again every three minutes. Out of the picture is 85
# cm to the side. She goes and returns at 20; from 24 to 31 somebody stands beside her; at 84 they
# change places until 99; from 120 to 142 that person is back, and both step aside together.
_AGAIN_EVERY = 180.0
_AWAY = 85.0
_BESIDE, _BEHIND = 33.0, 80.0
_STEPS = ((126, 0), (127.2, -12), (128.4, 0), (129.6, -12), (130.8, 0), (132.0, -12), (133.2, 0))
_WALK = (
    (20, 0), (20.9, -_AWAY), (21.3, -_AWAY), (22.6, 0),
    (84, 0), (85.2, -_AWAY), (98.4, -_AWAY), (99.6, 0), *_STEPS,
)
_SECOND_WALK = (
    (24, _AWAY), (25.2, _BESIDE), (29.6, _BESIDE), (30.8, _AWAY),
    (86, _AWAY), (87.2, 0), (96.4, 0), (97.6, _AWAY),
    (120, _AWAY), (121.4, _BESIDE), *((at, _BESIDE + x) for at, x in _STEPS),
    (140.6, _BESIDE), (142, _AWAY),
)
SECOND = Script(
    yaw=Track(
        (
            (24, -30), (25.2, -20), (29.6, -20), (30, 8), (86, -30), (87.2, 0), (91, 0), (92, 14),
            (93, 14), (94, 0), (96.4, 0), (96.8, 12), (120, -30), (121.4, -20), (140.6, -20),
            (141, 8),
        ),
        _AGAIN_EVERY,
    ),
    pitch=still(2),
    roll=Track(((3, 0), (4, 4), (5, 0)), 13),
    distance=Track(
        ((24, _BEHIND), (31, _BEHIND), (84, 62), (98, 62), (118, _BEHIND)), _AGAIN_EVERY
    ),
    x=Track(_SECOND_WALK, _AGAIN_EVERY),
    y=still(-1.5),
    gaze_x=still(0),
    gaze_y=still(0),
    mouth=still(0),
    blinks=(0.9, 4.7, 7.7),
    blinks_every=11.0,
    pulse=64.0,
    who="second",
)
DEFAULT = replace(ALONE, x=Track(_WALK, _AGAIN_EVERY), second=SECOND)


@dataclass(frozen=True)
class Truth:
    """What is so at one moment, however it looks to a program.

    yaw > 0: the face turns toward the image's right; pitch > 0: down; roll > 0: clockwise in the
    image; degrees against the camera's axis. distance: centimetres from the camera to the point
    midway between the eyes; x, y: that point in the image, pixels. eyes_open: 1 open, 0 shut.
    mouth: opening in centimetres. gaze: degrees right and down within the head. pulse: beats a
    minute. covers: what is worn just now. second: what is so of the second person, if the script
    has one; whoever is not in_view stands beside the picture.
    """

    yaw: float
    pitch: float
    roll: float
    distance: float
    x: float
    y: float
    eyes_open: float
    mouth: float
    gaze: tuple[float, float]
    pulse: float
    covers: tuple[str, ...]
    second: "Truth | None" = None

    @property
    def in_view(self) -> bool:
        """Whether the point midway between the eyes is in the picture."""
        return 0 <= self.x < WIDTH and 0 <= self.y < HEIGHT


def truth(at: float, script: Script = DEFAULT) -> Truth:
    """The truth at a moment on the handed-in clock, seconds: a pure function of both."""
    now = at - script.start
    yaw, pitch, roll = _angles(now, script)
    eyes = eye_point(now, script)
    return Truth(
        yaw=yaw,
        pitch=pitch,
        roll=roll,
        distance=float(np.linalg.norm(eyes)),
        x=float(WIDTH / 2 + FOCAL * eyes[0] / eyes[2]),
        y=float(HEIGHT / 2 + FOCAL * eyes[1] / eyes[2]),
        eyes_open=1 - _lids(now, script),
        mouth=script.mouth(now),
        gaze=(script.gaze_x(now), script.gaze_y(now)),
        pulse=script.pulse,
        covers=tuple(each.name for each in script.covers if each.since <= now < each.until),
        second=truth(now, replace(script.second, start=0.0)) if script.second else None,
    )


def _sway(now: float, period: float, swing: float) -> float:
    return swing * math.sin(2 * math.pi * now / period)


def _angles(now: float, script: Script) -> tuple[float, float, float]:
    """Yaw, pitch and roll, degrees, idle motion included."""
    return (
        script.yaw(now) + script.idle * _sway(now, 6.7, 1.3),
        script.pitch(now) + script.idle * _sway(now, 5.3, 0.8),
        script.roll(now) + script.idle * _sway(now, 9.1, 0.9),
    )


def body_point(now: float, script: Script) -> Vector:
    """Where the eyes of a head looking straight ahead would be: centimetres right, down, away."""
    return np.array([
        script.x(now) + script.idle * _sway(now, 7.9, 0.6),
        script.y(now) + script.idle * _sway(now, 3.9, 0.15),
        script.distance(now) + script.idle * _sway(now, 8.3, 0.4),
    ])


def rotation(yaw: float, pitch: float, roll: float) -> Vector:
    """3x3: turns a head that looks straight at the camera; about z, then x, then y; degrees."""
    (sy, sp, sr), (cy, cp, cr) = np.sin(a := np.radians([yaw, pitch, roll])), np.cos(a)
    about_y = np.array([[cy, 0, -sy], [0, 1, 0], [sy, 0, cy]])
    about_x = np.array([[1, 0, 0], [0, cp, -sp], [0, sp, cp]])
    about_z = np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]])
    turned: Vector = about_y @ about_x @ about_z
    return turned


def head_turn(now: float, script: Script) -> Vector:
    """3x3: how the head is turned."""
    return rotation(*_angles(now, script))


def eye_point(now: float, script: Script) -> Vector:
    """Where the point midway between the eyes is: centimetres right, down and away."""
    point: Vector = body_point(now, script) + PIVOT - head_turn(now, script) @ PIVOT
    return point


def _lids(now: float, script: Script) -> float:
    """How far the lids are shut, 0..1; shut for the middle quarter of a blink."""
    apart = (abs(now % script.blinks_every - blink) for blink in script.blinks)
    nearest = min(apart, default=math.inf) / (script.blink_length / 2)
    return min(1.0, max(0.0, (1 - nearest) / 0.75))


def beat(now: float, script: Script) -> float:
    """The pulse's wave, -1..1: a sine."""
    return math.sin(2 * math.pi * now * script.pulse / 60)
