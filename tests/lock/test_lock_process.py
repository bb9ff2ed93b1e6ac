"""What came in from outside, what stays hidden, and who dies with whom."""

import os
import signal
import socket
import subprocess
from pathlib import Path

import pytest
from inside import run, start

from exhibit.held import Filling, lent, places
from exhibit.lock import Part, Reason

DAC_READ_SEARCH = 1 << 2


def locked(role: str = "lobby", **more: object) -> tuple[Part, Reason]:
    told = run(role, "the_lock", with_lock=True, **more)
    lock = told["result"] if role == "house" else told
    return Part(lock["parts"]), Reason(lock["reasons"])


def test_a_lobby_with_nothing_from_outside_is_locked_whole() -> None:
    parts, reasons = locked()
    assert (parts, reasons) == (Part.NETWORK | Part.FILES | Part.MEMORY, Reason(0))


def test_a_room_of_a_locked_lobby_is_locked_whole() -> None:
    parts, reasons = locked("house")
    assert parts == Part.NETWORK | Part.FILES | Part.PROCESSES | Part.COUNTED | Part.MEMORY
    assert reasons == Reason(0)


def test_an_inherited_file_open_for_writing_is_a_hole(tmp_path: Path) -> None:
    with (tmp_path / "file").open("w") as file:
        parts, reasons = locked(pass_fds=[file.fileno()])
    assert (Part.FILES in parts, reasons) == (False, Reason.INHERITED_FILE)


def test_an_inherited_file_reaches_into_the_room_too(tmp_path: Path) -> None:
    with (tmp_path / "file").open("a") as file:
        number = file.fileno()
        parts, reasons = locked("house", pass_fds=[number], room_fds=[number])
    assert (Part.FILES in parts, reasons) == (False, Reason.INHERITED_FILE)


def test_an_inherited_network_socket_is_a_hole() -> None:
    with socket.socket(socket.AF_INET) as network:
        parts, reasons = locked(pass_fds=[network.fileno()])
    assert (Part.NETWORK in parts, reasons) == (False, Reason.INHERITED_SOCKET)


def test_what_is_read_shared_or_local_is_no_hole(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    canvas = os.memfd_create("canvas")
    read, write = os.pipe()
    ours, theirs = socket.socketpair()
    with ours, theirs, (tmp_path / "file").open() as file:
        harmless = [file.fileno(), canvas, read, write, theirs.fileno()]
        assert locked(pass_fds=harmless)[1] == Reason(0)
    for number in (canvas, read, write):
        os.close(number)


def test_threads_that_run_already_are_told_of() -> None:
    told = run("free", "locked_beside_a_thread")
    assert (Part.FILES in Part(told[0]), Reason(told[1])) == (False, Reason.THREADS)
    assert told[2] == "ENOSYS", "but the network lock reaches them"


def test_what_cannot_be_looked_over_is_not_promised() -> None:
    parts, reasons = run("free", "lock_without_a_view")
    assert Part(parts) == Part.MEMORY
    assert Reason.UNSEEN in Reason(reasons)


@pytest.mark.parametrize("role", ["lobby", "house"])
def test_memory_is_hidden(role: str) -> None:
    told = run(role, "state")
    state = told["result"] if role == "house" else told
    assert (state["no new privileges"], state["dumpable"], state["core"]) == (1, 0, [0, 0])


def test_a_room_has_none_of_roots_rights_but_to_read() -> None:
    assert run("house", "state")["result"]["capabilities"] & ~DAC_READ_SEARCH == 0


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give its files away")
def test_a_room_that_root_runs_still_reads_what_is_anothers(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=0o700)
    (theirs / "program").touch(mode=0o600)
    for path in (theirs / "program", theirs):
        os.chown(path, 1, 1)
    told = run("house", "open_to_read", path=str(theirs / "program"))
    assert told["result"] == "done"


def test_a_room_cannot_spoil_what_it_was_handed_while_it_is_filled() -> None:
    with places("city") as (city,):
        Filling(city)
        with lent(city) as read:
            assert isinstance(read, int)
            given = {"pass_fds": [read], "room_fds": [read], "place": read}
            told = run("house", "held", **given)["result"]
        refused = {"write", "only write", "cut by opening"}
        assert {way: told.pop(way) for way in refused} == dict.fromkeys(refused, "EACCES")
        assert told == {"cut": "EINVAL", "seal": "EPERM", "allow": "EPERM", "read": "done"}


def test_a_rooms_files_may_not_grow() -> None:
    assert run("house", "state")["result"]["file size"] == [0, 0]


def test_threads_start_in_a_room() -> None:
    assert run("house", "threads")["result"] == run("free", "threads")


def _with_outputs(stdout: object, stderr: object) -> "subprocess.CompletedProcess[bytes]":
    process = start("lobby", "state", stdout=stdout, stderr=stderr)
    output, complaint = process.communicate(timeout=60)
    return subprocess.CompletedProcess("lobby", process.returncode, output, complaint)


def test_an_output_that_is_a_file_is_replaced_and_said_so(tmp_path: Path) -> None:
    path = tmp_path / "output"
    with path.open("w") as file:
        done = _with_outputs(file, subprocess.PIPE)
    assert done.returncode == 0
    assert done.stderr.startswith(b"exhibit: stdout is a file")
    assert done.stderr.count(b"\n") == 1
    assert path.read_bytes() == b""


def test_complaints_that_go_to_a_file_end_with_saying_so(tmp_path: Path) -> None:
    path = tmp_path / "complaints"
    with path.open("w") as file:
        done = _with_outputs(subprocess.PIPE, file)
    assert done.returncode == 0
    assert path.read_bytes().startswith(b"exhibit: stderr is a file")
    assert b"dumpable" in done.stdout


def test_outputs_that_are_no_files_are_kept() -> None:
    done = _with_outputs(subprocess.PIPE, subprocess.PIPE)
    assert (done.stderr, done.stdout[:1]) == (b"", b"{")


def test_a_room_dies_with_its_lobby() -> None:
    read, write = os.pipe()
    lobby = start("lobby", "start_and_stay", pass_fds=[write], ready=write)
    os.close(write)
    assert os.read(read, 16) == b"tied"
    lobby.send_signal(signal.SIGKILL)
    lobby.communicate(timeout=60)
    assert os.read(read, 16) == b"", "only a dead room lets go of its end"
    os.close(read)


def test_a_room_whose_lobby_is_gone_is_told() -> None:
    assert run("free", "late_for", parent=os.getpid()) is True
    assert run("free", "late_for", parent=os.getpid() + 1) is False
