"""A camera that works, and each way it can fail, told apart by frames and a handed-in clock."""

import numpy as np
import pytest

from exhibit.camera import Image
from exhibit.camera.watch import Watch
from exhibit.errors import CameraBlack, CameraFrozen, CameraMissing

NOISE = np.random.default_rng(5)
ROOM = NOISE.integers(40, 200, (72, 128, 3), dtype=np.uint8)


def noisy(image: Image) -> Image:
    """The same scene as a sensor would give it again: a few values one step off."""
    again = image.copy()
    again[NOISE.random(image.shape) < 0.02] += 1
    return again


def feed(watch: Watch, images: list[Image], start: float = 0.0, step: float = 0.1) -> float:
    """Frames at an even pace, each checked as it comes; the time of the last."""
    at = start
    for count, image in enumerate(images):
        at = start + count * step
        watch.frame(image, at)
        watch.check(at)
    return at


def test_a_still_scene_with_sensor_noise_is_fine():
    feed(Watch(0.0), [noisy(ROOM) for _ in range(100)])


def test_a_repeated_picture_is_frozen_after_two_seconds_and_not_before():
    watch = Watch(0.0)
    feed(watch, [ROOM] * 20)
    watch.frame(ROOM, 2.0)
    with pytest.raises(CameraFrozen, match="repeats one picture"):
        watch.check(2.0)


def test_one_new_picture_ends_a_freeze():
    feed(Watch(0.0), ([ROOM] * 19 + [noisy(ROOM)]) * 5)


def test_a_picture_that_changes_anywhere_is_not_frozen():
    for row in range(0, 72, 8):
        other = ROOM.copy()
        other[row, 5] += 1
        feed(Watch(0.0), [ROOM, other] * 15)


def test_black_pictures_are_named_black_even_if_they_repeat():
    watch = Watch(0.0)
    black = np.zeros_like(ROOM)
    feed(watch, [black] * 20)
    watch.frame(black, 2.0)
    with pytest.raises(CameraBlack, match="shutter"):
        watch.check(2.0)


def test_a_covered_sensor_with_noise_and_hot_pixels_is_black():
    watch = Watch(0.0)
    with pytest.raises(CameraBlack):
        for count in range(30):
            image = NOISE.integers(0, 7, ROOM.shape, dtype=np.uint8)
            image[40, 40] = 60
            feed(watch, [image], count * 0.1)


def test_a_dark_room_with_one_lamp_is_not_black():
    images = [NOISE.integers(0, 7, ROOM.shape, dtype=np.uint8) for _ in range(40)]
    for image in images:
        image[:24, :24] = 180
    feed(Watch(0.0), images)


def test_light_that_comes_back_in_time_is_fine():
    dark = [NOISE.integers(0, 7, ROOM.shape, dtype=np.uint8) for _ in range(15)]
    feed(Watch(0.0), [*dark, ROOM] * 4)


def test_pictures_that_stop_coming_are_missed_after_two_seconds():
    watch = Watch(0.0)
    last = feed(watch, [noisy(ROOM) for _ in range(5)])
    watch.check(last + 1.9)
    with pytest.raises(CameraMissing, match="any more"):
        watch.check(last + 2.0)


def test_the_first_picture_may_take_five_seconds():
    watch = Watch(10.0, name="Camera 7")
    watch.check(14.9)
    with pytest.raises(CameraMissing, match="Camera 7 sends no picture:"):
        watch.check(15.0)


def test_a_late_first_picture_that_is_black_gets_its_two_seconds():
    watch = Watch(0.0)
    feed(watch, [np.zeros_like(ROOM)] * 19, start=4.0)


@pytest.mark.parametrize("shape", [(1, 1, 3), (7, 9, 3), (480, 640, 3), (720, 1280, 3)])
def test_any_size_of_picture_can_be_watched(shape):
    watch = Watch(0.0)
    feed(watch, [NOISE.integers(40, 200, shape, dtype=np.uint8) for _ in range(22)])
