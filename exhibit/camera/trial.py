"""A camera tried for a second: size, rate and light as numbers; no picture is kept or told.

As a command, `python -m exhibit.camera.trial NUMBER`, it is locked as a lobby is before the camera
opens, and prints one line of JSON.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from exhibit.camera import Camera, Clock
from exhibit.errors import CameraTrouble

_EVERY = 0.004  # seconds between two looks


@dataclass(frozen=True)
class Tried:
    """Size in pixels, pictures a second, and the mean grey level, 0 to 255, of the last one."""

    width: int
    height: int
    rate: float
    light: float


def try_camera(
    camera: Camera,
    clock: Clock,
    seconds: float = 1.0,
    rest: Callable[[float], object] = time.sleep,
) -> Tried:
    """Look for so long, from the first picture on; raises CameraTrouble. The camera is closed."""
    first = last = None
    try:
        while first is None or clock() - first.at < seconds:
            frame = camera.read()
            if frame is None:
                rest(_EVERY)
                continue
            first, last = first or frame, frame
    finally:
        camera.close()
    assert last
    span, count = last.at - first.at, last.number - first.number
    height, width = last.image.shape[:2]
    light = float(last.image[::8, ::8].mean())
    return Tried(width, height, count / span if span > 0 else 0.0, light)


def main(number: int) -> int:
    """The command: numbers, or what is wrong in a sentence; the code is 0 or the trouble's."""
    from exhibit.lock import lock_lobby

    lock_lobby([Path(f"/dev/video{number}")])

    from exhibit.camera.source import hush
    from exhibit.camera.webcam import Webcam

    hush()
    try:
        print(json.dumps(asdict(try_camera(Webcam(number, time.monotonic), time.monotonic))))
    except CameraTrouble as trouble:
        print(json.dumps({"trouble": str(trouble)}))
        return trouble.code
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
