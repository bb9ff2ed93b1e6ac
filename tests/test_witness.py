"""The witness: what two processes tell at the same time arrives whole, until both are gone."""

import os
import struct
import subprocess
import sys
import threading
from itertools import pairwise

import pytest

from exhibit.witness import _PART, Record, Sender, Tales, Witness

LARGE = bytes(range(256)) * 4000


@pytest.fixture
def pipe():
    reading, writing = os.pipe()
    yield reading, writing
    os.close(reading)


def telling(writing, sender, payloads):
    """A thread that tells payloads one after the other by an end of its own, then closes it."""
    own = os.dup(writing)

    def tell():
        witness = Witness(own, sender)
        for number, payload in enumerate(payloads):
            witness.tell(payload, number=number, says="schön\n")
        os.close(own)

    thread = threading.Thread(target=tell)
    thread.start()
    return thread


@pytest.mark.parametrize("size", [0, 1, 4000, 4091, 4092, 4093, 8184, 500_000])
def test_a_record_of_any_size_arrives(pipe, size):
    thread = telling(pipe[1], Sender.LOBBY, [LARGE[:size]])
    os.close(pipe[1])
    expected = Record(Sender.LOBBY, {"number": 0, "says": "schön\n"}, LARGE[:size])
    assert list(Tales(pipe[0])) == [expected]
    thread.join()


def test_two_who_tell_at_once_are_not_mixed_up(pipe):
    payloads = {
        Sender.LOBBY: [b"l" * n for n in range(0, 60_000, 997)],
        Sender.ROOM: [b"r" * n for n in range(50_000, 0, -1009)],
    }
    threads = [telling(pipe[1], *each) for each in payloads.items()]
    os.close(pipe[1])
    told = list(Tales(pipe[0]))
    for thread in threads:
        thread.join()
    for sender, expected in payloads.items():
        assert [each.payload for each in told if each.sender is sender] == expected
    turns = sum(one.sender is not other.sender for one, other in pairwise(told))
    assert turns > 1, "the two should have told things in turn"


def test_one_who_dies_between_two_parts_leaves_no_half_record(pipe):
    reading, writing = os.pipe()
    witness = Witness(writing, Sender.ROOM)
    witness.tell(b"first")
    witness.tell(LARGE[:6000])
    os.close(writing)
    told = b"".join(iter(lambda: os.read(reading, 65536), b""))
    os.close(reading)
    first = _PART.size + struct.unpack_from("<H", told, 2)[0]
    os.write(pipe[1], told[: first + 4096])
    os.close(pipe[1])
    assert [each.payload for each in Tales(pipe[0])] == [b"first"]


DIES = """
import os, sys
from exhibit import witness
wrote = []
def write(descriptor, part, really=os.write):
    if wrote:
        os._exit(9)  # as if killed between two parts
    wrote.append(really(descriptor, part))
os.write = write
witness.Witness(int(sys.argv[1]), witness.Sender.ROOM).tell(bytes(6000), dies=True)
"""


def test_a_room_that_dies_between_two_parts_does_not_spoil_what_the_next_one_tells(pipe):
    command = [sys.executable, "-c", DIES, str(pipe[1])]
    assert subprocess.run(command, pass_fds=[pipe[1]]).returncode == 9
    Witness(pipe[1], Sender.ROOM).tell(LARGE[:50], next=True)
    os.close(pipe[1])
    assert list(Tales(pipe[0])) == [Record(Sender.ROOM, {"next": True}, LARGE[:50])]


def test_what_is_whole_by_now_is_had_at_once_and_the_rest_when_it_comes(pipe):
    tales = Tales(pipe[0])
    assert list(tales.at_once()) == []
    witness = Witness(pipe[1], Sender.ROOM)
    witness.tell(b"first")
    witness.tell(LARGE[:6000])
    told = os.read(pipe[0], 65536)
    first = _PART.size + struct.unpack_from("<H", told, 2)[0]
    half = first + 4096  # and a part of the next
    os.write(pipe[1], told[:half])
    assert [each.payload for each in tales.at_once()] == [b"first"]
    assert list(tales.at_once()) == []
    os.write(pipe[1], told[half:])
    os.close(pipe[1])
    assert [each.payload for each in tales] == [LARGE[:6000]]
    assert list(tales.at_once()) == []
