"""Films, pictures and folders that are damaged, odd or none: shown, or refused in a sentence."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
from judged import MORE, check_sentence, refused

from exhibit.camera.clip import Clip
from exhibit.camera.pictures import read_picture

SHOW = Path(__file__).with_name("show_clips.py")
LIMIT = 60 + MORE  # seconds; a clip that hangs ends here
DAMAGES = MORE or 12  # of each file
SIZE = (64, 48)
# A film by its kind of decoder: what FFmpeg makes of it differs most.
FILMS = {"a.avi": "MJPG", "b.avi": "FFV1", "c.mp4": "mp4v", "d.webm": "VP80"}
PICTURES = {"a.png": 3, "b.jpg": 3, "c.webp": 3, "d.bmp": 3, "e.gif": 3, "f.png": 1, "g.png": 4}
# Raw films: any size, any depth, and as many colours as there are names for them.
RAW = {"mono": (1, 1), "mono16": (1, 2), "444": (3, 1), "444p16": (3, 2), "420p10": (1.5, 2),
       "444alpha": (4, 1), "422": (2, 1), "nonsense": (1, 1)}  # fmt: skip


def write_film(path, code, size=SIZE, frames=6):
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*code), 25, size)
    assert writer.isOpened()
    for count in range(frames):
        writer.write(np.full((size[1], size[0], 3), 20 * (count % 11), np.uint8))
    writer.release()


def write_raw(path, colours, size=SIZE, planes=1.0, rate="25:1", frames=3):
    width, height = size
    head = f"YUV4MPEG2 W{width} H{height} F{rate} Ip A1:1 C{colours}\n".encode()
    frame = b"FRAME\n" + b"\x60" * int(abs(width * height) * planes)
    path.write_bytes(head + frame * frames)


def write_picture(path, channels=3, size=SIZE, kind=np.uint8):
    noise = np.random.default_rng(3).integers(0, np.iinfo(kind).max, (size[1], size[0], channels))
    assert cv2.imwrite(str(path), noise.astype(kind))


def shown(folder, paths):
    """What became of each clip, in a process that has so long."""
    listed = folder / "paths.txt"
    listed.write_text("".join(f"{each}\n" for each in paths))
    found = subprocess.run([sys.executable, SHOW, listed], capture_output=True, timeout=LIMIT)
    told = [json.loads(each) for each in found.stdout.splitlines()]
    assert found.returncode == 0 and len(told) == len(paths), f"it fell over {told[-1:]}"
    assert b"Traceback" not in found.stderr
    for each in told:
        assert "fell" not in each, each
        assert "said" not in each or not check_sentence(each["said"], each["code"], quoted=True)
    # One may be open for as long as a library is used first; none for each clip.
    assert max(each["open"] for each in told) - min(each["open"] for each in told) <= 1
    return {Path(each["path"]).name: each for each in told}


def damage(data, chance):
    """Some of its bytes gone, moved or others; a head and an end are hit more often."""
    bad = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.choice([chance.randrange(len(bad)), chance.randrange(min(600, len(bad)))])
        match chance.randrange(5):
            case 0:
                bad[at] ^= 1 << chance.randrange(8)
            case 1:
                bad[at : at + 4] = chance.choice([b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff"])
            case 2:
                del bad[at : at + chance.randint(1, 400)]
            case 3:
                bad[at:at] = bad[at : at + chance.randint(1, 200)]
            case _:
                del bad[max(1, at) :]
        bad = bad or bytearray(b"?")
    return bytes(bad)


def test_damaged_films_and_pictures(tmp_path):
    chance = random.Random() if MORE else random.Random(7)
    for name, code in FILMS.items():
        write_film(tmp_path / name, code)
    for name, channels in PICTURES.items():
        write_picture(tmp_path / name, channels)
    paths = []
    for name in (*FILMS, *PICTURES):
        good = (tmp_path / name).read_bytes()
        for count in range(DAMAGES):
            paths.append(tmp_path / f"{count}-{name}")
            paths[-1].write_bytes(damage(good, chance))
    told = shown(tmp_path, paths)
    assert {"shown", "said"} <= {key for each in told.values() for key in each}


def test_films_of_every_colour_and_of_odd_sizes(tmp_path):
    for colours, (planes, depth) in RAW.items():
        write_raw(tmp_path / f"{colours}.y4m", colours, planes=planes * depth)
    sizes = [(1, 1), (10000, 10), (0, 0), (-5, -5), (60000, 60000), (31, 33)]
    for width, height in sizes:
        planes = 1.5 if width < 60000 else 1e-6
        write_raw(tmp_path / f"{width}x{height}.y4m", "420", (width, height), planes)
    for count, rate in enumerate(["0:0", "1:1000000", "1000000:1", "-5:1", "x"]):
        write_raw(tmp_path / f"rate{count}.y4m", "420", planes=1.5, rate=rate)
    write_raw(tmp_path / "cut.y4m", "444", planes=1.5)
    write_raw(tmp_path / "none.y4m", "420", planes=1.5, frames=0)
    write_film(tmp_path / "none.avi", "MJPG", frames=0)
    told = shown(tmp_path, sorted(tmp_path.glob("*.*")))
    for name in ("mono", "mono16", "444", "444p16", "420p10", "444alpha", "422", "rate1"):
        assert "shown" in told[f"{name}.y4m"], name
    for width, height in sizes:
        assert "said" in told[f"{width}x{height}.y4m"]
    assert "said" in told["none.y4m"] and "said" in told["none.avi"]


def test_what_is_no_clip(tmp_path):
    os.mkfifo(tmp_path / "pipe.avi")
    (tmp_path / "device.png").symlink_to("/dev/zero")
    (tmp_path / "empty.mp4").touch()
    (tmp_path / "folder.png").mkdir()
    for name in ("list.m3u8", "text.jpg"):
        (tmp_path / name).write_text("#EXTM3U\n#EXTINF:9,\nfile:///etc/passwd\n")
    (tmp_path / "zip.webm").write_bytes(b"PK\3\4" + bytes(500))
    locked = tmp_path / "locked.png"
    write_picture(locked)
    locked.chmod(0)
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    hidden.chmod(0)
    (tmp_path / "mixed").mkdir()
    write_picture(tmp_path / "mixed" / "1.png")
    os.mkfifo(tmp_path / "mixed" / "2.png")
    told = shown(tmp_path, sorted(each for each in tmp_path.iterdir()))
    allowed = {"locked.png"} if os.access(locked, os.R_OK) else set()
    assert {name for name, each in told.items() if "shown" in each} == allowed


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [1, 3, 4])
def test_a_picture_of_any_depth_is_three_bytes_a_pixel(tmp_path, kind, channels):
    write_picture(tmp_path / "a.png", channels, kind=kind)
    image = read_picture(tmp_path / "a.png", 1280)
    assert image.shape == (48, 64, 3) and image.dtype == np.uint8


class TestWhileItIsRead:
    """A file that somebody is changing."""

    @pytest.mark.parametrize("name", FILMS)
    @pytest.mark.parametrize("left", [0, 1, 700])
    def test_a_film_that_shrinks(self, tmp_path, name, left):
        path, now = tmp_path / name, [0.0]
        write_film(path, FILMS[name], (320, 240), 40)
        clip = Clip(path, lambda: now[0])
        assert clip.read()
        os.truncate(path, left)
        refused(lambda: [clip.read() for now[0] in (0.5, 1.0, 2.0, 9.0)])
        clip.close()

    def test_a_picture_in_a_folder_that_becomes_a_pipe(self, tmp_path):
        now = [0.0]
        for number in (1, 2):
            write_picture(tmp_path / f"{number}.png")
        clip = Clip(tmp_path, lambda: now[0])
        (tmp_path / "2.png").unlink()
        os.mkfifo(tmp_path / "2.png")
        now[0] = 4.0
        assert "no regular file" in refused(clip.read)


def test_a_refused_film_is_closed_while_its_complaint_is_held(tmp_path):
    path = tmp_path / "dot.avi"
    write_film(path, "MJPG", (16, 16))
    with pytest.raises(Exception, match="16 x 16") as held:
        Clip(path, lambda: 0.0)
    numbers = os.listdir("/proc/self/fd") if os.path.isdir("/proc/self/fd") else []
    links = [os.readlink(f"/proc/self/fd/{each}") for each in numbers
             if os.path.lexists(f"/proc/self/fd/{each}")]  # fmt: skip
    assert held.value and str(path) not in links
