"""No file made or changed: every way really tried, locked and unlocked; cameras stay open."""

import fcntl
import os
from pathlib import Path
from typing import Any

import pytest
from inside import run
from tries import ASKED

from exhibit.lock import Reason
from exhibit.lock.files import Right, rights, version

CREATING = ["create", "create in /tmp", "create in shared memory", "create here"]
CREATING += ["create nameless", "create nameless in shared memory"]
CREATING += ["link", "symlink", "mkdir", "mkfifo"]
CHANGING = ["write", "append", "write by /proc", "rename", "remove", "rmdir"]
CHANGING += ["device", "terminal"]
EMPTYING = ["empty", "empty by opening"]
MARKING = ["chmod", "chown", "date", "attribute", *ASKED]
# Not every disk keeps attributes, flags and versions, or has parts.
UNKEPT = ("ENOTSUP", "ENOTTY", "EINVAL")
# The kernel's FS_IOC_GETFLAGS, FS_IOC_GETVERSION and FS_IOC_FSGETXATTR.
KEPT = (0x80086601, 0x80087601, 0x801C581F)

# A camera is a character device; these are, too, and every computer has them.
NODE, OTHER_NODE = "/dev/zero", "/dev/full"


def furnish(folder: Path) -> dict[str, bytes]:
    """A folder for the task `files` to spoil; what is in it."""
    (folder / "there").mkdir()
    (folder / "one").write_bytes(b"one")
    (folder / "old").write_bytes(b"old")
    return contents(folder)


def contents(folder: Path) -> dict[str, bytes]:
    """Every name in a folder, with the bytes of its files."""
    return {each.name: each.read_bytes() if each.is_file() else b"" for each in folder.iterdir()}


def marks(folder: Path) -> dict[str, list[bytes]]:
    """What the disk keeps of each file besides: flags, version and more flags, where it does."""
    return {each.name: [_kept(each, request) for request in KEPT] for each in folder.iterdir()}


def _kept(path: Path, request: int) -> bytes:
    there = os.open(path, os.O_RDONLY)
    try:
        return fcntl.ioctl(there, request, bytes(64))
    except OSError:
        return b""
    finally:
        os.close(there)


@pytest.fixture(scope="module")
def free(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("free")
    furnish(folder)
    return run("free", "files", folder=str(folder))


def _spoilt(role: str, folder: Path) -> Any:
    before, marked = furnish(folder), marks(folder)
    told = run(role, "files", folder=str(folder))
    assert (contents(folder), marks(folder)) == (before, marked)
    return told


@pytest.fixture(scope="module")
def lobby(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return _spoilt("lobby", tmp_path_factory.mktemp("lobby"))


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return _spoilt("house", tmp_path_factory.mktemp("room"))["result"]


@pytest.mark.parametrize("way", CREATING + CHANGING)
def test_nothing_is_made_or_changed(
    way: str, free: dict[str, str], lobby: dict[str, str], room: dict[str, str]
) -> None:
    assert lobby[way] == room[way] == "EACCES"
    assert free[way] == "done"


@pytest.mark.parametrize("way", EMPTYING)
def test_nothing_is_emptied(
    way: str, free: dict[str, str], lobby: dict[str, str], room: dict[str, str]
) -> None:
    if version() < 3:
        pytest.skip("Landlock before Linux 6.2 lets files be emptied")
    assert lobby[way] == room[way] == "EACCES"
    assert free[way] == "done"


@pytest.mark.parametrize("way", MARKING)
def test_no_file_is_marked(
    way: str, free: dict[str, str], lobby: dict[str, str], room: dict[str, str]
) -> None:
    assert lobby[way] == room[way] == "EPERM"
    assert free[way] in ("done", *UNKEPT)


def test_no_named_socket_is_left_behind(tmp_path: Path) -> None:
    assert run("lobby", "named_socket", folder=str(tmp_path)) == "EACCES"
    assert run("free", "named_socket", folder=str(tmp_path)) == "done"


@pytest.mark.parametrize("role", ["lobby", "house"])
def test_what_the_exhibit_needs_still_works(role: str) -> None:
    told = run(role, "still")
    result = told["result"] if role == "house" else told
    assert set(result.values()) == {"done"}


def _used(nodes: list[str], **cameras: list[str]) -> list[str]:
    return run("house", "use_nodes", paths=nodes, **cameras)["result"]


def test_a_camera_can_be_used_and_no_other_device() -> None:
    used = _used([NODE, OTHER_NODE], lobby_cameras=[NODE], room_cameras=[NODE])
    assert used == ["ENOTTY", "EACCES"]


def test_a_room_has_no_camera_that_its_lobby_has_not() -> None:
    assert _used([NODE], lobby_cameras=[], room_cameras=[NODE]) == ["EACCES"]


def test_a_room_given_fewer_cameras_than_its_lobby_has_only_those() -> None:
    both = [NODE, OTHER_NODE]
    assert _used(both, lobby_cameras=both, room_cameras=[NODE]) == ["ENOTTY", "EACCES"]


def test_a_camera_answers_questions_too() -> None:
    ours, theirs = os.openpty()
    terminal = os.ttyname(theirs)
    assert _used([terminal], lobby_cameras=[terminal], room_cameras=[terminal]) == ["done"]
    assert _used([terminal]) == ["EACCES"]
    os.close(ours)
    os.close(theirs)


def test_only_devices_are_allowed_and_the_lock_tells_which(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    link = tmp_path / "link"
    link.symlink_to(NODE)
    cameras = [NODE, str(link), "/dev", str(tmp_path), str(file), str(tmp_path / "nowhere")]
    lock = run("lobby", "the_lock", lobby_cameras=cameras, with_lock=True)
    assert lock["cameras"] == [NODE, str(link)]


def test_a_link_to_a_camera_is_that_camera(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(NODE)
    assert _used([NODE], lobby_cameras=[str(link)], room_cameras=[str(link)]) == ["ENOTTY"]


def test_older_landlocks_are_asked_for_what_they_know() -> None:
    newer = Right.REFER | Right.TRUNCATE | Right.IOCTL_DEV
    assert rights(1) & newer == Right(0)
    assert rights(2) & newer == Right.REFER
    assert rights(3) & newer == rights(4) & newer == Right.REFER | Right.TRUNCATE
    assert rights(5) == rights(7) == rights(1) | newer


def test_the_lock_tells_when_files_could_be_emptied() -> None:
    lock = run("lobby", "the_lock", with_lock=True)
    assert (Reason.TRUNCATE in Reason(lock["reasons"])) == (version() < 3)
