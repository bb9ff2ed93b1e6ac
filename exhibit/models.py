"""Finds the model files, and refuses any whose sha256 is not the one written down for it."""

import hashlib
from pathlib import Path

from exhibit.errors import BadModel, did_you_mean
from exhibit.paths import MODELS
from exhibit.written import open_regular, read

SUMS = "SHA256SUMS"
NAMES = (
    "face_landmarker.task",
    "faceprint.onnx",
    "hand_landmarker.task",
    "pose_landmarker.task",
    "selfie_segmentation.tflite",
)


def model(name: str, folder: Path = MODELS) -> Path:
    """The path of one of NAMES, once every byte of it is checked against SHA256SUMS.

    Raises BadModel if the name is unknown, or if the file or its sum is missing or damaged.
    """
    if name not in NAMES:
        raise BadModel(f'There is no model called "{name}".{did_you_mean(name, NAMES)}')
    right = _sums(folder).get(name)
    if right is None:
        raise BadModel(f"{SUMS} in {folder} has no line for {name}: install the exhibit again.")
    if _sum(folder / name) != right:
        raise BadModel(
            f"The model file {name} in {folder} is damaged"
            f" (its sha256 is not the one in {SUMS}): install the exhibit again."
        )
    return folder / name


def check_models(folder: Path = MODELS) -> None:
    """Check every model file; raises BadModel for the first that is wrong."""
    for name in NAMES:
        model(name, folder)


def _sums(folder: Path) -> dict[str, str]:
    """The sha256 of each file by its name, from lines as sha256sum writes them."""
    try:
        lines = read(folder / SUMS).splitlines()
    except FileNotFoundError:
        raise BadModel(
            f"The file {SUMS} is missing from {folder}: install the exhibit again."
        ) from None
    except (OSError, ValueError) as error:
        raise BadModel(f"{SUMS} in {folder} cannot be read ({error}).") from None
    pairs = (line.partition("  ") for line in lines)
    return {name: digest for digest, _, name in pairs}


def _sum(path: Path) -> str:
    """The sha256 of a file in hexadecimal, read in chunks."""
    try:
        with open_regular(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise BadModel(
            f"The model file {path.name} is missing from {path.parent}: install the exhibit again."
        ) from None
    except OSError as error:
        raise BadModel(
            f"The model file {path.name} in {path.parent} cannot be read ({error.strerror})."
        ) from None
