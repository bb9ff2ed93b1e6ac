"""The plain loop one would otherwise write, for bench --peer: face, pose, hands, one by one.

The same model files, the same frames, MediaPipe's VIDEO mode, no page. Run as a process of its
own (python -m exhibit.peer [SOURCE,SECONDS,FACES,COPIES] as JSON), locked like a lobby: MediaPipe
reports its use from here too.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

from exhibit.lock import lock_lobby

_WARM = 10
_FACES_IN_A_SET = 3  # the exhibit looks at three faces for one body and one pair of hands

Task = Callable[[Any, int], Any]


def _frames(source: str, copies: int) -> Sequence[Any]:
    """The frames the exhibit is given, BGR: three seconds of the source, so many times in each."""
    from exhibit.camera.source import open_camera
    from exhibit.camera.stamped import hold
    from exhibit.source import parse_source

    return hold(lambda clock: open_camera(parse_source(source), clock), copies).frames


def _tasks(faces: int) -> Iterator[Task]:
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

    face = vision.FaceLandmarkerOptions(**base("face_landmarker.task"), num_faces=faces)
    pose = vision.PoseLandmarkerOptions(**base("pose_landmarker.task"), num_poses=1)
    hands = vision.HandLandmarkerOptions(**base("hand_landmarker.task"), num_hands=2)
    yield vision.FaceLandmarker.create_from_options(face).detect_for_video
    yield vision.PoseLandmarker.create_from_options(pose).detect_for_video
    yield vision.HandLandmarker.create_from_options(hands).detect_for_video


def _set(tasks: list[Task], faces_in_a_set: int, frames: Sequence[Any]) -> Callable[[int], None]:
    """What makes the numbered set: one body, one pair of hands, and so many faces."""
    import cv2
    from mediapipe import Image, ImageFormat

    from exhibit.camera.stamped import forth_and_back

    face, pose, hands = tasks

    def look(number: int) -> None:
        for part in range(faces_in_a_set):
            place = number * faces_in_a_set + part
            rgb = cv2.cvtColor(frames[forth_and_back(place, len(frames))], cv2.COLOR_BGR2RGB)
            image = Image(ImageFormat.SRGB, rgb)
            face(image, place * 33)
        pose(image, place * 33)
        hands(image, place * 33)

    return look


def _timed(name: str, unit: str, look: Callable[[int], None], seconds: float) -> dict[str, float]:
    """How many looks a second, and processor seconds for each."""
    for number in range(_WARM):
        look(number)
    done, begun, used = 0, time.perf_counter(), time.process_time()
    while (spent := time.perf_counter() - begun) < seconds:
        look(_WARM + done)
        done += 1
    return {
        f"{name}: {unit}s, a second": done / spent,
        f"{name}: processor seconds a {unit}": (time.process_time() - used) / done,
    }


def _dlib(frames: Sequence[Any]) -> Callable[[int], None] | None:
    """dlib's own face recognition of one face, box to number; None where it is not installed."""
    try:
        dlib, files = (import_module(name) for name in ("dlib", "face_recognition_models"))
    except ImportError:
        return None
    find = dlib.get_frontal_face_detector()
    shape = dlib.shape_predictor(files.pose_predictor_five_point_model_location())
    print_of = dlib.face_recognition_model_v1(files.face_recognition_model_location())
    box = next(iter(find(frames[0])), None)

    def look(number: int) -> None:
        image = frames[number % len(frames)]
        print_of.compute_face_descriptor(image, shape(image, box))

    return look if box else None


def run(source: str, seconds: float, faces: int, copies: int) -> dict[str, float]:
    """Sets of face, body and hands a second and processor seconds for each, of two plain loops.

    The first looks for one face once in a set. The second does what the exhibit does: it looks for
    so many faces, three times in a set. Both run as fast as they can, the exhibit at 10 sets a
    second: what compares is the processor seconds.
    """
    frames = _frames(source, copies)
    plain = _set(list(_tasks(1)), 1, frames)
    same = _set(list(_tasks(faces)), _FACES_IN_A_SET, frames)
    found = _timed("plain loop", "set", plain, seconds)
    found |= _timed(f"plain loop, {_FACES_IN_A_SET} x {faces} faces", "set", same, seconds)
    if look := _dlib(frames):
        found |= _timed("dlib", "face number", look, seconds)
    return found


if __name__ == "__main__":
    lock_lobby()
    print(json.dumps(run(*json.loads(sys.argv[1]))), flush=True)
    os._exit(0)  # open tasks abort at a usual exit
