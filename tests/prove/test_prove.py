"""The proof: it passes on the exhibit as it is, and fails on one that keeps what it must not."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest

from exhibit import door
from exhibit.errors import BadSettings
from exhibit.lobby.plan import read_plan
from exhibit.orders import LobbyOrder, to_json
from exhibit.prove.command import FAILED, NOT_PROVEN, PROVEN, Evidence, main, plan
from exhibit.prove.memory import may_look
from exhibit.settings import Settings

ORDER = LobbyOrder(Settings(), parent=0, source="actor", width=640, height=360)
WITHOUT_PTRACE = ["setpriv", "--bounding-set=-sys_ptrace", "--inh-caps=-sys_ptrace", "--"]

# The lobby by its own birth, but for a hidden album of what it shows and a file it could fill.
THIEF = """
import runpy, sys

sys.modules["numpy"] = None
from exhibit.lobby.keeper import Room

show, album, file = Room.picture, [], open(sys.argv[2], "w")

def picture(room):
    shown = show(room)
    if shown is not None and len(album) < 3:
        album.append(shown.copy())
    return shown

Room.picture = picture
runpy.run_module("exhibit.lobby", run_name="__main__")
"""


def looks():
    """Whether a proof may look into other processes here: as it is, or in a namespace."""
    if sys.platform != "linux":
        return False
    tried = ["unshare", "-Ur", "true"]
    return may_look() or bool(
        shutil.which("unshare") and not subprocess.run(tried, capture_output=True).returncode
    )


LOOKS = pytest.mark.skipif(not looks(), reason="this user may not look into other processes")


def prove(*arguments, before=(), **surroundings):
    """The command in a process of its own."""
    command = [*before, sys.executable, "-m", "exhibit", "prove", *arguments]
    surroundings = {**os.environ, **surroundings}
    return subprocess.run(command, env=surroundings, capture_output=True, text=True)


def rootless():
    """What takes from root the right to look, so that a namespace is needed; nothing otherwise."""
    return WITHOUT_PTRACE if may_look() and shutil.which("setpriv") else []


@LOOKS
def test_the_exhibit_as_it_is_holds_nothing_after_a_visit():
    done = prove("--visits", "1", "--size", "640x360", "--json", before=rootless())
    assert done.returncode == PROVEN, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert found["during"]["room"] > 0, "a search that finds nothing at all proves nothing"
    assert found["during"]["lobby"] > 0, "the lobby shows the room's own picture"
    assert {"lobby", "spare"} <= set(found["after"]) and set(found["after"].values()) == {0}
    assert found["files"] == found["left"] == found["faults"] == found["doubts"] == []
    (receipt,) = found["receipts"]
    assert receipt["ending"] == "LEFT"
    assert all(line["holds"] for line in receipt["lines"])


@LOOKS
@pytest.mark.skipif(sys.platform != "linux" or not may_look(), reason="needs the right to look")
def test_a_lobby_that_keeps_pictures_and_a_file_is_found_out(monkeypatch, capsys, tmp_path):
    def open_thief(order, passed=(), headless=False):
        given = to_json(replace(order, parent=os.getpid()))
        command = [sys.executable, "-c", THIEF, given, str(tmp_path / "album")]
        return subprocess.Popen(command, pass_fds=passed, stdout=subprocess.DEVNULL)

    monkeypatch.setenv("PATH", "")  # no X server: a window of its own would only take time
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setenv("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    monkeypatch.setattr(door, "open_lobby", open_thief)
    assert main(ORDER, 1, True, []) == FAILED
    found = json.loads(capsys.readouterr().out)
    assert found["after"]["lobby"] > 0
    assert found["after"]["spare"] == 0
    faults = " ".join(found["faults"])
    assert f"lobby: {found['after']['lobby']} traces after a visit" in faults
    assert f"a file was open for writing: {tmp_path / 'album'}" in faults
    assert "the kernel's lock is not enforced on this computer" in found["doubts"]


@pytest.mark.skipif(not rootless(), reason="there is no right that could be taken away")
def test_without_the_right_to_look_nothing_is_proven():
    setpriv = shutil.which("setpriv")
    done = prove(before=[setpriv, *WITHOUT_PTRACE[1:]], PATH="")
    assert done.returncode == NOT_PROVEN
    assert done.stdout == (
        "NOT PROVEN: this user may not look into other programs; try it as root.\n"
    )


def test_a_live_camera_is_refused():
    with pytest.raises(BadSettings, match="it never meets a live camera"):
        main(replace(ORDER, source="0"), 1, True, [])


@pytest.mark.parametrize("visits", [1, 3])
def test_each_visit_is_searched_while_it_runs_and_after(visits):
    moments = read_plan(plan(visits))
    stops = [each.what[0] for each in moments if each.word == "stop"]
    assert stops == ["during", "after"] * visits
    assert [each.at for each in moments] == sorted({each.at for each in moments})


class TestVerdict:
    @staticmethod
    def evidence(**more):
        line = {"key": "memory", "holds": True}
        receipt = {"lines": [line, {"key": "network", "holds": True}], "refused": {"2": 1}}
        usual = {"during": {"room": 5, "lobby": 3}, "after": {"lobby": 0}, "receipts": [receipt]}
        return Evidence(**{**usual, **more})

    def test_nothing_found_is_no_fault_and_no_doubt(self):
        assert (self.evidence().faults(1), self.evidence().doubts()) == ([], [])

    @pytest.mark.parametrize(
        "more, fault",
        [
            ({"after": {"lobby": 0, "spare": 2}}, "spare: 2 traces after a visit"),
            ({"files": ["/tmp/kept"]}, "a file was open for writing: /tmp/kept"),
            ({"left": ["4711"]}, "a process outlived the lobby: 4711"),
            ({"receipts": []}, "1 visits began, 0 ended in a receipt"),
            (
                {"receipts": [{"lines": [{"key": "memory", "holds": False}], "refused": {}}]},
                "the receipt's line memory failed",
            ),
        ],
    )
    def test_every_fault_is_named(self, more, fault):
        assert self.evidence(**more).faults(1) == [fault]

    @pytest.mark.parametrize(
        "more, doubt",
        [
            ({"during": {}}, "the tracer was not found in the room, so the search may be blind"),
            (
                {"during": {"room": 0, "lobby": 9}},
                "the tracer was not found in the room, so the search may be blind",
            ),
            ({"unseen": ["the X server is not ours"]}, "the X server is not ours"),
            (
                {"receipts": [{"lines": [{"key": "files_unknown", "holds": True}], "refused": {}}]},
                "the kernel's lock is not enforced on this computer",
            ),
        ],
    )
    def test_every_doubt_is_named(self, more, doubt):
        assert self.evidence(**more).faults(1) == []
        assert self.evidence(**more).doubts() == [doubt]
