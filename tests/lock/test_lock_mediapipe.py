"""MediaPipe works in a locked room, and its own attempts to reach its maker are refused."""

import pytest
from inside import run

from exhibit.paths import MODELS

MODEL = MODELS / "face_landmarker.task"


def test_faces_are_looked_for_on_every_frame() -> None:
    if not MODEL.exists():
        pytest.skip("the models are not built: python assets/models/build.py")
    told = run("house", "landmarks", model=str(MODEL), frames=10)
    assert told["result"] == {"answered": list(range(10))}
    assert told["ended"] == 0
