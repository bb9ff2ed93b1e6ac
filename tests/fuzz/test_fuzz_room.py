"""What a room may send, write and hand over: the lobby answers with an ending, and never falls."""

import os
import socket
import struct
import subprocess
import sys
import threading
from contextlib import ExitStack, suppress
from pathlib import Path

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st
from judged import fuzzed

from exhibit.errors import RoomTrouble
from exhibit.lobby import limits
from exhibit.lobby.keeper import Room
from exhibit.messages import From, Inbox, Message, Note, Outbox, To, pack, unpack
from exhibit.page.canvas import SLOTS, Canvas

SIZE = (32, 18)
numbers = st.one_of(st.integers(-2, 110), st.integers(-(2**31), 2**31 - 1))
records = st.one_of(
    st.binary(max_size=40),
    st.builds(lambda kind, *rest: struct.pack("<4i", kind, *rest), numbers, *[numbers] * 3),
    st.builds(lambda kind, a, b, c: struct.pack("<4i", kind, a, b, c),
              st.sampled_from(From), st.integers(0, 99), st.integers(0, 2), st.integers(0, 2)),
)  # fmt: skip


@pytest.fixture(scope="module")
def process():
    """A process that stands for the room's."""
    made = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield made
    made.communicate(b"\n")


@pytest.fixture
def rooms(process):
    """Makes rooms as the lobby has them; each with the end at which it is written to."""
    with ExitStack() as ends:

        def make(handover=None):
            reading, writing = os.pipe()
            canvas = Canvas.create(*SIZE)
            for end in (reading, writing):
                ends.callback(_close, end)
            ends.callback(canvas.close)
            inbox, outbox = Inbox(reading, From), Outbox(writing)
            return Room(process, canvas, inbox, outbox, handover, 0.0), writing

        yield make


def _close(end):
    with suppress(OSError):
        os.close(end)


@fuzzed(60)
@given(st.lists(records, max_size=30), st.booleans())
def test_whatever_a_room_says_is_heard_or_ends_it(rooms, said, gone):
    room, writing = rooms()
    for each in said:
        if each:
            os.write(writing, each)
    if gone:
        os.close(writing)
    for now in range(4):
        room.listen(float(now))
    assert room.ending is not None or not gone
    assert 0 <= room.step <= 99 and 0 <= room.steps <= 99 and 0 <= room.things <= 99
    assert room.pictures <= len(b"".join(said)) // 16
    data = b"".join(said)
    whole = [data[at : at + 16] for at in range(0, len(data) - len(data) % 16, 16)]
    if any(_is_broken(each) for each in whole[:256]):
        assert room.ending is not None


def _is_broken(record):
    try:
        unpack(record, From)
    except RoomTrouble:
        return True
    return False


@fuzzed(60)
@given(st.sampled_from([To, From, Note]), st.lists(records, max_size=10))
def test_each_end_takes_whole_messages_or_complains(kinds, said):
    reading, writing = os.pipe()
    try:
        os.write(writing, b"".join(said) or b"x")
        for message in Inbox(reading, kinds).take():
            assert isinstance(message.kind, kinds) and unpack(pack(message), kinds) == message
    except RoomTrouble as error:
        assert str(error).count(".") == 1
    finally:
        os.close(reading)
        os.close(writing)


def odd_descriptor(kind):
    """A descriptor that is no listener of refused attempts."""
    if kind == "pipe":
        reading, writing = os.pipe()
        os.close(writing)
        return reading
    if kind == "full pipe":
        reading, writing = os.pipe()
        os.write(writing, b"x" * 99)
        os.close(writing)
        return reading
    if kind == "socket":
        return socket.socket(socket.AF_UNIX).detach()
    return os.open(kind, os.O_RDONLY)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux hands descriptors over")
@pytest.mark.parametrize(
    "kind", ["pipe", "full pipe", "socket", "/dev/null", "/dev/zero", "/", "/proc/self/stat"]
)
@pytest.mark.parametrize("word", [b"L", b"?" * 99])
def test_what_is_handed_over_in_place_of_the_listener(rooms, kind, word):
    ours, theirs = socket.socketpair()
    room, _ = rooms(ours)
    handed = odd_descriptor(kind)
    socket.send_fds(theirs, [word], [handed, handed])
    theirs.close()
    os.close(handed)
    for now in range(3):
        room.listen(float(now))
    assert room.refused is None or not room.refused.proven
    assert room.refused is None or sum(room.refused.counts.values()) == 0
    if room.refused:
        room.refused.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux hands descriptors over")
def test_words_in_place_of_a_descriptor(rooms):
    ours, theirs = socket.socketpair()
    room, _ = rooms(ours)
    theirs.sendall(b"a text that nobody should read" * 100)
    room.listen(0.0)
    theirs.close()
    room.listen(1.0)
    assert room.refused is None and room.handover is None


headers = st.one_of(
    st.binary(min_size=12, max_size=64),
    st.lists(st.sampled_from([0, 1, 2, 3, 99, 2**31, 2**32 - 1]), min_size=3, max_size=3).map(
        lambda numbers: struct.pack("<3I", *numbers)
    ),
)


@fuzzed(60)
@given(st.lists(headers, min_size=1, max_size=5))
def test_whatever_stands_in_the_header_only_a_slot_is_shown(rooms, headers):
    room, _ = rooms()
    window = pygame.Surface(SIZE)
    for header in headers:
        room.canvas._view[: len(header)] = header
        picture = room.picture()
        newest = struct.unpack_from("<I", header)[0]
        assert (picture is None) == (newest >= SLOTS)
        if picture is not None:
            assert picture.get_size() == SIZE
            window.blit(picture, (0, 0))
    assert set(room.surfaces) <= set(range(SLOTS))
    room.surfaces.clear()


def test_a_header_that_never_stands_still_holds_nobody_up(rooms):
    room, _ = rooms()
    over = threading.Event()

    def write():
        number = 0
        while not over.is_set():
            number += 1
            room.canvas._header[0] = number % 5

    writer = threading.Thread(target=write)
    writer.start()
    try:
        seen = [room.canvas.newest() for _ in range(3000)]
    finally:
        over.set()
        writer.join()
    assert set(seen) <= {None, 0, 1, 2}


@fuzzed(40)
@given(st.binary(max_size=64))
def test_the_canvas_is_wiped_whatever_stood_in_it(data):
    canvas = Canvas.create(*SIZE)
    canvas._view[: len(data)] = data
    canvas.zero()
    assert canvas.count_zeros() == canvas.bytes
    canvas.close()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is counted")
@pytest.mark.parametrize("name", [b"\xff\xfe", b") R 1 1 (", b"a b c", b"\n"])
def test_a_process_with_an_odd_name_is_counted_all_the_same(monkeypatch, name):
    own = Path("/proc/self/comm")
    before = own.read_bytes()
    try:
        own.write_bytes(name)
        assert not limits.too_much(os.getpid())
        monkeypatch.setattr(limits, "THREADS", 0)
        assert limits.too_much(os.getpid())
    finally:
        own.write_bytes(before)


def test_numbers_of_the_list_alone_make_a_message():
    for kind in (*To, *From, *Note):
        with pytest.raises(RoomTrouble):
            Message(kind, 2**31)
