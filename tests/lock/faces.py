"""MediaPipe's face landmarks, run under a lock as a room runs them."""

import sys
import threading
from types import ModuleType
from typing import Any

for _name in ("matplotlib", "matplotlib.pyplot"):
    sys.modules.setdefault(_name, ModuleType(_name))


def look(model: str, frames: int) -> dict[str, Any]:
    """Give so many frames of noise to a landmarker; how many it answered, and with what."""
    import numpy as np
    from mediapipe.tasks.python import BaseOptions
    from mediapipe.tasks.python.vision import face_landmarker as tasks
    from mediapipe.tasks.python.vision.core.image import Image, ImageFormat
    from mediapipe.tasks.python.vision.core.vision_task_running_mode import VisionTaskRunningMode

    answered: list[int] = []
    done = threading.Semaphore(0)

    def keep(result: tasks.FaceLandmarkerResult, _image: Image, at: int) -> None:
        answered.append(at)
        done.release()

    options = tasks.FaceLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=model),
        running_mode=VisionTaskRunningMode.LIVE_STREAM,
        result_callback=keep,
    )
    chance = np.random.default_rng(1)
    with tasks.FaceLandmarker.create_from_options(options) as task:
        for at in range(frames):
            noise = chance.integers(0, 256, (240, 320, 3), dtype=np.uint8)
            task.detect_async(Image(image_format=ImageFormat.SRGB, data=noise), at)
            assert done.acquire(timeout=30), "no answer to a frame"
    return {"answered": answered}
