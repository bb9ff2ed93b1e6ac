"""A live camera whose driver works, fails, lies and hangs; only cv2.VideoCapture is played."""

import queue
import threading

import cv2
import numpy as np
import pytest

from exhibit.camera.webcam import Webcam, to_bgr
from exhibit.devices import State
from exhibit.errors import (
    CameraBlack,
    CameraBusy,
    CameraFrozen,
    CameraMissing,
    CameraTrouble,
)
from exhibit.settings import Settings

LONG = 20  # seconds after which a test that hangs is given up; none of them waits so long
NOISE = np.random.default_rng(3)


def scene(height: int = 48, width: int = 64) -> np.ndarray:
    """A new picture, unlike any before."""
    return NOISE.integers(40, 200, (height, width, 3), dtype=np.uint8)


class Driver:
    """Stands where cv2.VideoCapture does: hands out what a test puts in, one by one.

    push() returns when the reader has taken the picture and come back for the next, so that a
    test knows it lies ready. None is a failed grab, an exception is thrown by the driver.
    """

    def __init__(self, opened: bool = True) -> None:
        self.wishes: dict[int, float] = {}
        self.released = threading.Event()
        self._opened = opened
        self._coming: queue.Queue = queue.Queue()
        self._waiting = threading.Semaphore(0)
        self._picture = None

    def __call__(self, number: int) -> "Driver":
        return self

    def isOpened(self) -> bool:
        return self._opened

    def set(self, prop: int, value: float) -> bool:
        self.wishes[prop] = value
        return True

    def grab(self) -> bool:
        self._waiting.release()
        thing = self._coming.get(timeout=LONG)
        if isinstance(thing, Exception):
            raise thing
        self._picture = thing
        return thing is not None

    def retrieve(self):
        return True, self._picture

    def release(self) -> None:
        self.released.set()

    def ready(self) -> None:
        assert self._waiting.acquire(timeout=LONG)

    def push(self, *things: object) -> None:
        for thing in things:
            self._coming.put(thing)
            self.ready()

    def last(self, thing: object) -> None:
        """The last thing: the reader does not come back after it."""
        self._coming.put(thing)
        assert self.released.wait(LONG)


class Time:
    """A clock that a test sets by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def driver():
    return Driver()


@pytest.fixture
def webcam(time, driver):
    camera = Webcam(0, time, opener=driver, state=lambda number: State.PRESENT)
    driver.ready()
    yield camera
    driver.last(RuntimeError("the test is over")) if not driver.released.is_set() else None
    camera.close()


def test_read_gives_the_newest_picture_once(webcam, driver, time):
    assert webcam.read() is None
    pictures = [scene() for _ in range(5)]
    driver.push(*pictures)
    frame = webcam.read()
    assert frame is not None and np.array_equal(frame.image, pictures[-1])
    assert (frame.number, frame.at) == (4, 100.0)
    assert webcam.read() is None
    time.now += 0.1
    driver.push(scene())
    after = webcam.read()
    assert after is not None and (after.number, after.at) == (5, 100.1)


def test_it_asks_for_jpegs_of_the_size_and_two_buffers(webcam, driver):
    assert driver.wishes == {
        cv2.CAP_PROP_FOURCC: cv2.VideoWriter.fourcc(*"MJPG"),
        cv2.CAP_PROP_FRAME_WIDTH: 1280,
        cv2.CAP_PROP_FRAME_HEIGHT: 720,
        cv2.CAP_PROP_FPS: 30,
        cv2.CAP_PROP_BUFFERSIZE: 2,
    }
    assert webcam.live and webcam.focal is None


def test_a_frozen_camera(webcam, driver, time):
    picture = scene()
    driver.push(picture)
    webcam.read()
    time.now += 1.9
    driver.push(picture)
    webcam.read()
    time.now += 0.1
    driver.push(picture)
    with pytest.raises(CameraFrozen, match="Camera 0 repeats one picture"):
        webcam.read()


def test_a_covered_camera(webcam, driver, time):
    for _ in range(2):
        driver.push(np.zeros((48, 64, 3), np.uint8))
        webcam.read()
        time.now += 1.0
    driver.push(np.zeros((48, 64, 3), np.uint8))
    with pytest.raises(CameraBlack):
        webcam.read()


def test_a_camera_that_hangs_is_missed_and_holds_up_neither_read_nor_close(time):
    driver = Driver()
    camera = Webcam(0, time, opener=driver, state=lambda number: State.PRESENT)
    driver.ready()
    driver.push(scene())
    assert camera.read()
    time.now += 2.0
    with pytest.raises(CameraMissing, match="any more"):
        camera.read()
    camera.close()
    assert not driver.released.is_set()  # its thread is still inside the driver
    driver.last(scene())  # and lets go when the driver does
    assert camera._newest is None  # what came after close was not kept


def test_opening_that_hangs_holds_up_nobody(time):
    go_on = threading.Event()
    driver = Driver()

    def slow(number: int) -> Driver:
        assert go_on.wait(LONG)
        return driver

    camera = Webcam(0, time, opener=slow, state=lambda number: State.PRESENT)
    assert camera.read() is None
    time.now += 5.0
    with pytest.raises(CameraMissing):
        camera.read()
    camera.close()
    go_on.set()
    assert driver.released.wait(LONG)


def test_an_unplugged_camera_is_let_go_at_once(time):
    driver = Driver()
    states = {0: State.PRESENT}
    camera = Webcam(0, time, opener=driver, state=states.__getitem__)
    driver.ready()
    driver.push(scene())
    states[0] = State.MISSING
    driver.last(None)
    for _ in range(2):  # and the trouble stays
        with pytest.raises(CameraMissing, match="unplugged"):
            camera.read()
    camera.close()


def test_a_grab_that_fails_now_and_then_is_forgiven(webcam, driver, time):
    for _ in range(4):
        time.now += 0.5
        driver.push(None, scene())
        assert webcam.read()


def test_grabs_that_only_fail_are_missed_after_two_seconds(webcam, driver, time):
    driver.push(scene())
    webcam.read()
    driver.push(None, None)
    time.now += 2.0
    with pytest.raises(CameraMissing):
        webcam.read()


def closed(time: Time, state: State) -> CameraTrouble:
    """The trouble with a camera that does not open."""
    driver = Driver(opened=False)
    camera = Webcam(3, time, opener=driver, state=lambda number: state)
    assert driver.released.wait(LONG)
    with pytest.raises(CameraTrouble) as trouble:
        camera.read()
    camera.close()
    return trouble.value


def test_why_a_camera_does_not_open(time):
    assert isinstance(closed(time, State.PRESENT), CameraBusy)
    assert isinstance(closed(time, State.MISSING), CameraMissing)
    assert "no camera 3" in str(closed(time, State.UNKNOWN))
    forbidden = closed(time, State.FORBIDDEN)
    assert "/dev/video3 is there" in str(forbidden)


def test_the_real_driver_says_that_there_is_no_such_camera(time):
    camera = Webcam(199, time)
    camera._thread.join(LONG)
    with pytest.raises(CameraMissing, match="There is no camera 199"):
        camera.read()
    camera.close()


def test_whatever_a_driver_throws_becomes_one_sentence(time):
    driver = Driver()
    camera = Webcam(0, time, opener=driver, state=lambda number: State.PRESENT)
    driver.ready()
    driver.last(MemoryError("with a picture's address in it"))
    with pytest.raises(CameraTrouble, match=r"Camera 0 failed \(MemoryError\)"):
        camera.read()
    camera.close()


class Endless(Driver):
    """A driver that always has another picture."""

    def grab(self) -> bool:
        self._picture = scene()
        self._waiting.release()
        return True


def test_close_lets_go_of_device_and_picture_and_may_be_called_twice(time):
    driver = Endless()
    camera = Webcam(0, time, opener=driver, state=lambda number: State.PRESENT)
    driver.ready()
    driver.ready()
    assert camera.read()
    camera.close()
    camera.close()
    assert driver.released.is_set()
    assert camera.read() is None
    assert camera._newest is None


@pytest.mark.parametrize("shape", [(48, 64, 3), (48, 64, 1), (48, 64), (48, 64, 4), (7, 5, 3)])
def test_pictures_of_any_size_with_one_three_or_four_channels_become_bgr(shape):
    image = to_bgr(np.full(shape, 77, np.uint8), "Camera 0")
    assert image.shape == (*shape[:2], 3)
    assert image.dtype == np.uint8 and (image == 77).all() and image.flags.c_contiguous


@pytest.mark.parametrize(
    "wrong",
    [
        np.zeros((48, 64, 2), np.uint8),  # raw YUYV
        np.zeros((48, 64, 3), np.uint16),
        np.zeros((1, 6000), np.float32),
        np.zeros((0, 64, 3), np.uint8),
        np.zeros((), np.uint8),
    ],
)
def test_what_is_no_picture_is_refused_in_one_sentence(time, wrong):
    driver = Driver()
    camera = Webcam(0, time, opener=driver, state=lambda number: State.PRESENT)
    driver.ready()
    driver.last(wrong)
    with pytest.raises(CameraTrouble, match="no colour picture"):
        camera.read()
    camera.close()


def test_the_lens_of_a_camera_of_which_nobody_said_it_is_unknown(time):
    driver, view = Driver(), Settings().camera.field_of_view
    camera = Webcam(
        0, time, field_of_view=view, opener=driver, state=lambda number: State.PRESENT
    )
    driver.ready()
    driver.push(scene())
    assert camera.read() is not None and camera.focal is None
    driver.last(RuntimeError())
    camera.close()


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_camera_on_its_side_is_turned_upright(time, rotate):
    driver = Driver()
    camera = Webcam(
        0,
        time,
        rotate=rotate,
        field_of_view=60.0,
        opener=driver,
        state=lambda number: State.PRESENT,
    )
    driver.ready()
    picture = scene()
    driver.push(picture)
    frame = camera.read()
    assert frame is not None
    assert np.array_equal(frame.image, np.rot90(picture, -rotate // 90))
    assert camera.focal == pytest.approx(32 * 3**0.5)  # half of 64 pixels over tan 30 degrees
    driver.last(RuntimeError())
    camera.close()
