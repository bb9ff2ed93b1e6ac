"""Makes the actor's picture, outline and depth from the public-domain portrait in matplotlib.

Needs matplotlib besides what the exhibit needs, and the models in assets/models:

    pip install matplotlib
    python assets/actors/build.py
"""

from hashlib import sha256
from pathlib import Path

import cv2
import matplotlib
import numpy as np
from build_depth import grid
from build_face import closed_lids, find_points, person_mask
from build_outline import continue_jacket, fill_outside, outline

HERE = Path(__file__).parent
MODELS = HERE.parent / "models"
PORTRAIT = Path(matplotlib.get_data_path(), "sample_data", "grace_hopper.jpg")
PORTRAIT_SHA256 = "a8ca6d734765703b09728ab47fe59f473d93ae3967fc24c7c0288c3c7adb7130"
IRISES_APART = 100.0
RIGHT_IRIS, LEFT_IRIS = 468, 473
# The model makes heads flatter than they are (its ear lies 6.2 cm behind the eye, not nearly 8).
# Deeper by this much, solvePnP with MediaPipe's canonical face finds the turn that was made.
DEEPER = 1.2
# The still's own yaw, pitch and roll in degrees, as solvePnP with MediaPipe's canonical face
# finds them: the actor's truth is counted from a face that looks straight ahead, not from it.
REST = (2.0, 9.5, -2.3)
FILES = ("hopper.jpg", "hopper_alpha.png", "hopper_lids.png", "hopper.npz")


def scaled(portrait, points):
    """The portrait and its points, enlarged until the irises are IRISES_APART pixels apart."""
    scale = IRISES_APART / np.linalg.norm(points[RIGHT_IRIS, :2] - points[LEFT_IRIS, :2])
    size = [round(side * scale) for side in portrait.shape[1::-1]]
    return cv2.resize(portrait, size, interpolation=cv2.INTER_CUBIC), points * scale


def write(portrait, alpha, points):
    """Everything the program loads, into this folder."""
    eyes = points[[RIGHT_IRIS, LEFT_IRIS]].mean(axis=0)
    points = (points - [0, 0, eyes[2]]) * [1, 1, DEEPER]
    lids, corner = closed_lids(portrait, points)
    cv2.imwrite(str(HERE / "hopper.jpg"), portrait, [cv2.IMWRITE_JPEG_QUALITY, 93])
    cv2.imwrite(str(HERE / "hopper_alpha.png"), alpha)
    cv2.imwrite(str(HERE / "hopper_lids.png"), lids)
    np.savez_compressed(
        HERE / "hopper.npz",
        points=points.astype(np.float32),
        **grid(points, alpha),
        lids_corner=np.int32(corner),
        rest=np.float32(REST),
    )
    sums = (f"{sha256((HERE / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES)
    (HERE / "SHA256SUMS").write_text("".join(sums))


def main():
    """Portrait in, four small files and their sums out."""
    assert sha256(PORTRAIT.read_bytes()).hexdigest() == PORTRAIT_SHA256, "another portrait"
    still = cv2.imread(str(PORTRAIT))
    points = find_points(still, MODELS / "face_landmarker.task")
    mask = person_mask(still, MODELS / "selfie_segmentation.tflite")
    portrait, points = scaled(still, points)
    alpha = outline(portrait, cv2.resize(mask, portrait.shape[1::-1]))
    portrait, alpha, moved = continue_jacket(fill_outside(portrait, alpha), alpha)
    write(fill_outside(portrait, alpha), alpha, points + np.array([*moved, 0]))


if __name__ == "__main__":
    main()
