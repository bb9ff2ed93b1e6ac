"""The canvas: shared with a real room-like process, never torn, and zeroed to the last byte."""

import ctypes
import mmap
import os
import random
import re
import subprocess
import sys
from dataclasses import astuple
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.page.canvas import SLOTS, Canvas, Token

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="descriptors are not inherited")

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="sealed memory is Linux's")
WAYS = pytest.mark.parametrize(
    "generic", [pytest.param(False, marks=LINUX), True], ids=["sealed", "generic"]
)

WITHOUT_END = 1_000_000_000
PAINTER = """
import os
import sys
from exhibit.page.canvas import Canvas, Token

canvas = Canvas(Token(*map(int, sys.argv[1:4])))
for picture in range(int(sys.argv[4])):
    if os.getppid() == 1:
        break  # the test itself was killed
    number = canvas.free_slot()
    canvas.slot(number)[:] = bytes([picture % 251 + 1]) * canvas.slot_bytes
    canvas.publish(number)
"""


@pytest.fixture
def canvas(generic):
    made = Canvas.create(64, 48, generic)
    yield made
    made.close()


def painter(canvas, pictures):
    """Another process that paints so many pictures as fast as it can, each of one colour."""
    numbers = [str(each) for each in (*astuple(canvas.token), pictures)]
    passed = (canvas.token.descriptor,)
    return subprocess.Popen([sys.executable, "-c", PAINTER, *numbers], pass_fds=passed)


class Meddled:
    """A canvas's header, in which something happens just before the next number is written."""

    def __init__(self, header, meddle):
        self.header, self.meddle = header, meddle

    def __getitem__(self, place):
        return self.header[place]

    def __setitem__(self, place, value):
        meddle, self.meddle = self.meddle, lambda: None
        meddle()
        self.header[place] = value

    def release(self):
        self.header.release()


def mapping():
    """What the kernel says of this process's canvas: lines of /proc/self/smaps."""
    regions = re.split(r"(?m)^(?=[0-9a-f]+-[0-9a-f]+ )", Path("/proc/self/smaps").read_text())
    return [each for each in regions if "memfd:canvas" in each.partition("\n")[0]]


@WAYS
class TestShared:
    def test_nothing_is_shown_before_the_first_picture(self, canvas):
        assert canvas.newest() is None

    def test_what_another_process_paints_is_seen(self, canvas):
        assert painter(canvas, 3).wait() == 0
        assert bytes(canvas.slot(canvas.newest())) == bytes([3]) * 64 * 48 * 4

    def test_a_picture_is_never_torn_nor_painted_over_while_it_is_read(self, canvas):
        process, changes, last = painter(canvas, WITHOUT_END), 0, None
        while changes < 200:
            assert process.poll() is None
            number = canvas.newest()
            if number is None:
                continue
            seen = bytes(canvas.slot(number))
            assert seen == bytes(canvas.slot(number))
            assert seen == seen[:1] * canvas.slot_bytes
            changes += seen != last
            last = seen
        process.kill()
        process.wait()

    def test_a_room_that_goes_on_painting_while_the_lobby_chooses(self, canvas):
        begun = []

        def go_on():
            canvas.publish(canvas.free_slot())
            begun.append(canvas.free_slot())

        canvas.publish(canvas.free_slot())
        canvas._header = Meddled(canvas._header, go_on)
        assert canvas.newest() not in begun
        assert len(begun) == 1

    def test_it_outlives_the_death_of_who_paints(self, canvas):
        process = painter(canvas, WITHOUT_END)
        while canvas.newest() is None:
            pass
        process.kill()
        process.wait()
        canvas.zero()
        assert canvas.count_zeros() == canvas.bytes

    def test_it_leaves_no_name_behind(self, generic):
        here = Path("/dev/shm")
        before = set(here.iterdir()) if here.is_dir() else set()
        one, other = Canvas.create(16, 16, generic), Canvas.create(16, 16, generic)
        after = set(here.iterdir()) if here.is_dir() else set()
        one.close()
        other.close()
        assert not [each for each in after - before if each.name.startswith("exhibit")]

    def test_closing_lets_go_of_it(self, generic):
        canvas = Canvas.create(16, 16, generic)
        canvas.close()
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(canvas.token.descriptor)
        with pytest.raises(ValueError):
            canvas.slot(0)


@WAYS
class TestWiped:
    @pytest.mark.parametrize("kept", [0, 1, 2, 777])
    def test_every_byte_that_is_not_zero_is_missed_in_the_count(self, generic, kept):
        canvas = Canvas.create(640, 360, generic)
        canvas.zero()
        edge = canvas.slot_bytes - 1
        offsets = {0: [], 1: [edge], 2: [0, edge]}.get(kept)
        if offsets is None:
            offsets = random.Random(1).sample(range(canvas.slot_bytes), kept)
        for offset in offsets:
            canvas.slot(SLOTS - 1)[offset] = 255
        assert canvas.count_zeros() == canvas.bytes - kept
        canvas.close()

    def test_zero_reaches_every_slot_and_the_header(self, canvas):
        for number in range(SLOTS):
            canvas.slot(number)[:] = b"\xaa" * canvas.slot_bytes
            canvas.publish(number)
        assert canvas.count_zeros() < canvas.bytes - SLOTS * canvas.slot_bytes
        canvas.zero()
        assert canvas.count_zeros() == canvas.bytes

    def test_the_count_covers_all_the_memory_there_is(self, canvas):
        assert canvas.bytes == os.fstat(canvas.token.descriptor).st_size

    @pytest.mark.parametrize("size", [(1, 1), (33, 17), (64, 48), (641, 359)])
    def test_nothing_can_be_hidden_behind_its_end(self, generic, size):
        canvas = Canvas.create(*size, generic)
        end = os.fstat(canvas.token.descriptor).st_size
        room = mmap.mmap(canvas.token.descriptor, end)
        first = ctypes.c_char.from_buffer(room)
        whole = -(-end // mmap.PAGESIZE) * mmap.PAGESIZE  # what the kernel maps
        ctypes.memset(ctypes.addressof(first), 0xAA, whole)
        assert (canvas.count_zeros(), canvas.bytes) == (0, whole)
        canvas.zero()
        assert ctypes.string_at(ctypes.addressof(first), whole) == bytes(whole)
        del first
        room.close()
        canvas.close()


@LINUX
class TestSealed:
    @pytest.mark.parametrize("size", [0, 4096, 1 << 24])
    def test_nobody_can_change_its_size_under_the_lobby(self, size):
        canvas = Canvas.create(64, 48)
        with pytest.raises(PermissionError):
            os.ftruncate(canvas.token.descriptor, size)
        canvas.close()

    def test_a_crash_would_not_dump_it(self):
        canvas = Canvas.create(64, 48)
        (region,) = mapping()
        assert "dd" in re.search(r"VmFlags: (.*)", region)[1].split()
        canvas.close()
        assert mapping() == []


def test_a_token_of_another_size_is_refused():
    canvas = Canvas.create(64, 48, generic=True)
    with pytest.raises(ValueError, match="greater than file size"):
        Canvas(Token(canvas.token.descriptor, 640, 480))
    canvas.close()


@given(st.lists(st.sampled_from(["paint", "look"]), max_size=60))
def test_the_reader_keeps_its_picture_and_gets_the_newest(doings):
    canvas = Canvas.create(2, 2, generic=True)
    painted = sequence = 0
    held = None
    for doing in doings:
        if doing == "look":
            held = canvas.newest()
            assert (held is None) == (painted == 0)
            expected = painted
        else:
            number = canvas.free_slot()
            assert number != held
            painted += 1
            canvas.slot(number)[:] = bytes([painted]) * 16
            assert canvas.publish(number) == sequence + 1
            sequence += 1
        if held is not None:
            assert bytes(canvas.slot(held)) == bytes([expected]) * 16
    canvas.close()
