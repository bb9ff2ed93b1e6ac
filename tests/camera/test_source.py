"""What --source may say, what auto becomes, and which camera is opened for it."""

import os
import subprocess
import sys

import cv2
import numpy as np
import pytest

from exhibit.camera import Frame
from exhibit.camera.actor import Actor
from exhibit.camera.clip import Clip
from exhibit.camera.source import Traced, open_camera
from exhibit.camera.tracer import tracer_tile
from exhibit.camera.webcam import Webcam
from exhibit.devices import Device
from exhibit.errors import BadSettings, CameraMissing
from exhibit.messages import SourceKind
from exhibit.source import ACTOR, AUTO, Source, parse_source, resolve

GREY = np.full((64, 96, 3), 90, np.uint8)


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "one.png"
    cv2.imwrite(str(path), GREY)
    return path


@pytest.mark.parametrize("text, number", [("0", 0), ("7", 7), ("010", 10), ("/dev/video2", 2)])
def test_a_number_or_a_node_is_a_camera(text, number):
    assert parse_source(text) == Source(SourceKind.CAMERA, number=number)


def test_actor_and_auto_are_words_even_beside_files_of_that_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "actor").write_text("")
    assert parse_source("actor") == ACTOR
    assert parse_source("auto") == AUTO
    assert parse_source("./actor").path == tmp_path / "actor"


def test_files_and_folders_are_clips_with_an_absolute_path(picture, monkeypatch):
    monkeypatch.chdir(picture.parent)
    assert parse_source("one.png") == Source(SourceKind.CLIP, path=picture)
    assert parse_source(".") == Source(SourceKind.CLIP, path=picture.parent)
    monkeypatch.setenv("HOME", str(picture.parent))
    assert parse_source("~/one.png").path == picture


def test_every_source_is_read_back_from_its_own_text(picture):
    for source in (
        ACTOR,
        AUTO,
        Source(SourceKind.CAMERA, 4),
        Source(SourceKind.CLIP, None, picture),
    ):
        assert parse_source(str(source)) == source


def complaint(text: str) -> str:
    """What is said about a source that cannot be had: one sentence."""
    with pytest.raises(BadSettings) as error:
        parse_source(text)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_misspelt_film_is_answered_with_the_nearest_name_there(tmp_path):
    (tmp_path / "film.mp4").write_text("")
    said = complaint(str(tmp_path / "fliim.mp4"))
    assert said.startswith(f'There is no film, picture or folder "{tmp_path}/fliim.mp4"')
    assert said.endswith('Did you mean "film.mp4"?')


@pytest.mark.parametrize("text, right", [("Actor", "actor"), ("atuo", "auto"), ("acter", "actor")])
def test_a_misspelt_word_is_answered_with_the_word(text, right, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert complaint(text).endswith(f'Did you mean "{right}"?')


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "-1", "1.5", "256", "99999999999", "٣", "x" * 5000, "a\0b", "/dev/null"),
        *("no/such/folder/x.mp4", "~nobody-of-that-name/x.mp4"),
        *("rtsp://camera/1", "http://camera/film.mp4"),
    ],
)
def test_everything_else_is_refused_with_what_may_be_said(text):
    said = complaint(text)
    assert "camera" in said


def test_a_pipe_is_refused_without_being_opened(tmp_path):
    os.mkfifo(tmp_path / "film.mp4")
    assert "neither a file nor a folder" in complaint(str(tmp_path / "film.mp4"))


def test_an_address_is_refused_as_an_address():
    assert "opens none" in complaint("rtsp://camera/1")


def test_auto_is_the_first_camera_else_the_actor():
    desk = Device(2, "/dev/video2", (1, 2, 3), "Desk")
    phone = Device(5, "/dev/video5", (1, 2, 4), "Phone")
    assert resolve(AUTO, lambda: (desk, phone)) == Source(SourceKind.CAMERA, number=2)
    assert resolve(AUTO, lambda: ()) == ACTOR


def test_auto_is_camera_0_where_nobody_can_say():
    assert resolve(AUTO, lambda: None) == Source(SourceKind.CAMERA, number=0)


def test_what_was_named_stays_as_it_was_named(picture):
    for source in (ACTOR, Source(SourceKind.CAMERA, 9), Source(SourceKind.CLIP, None, picture)):
        assert resolve(source, lambda: ()) == source


def test_the_lobby_can_read_a_source_without_anything_that_sees():
    code = """
import sys
from exhibit import devices, source
source.resolve(source.parse_source("auto")); devices.survey()
heavy = {"numpy", "cv2", "mediapipe", "pygame", "exhibit.camera"} & set(sys.modules)
sys.exit(f"imported {heavy}" if heavy else 0)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_each_source_opens_its_own_camera(picture):
    actor = open_camera(ACTOR, lambda: 0.0)
    clip = open_camera(Source(SourceKind.CLIP, None, picture), lambda: 0.0)
    assert isinstance(actor, Actor) and not actor.live
    assert isinstance(clip, Clip) and not clip.live
    actor.close()
    clip.close()


def test_a_camera_that_is_not_there_is_told_on_reading():
    camera = open_camera(Source(SourceKind.CAMERA, 198), lambda: 0.0)
    assert isinstance(camera, Webcam) and camera.live
    camera._thread.join(20)
    with pytest.raises(CameraMissing):
        camera.read()
    camera.close()


def test_a_clip_is_made_to_fit_the_size(tmp_path):
    path = tmp_path / "big.png"
    cv2.imwrite(str(path), np.full((600, 1000, 3), 9, np.uint8))
    camera = open_camera(Source(SourceKind.CLIP, None, path), lambda: 0.0, (500, 300))
    frame = camera.read()
    assert frame is not None and frame.image.shape == (300, 500, 3)


def grey_tile(seed: int) -> np.ndarray:
    """The tracer as it looks in a picture: 16 x 16 with blue, green and red alike."""
    return np.repeat(tracer_tile(seed)[..., np.newaxis], 3, axis=2)


def test_a_tracer_is_painted_in_the_corner_and_nowhere_else(picture):
    camera = open_camera(Source(SourceKind.CLIP, None, picture), lambda: 0.0, tracer=7)
    frame = camera.read()
    assert frame is not None
    assert np.array_equal(frame.image[:16, :16], grey_tile(7))
    frame.image[:16, :16] = 90
    assert np.array_equal(frame.image, GREY)
    assert camera.read() is None
    camera.close()


def test_the_actor_carries_the_same_tracer():
    frame = open_camera(ACTOR, lambda: 0.0, tracer=7).read()
    assert frame is not None and np.array_equal(frame.image[:16, :16], grey_tile(7))


def test_a_live_camera_is_never_marked():
    with pytest.raises(BadSettings, match="never marked"):
        open_camera(Source(SourceKind.CAMERA, 0), lambda: 0.0, tracer=1)
    camera = Webcam(198, lambda: 0.0)
    with pytest.raises(BadSettings, match="never marked"):
        Traced(camera, 1)
    camera.close()


def test_the_tile_is_painted_on_a_copy():
    class Still:
        live, focal = False, None

        def read(self):
            return Frame(GREY, 0.0, 0)

        def close(self):
            pass

    frame = Traced(Still(), 7).read()
    assert frame is not None and not np.array_equal(frame.image, GREY)
    assert (GREY == 90).all()


def test_decoders_say_nothing_on_stderr(tmp_path):
    film, picture = tmp_path / "damaged.mp4", tmp_path / "damaged.png"
    film.write_bytes(b"\0\0\0\x20ftypisom" + b"\7" * 4000)
    data = bytearray(cv2.imencode(".png", GREY)[1].tobytes())
    data[60] ^= 0xFF
    picture.write_bytes(data)
    code = f"""
from exhibit.camera.source import open_camera
from exhibit.errors import BadClip
from exhibit.source import parse_source
for path in ({str(film)!r}, {str(picture)!r}):
    try:
        open_camera(parse_source(path), lambda: 0.0)
    except BadClip:
        continue
    raise SystemExit(path)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
