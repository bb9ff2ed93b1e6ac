"""The proof: it passes on the exhibit as it is, and says where a rule is broken."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from exhibit.errors import BadSettings
from exhibit.lobby.plan import read_plan
from exhibit.orders import LobbyOrder
from exhibit.prove import command, disk, watch
from exhibit.prove.command import main
from exhibit.prove.evidence import Evidence, Verdict
from exhibit.prove.forms import forms
from exhibit.prove.memory import Search, may_look
from exhibit.prove.report import page, table
from exhibit.prove.watch import plan
from exhibit.settings import Settings

ORDER = LobbyOrder(Settings(), parent=0, source="actor", width=640, height=360)
WITHOUT_PTRACE = ["setpriv", "--bounding-set=-sys_ptrace", "--inh-caps=-sys_ptrace", "--"]
BROKEN = Path(__file__).parent / "broken.py"


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


def sums(counts):
    return {process: sum(hits.values()) for process, hits in counts.items()}


@LOOKS
def test_the_exhibit_as_it_is_holds_nothing_after_a_visit_however_it_ends(tmp_path):
    paper = tmp_path / "page.html"
    settings = tmp_path / "exhibit.toml"
    settings.write_text("[city]\ncitizens = 2000\n")
    short = ("--visits", "3", "--size", "640x360", "--settings", str(settings))
    done = prove(*short, "--json", "--page", str(paper), before=rootless())
    assert done.returncode == Verdict.PROVEN, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert set(forms(1)) <= set(found["during"]["room"])
    assert all(found["during"]["room"][form] for form in forms(1)), "the search may be blind"
    assert found["during"]["room"]["own face points, float32"] > 0
    assert sum(found["during"]["lobby"].values()) > 0, "the lobby shows the room's own picture"
    assert {"lobby", "spare"} <= set(found["after"]) and set(sums(found["after"]).values()) == {0}
    assert found["faults"] == found["doubts"] == []
    assert found["canvas_bytes"] >= 3 * 640 * 360 * 4
    assert [each["ending"] for each in found["receipts"]] == ["LEFT", "CRASHED", "SILENT"]
    assert all(line["holds"] for each in found["receipts"] for line in each["lines"])
    assert "room killed in the midst: 1, room halted as if it hung: 1" in paper.read_text()
    assert "PROVEN: no running program of the exhibit" in paper.read_text()


# Each a proof of its own; with a visit more there would be two lobbies.
OPEN = ("none", "copy", "unwiped", "socket", "file", "map", "grandchild")
ASIDE = ("pipe", "socketpair", "memfd", "sealed", "private", "unlinked", "headless")
HELD = r"lobby: \d+ traces after the visit \(4 bytes a pixel.*\)"
ALBUM = r"lobby: holds memory that has no name: /memfd:album"


def proof_of(rules, folder):
    """What a proof says of a lobby that breaks another rule in each visit."""
    if not looks():
        pytest.skip("this user may not look into other processes")
    command = [sys.executable, str(BROKEN), "prove", ",".join(rules), str(folder)]
    path = "" if may_look() else os.environ["PATH"]
    surroundings = {**os.environ, "PATH": path, "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True)
    assert done.returncode == Verdict.FAILED, done.stdout + done.stderr
    return json.loads(done.stdout) | {"folder": str(folder)}


def faults_of(found, rules, rule):
    """What it says of the visit in which this rule is broken."""
    visit = f"visit {rules.index(rule) + 1}: "
    return [each.removeprefix(visit) for each in found["faults"] if each.startswith(visit)]


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    return proof_of(OPEN, tmp_path_factory.mktemp("broken"))


@pytest.fixture(scope="module")
def aside(tmp_path_factory):
    return proof_of(ASIDE, tmp_path_factory.mktemp("aside"))


@pytest.mark.parametrize(
    "rule, said",
    [
        ("copy", [HELD]),
        ("unwiped", [r"\d+ of \d+ bytes of the visitor's canvas are not zero"]),
        ("socket", [r"lobby: a network socket is open \(.*\)"]),
        ("file", [r"lobby: a file is open for writing: .*/album"]),
        ("map", [r"spare: still shares memory with the visitor's room \(/memfd:canvas\)"]),
        ("grandchild", [r"there is a process that is no room: \S+ \d+"]),
    ],
)
def test_each_broken_rule_is_found_in_its_visit(broken, rule, said):
    there = faults_of(broken, OPEN, rule)
    for pattern in said:
        assert any(re.fullmatch(pattern, each) for each in there), broken["faults"]


@pytest.mark.parametrize(
    "rule, said",
    [
        ("pipe", ["lobby: something waits unread in a pipe"]),
        ("socketpair", ["lobby: something waits unread in a socket"]),
        ("memfd", [HELD, ALBUM]),
        ("sealed", [HELD, ALBUM]),
        ("private", [HELD]),
        ("unlinked", [HELD, r"lobby: holds memory that has no name: /dev/shm/#\d+"]),
        ("headless", [r"there is a process that is no room: headless \d+"]),
    ],
)
def test_nothing_can_be_laid_aside(aside, rule, said):
    """Unread, not mapped, sealed, unlinked, or in a process whose first thread has ended."""
    there = faults_of(aside, ASIDE, rule)
    for pattern in said:
        assert any(re.fullmatch(pattern, each) for each in there), aside["faults"]
    if rule != ASIDE[-1]:
        assert len(there) == len(said), there


def test_no_fault_is_found_where_no_rule_is_broken(broken):
    assert not [each for each in broken["faults"] if each.startswith("visit 1: ")]


def test_a_copy_is_found_in_no_other_visit_and_process(broken):
    traces = [each for each in broken["faults"] if "traces after" in each]
    assert [each.split(": ")[:2] for each in traces] == [["visit 2", "lobby"]]
    assert sums(broken["after"])["spare"] == 0


def test_a_picture_in_a_file_is_found_when_nobody_has_it_open(broken):
    said = rf"a file written since the lock holds \d+ traces: {broken['folder']}/album"
    assert any(re.fullmatch(said, each) for each in broken["faults"]), broken["faults"]


def test_what_outlives_its_lobby_is_named_and_ended(broken):
    (said,) = [each for each in broken["faults"] if "outlived" in each]
    pid = re.fullmatch(r"a process outlived its lobby: \S+ \(process (\d+)\)", said)[1]
    assert not Path(f"/proc/{pid}/cmdline").exists() or not Path(f"/proc/{pid}/exe").exists()


@pytest.mark.skipif(not rootless(), reason="there is no right that could be taken away")
def test_without_the_right_to_look_nothing_is_proven():
    setpriv = shutil.which("setpriv")
    done = prove(before=[setpriv, *WITHOUT_PTRACE[1:]], PATH="")
    assert done.returncode == Verdict.NOT_PROVEN
    assert done.stdout == (
        "NOT PROVEN: this user may not look into other programs; try it as root.\n"
    )


def test_without_xvfb_no_screen_is_involved(monkeypatch, tmp_path):
    """The visits then draw on none, so somebody else's X server is no doubt."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":0")
    with command._screen() as screen:
        assert screen is None and "DISPLAY" not in os.environ


def test_a_live_camera_is_refused():
    with pytest.raises(BadSettings, match="it never meets a live camera"):
        main(replace(ORDER, source="0"), 1, True, [])


@pytest.mark.parametrize("visits", [1, 3])
def test_each_visit_stops_while_it_runs_and_after(visits):
    moments = read_plan(plan(visits))
    stops = [each.what[0] for each in moments if each.word == "stop"]
    assert stops == ["during", "after"] * visits
    assert [each.at for each in moments] == sorted({each.at for each in moments})
    assert sum(each.word == "leave" for each in moments) == 1, "the others end by themselves"


@pytest.mark.parametrize("ending, faults", [("SILENT", 0), ("CRASHED", 1), ("LEFT", 1)])
def test_a_visit_that_ends_otherwise_than_the_proof_ends_it_is_a_fault(ending, faults):
    """Also one that ends before its room was searched, which only then counts as the next."""
    looked = watch.Watch(ORDER, 3, 0, visit=2)
    for each in ("LEFT", "CRASHED", ending):
        looked._note(0, b"", {"receipt": {"ending": each, "lines": [], "refused": {}}})
    assert len(looked.found.wrong) == faults


def test_only_what_makes_the_city_may_end_while_it_is_looked_at():
    with watch._may_end("build"):
        raise ProcessLookupError
    with pytest.raises(ProcessLookupError), watch._may_end("spare"):
        raise ProcessLookupError


@pytest.mark.parametrize(
    "visits, shares", [(1, [1]), (7, [7]), (8, [4, 4]), (100, [50, 50]), (201, [67, 67, 67])]
)
def test_many_visits_are_shared_among_lobbies(visits, shares):
    assert command._shares(visits) == shares


UNKNOWN = {"ending": "LEFT", "lines": [{"key": "files_unknown", "holds": True}], "refused": {}}


class TestVerdict:
    @staticmethod
    def evidence(**more):
        lines = [{"key": "memory", "holds": True}, {"key": "network", "holds": True}]
        receipt = {"ending": "LEFT", "lines": lines, "refused": {"2": 1}}
        room = {"a tile": 5, "own face points, float32": 2, "own face number, float32": 0}
        usual = {"during": {"room": room, "lobby": {"a tile": 3}}, "receipts": [receipt]}
        return Evidence(**{**usual, "after": {"lobby": {"a tile": 0}}, **more})

    def test_nothing_found_is_no_fault_and_no_doubt(self):
        evidence = self.evidence()
        assert (evidence.faults(1), evidence.doubts()) == ([], [])
        assert evidence.verdict(1) is Verdict.PROVEN
        assert table(evidence, 1).splitlines()[-1].startswith("PROVEN: ")

    @pytest.mark.parametrize(
        "more, fault",
        [
            ({"wrong": ["visit 1: something"]}, "visit 1: something"),
            ({"receipts": []}, "1 visits were asked for, 0 ended in a receipt"),
        ],
    )
    def test_every_fault_is_named(self, more, fault):
        evidence = self.evidence(**more)
        assert evidence.faults(1) == [fault]
        assert evidence.verdict(1) is Verdict.FAILED
        assert f"- {fault}" in table(evidence, 1).splitlines()
        assert fault in page(evidence, 1) and "FAILED" in page(evidence, 1)

    @pytest.mark.parametrize(
        "more, doubt",
        [
            ({"during": {"lobby": {"a tile": 1}}}, "may be blind: what the room measured"),
            ({"during": {"room": {"a tile": 0}, "lobby": {"a tile": 9}}}, "blind: a tile"),
            ({"during": {"room": {"a tile": 1}, "lobby": {"a tile": 0}}}, "nothing was found in"),
            ({"unseen": ["the X server is not ours"]}, "the X server is not ours"),
            (
                {"receipts": [UNKNOWN]},
                "the kernel's lock is not enforced on this computer",
            ),
        ],
    )
    def test_every_doubt_is_named(self, more, doubt):
        evidence = self.evidence(**more)
        assert evidence.faults(1) == []
        (said,) = evidence.doubts()
        assert doubt in said
        assert evidence.verdict(1) is Verdict.NOT_PROVEN

    def test_several_lobbies_are_one_evidence(self):
        evidence = self.evidence()
        evidence.merge(self.evidence(wrong=["lobby 2, visit 1: x"], searches=4, canvas_bytes=9))
        assert evidence.during["room"]["a tile"] == 10
        assert (len(evidence.receipts), evidence.refused, evidence.searches) == (2, 2, 4)
        assert evidence.faults(2) == ["lobby 2, visit 1: x"]


class TestDisk:
    """What is not looked at is told."""

    @pytest.fixture
    def place(self, tmp_path, monkeypatch):
        monkeypatch.setattr(disk, "places", lambda: [str(tmp_path)])
        for number in range(3):
            (tmp_path / str(number)).write_bytes(bytes(100))
        return tmp_path

    def test_a_place_with_too_many_files(self, place):
        assert disk.changed(0.0, most=3) == ([str(place / each) for each in "012"], [])
        paths, beyond = disk.changed(0.0, most=2)
        assert (len(paths), beyond) == (2, [str(place)])

    def test_a_file_that_is_too_large(self, place):
        (place / "large").write_bytes(bytes(101))
        paths, _ = disk.changed(0.0)
        assert disk.traces(paths, [Search(forms(1))], largest=100) == ({}, [str(place / "large")])

    def test_what_is_too_large_leaves_a_doubt(self, place):
        with open(place / "0", "wb") as large:
            large.truncate(disk._LARGEST + 1)
        evidence = Evidence()
        command._left_on_disk(evidence, 0.0, [1])
        assert evidence.unseen == [
            f"a file written since the lock is too large to be searched: {place / '0'}"
        ]
        assert evidence.changed == 2
