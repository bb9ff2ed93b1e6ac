"""Makes the second actor, whom nobody ever was: a face of changed shape, painted by the numbers.

Of the first actor only the 478 face points are taken, made even and moved; no pixel of her. Needs
what build.py needs, and its files:

    python assets/actors/build_second.py
"""

from hashlib import sha256
from pathlib import Path

import cv2
import numpy as np
from build_depth import grid
from build_second_clothes import dressed
from build_second_paint import EYES_AT, brow, closed, eye, lid, mouth, nose, skin
from build_second_shape import made_up

from exhibit.camera.actor_script import rotation

HERE = Path(__file__).parent
FILES = ("second.jpg", "second_alpha.png", "second_lids.png", "second.npz")
ROUND_THE_EYES = 14
LIDS = (33, 133, 362, 263, 159, 145, 386, 374)
REST = (0.0, 0.0, 0.0)


def first_points():
    """The first actor's points as if she looked straight ahead, pixels from between her eyes."""
    with np.load(HERE / "hopper.npz") as arrays:
        points, rest = arrays["points"].astype(float), arrays["rest"].astype(float)
    return (points - points[[468, 473]].mean(axis=0)) @ rotation(*rest)


def face(points, shut):
    """The painted face, HxWx3 float, eyes open or shut."""
    picture = skin(points)
    nose(picture, points)
    mouth(picture, points)
    for which in (0, 1):
        lid(picture, points, which)
        (closed if shut else eye)(picture, points, which)
        brow(picture, points, which)
    return picture


def lids(picture, points):
    """The strip round both eyes of a picture, and its corner (x, y), pixels."""
    corners = points[list(LIDS), :2]
    x0, y0 = np.floor(corners.min(axis=0)).astype(int) - ROUND_THE_EYES
    x1, y1 = np.ceil(corners.max(axis=0)).astype(int) + ROUND_THE_EYES
    return picture[y0:y1, x0:x1], (x0, y0)


def main():
    """Points in, four small files out; their sums go into SHA256SUMS."""
    points = made_up(first_points()) + np.array([*EYES_AT, 0])
    (opened, alpha), (shut, _) = (dressed(face(points, each), points) for each in (False, True))
    strip, corner = lids(shut, points)
    cv2.imwrite(str(HERE / "second.jpg"), opened, [cv2.IMWRITE_JPEG_QUALITY, 90])
    cv2.imwrite(str(HERE / "second_alpha.png"), alpha)
    cv2.imwrite(str(HERE / "second_lids.png"), strip)
    np.savez_compressed(
        HERE / "second.npz", points=points.astype(np.float32), **grid(points, alpha),
        lids_corner=np.int32(corner), rest=np.float32(REST),
    )
    kept = (HERE / "SHA256SUMS").read_text().splitlines()
    kept = [each for each in kept if each.split()[1] not in FILES]
    kept += [f"{sha256((HERE / name).read_bytes()).hexdigest()}  {name}" for name in FILES]
    (HERE / "SHA256SUMS").write_text("\n".join(kept) + "\n")


if __name__ == "__main__":
    main()
