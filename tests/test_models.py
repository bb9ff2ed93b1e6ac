"""The model files: their sums, what is said when one is damaged, and that each really works."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import cv2
import mediapipe as mp
import numpy as np
import pytest
from mediapipe.tasks.python import BaseOptions, vision
from numpy.typing import NDArray

from exhibit.errors import BadModel
from exhibit.models import NAMES, SUMS, check_models, model
from exhibit.paths import ACTORS, MODELS

WHEELS = os.environ.get("EXHIBIT_WHEELS")
# Where the photograph of Grace Hopper, 512x600, lies in the actor's larger portrait made of it.
SCALE, LEFT, TOP = 1.1933, 14.1, 76.0
WALL = 128
FACE_WIDTH = 191
IRISES = [468, 473]
# Where dlib wants the outer and inner corners of both eyes and the base of the nose: a part of
# the chip's side, for the mesh points that come nearest to dlib's own five.
CHIP_POINTS = [263, 362, 33, 133, 2]
CHIP_PLACES = [(0.7487, 0.3024), (0.5929, 0.3234), (0.2470, 0.3065), (0.3998, 0.3244)]
CHIP_PLACES += [(0.4933, 0.5773)]

Image = NDArray[np.uint8]
Points = NDArray[np.float64]


@pytest.fixture(scope="module")
def portrait() -> Image:
    """512x600 BGR, before a grey wall."""
    image = cv2.imread(str(ACTORS / "hopper.jpg"))
    outline = cv2.imread(str(ACTORS / "hopper_alpha.png"), cv2.IMREAD_GRAYSCALE)
    image[outline < 128] = WALL
    place = np.array([[SCALE, 0, LEFT], [0, SCALE, TOP]])
    return cv2.warpAffine(image, place, (512, 600), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)


@pytest.fixture(scope="module")
def faces():
    """Finds faces: from a BGR picture to a list of (478, 3), pixels."""
    options = vision.FaceLandmarkerOptions(
        BaseOptions(model_asset_path=str(model("face_landmarker.task"))), num_faces=3
    )
    with vision.FaceLandmarker.create_from_options(options) as task:
        yield lambda image: [
            in_pixels(face, image) for face in task.detect(media(image)).face_landmarks
        ]


@pytest.fixture(scope="module")
def faceprint() -> Callable[..., NDArray[np.float32]]:
    """From BGR chips of 150x150 to as many rows of 128 numbers."""
    net = cv2.dnn.readNetFromONNX(str(model("faceprint.onnx")))

    def run(*chips: Image) -> NDArray[np.float32]:
        net.setInput(cv2.dnn.blobFromImages(chips))
        return net.forward().copy()

    return run


def media(image: Image) -> mp.Image:
    return mp.Image(mp.ImageFormat.SRGB, np.ascontiguousarray(image[..., ::-1]))


def in_pixels(landmarks: list, image: Image) -> Points:
    height, width = image.shape[:2]
    return np.array([[p.x * width, p.y * height, p.z * width] for p in landmarks])


def in_a_room(portrait: Image, face: int) -> Image:
    """The portrait in the middle of a 1280x720 wall, its face this many pixels wide."""
    scale = face / FACE_WIDTH
    small = cv2.resize(portrait, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    height, width = small.shape[:2]
    room = np.full((720, 1280, 3), WALL, np.uint8)
    top, left = (720 - height) // 2, (1280 - width) // 2
    room[top : top + height, left : left + width] = small
    return room


def turned(image: Image, degrees: float, scale: float) -> Image:
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, scale)
    return cv2.warpAffine(image, matrix, (width, height))


def chip(image: Image, points: Points) -> Image:
    places = np.array(CHIP_PLACES) * 150
    matrix, _ = cv2.estimateAffinePartial2D(points[CHIP_POINTS, :2], places, method=cv2.LMEDS)
    return cv2.warpAffine(image, matrix, (150, 150))


class TestSums:
    def test_every_file_is_the_one_written_down(self):
        check_models()

    def test_every_model_in_the_folder_is_known(self):
        models = {".task", ".tflite", ".onnx"}
        assert {path.name for path in MODELS.iterdir() if path.suffix in models} == set(NAMES)

    def test_a_wrong_name_is_answered_with_the_right_one(self):
        with pytest.raises(BadModel, match=r'Did you mean "hand_landmarker\.task"'):
            model("hands_landmarker.task")

    def test_a_name_cannot_lead_out_of_the_folder(self):
        with pytest.raises(BadModel, match="no model called"):
            model("../models/faceprint.onnx")


class TestDamage:
    """Each on a copy of the real folder, of which one thing is spoilt."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        for name in (SUMS, *NAMES):
            shutil.copy(MODELS / name, tmp_path)
        check_models(tmp_path)
        return tmp_path

    def test_one_changed_bit(self, folder: Path):
        path = folder / "face_landmarker.task"
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
        with pytest.raises(BadModel) as caught:
            check_models(folder)
        assert str(caught.value) == (
            f"The model file face_landmarker.task in {folder} is damaged"
            " (its sha256 is not the one in SHA256SUMS): install the exhibit again."
        )

    def test_a_file_cut_short(self, folder: Path):
        path = folder / "faceprint.onnx"
        path.write_bytes(path.read_bytes()[:-1])
        with pytest.raises(BadModel, match=r"faceprint\.onnx in .* is damaged"):
            model("faceprint.onnx", folder)

    @pytest.mark.parametrize("name", NAMES)
    def test_a_missing_file(self, folder: Path, name: str):
        (folder / name).unlink()
        with pytest.raises(BadModel) as caught:
            check_models(folder)
        assert str(caught.value) == (
            f"The model file {name} is missing from {folder}: install the exhibit again."
        )

    def test_a_folder_in_the_place_of_a_file(self, folder: Path):
        (folder / "faceprint.onnx").unlink()
        (folder / "faceprint.onnx").mkdir()
        with pytest.raises(BadModel, match=r"faceprint\.onnx in .* cannot be read"):
            model("faceprint.onnx", folder)

    def test_missing_sums(self, folder: Path):
        (folder / SUMS).unlink()
        with pytest.raises(BadModel, match=f"The file {SUMS} is missing from"):
            check_models(folder)

    def test_empty_sums_allow_nothing(self, folder: Path):
        (folder / SUMS).write_text("")
        with pytest.raises(BadModel, match=f"{SUMS} in .* has no line for {NAMES[0]}"):
            check_models(folder)

    def test_sums_that_are_no_text(self, folder: Path):
        (folder / SUMS).write_bytes(b"\xff\xfe")
        with pytest.raises(BadModel, match=f"{SUMS} in .* cannot be read"):
            check_models(folder)


class TestFaces:
    def test_one_face_of_478_points_on_the_portrait(self, faces, portrait: Image):
        (face,) = faces(portrait)
        assert face.shape == (478, 3)
        assert face[:, :2].min(0) == pytest.approx([166, 133], abs=6)
        assert face[:, :2].max(0) == pytest.approx([357, 335], abs=6)

    def test_two_irises_where_the_eyes_are(self, faces, portrait: Image):
        (face,) = faces(portrait)
        assert face[IRISES, :2].tolist() == [
            pytest.approx([222, 191], abs=3),
            pytest.approx([306, 188], abs=3),
        ]

    @pytest.mark.parametrize(
        ("iris", "outer", "inner"), [(468, 33, 133), (473, 263, 362)], ids=["left", "right"]
    )
    def test_an_iris_lies_within_its_eye(self, faces, portrait: Image, iris, outer, inner):
        (face,) = faces(portrait)
        across = sorted((face[outer, 0], face[inner, 0]))
        rim = face[iris + 1 : iris + 5, :2]
        assert across[0] < face[iris, 0] < across[1]
        assert np.ptp(rim, axis=0) / np.ptp(across) == pytest.approx([0.4, 0.4], abs=0.15)

    def test_an_iris_is_as_deep_as_the_contour_of_its_eye(self, faces, portrait: Image):
        (face,) = faces(portrait)
        contour = [33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173]
        assert face[468:473, 2] == pytest.approx(face[contour, 2].mean(), abs=0.05)

    def test_a_small_face_far_back_is_found(self, faces, portrait: Image):
        (face,) = faces(in_a_room(portrait, face=55))
        assert np.ptp(face[:, 0]) == pytest.approx(55, rel=0.15)

    def test_two_people_are_two(self, faces, portrait: Image):
        room = in_a_room(portrait, face=150)
        room[:300, :300] = in_a_room(portrait, face=110)[210:510, 490:790]
        assert sorted(bool(face[1, 0] < 300) for face in faces(room)) == [False, True]

    def test_nobody_is_seen_on_a_bare_wall(self, faces):
        assert faces(np.full((720, 1280, 3), WALL, np.uint8)) == []


class TestOtherSenses:
    def test_a_body_of_33_points(self, portrait: Image):
        options = vision.PoseLandmarkerOptions(
            BaseOptions(model_asset_path=str(model("pose_landmarker.task")))
        )
        with vision.PoseLandmarker.create_from_options(options) as task:
            (body,) = task.detect(media(portrait)).pose_landmarks
        points = in_pixels(body, portrait)
        nose, left_shoulder, right_shoulder = points[[0, 11, 12], :2]
        assert len(points) == 33
        assert nose == pytest.approx([265, 240], abs=20)
        assert right_shoulder[0] < nose[0] < left_shoulder[0]
        assert min(right_shoulder[1], left_shoulder[1]) > nose[1] + 80

    def test_no_hand_where_none_is(self, portrait: Image):
        options = vision.HandLandmarkerOptions(
            BaseOptions(model_asset_path=str(model("hand_landmarker.task"))), num_hands=2
        )
        with vision.HandLandmarker.create_from_options(options) as task:
            assert task.detect(media(portrait[:350])).hand_landmarks == []

    def test_the_person_and_the_wall_are_told_apart(self, portrait: Image):
        options = vision.ImageSegmenterOptions(
            BaseOptions(model_asset_path=str(model("selfie_segmentation.tflite")))
        )
        room = in_a_room(portrait, face=150)
        with vision.ImageSegmenter.create_from_options(options) as task:
            (mask,) = task.segment(media(room)).confidence_masks
            person = np.squeeze(mask.numpy_view()).copy()
        assert person[300:400, 600:680].mean() > 0.9
        assert person[:, :300].mean() < 0.1


class TestFaceprint:
    def test_one_chip_gives_the_same_128_numbers_again(self, faceprint, faces, portrait: Image):
        one = chip(portrait, faces(portrait)[0])
        assert faceprint(one).shape == (1, 128)
        assert np.array_equal(faceprint(one), faceprint(one))

    def test_the_numbers_are_as_long_as_dlib_makes_them(self, faceprint, faces, portrait: Image):
        (print_,) = faceprint(chip(portrait, faces(portrait)[0]))
        assert np.linalg.norm(print_) == pytest.approx(1.40, abs=0.05)

    @pytest.mark.parametrize(("degrees", "scale"), [(8, 1), (-12, 1), (0, 0.6), (10, 0.7)])
    def test_a_turned_or_smaller_picture_is_the_same_person(
        self, faceprint, faces, portrait: Image, degrees: float, scale: float
    ):
        again = turned(portrait, degrees, scale)
        chips = [chip(image, faces(image)[0]) for image in (portrait, again)]
        one, other = faceprint(*chips)
        assert np.linalg.norm(one - other) < 0.2

    def test_what_is_no_face_is_far_from_one(self, faceprint, faces, portrait: Image):
        face = chip(portrait, faces(portrait)[0])
        one, other = faceprint(face, portrait[450:600, 0:150])
        assert np.linalg.norm(one - other) > 0.6

    def test_two_chips_at_once_are_as_good_as_one_by_one(self, faceprint, faces, portrait: Image):
        one = chip(portrait, faces(portrait)[0])
        other = np.ascontiguousarray(one[:, ::-1])
        together = faceprint(one, other)
        apart = np.vstack([faceprint(one), faceprint(other)])
        assert together == pytest.approx(apart, abs=1e-5)


@pytest.mark.skipif(not WHEELS, reason="EXHIBIT_WHEELS names no folder with the two packages")
def test_the_build_gives_these_very_files(tmp_path: Path):
    script = MODELS / "build.py"
    command = [sys.executable, str(script), "--wheels", str(WHEELS), "--into", str(tmp_path)]
    subprocess.run(command, check=True)
    for name in (SUMS, *NAMES):
        assert (tmp_path / name).read_bytes() == (MODELS / name).read_bytes(), name


def test_the_build_refuses_another_package(tmp_path: Path):
    wheel = tmp_path / "mediapipe-0.10.21-cp311-cp311-manylinux_2_28_x86_64.whl"
    wheel.write_bytes(b"something else")
    command = [sys.executable, str(MODELS / "build.py"), "--wheels", str(tmp_path)]
    done = subprocess.run(
        [*command, "--into", str(tmp_path / "out")], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "is not the package this script knows" in done.stderr
    assert not (tmp_path / "out").exists()
