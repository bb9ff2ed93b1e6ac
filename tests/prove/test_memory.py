"""The search: whatever form a thing takes in another process's memory, it is found there."""

import os
import socket
import subprocess
import sys

import numpy as np
import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "rooms"))
from headless import headless

from exhibit.camera.tracer import pictures, tracer_numbers, tracer_points, tracer_text
from exhibit.prove import descriptors, processes
from exhibit.prove.descriptors import links
from exhibit.prove.forms import forms, stretches
from exhibit.prove.memory import Search, may_look

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's"),
    pytest.mark.skipif(sys.platform == "linux" and not may_look(), reason="it may not look here"),
]

SEED = 77
EDGE = (1 << 22) - 30  # where the search's first piece of shared memory ends, less half a row
# Takes what comes on stdin to a place in its memory, leaving no copy; the next word wipes it.
HOLDER = """
import ctypes, io, mmap, os, sys
from contextlib import suppress

where, at, length = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
if where == "heap":
    held = bytearray(at + length)
elif where == "shared":
    memory = os.memfd_create("held")
    os.ftruncate(memory, 1 << 24)
    held = mmap.mmap(memory, 1 << 24)
else:
    held = mmap.mmap(-1, 1 << 24)
if where == "behind":  # MADV_GUARD_INSTALL; before Linux 6.13 there is no such thing
    with suppress(OSError):
        held.madvise(102, 0, mmap.PAGESIZE)
place, pipe = memoryview(held)[at : at + length], io.FileIO(0)
taken = 0
while taken < length:
    taken += pipe.readinto(place[taken:])
start = ctypes.c_void_p(ctypes.addressof(ctypes.c_char.from_buffer(held)))
if where == "hidden":  # nobody may read it, not even the process itself
    assert ctypes.CDLL(None).mprotect(start, 1 << 24, 0) == 0
print("held", flush=True)
pipe.read(1)
if where == "hidden":
    ctypes.CDLL(None).mprotect(start, 1 << 24, 3)
place[:] = bytes(length)
print("wiped", flush=True)
pipe.read(1)
"""


def shapes():
    """Everything that is planted, as the bytes a program would hold, with something around it."""
    made = {name: np.pad(image, [(0, 4), (3, 5), (0, 0)][: image.ndim], constant_values=9).tobytes()
            for name, image in pictures(SEED).items()}
    numbers, points = tracer_numbers(SEED), tracer_points(SEED)
    small, text = numbers.astype(np.float32), tracer_text(SEED)
    made["face number, float32"] = small.tobytes()
    made["face number, float64"] = numbers.tobytes()
    made["face number, float32 told one by one"] = small.astype(float).tobytes()
    made["face points, float32"] = points.tobytes()
    made["face points, float64"] = points.astype(float).tobytes()
    made["text, 1 byte a letter"] = text.encode()
    made["text, 2 bytes a letter"] = text.encode("utf-16-le")
    made["text, 4 bytes a letter"] = text.encode("utf-32-le")
    return made


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
    return {form: hits for form, hits in Search(forms(seed)).process(pid).items() if hits}


def counted(data, patterns):
    """Which patterns are found in some bytes, and how often."""
    names = list(Search(patterns).count(memoryview(data), len(data)))
    return {name: names.count(name) for name in set(names)}


def test_every_form_is_one_that_is_looked_for():
    assert set(shapes()) == set(forms(SEED))


@pytest.mark.parametrize("form", forms(SEED))
def test_each_form_is_found_and_told_apart(form):
    data = shapes()[form]
    assert counted(data + bytes(16), forms(SEED)).get(form, 0) >= len(forms(SEED)[form])
    assert counted(data + bytes(16), forms(SEED + 1)) == {}


@pytest.mark.parametrize("place", range(8))
def test_a_pattern_of_16_bytes_is_found_at_every_place(place):
    pattern = os.urandom(16)
    assert counted(bytes(place) + pattern + bytes(24), {"it": [pattern]}) == {"it": 1}


def test_each_occurrence_is_counted_once():
    pattern = os.urandom(32)
    assert counted((pattern + b"...") * 50 + bytes(8), {"it": [pattern]}) == {"it": 50}


def test_it_finds_what_the_plain_search_finds():
    noise = np.random.default_rng(3).integers(0, 4, 1 << 18, np.uint8).tobytes()
    patterns = [noise[at : at + 16] for at in range(7, 1 << 18, 40001)]
    found = counted(noise, {str(n): [each] for n, each in enumerate(patterns)})
    assert found == {str(n): noise.count(each) for n, each in enumerate(patterns)}


@pytest.mark.parametrize("where", ["heap", "mapped", "shared", "hidden"])
def test_it_is_found_wherever_it_is_held_until_it_is_wiped(where):
    form = "3 bytes a pixel"
    with Holder(where, shapes()[form], EDGE) as holder:
        assert found(holder.process.pid) == {form: 8}
        assert found(holder.process.pid, SEED + 1) == {}
        holder.wipe()
        assert found(holder.process.pid) == {}


def test_a_measured_value_is_found_by_its_stretches():
    points = np.random.default_rng(2).normal(500, 90, (478, 3)).astype(np.float32)
    with Holder("heap", points.tobytes()) as holder:
        assert Search({"own": stretches(points)}).process(holder.process.pid) == {"own": 8}


def test_a_file_is_searched_too(tmp_path):
    (tmp_path / "file").write_bytes(bytes(5_000_001) + shapes()["1 byte a pixel"] + b"!")
    hits = Search(forms(SEED)).file(str(tmp_path / "file"))
    assert {form for form, n in hits.items() if n} == {"1 byte a pixel"}


HELD = """
import os, socket, sys
kept = [open(sys.argv[1], 'w'), open(sys.argv[2], 'a+'), open(os.devnull, 'w')]
kept += [os.memfd_create('canvas'), os.pipe(), open(os.__file__), socket.socketpair()]
kept += [socket.socket(), socket.create_server(('127.0.0.1', 0))]
print('open', flush=True)
sys.stdin.read(1)
"""


def test_what_a_process_holds_open_is_named(tmp_path):
    paths = [str(tmp_path / name) for name in ("one.txt", "two.txt")]
    command = [sys.executable, "-c", HELD, *paths]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere) as process:
        assert process.stdout.readline() == b"open\n"
        assert sorted(descriptors.files_open_for_writing(process.pid)) == paths
        assert sorted(descriptors.network_sockets(process.pid)) == ["of an unknown kind", "tcp"]
        assert processes.status(process.pid)["swapped"] == 0
        assert process.pid in processes.children(os.getpid())
        process.kill()


def test_local_sockets_are_no_network():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        assert descriptors.network_sockets(os.getpid()) == []


def test_it_is_found_in_a_process_whose_first_thread_has_ended():
    form = "3 bytes a pixel"
    data = shapes()[form]
    makes = f"held = bytearray({len(data)}); sys.stdin.buffer.raw.readinto(held)"
    with headless(makes, data) as pid:
        assert found(pid) == {form: 8}
        assert pid in processes.children(os.getpid()) and pid in processes.descendants(os.getpid())
        assert processes.gone([pid], 0.0) == [pid]
        assert any(target == "/dev/null" or "pipe:" in target for _, target in links(pid))


# Takes what comes on stdin to where a search of mapped pages alone would not look.
ASIDE = """
import ctypes, fcntl, mmap, os, sys
where, length = sys.argv[1], int(sys.argv[2])
WRITE_SEAL = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW
if where == "unlinked":
    sink = os.open("/dev/shm", os.O_TMPFILE | os.O_RDWR)
else:
    sink = os.memfd_create("album", os.MFD_ALLOW_SEALING)
left = length
while left:
    left -= os.splice(0, sink, left)
if where == "sealed":
    fcntl.fcntl(sink, fcntl.F_ADD_SEALS, WRITE_SEAL)
    held = mmap.mmap(sink, length, mmap.MAP_SHARED, mmap.PROT_READ)
if where == "private":  # not by Python's mmap, which keeps a descriptor
    call = ctypes.CDLL(None).mmap
    call.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
    call(None, length, mmap.PROT_READ, mmap.MAP_PRIVATE, sink, 0)
    os.close(sink)
print("held", flush=True)
sys.stdin.read(1)
"""


@pytest.mark.parametrize("where", ["not mapped", "unlinked", "sealed", "private"])
def test_it_is_found_where_no_page_is_mapped(where):
    form = "3 bytes a pixel"
    data = shapes()[form]
    command = [sys.executable, "-c", ASIDE, where, str(len(data))]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, bufsize=0) as process:
        try:
            process.stdin.write(data)
            assert process.stdout.readline() == b"held\n"
            hits = [found(process.pid)]
            for path, _ in descriptors.unnamed(process.pid).values():
                hits += [{name: n for name, n in Search(forms(SEED)).file(path).items() if n}]
            assert {form: 8} in hits and all(each in ({}, {form: 8}) for each in hits)
        finally:
            process.kill()


def test_what_waits_unread_is_told():
    ours, theirs = socket.socketpair()
    empty, sink = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    reading, writing = os.pipe()
    known = descriptors.own_channels() - {f"pipe:[{os.fstat(reading).st_ino}]", *(
        f"socket:[{os.fstat(each.fileno()).st_ino}]" for each in (ours, theirs, empty, sink))}
    with ours, theirs, empty, sink, open(reading, "rb"), open(writing, "wb", buffering=0) as pipe:
        assert descriptors.unread(os.getpid(), set(known)) == []
        pipe.write(b".")
        assert descriptors.unread(os.getpid(), set(known)) == ["pipe"]
        theirs.send(b".")
        empty.send(b"")  # a message without a byte may carry a descriptor
        assert sorted(descriptors.unread(os.getpid(), set(known))) == ["pipe", "socket", "socket"]


def test_an_unreadable_page_hides_nothing_behind_it():
    """A guard page, and behind it, in the same region, what is looked for."""
    form, data = "3 bytes a pixel", shapes()["3 bytes a pixel"]
    with Holder("behind", data, at=8192) as holder:
        assert found(holder.process.pid) == {form: 8}


def test_a_process_that_is_gone_is_an_error():
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    with pytest.raises(OSError):
        Search(forms(SEED)).process(process.pid)
    assert not os.path.exists(f"/proc/{process.pid}")
