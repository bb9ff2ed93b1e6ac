"""exhibit check and cameras: which there are, which are set, and one tried for a second."""

import os
import struct
import sys
import threading
from dataclasses import replace

import numpy as np
import pytest

from exhibit.camera.trial import try_camera
from exhibit.camera.webcam import Webcam
from exhibit.check import cameras as checked_cameras
from exhibit.check.answer import Answer, Here
from exhibit.devices import State
from exhibit.errors import CameraBusy
from exhibit.settings import Lens, Settings

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="it looks where Linux keeps it")


def one(found):
    """The sentence of the one thing that has to be mended."""
    (says,) = [each.says for each in found if each.fine is False]
    assert says[-1] == "." and says.count(". ") <= 1
    return says


def driver(name):
    """What V4L2 says of a camera: struct v4l2_capability."""
    texts = b"uvcvideo".ljust(16, b"\0") + name.encode().ljust(32, b"\0") + b"usb".ljust(32, b"\0")
    return texts + struct.pack("=6I", 0x060C00, 0x84000001, 0x04000001, 0, 0, 0)


@pytest.fixture
def dev(tmp_path):
    """A folder of devices with one camera in it; /dev/null stands in, which is a device too."""
    folder = tmp_path / "dev"
    folder.mkdir()
    (folder / "video0").symlink_to("/dev/null")
    return Here(dev=folder, ask=lambda path: driver("Desk Camera"))


def lens(**more):
    return Settings(camera=Lens(**more))


@LINUX
class TestCameras:
    def test_as_they_are(self, dev):
        found = list(checked_cameras.cameras(Settings(), dev))
        assert found == [Answer("camera", True, f"There is {dev.dev}/video0 (Desk Camera).")]

    def test_none_is_there_and_one_is_wanted(self, tmp_path):
        nowhere = Here(dev=tmp_path)
        says = "There is no camera, and [camera] source wants number 0: plug it in."
        assert one(checked_cameras.cameras(lens(source="0"), nowhere)) == says
        (stand_in,) = checked_cameras.cameras(lens(), nowhere)
        assert stand_in.fine is None and "the actor stands in" in stand_in.says

    def test_another_one_is_there(self, dev):
        says = one(checked_cameras.cameras(lens(source="4"), dev))
        assert says == "There is no camera 4: plug it in, or set source."

    def test_the_second_is_missing(self, dev):
        says = one(checked_cameras.cameras(lens(second="1"), dev))
        assert says == (
            "The second camera, number 1, is missing: plug it in, or empty [camera] second."
        )

    def test_nobody_may_open_it(self, dev, monkeypatch):
        def refused(path):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may open everything
        says = one(checked_cameras.cameras(Settings(), replace(dev, ask=refused)))
        assert says.endswith("add the user to the group video and log in again.")


class Driver:
    """Stands where cv2.VideoCapture does: 30 pictures a second by a clock of its own."""

    def __init__(self, grey=120, opened=True):
        self.grey, self.opened, self.now = grey, opened, 0.0
        self.taken, self.released = threading.Semaphore(0), threading.Event()

    def __call__(self, number):
        return self

    def clock(self):
        return self.now

    def isOpened(self):
        return self.opened

    def set(self, prop, value):
        return True

    def grab(self):
        self.taken.acquire(timeout=20)
        self.now += 1 / 30
        return True

    def retrieve(self):
        noise = np.random.default_rng(int(self.now * 1000)).integers(-5, 5, (48, 64, 3))
        return True, (self.grey + noise).astype(np.uint8)

    def release(self):
        self.released.set()


def trial(fake):
    """A trial of a camera whose driver is the fake one."""
    camera = Webcam(0, fake.clock, opener=fake, state=lambda number: State.PRESENT)

    def rest(_seconds):
        fake.taken.release()
        threading.Event().wait(0.001)

    try:
        return try_camera(camera, fake.clock, rest=rest)
    finally:
        for _ in range(3):
            fake.taken.release()


class TestTrial:
    def test_size_rate_and_light_and_the_camera_is_closed(self):
        fake = Driver()
        found = trial(fake)
        assert (found.width, found.height) == (64, 48)
        assert found.rate == pytest.approx(30, rel=0.2)
        assert found.light == pytest.approx(119.5, abs=2)
        assert fake.released.wait(20)

    def test_a_camera_that_another_program_holds(self):
        with pytest.raises(CameraBusy, match="close the program that uses it"):
            trial(Driver(opened=False))

    @pytest.mark.parametrize(
        "told, fine, says",
        [({"width": 1280, "height": 720, "rate": 29.9, "light": 118.0}, True,
          "Camera 0 sends 1280x720, 30 pictures a second, mean light 118 of 255; "
          "no picture was kept."),
         ({"width": 640, "height": 480, "rate": 30.0, "light": 12.0}, False,
          "Camera 0 sends 640x480, 30 pictures a second, mean light 12 of 255: too dark, "
          "so turn on a light before the visitor."),
         ({"width": 640, "height": 480, "rate": 7.5, "light": 90.0}, False,
          "Camera 0 sends 640x480, 8 pictures a second, mean light 90 of 255: too slow, "
          "so give it more light, or another plug."),
         ({"trouble": "Camera 0 is there but does not open: close the program that uses it."},
          False, "Camera 0 is there but does not open: close the program that uses it.")],
    )  # fmt: skip
    def test_what_it_means(self, dev, told, fine, says):
        (found,) = checked_cameras.trials(Settings(), dev, lambda number: told)
        assert (found.fine, found.says) == (fine, says)

    @LINUX
    def test_the_real_thing_where_there_is_no_camera(self):
        told = checked_cameras.in_a_process(199)
        assert told == {
            "trouble": "There is no camera 199: plug it in, or name another with --source."
        }
