"""Clips: real films and pictures, written here, shown by a handed-in clock; and broken ones."""

import os
import struct
import subprocess
import sys
import zlib

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exhibit.camera.clip import Clip
from exhibit.camera.pictures import read_picture, size_of
from exhibit.errors import BadClip

RATE = 25


class Time:
    """A clock that a test sets by hand."""

    def __init__(self, now: float = 50.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def time():
    return Time()


def write_film(path, frames=10, size=(64, 48), code="MJPG"):
    """A film whose frame n is grey of the level 20 + 20 n."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*code), RATE, size)
    assert writer.isOpened()
    for count in range(frames):
        writer.write(np.full((size[1], size[0], 3), 20 + 20 * count, np.uint8))
    writer.release()
    return path


@pytest.fixture
def film(tmp_path):
    return write_film(tmp_path / "film.avi")


def which(frame) -> int:
    """The number n of a film's frame."""
    assert frame is not None
    return round((float(frame.image.mean()) - 20) / 20)


def shown(clip, time, seconds, start=50.0):
    """The frame at so many seconds after the start."""
    time.now = start + seconds
    return clip.read()


@pytest.mark.parametrize("name, code", [("a.avi", "MJPG"), ("a.mp4", "mp4v"), ("a.webm", "VP80")])
def test_a_film_shows_each_frame_in_its_turn_and_starts_again(tmp_path, time, name, code):
    clip = Clip(write_film(tmp_path / name, code=code), time)
    assert not clip.live and clip.focal is None
    for count in range(25):
        frame = shown(clip, time, count / RATE)
        assert (which(frame), frame.number, frame.at) == (count % 10, count, time.now)
        assert frame.image.shape == (48, 64, 3) and frame.image.dtype == np.uint8
    clip.close()
    clip.close()
    assert shown(clip, time, 9.0) is None


def test_a_frame_is_given_out_once(film, time):
    clip = Clip(film, time)
    assert clip.read() and clip.read() is None
    assert shown(clip, time, 0.039) is None
    assert shown(clip, time, 0.040)
    assert shown(clip, time, 0.0) is None  # nor when the clock goes back


@pytest.mark.parametrize("jumps", [(0.2, 0.28), (3.0, 3.04), (0.36, 0.4, 7.72), (1000.0, 1000.2)])
def test_a_clock_that_jumps_skips_to_the_frame_of_that_time(film, time, jumps):
    clip = Clip(film, time)
    for jump in jumps:
        assert which(shown(clip, time, jump)) == round(jump * RATE) % 10


def test_the_frame_depends_on_the_time_alone(film, time):
    every, some = Clip(film, time), Clip(film, time)
    for count in range(60):
        frame = shown(every, time, count / RATE)
        if count % 7 == 3:
            assert np.array_equal(frame.image, some.read().image)


def test_a_film_cut_off_shows_what_it_has_whatever_its_header_says(film, time):
    data = film.read_bytes()
    fifth = data.index(b"movi") + 4
    for _ in range(4):
        fifth = data.index(b"00dc", fifth + 4)
    film.write_bytes(data[:fifth])
    clip = Clip(film, time)
    seen = [which(shown(clip, time, count / RATE)) for count in range(30)]
    assert seen == [count % 4 for count in range(30)]


def test_a_film_of_one_frame_stands_still(tmp_path, time):
    clip = Clip(write_film(tmp_path / "one.avi", frames=1), time)
    assert [which(shown(clip, time, count / RATE)) for count in range(4)] == [0, 0, 0, 0]


def test_a_large_film_is_made_smaller_and_keeps_its_proportions(tmp_path, time):
    clip = Clip(write_film(tmp_path / "large.avi", frames=2, size=(1920, 1080)), time)
    assert clip.read().image.shape == (720, 1280, 3)


def test_a_film_that_vanishes_is_complained_about(film, time):
    clip = Clip(film, time)
    film.unlink()
    with pytest.raises(BadClip, match="cannot be played"):
        shown(clip, time, 2.0)


def write_picture(path, level, size=(64, 48)):
    """A grey picture of this level."""
    assert cv2.imwrite(str(path), np.full((size[1], size[0], 3), level, np.uint8))
    return path


def test_a_picture_goes_on_like_a_camera(tmp_path, time):
    clip = Clip(write_picture(tmp_path / "one.png", 90), time)
    first = clip.read()
    first.image[:] = 0  # what is handed out is a copy
    again = shown(clip, time, 1 / 30)
    assert (again.number, int(again.image.min()), int(again.image.max())) == (1, 90, 90)
    assert shown(clip, time, 1 / 30) is None


def test_a_folder_shows_its_pictures_in_order_and_starts_again(tmp_path, time):
    for number, level in ((10, 30), (2, 20), (1, 10)):
        write_picture(tmp_path / f"{number}.png", level)
    (tmp_path / "notes.txt").write_text("no picture")
    (tmp_path / ".hidden.png").write_text("no picture")
    (tmp_path / "folder").mkdir()
    clip = Clip(tmp_path, time, seconds_each=4.0)
    levels = [int(shown(clip, time, second).image[0, 0, 0]) for second in range(0, 28, 2)]
    assert levels == [10, 10, 20, 20, 30, 30, 10, 10, 20, 20, 30, 30, 10, 10]


def test_pictures_of_any_kind_become_bgr_of_eight_bits(tmp_path):
    deep = np.full((48, 64, 3), (0, 32768, 65535), np.uint16)
    clear = np.full((48, 64, 4), (9, 99, 199, 50), np.uint8)
    cv2.imwrite(str(tmp_path / "deep.png"), deep)
    cv2.imwrite(str(tmp_path / "clear.png"), clear)
    cv2.imwrite(str(tmp_path / "grey.jpg"), np.full((48, 64), 77, np.uint8))
    expected = {"deep.png": (0, 128, 255), "clear.png": (9, 99, 199), "grey.jpg": (77, 77, 77)}
    for name, colour in expected.items():
        image = read_picture(tmp_path / name, 1280)
        assert image.dtype == np.uint8 and image.shape == (48, 64, 3)
        assert np.abs(image.astype(int) - colour).max() <= 1


def test_a_picture_from_a_turned_camera_is_set_upright(tmp_path):
    upright = np.zeros((64, 48, 3), np.uint8)
    upright[:32] = 200
    jpeg = cv2.imencode(".jpg", cv2.rotate(upright, cv2.ROTATE_90_COUNTERCLOCKWISE))[1].tobytes()
    turned = struct.pack("<2sHIHHHIHHI", b"II", 42, 8, 1, 0x0112, 3, 1, 6, 0, 0)  # orientation 6
    note = b"Exif\0\0" + turned
    path = tmp_path / "phone.jpg"
    path.write_bytes(jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note + jpeg[2:])
    image = read_picture(path, 1280)
    assert image.shape == upright.shape
    assert np.abs(image.astype(int) - upright).mean() < 4


@pytest.mark.parametrize("ending", [".jpg", ".png", ".bmp", ".gif", ".webp"])
@pytest.mark.parametrize("width, height", [(33, 47), (640, 64), (700, 300)])
def test_the_size_in_a_header_is_the_size_of_the_picture(ending, width, height):
    noise = np.random.default_rng(1).integers(0, 255, (height, width, 3), dtype=np.uint8)
    assert size_of(cv2.imencode(ending, noise)[1].tobytes()) == (width, height)


def test_the_sizes_of_the_other_two_kinds_of_webp():
    noise = np.random.default_rng(1).integers(0, 255, (47, 33, 4), dtype=np.uint8)
    exact = cv2.imencode(".webp", noise[..., :3].copy(), [cv2.IMWRITE_WEBP_QUALITY, 101])[1]
    clear = cv2.imencode(".webp", noise, [cv2.IMWRITE_WEBP_QUALITY, 80])[1]
    assert exact.tobytes()[12:16] == b"VP8L" and size_of(exact.tobytes()) == (33, 47)
    assert clear.tobytes()[12:16] == b"VP8X" and size_of(clear.tobytes()) == (33, 47)


def test_a_gif_is_no_film_even_if_it_looks_like_one(tmp_path, time):
    # A transport stream has a G every 188 bytes, and a GIF begins with one.
    data = bytearray(cv2.imencode(".gif", np.full((40, 40, 3), 90, np.uint8))[1].tobytes())
    data[188] = ord("G")  # part of a colour
    path = tmp_path / "one.gif"
    path.write_bytes(data)
    assert shown(Clip(path, time), time, 1.0).number == 30  # the rate of pictures


def complaint(path) -> str:
    """What is said about a clip that cannot be shown: one sentence that names it."""
    with pytest.raises(BadClip) as error:
        Clip(path, Time()).read()
    said = str(error.value)
    assert "\n" not in said and str(path.name) in said
    return said


def png(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds no pixels."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = b"IDAT" + zlib.compress(b"")
    chunks = [header, pixels, b"IEND"]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(each) - 4) + each + struct.pack(">I", zlib.crc32(each))
        for each in chunks
    )


@pytest.mark.parametrize(
    "name, data, says",
    [
        ("empty.mp4", b"", "is empty"),
        ("text.mp4", b"this is a text and no film\n" * 40, "holds nothing"),
        ("list.mp4", b"#EXTM3U\n#EXTINF:10,\nhttp://localhost/film.ts\n", "holds nothing"),
        ("list.avi", b"ffconcat version 1.0\nfile film.avi\n", "holds nothing"),
        ("film.mp4", b"\0\0\0\x20ftypisom" + bytes(500), "cannot be played"),
        ("short.png", png(64, 64)[:20], "holds nothing"),
        ("hollow.png", png(64, 64), "damaged"),
        ("greedy.png", png(64, 64)[:33] + b"\xb6" + png(64, 64)[34:], "damaged"),
        ("flipped.png", png(64, 64).replace(b"IDAT", b"IDAX"), "damaged"),
        ("open.png", png(64, 64)[:-12], "damaged"),
        ("tiny.png", png(1, 1), "1 x 1 pixels"),
        ("long.png", png(10000, 10), "10000 x 10 pixels"),
        ("narrow.png", png(40, 401), "too long and narrow"),
        ("huge.png", png(100_000, 100_000), "make it smaller"),
        ("negative.png", png(2**32 - 1, 2**32 - 1), "make it smaller"),
        ("noise.jpg", b"\xff\xd8" + b"\x07" * 500, "holds nothing"),
        ("endless.jpg", b"\xff\xd8" + b"\xff" * 500, "holds nothing"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_a_sentence(tmp_path, name, data, says):
    path = tmp_path / name
    path.write_bytes(data)
    assert says in complaint(path)


def test_a_real_picture_of_a_senseless_shape_is_refused(tmp_path):
    assert "10000 x 10" in complaint(write_picture(tmp_path / "line.png", 9, (10000, 10)))
    assert "1 x 1" in complaint(write_picture(tmp_path / "dot.bmp", 9, (1, 1)))


def test_a_film_too_small_to_see_anybody_is_refused(tmp_path):
    path = tmp_path / "dot.avi"
    write_film(path, size=(16, 16))
    assert "16 x 16" in complaint(path)


def test_paths_that_lead_nowhere(tmp_path):
    loop = tmp_path / "loop.mp4"
    loop.symlink_to(loop)
    assert "cannot be looked at" in complaint(loop)
    assert "There is no film" in complaint(tmp_path / "none.mp4")
    assert "cannot be looked at" in complaint(tmp_path / ("x" * 300 + ".mp4"))


def test_pipes_devices_and_sockets_are_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.mp4")
    assert "no regular file" in complaint(tmp_path / "pipe.mp4")
    (tmp_path / "zero.png").symlink_to("/dev/zero")
    assert "no regular file" in complaint(tmp_path / "zero.png")
    assert "no regular file" in complaint(tmp_path.parent / tmp_path.name / "zero.png")


def test_folders_that_cannot_be_shown(tmp_path):
    assert "holds no picture" in complaint(tmp_path)
    write_film(tmp_path / "film.avi", frames=1)
    assert "holds no picture" in complaint(tmp_path)
    write_picture(tmp_path / "1.png", 9)
    (tmp_path / "2.png").write_text("a text")
    with pytest.raises(BadClip, match=r"2\.png holds nothing"):
        Clip(tmp_path, Time())


def test_a_picture_that_goes_bad_while_it_is_shown(tmp_path, time):
    write_picture(tmp_path / "1.png", 9)
    bad = write_picture(tmp_path / "2.png", 9)
    clip = Clip(tmp_path, time)
    bad.write_bytes(bad.read_bytes()[:60])
    with pytest.raises(BadClip, match=r"2\.png is damaged"):
        shown(clip, time, 4.0)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cut=st.integers(1, 12_000), spot=st.integers(0, 12_000), value=st.integers(0, 255))
@pytest.mark.parametrize("name", ["film.avi", "film.mp4", "one.png", "one.jpg", "one.webp"])
def test_damaged_files_are_shown_or_refused_and_never_more(tmp_path, name, cut, spot, value):
    path = tmp_path / name
    if not path.exists():
        is_film = name.startswith("film")
        code = "MJPG" if name.endswith("avi") else "mp4v"
        write_film(path, code=code) if is_film else write_picture(path, 90)
    good = path.read_bytes()
    bad = bytearray(good[: max(1, cut % (len(good) + 1))])
    bad[spot % len(bad)] = value
    broken = tmp_path / f"broken-{name}"
    broken.write_bytes(bad)
    time = Time()
    try:
        clip = Clip(broken, time)
        for second in (0.0, 1.0, 2.0, 5.0):
            frame = shown(clip, time, second)
            assert frame.image.ndim == 3 and frame.image.dtype == np.uint8
    except BadClip as error:
        assert str(broken) in str(error)


def test_a_clip_needs_to_write_no_file_and_start_no_process(film, tmp_path):
    # In a room as it really is: where the kernel has the lock, every write and fork is refused.
    picture = write_picture(tmp_path / "one.jpg", 50)
    code = f"""
import os
from pathlib import Path
from exhibit.lock import lock_room
lock_room()
from exhibit.camera.clip import Clip
now = 0.0
for path in ({str(film)!r}, {str(picture)!r}):
    clip = Clip(Path(path), lambda: now)
    for now in (now + 0.1, now + 5.0):
        assert clip.read() is not None
    clip.close()
os._exit(42)
"""
    before = sorted(os.listdir(tmp_path))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (42, "")
    assert sorted(os.listdir(tmp_path)) == before
