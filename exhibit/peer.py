"""The plain loop one would otherwise write, for bench --peer: face, pose, hands, one by one.

The same model files, the same frames, MediaPipe's VIDEO mode, no page. Run as a process of its
own (python -m exhibit.peer SECONDS), locked like a lobby: MediaPipe reports its use from here too.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from exhibit.lock import lock_lobby

_HELD = 90
_WARM = 10


def _frames() -> list[Any]:
    """Three seconds of the actor, RGB."""
    import cv2

    from exhibit.camera.actor import Actor

    at = 0.0
    actor = Actor(lambda: at)
    frames = []
    for number in range(_HELD):
        at = (number + 0.5) / 30
        if frame := actor.read():
            frames.append(cv2.cvtColor(frame.image, cv2.COLOR_BGR2RGB))
    return frames


def _tasks() -> Iterator[Callable[[Any, int], Any]]:
    """The three tasks, each as a function of an image and its milliseconds."""
    for name in ("matplotlib", "matplotlib.pyplot"):  # it fails where nothing is writable
        sys.modules.setdefault(name, ModuleType(name))
    from mediapipe.tasks.python import BaseOptions, vision

    from exhibit.models import model

    def base(file: str) -> Any:
        return {
            "base_options": BaseOptions(model_asset_path=str(model(file))),
            "running_mode": vision.RunningMode.VIDEO,
        }

    face = vision.FaceLandmarkerOptions(**base("face_landmarker.task"), num_faces=1)
    pose = vision.PoseLandmarkerOptions(**base("pose_landmarker.task"), num_poses=1)
    hands = vision.HandLandmarkerOptions(**base("hand_landmarker.task"), num_hands=2)
    yield vision.FaceLandmarker.create_from_options(face).detect_for_video
    yield vision.PoseLandmarker.create_from_options(pose).detect_for_video
    yield vision.HandLandmarker.create_from_options(hands).detect_for_video


def run(seconds: float) -> dict[str, float]:
    """Complete sets of face, body and hands a second, and processor seconds for each set."""
    tasks, frames = list(_tasks()), _frames()
    from mediapipe import Image, ImageFormat

    def look(number: int) -> None:
        image = Image(ImageFormat.SRGB, frames[number % _HELD])
        for task in tasks:
            task(image, number * 33)

    for number in range(_WARM):
        look(number)
    sets, begun, used = 0, time.perf_counter(), time.process_time()
    while (spent := time.perf_counter() - begun) < seconds:
        look(_WARM + sets)
        sets += 1
    return {
        "plain loop: sets, a second": sets / spent,
        "plain loop: processor seconds a set": (time.process_time() - used) / sets,
    }


if __name__ == "__main__":
    lock_lobby()
    print(json.dumps(run(float(sys.argv[1]))), flush=True)
    os._exit(0)  # open tasks abort at a usual exit
