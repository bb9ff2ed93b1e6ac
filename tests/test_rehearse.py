"""Rehearsals by the command: a whole visit leaves its pictures, and findings that are true."""

import json
import shutil
import subprocess
import sys
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from exhibit import __version__
from exhibit.camera.actor import truth
from exhibit.paths import ACTORS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the lock is Linux's")

SCREENS = "welcome choice presence face_map delete holding receipt take_away".split()
SETTINGS = '[visit]\nsteps = ["presence", "face_map", "delete"]\n[city]\ncitizens = 0\n'
# Differ from run to run.
TIMES = ("spent", "cpu", "all_cpu", "fresh", "latency", "clock", "lobby", "room", "spare")


def moments(*doings):
    """A plan: pairs of a second and what is done then."""
    return "".join(f'[[moment]]\nat = {at}\ndo = "{do}"\n' for at, do in doings)


def rehearse(folder, *arguments, plan=None, settings=SETTINGS):
    """A rehearsal at 640x360: its code, what it said, its pictures and what was found."""
    (folder / "exhibit.toml").write_text(settings)
    out = folder / "out"
    command = [sys.executable, "-m", "exhibit", "rehearse", "--size", "640x360", "--out", str(out)]
    command += ["--settings", str(folder / "exhibit.toml"), *arguments]
    if plan is not None:
        (folder / "plan.toml").write_text(plan)
        command += ["--plan", str(folder / "plan.toml")]
    done = subprocess.run(command, capture_output=True, text=True)
    pictures = {each.name: cv2.imread(str(each)) for each in sorted(out.glob("*.png"))}
    findings = out / "findings.json"
    found = json.loads(findings.read_text()) if findings.exists() else {}
    return SimpleNamespace(code=done.returncode, says=done.stderr, pictures=pictures, found=found)


@pytest.fixture(scope="module")
def visit(tmp_path_factory):
    """A whole visit of the actor, in Indonesian."""
    return rehearse(tmp_path_factory.mktemp("visit"), "--language", "id")


class TestWholeVisit:
    def test_it_is_fine_and_says_one_line_of_codes(self, visit):
        assert visit.code == 0
        assert visit.says == "exhibit visit=1 ending=1 step=2 language=1 clean=1\n"

    def test_every_screen_once(self, visit):
        names = [f"{number:02d}-{name}.png" for number, name in enumerate(SCREENS, 1)]
        assert list(visit.pictures) == names
        assert [each["file"] for each in visit.found["pictures"]] == names

    def test_every_picture_is_whole_and_unlike_the_others(self, visit):
        assert {each.shape for each in visit.pictures.values()} == {(360, 640, 3)}
        for name, picture in visit.pictures.items():
            assert picture.std() > 10, name
        seen = list(visit.pictures.values())
        alike = [(a != b).mean() < 0.001 for n, a in enumerate(seen) for b in seen[:n]]
        assert not any(alike)

    def test_what_was_rehearsed_is_written_down(self, visit):
        told = {key: visit.found[key] for key in ("exhibit", "language", "source")}
        assert told == {"exhibit": __version__, "language": "id", "source": "actor"}
        assert "troubles" not in visit.found

    def test_no_text_is_too_long_for_its_box(self, visit):
        shown = visit.found["pictures"] + visit.found["frames"]
        assert [each["overflows"] for each in shown if each["overflows"]] == []

    def test_the_receipt_is_clean(self, visit):
        receipt = visit.found["receipt"]
        assert receipt["ending"] == "HELD_DELETE"
        assert [line["key"] for line in receipt["lines"] if not line["holds"]] == []
        memory = next(line for line in receipt["lines"] if line["key"] == "memory")
        assert memory["fields"]["zeros"] == memory["fields"]["bytes"] > 3 * 640 * 360 * 4

    def test_steps_come_in_their_order(self, visit):
        names = [each["finding"] for each in visit.found["frames"]]
        assert list(dict.fromkeys(names)) == ["presence", "face_map", "delete"]
        assert names == sorted(names, key=["presence", "face_map", "delete"].index)

    def test_there_is_one_visitor_and_nobody_else(self, visit):
        people = [each["people"].keys() for each in visit.found["frames"][3:]]
        assert {tuple(each) for each in people} == {("1",)}
        assert {each["visitor"] for each in visit.found["frames"][3:]} == {1}

    def test_the_turn_of_the_head_is_what_the_actor_did(self, visit):
        known = [(truth(at), found["Head"]["yaw"]) for at, found in measured(visit, "Head")]
        assert max(abs(true.yaw) for true, _ in known) > 15, "the actor should have turned"
        assert max(abs(true.yaw - yaw) for true, yaw in known) < 5

    def test_the_distance_is_where_the_actor_was(self, visit):
        known = [(truth(at), found["Distance"]["cm"]) for at, found in measured(visit, "Distance")]
        facing = [(t, cm) for t, cm in known if abs(t.yaw) < 10 and t.eyes_open == 1]
        assert max(t.distance for t, _ in facing) - min(t.distance for t, _ in facing) > 5
        assert max(abs(cm / t.distance - 1) for t, cm in facing) < 0.1


def measured(visit, kind):
    """Seconds since yes, which are the actor's own, and the findings of frames that have this."""
    frames = [(each["at"], each["findings"]) for each in visit.found["frames"]]
    having = [each for each in frames if kind in each[1]]
    assert len(having) > 0.9 * len(frames) > 50
    return having


SHORT = moments(
    (0.2, "picture welcome"), (0.4, "press begin"), (0.6, "press choice:1"),
    (1.6, "picture presence"), (1.8, "leave"), (2.0, "picture receipt"),
)  # fmt: skip


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    """The beginning of a visit of the actor, in English."""
    return rehearse(tmp_path_factory.mktemp("short"), plan=SHORT)


def test_a_plan_of_ones_own_is_followed(short):
    assert short.code == 0
    assert list(short.pictures) == ["01-welcome.png", "02-presence.png", "03-receipt.png"]
    assert short.found["receipt"]["ending"] == "LEFT"


def test_another_language_shows_other_words(visit, short):
    for name in ("01-welcome.png", "03-presence.png"):
        other = short.pictures[name.replace("03", "02")]
        assert (visit.pictures[name] != other).mean() > 0.01


def test_the_same_rehearsal_again_is_the_same(short, tmp_path):
    again = rehearse(tmp_path, plan=SHORT)
    for name in ("01-welcome.png", "02-presence.png"):
        assert (again.pictures[name] == short.pictures[name]).all(), name
    for one, other in zip(short.found["frames"], again.found["frames"], strict=True):
        same = [{k: v for k, v in each.items() if k not in TIMES} for each in (one, other)]
        assert same[0] == same[1]


def test_a_folder_with_one_picture(tmp_path):
    folder = tmp_path / "pictures"
    folder.mkdir()
    shutil.copy(ACTORS / "hopper.jpg", folder)
    shown = rehearse(tmp_path, "--source", str(folder), plan=SHORT)
    assert (shown.code, shown.found["source"]) == (0, str(folder))
    last = shown.found["frames"][-1]
    assert (list(last["people"]), last["visitor"]) == (["1"], 1)
    assert last["findings"]["Face"]["points"] == "array (478, 3)"


def test_a_plan_that_presses_what_is_not_there(tmp_path):
    done = rehearse(tmp_path, plan=moments((0.1, "press beginn")))
    assert done.code not in (0, 1)
    assert 'The plan presses "beginn", but on the screen is ' in done.says
    assert 'Did you mean "begin"?' in done.says
    assert "Traceback" not in done.says


def test_a_film_of_nobody_ends_the_visit_and_is_told_in_a_sentence(tmp_path):
    film = tmp_path / "film"
    film.mkdir()
    cv2.imwrite(str(film / "wall.png"), np.full((360, 640, 3), 128, np.uint8))
    settings = SETTINGS.replace("[visit]", "[visit]\ngone_seconds = 3")
    found = rehearse(tmp_path, "--source", str(film), settings=settings)
    assert found.code == 1
    assert found.says.splitlines()[-1] == (
        "exhibit: the visit did not come to its last step (walked away)."
    )
    assert found.found["receipt"]["ending"] == "WALKED_AWAY"
    names = [each.split("-")[1] for each in found.pictures]
    assert names == ["welcome.png", "choice.png"]
