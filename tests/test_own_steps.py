"""A teacher's own step, made by following CONTRIBUTING.md, in a folder of their own: it is seen."""

import json
import re
import subprocess
import sys
from pathlib import Path

import cv2
import pygame
import pytest

from exhibit.errors import BadSettings, BadStep, BadText, ExhibitError
from exhibit.messages import Choice, Message, SourceKind, To
from exhibit.orders import RoomOrder
from exhibit.own_steps import check_visit, load_words
from exhibit.page.canvas import Canvas, Token
from exhibit.page.words import Words
from exhibit.room.tour import Tour
from exhibit.settings import load_settings

ROOT = Path(__file__).parent.parent
SIZE = (640, 360)
SETTINGS = """
[visit]
steps = ["presence", "tilt", "delete"]
step_folders = ["our steps"]
[city]
citizens = 0
"""
PLAN = """
[[moment]]
at = 0.2
do = "press begin"
[[moment]]
at = 0.4
do = "press choice:3"
[[moment]]
at = 1.4
do = "next"
[[moment]]
at = 2.2
do = "picture tilt"
[[moment]]
at = 2.4
do = "leave"
"""
SOURCE = """
[our-survey]
short = "Our class, 2026"
author = "Class 9b"
title = "Who leans"
year = 2026
address = "https://example.org/class"
read_on = "2026-11-23"
supports = "We counted who leans."
grade = "contested"
seen = "our own"
"""


def block(kind):
    """The worked example of CONTRIBUTING.md: its code or its words."""
    text = (ROOT / "docs/CONTRIBUTING.md").read_text(encoding="utf-8")
    return re.search(rf"```{kind}\n(.*?)```", text, re.DOTALL)[1]


@pytest.fixture
def museum(tmp_path):
    """A settings file, and beside it a folder with the worked example."""
    own = tmp_path / "our steps"
    own.mkdir()
    (own / "tilt.py").write_text(block("python"), encoding="utf-8")
    (own / "en.toml").write_text(block("toml"), encoding="utf-8")
    (tmp_path / "exhibit.toml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path


def settings(museum):
    return load_settings(museum / "exhibit.toml")


def complaint(museum):
    """What the exhibit says of this museum's steps, before anything runs."""
    with pytest.raises(ExhibitError) as caught:
        check_visit(settings(museum))
    assert "\n" not in str(caught.value)
    return caught.type, str(caught.value).replace(str(museum.resolve()), "MUSEUM")


def test_a_rehearsal_shows_it_and_the_package_is_untouched(museum):
    (museum / "plan.toml").write_text(PLAN)
    command = [sys.executable, "-m", "exhibit", "rehearse", "--settings", "exhibit.toml"]
    command += ["--plan", "plan.toml", "--size", "960x540", "--out", "out", "--language", "id"]
    done = subprocess.run(command, cwd=museum, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert cv2.imread(str(museum / "out/01-tilt.png")).std() > 10
    frames = json.loads((museum / "out/findings.json").read_text())["frames"]
    leaning = [each["findings"]["Tilt"] for each in frames if "Tilt" in each["findings"]]
    assert leaning and all(each["sure"] for each in leaning[3:])
    assert {"tilt.py", "en.toml"} == {each.name for each in (museum / "our steps").iterdir()}


class TestInATour:
    @pytest.fixture
    def canvas(self):
        made = Canvas.create(*SIZE)
        yield made
        made.close()

    def test_its_words_are_drawn_on_its_page(self, museum, canvas):
        given = settings(museum)
        folders = given.visit.step_folders
        order = RoomOrder(given, 0, "actor", Token(0, *SIZE), None, (), step_folders=folders)
        tour = Tour(order, canvas)
        tour.begin(Choice.ACTOR, SourceKind.ACTOR, 0)
        tour.obey(Message(To.NEXT))
        surface = pygame.Surface(SIZE)
        tour.draw(surface)
        assert tour.step_name == "tilt"
        assert tour.page.text("title") == "You lean your head"
        ink = pygame.mask.from_threshold(surface, tour.page.colour("ink"), (9, 9, 9, 255))
        assert ink.overlap_area(pygame.Mask(tour.page.box("title").size, fill=True),
                                tour.page.box("title").topleft) > 100  # fmt: skip


class TestOrderAndLanguages:
    def test_it_comes_before_the_deletion_if_no_order_is_given(self, museum):
        (museum / "exhibit.toml").write_text('[visit]\nstep_folders = ["our steps"]\n')
        words = load_words(settings(museum))
        assert words.step_names == (*Words.load().step_names[:-1], "tilt", "delete")

    def test_a_language_without_its_own_words_takes_the_first(self, museum):
        words = load_words(settings(museum))
        said = {words.say(each, "step.tilt.title") for each in words.languages}
        assert said == {"You lean your head"}

    def test_and_its_own_where_it_has_them(self, museum):
        own = block("toml").replace("You lean your head", "Anda memiringkan kepala")
        (museum / "our steps/id.toml").write_text(own, encoding="utf-8")
        words = load_words(settings(museum))
        assert words.say("id", "step.tilt.title") == "Anda memiringkan kepala"
        assert words.say("en", "step.tilt.title") == "You lean your head"

    def test_it_may_be_written_in_indonesian_only(self, museum):
        (museum / "our steps/en.toml").rename(museum / "our steps/id.toml")
        assert load_words(settings(museum)).has("step.tilt.title")

    def test_its_folder_may_bring_sources(self, museum):
        step = museum / "our steps/tilt.py"
        step.write_text(step.read_text().replace("str] = []", 'str] = ["our-survey"]'))
        assert complaint(museum) == (
            BadStep,
            'our steps/tilt.py cites "our-survey", which is not in sources.toml.',
        )
        (museum / "our steps/sources.toml").write_text(SOURCE, encoding="utf-8")
        check_visit(settings(museum))


def swap(path, old, new):
    """Write something else into a file."""
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


class TestComplaints:
    def test_nothing_is_wrong_with_the_worked_example(self, museum):
        check_visit(settings(museum))

    def test_the_folder_is_not_there(self, museum):
        (museum / "our steps").rename(museum / "out steps")
        assert complaint(museum) == (
            BadSettings,
            "[visit] step_folders names MUSEUM/our steps, which is no folder: "
            "make it, or mend its name in the settings.",
        )

    def test_the_folder_is_empty(self, museum):
        (museum / "our steps/tilt.py").unlink()
        assert complaint(museum) == (
            BadStep,
            "MUSEUM/our steps has no step in it: a step is a file NAME.py.",
        )

    def test_the_words_are_not_there(self, museum):
        (museum / "our steps/en.toml").unlink()
        kind, says = complaint(museum)
        assert kind is BadText
        assert says.startswith("MUSEUM/our steps has no texts: write en.toml or ")

    def test_the_words_are_another_steps(self, museum):
        swap(museum / "our steps/en.toml", "[step.tilt]", "[step.tilted]")
        assert complaint(museum) == (
            BadText,
            "MUSEUM/our steps/tilt.py has no words: add [step.tilt] with a title "
            "to our steps/en.toml.",
        )

    def test_the_words_are_no_steps(self, museum):
        swap(museum / "our steps/en.toml", "[step.tilt]", "[tilt]")
        assert complaint(museum)[1] == (
            'MUSEUM/our steps/en.toml: "tilt.title" should stand in a table [step.NAME].'
        )

    def test_the_language_is_misspelt(self, museum):
        (museum / "our steps/en.toml").rename(museum / "our steps/eng.toml")
        assert complaint(museum)[1] == (
            "MUSEUM/our steps/eng.toml is named after no language of the exhibit."
            ' Did you mean "en"?'
        )

    def test_one_language_lacks_a_word(self, museum):
        own = block("toml").replace('try = "Lean left. Lean right."\n', "")
        (museum / "our steps/id.toml").write_text(own, encoding="utf-8")
        assert complaint(museum)[1] == (
            'MUSEUM/our steps/id.toml lacks "step.tilt.try", which en.toml has: translate it there.'
        )

    def test_the_file_of_words_that_is_there_is_named(self, museum):
        path = museum / "our steps/en.toml"
        swap(path, 'figure = "{degrees:.0f}"\n', "")
        path.rename(museum / "our steps/id.toml")
        kind, says = complaint(museum)
        assert kind is BadText
        assert says.endswith(
            'there is no text "figure" under [step.tilt] in id.toml. Write it there.'
        )

    def test_words_without_a_step(self, museum):
        (museum / "our steps/en.toml").write_text(
            block("toml") + block("toml").replace("[step.tilt]", "[step.tild]"), encoding="utf-8"
        )
        (museum / "exhibit.toml").write_text('[visit]\nstep_folders = ["our steps"]\n')
        assert complaint(museum) == (
            BadText,
            "our steps/en.toml has words for [step.tild], and there is no tild.py: write it, "
            'or mend the name. Did you mean "tilt"?',
        )

    def test_the_name_is_taken(self, museum):
        for kind in ("py", "toml"):
            swap(museum / f"our steps/{'tilt' if kind == 'py' else 'en'}.{kind}", "tilt", "gaze")
        (museum / "our steps/tilt.py").rename(museum / "our steps/gaze.py")
        assert complaint(museum) == (
            BadStep,
            "MUSEUM/our steps/gaze.py: the exhibit has a step of this name; give yours another.",
        )

    def test_the_step_breaks_the_contract(self, museum):
        swap(museum / "our steps/tilt.py", "def work(", "def wrok(")
        assert complaint(museum) == (
            BadStep,
            "our steps/tilt.py has no work(visit). Did you mean work where it says wrok?",
        )

    def test_the_check_says_it_too_and_runs_nothing(self, museum):
        swap(museum / "our steps/tilt.py", "def draw(page", "open('ran', 'w')\n\n\ndef drow(page")
        command = [sys.executable, "-m", "exhibit", "check", "--settings", "exhibit.toml"]
        done = subprocess.run(command, cwd=museum, capture_output=True, text=True)
        said = next(line for line in done.stdout.splitlines() if " steps " in line)
        assert said.startswith("MEND") and "our steps/tilt.py has no draw(page, visit)." in said
        assert not (museum / "ran").exists()
