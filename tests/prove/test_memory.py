"""The search: whatever form a picture takes in another process's memory, it is found there."""

import os
import subprocess
import sys

import numpy as np
import pytest

from exhibit.camera.tracer import tracer_tile
from exhibit.prove.memory import files_open_for_writing, forms, may_look, search

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's"),
    pytest.mark.skipif(sys.platform == "linux" and not may_look(), reason="it may not look here"),
]

SEED = 77
ROWS = 8  # every other of the tile's sixteen
EDGE = (1 << 22) - 30  # where the search's first piece of shared memory ends, less half a row
# Takes what comes on stdin to a place in its memory, leaving no copy; the next word wipes it.
HOLDER = """
import io, mmap, os, sys

where, at, length = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
if where == "heap":
    held = bytearray(at + length)
elif where == "mapped":
    held = mmap.mmap(-1, 1 << 24)
elif where == "shared":
    memory = os.memfd_create("held")
    os.ftruncate(memory, 1 << 24)
    held = mmap.mmap(memory, 1 << 24)
place, pipe = memoryview(held)[at : at + length], io.FileIO(0)
taken = 0
while taken < length:
    taken += pipe.readinto(place[taken:])
print("held", flush=True)
pipe.read(1)
place[:] = bytes(length)
print("wiped", flush=True)
pipe.read(1)
"""


def shapes():
    """A picture with the tile in its corner, in every form a program may keep it."""
    tile = tracer_tile(SEED)
    grey = np.full((32, 48), 9, np.uint8)
    grey[:16, :16] = tile
    colour = np.repeat(grey[..., None], 3, axis=2)
    made = {}
    for name, turn in (("", slice(None)), (", mirrored", slice(None, None, -1))):
        made[f"1 byte a pixel{name}"] = grey[:, turn]
        made[f"3 bytes a pixel{name}"] = colour[:, turn]
        for last, value in (("opaque", 255), ("unused", 0)):
            four = np.dstack([colour, np.full(grey.shape, value, np.uint8)])[:, turn]
            made[f"4 bytes a pixel, the last {last}{name}"] = four
    return {name: np.ascontiguousarray(each).tobytes() for name, each in made.items()}


class Holder:
    """Another process that holds some bytes."""

    def __init__(self, where, data, at=4096):
        command = [sys.executable, "-c", HOLDER, where, str(at), str(len(data))]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, bufsize=0)
        self.process.stdin.write(data)
        assert self.process.stdout.readline() == b"held\n"

    def wipe(self):
        self.process.stdin.write(b".")
        assert self.process.stdout.readline() == b"wiped\n"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()


def found(pid, seed=SEED):
    """Which forms are found in a process, and how often."""
    return {form: hits for form, hits in search(pid, forms(seed)).items() if hits}


def test_every_form_is_one_that_is_looked_for():
    assert set(shapes()) == set(forms(SEED))


@pytest.mark.parametrize("form", forms(SEED))
def test_each_form_is_found_and_told_apart(form):
    with Holder("mapped", shapes()[form]) as holder:
        assert found(holder.process.pid) == {form: ROWS}


@pytest.mark.parametrize("where", ["heap", "mapped", "shared"])
def test_it_is_found_wherever_it_is_held_until_it_is_wiped(where):
    form = "3 bytes a pixel"
    with Holder(where, shapes()[form], EDGE) as holder:
        assert found(holder.process.pid) == {form: ROWS}
        assert found(holder.process.pid, SEED + 1) == {}
        holder.wipe()
        assert found(holder.process.pid) == {}


def test_one_row_alone_is_found():
    row = forms(SEED)["4 bytes a pixel, the last unused"][3]
    with Holder("mapped", row) as holder:
        assert found(holder.process.pid) == {"4 bytes a pixel, the last unused": 1}


def test_a_process_that_holds_something_else_has_none():
    with Holder("mapped", bytes(range(256)) * 20) as holder:
        assert found(holder.process.pid) == {}


def test_files_open_for_writing_are_named(tmp_path):
    program = (
        "import os, sys\n"
        "kept = [open(sys.argv[1], 'w'), open(sys.argv[2], 'a+'), open(os.devnull, 'w')]\n"
        "kept += [os.memfd_create('canvas'), os.pipe(), open(__import__('os').__file__)]\n"
        "print('open', flush=True)\n"
        "sys.stdin.read(1)\n"
    )
    paths = [str(tmp_path / name) for name in ("one.txt", "two.txt")]
    command = [sys.executable, "-c", program, *paths]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere) as process:
        assert process.stdout.readline() == b"open\n"
        assert sorted(files_open_for_writing(process.pid)) == paths
        process.kill()


def test_a_process_that_is_gone_is_an_error():
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    with pytest.raises(OSError):
        search(process.pid, forms(SEED))
    assert not os.path.exists(f"/proc/{process.pid}")
