"""Which cameras are said to exist, from what V4L2 drivers answer."""

import os
import stat
import struct
import sys
from pathlib import Path

import pytest

from exhibit import devices
from exhibit.devices import State, cameras, plugged, state, survey

CAPTURE, PLANES, META, M2M, STREAMING, HERE = 1, 0x1000, 0x800000, 0x8000, 0x4000000, 0x80000000


def answer(name: str, here: int, everything: int = CAPTURE | STREAMING | HERE) -> bytes:
    """What a driver says: struct v4l2_capability, written out by hand."""
    texts = (
        b"uvcvideo".ljust(16, b"\0") + name.encode().ljust(32, b"\0") + b"usb-1".ljust(32, b"\0")
    )
    return texts + struct.pack("=6I", 0x060C00, everything, here, 0, 0, 0)


@pytest.fixture
def dev(tmp_path):
    """A folder of nodes; each is /dev/null under another name, so it is a character device."""
    for name in ("video0", "video1", "video2", "video10", "video", "videos", "null"):
        (tmp_path / name).symlink_to("/dev/null")
    (tmp_path / "video3").write_text("a file, no node")
    return tmp_path


def ask(path: Path) -> bytes:
    """A driver for every node: 1 is the metadata of 0, 2 a decoder, 10 a camera of planes."""
    return {
        "video0": answer("Desk Camera:  Desk", CAPTURE | STREAMING),
        "video1": answer("Desk Camera", META | STREAMING),
        "video2": answer("decoder", CAPTURE | M2M | STREAMING),
        "video10": answer("Phone", PLANES | STREAMING),
    }[path.name]


def test_only_nodes_that_hand_out_pictures_are_cameras(dev):
    found = survey(dev, ask, "linux")
    assert found.known and not found.complaints
    assert [(each.number, each.name) for each in found.cameras] == [
        (0, "Desk Camera: Desk"),
        (10, "Phone"),
    ]
    about = os.stat("/dev/null")
    assert found.cameras[0].identity == (about.st_dev, about.st_ino, about.st_rdev)
    assert found.cameras[0].path == str(dev / "video0")


def test_a_driver_older_than_device_caps_is_taken_at_its_word(tmp_path):
    (tmp_path / "video0").symlink_to("/dev/null")
    found = survey(tmp_path, lambda path: answer("old", 0, CAPTURE | STREAMING), "linux")
    assert [each.name for each in found.cameras] == ["old"]


def refuse(path: Path) -> bytes:
    """A driver behind a node that may not be opened."""
    raise PermissionError(13, "Permission denied")


def test_a_camera_of_another_group_is_named_with_what_to_do(dev, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may open everything
    for driver in (refuse, ask):
        found = survey(dev, driver, "linux")
        assert not found.cameras
        assert found.complaints[0] == (
            f"The camera {dev}/video0 is there but this user may not open it: "
            "add the user to the group video and log in again."
        )
        assert state(0, dev, driver, "linux") is State.FORBIDDEN


def test_a_camera_that_the_lock_keeps_closed_is_not_blamed_on_the_user(dev):
    found = survey(dev, refuse, "linux")
    assert not found.cameras
    assert "start exhibit again" in found.complaints[0] and "group" not in found.complaints[0]
    assert state(0, dev, refuse, "linux") is State.FORBIDDEN


def test_a_node_that_is_no_v4l2_device_is_no_camera(dev):
    # The real question, to the real /dev/null: ENOTTY.
    assert survey(dev, system="linux") == devices.Survey(known=True)
    assert state(0, dev, system="linux") is State.MISSING


def test_a_pipe_posing_as_a_camera_does_not_hold_us_up(tmp_path):
    os.mkfifo(tmp_path / "video0")
    assert survey(tmp_path, system="linux").cameras == ()


def test_the_question_never_opens_for_writing(dev, monkeypatch):
    opened = []
    really = os.open

    def note(path, flags, *rest):
        opened.append(flags)
        return really(path, flags, *rest)

    monkeypatch.setattr(os, "open", note)
    survey(dev, system="linux")
    assert len(opened) == 4
    assert all(flags & os.O_NONBLOCK and flags & os.O_ACCMODE == os.O_RDONLY for flags in opened)


def test_state_of_one_camera(dev):
    assert state(0, dev, ask, "linux") is State.PRESENT
    assert state(1, dev, ask, "linux") is State.MISSING
    assert state(5, dev, ask, "linux") is State.MISSING

    def busy(path: Path) -> bytes:
        raise OSError(16, "Device or resource busy")

    assert state(0, dev, busy, "linux") is State.PRESENT


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_elsewhere_it_says_that_it_cannot_know(dev, system):
    assert not survey(dev, ask, system).known
    assert state(0, dev, ask, system) is State.UNKNOWN


def test_plugging_and_replugging_is_noticed_without_asking_any_camera(tmp_path):
    assert plugged(tmp_path) == frozenset()
    (tmp_path / "video0").write_text("")
    before = plugged(tmp_path)
    assert len(before) == 1 and plugged(tmp_path) == before
    (tmp_path / "anew").write_text("")
    (tmp_path / "anew").replace(tmp_path / "video0")
    assert plugged(tmp_path) != before
    (tmp_path / "video0").unlink()
    assert plugged(tmp_path) == frozenset()


def test_no_folder_of_devices_means_no_camera(tmp_path):
    assert survey(tmp_path / "none", ask, "linux") == devices.Survey(known=True)


def test_this_computer_can_be_asked_if_it_runs_linux():
    found = cameras()
    assert (found is not None) == (sys.platform == "linux")
    for each in found or ():
        assert stat.S_ISCHR(os.stat(each.path).st_mode)
