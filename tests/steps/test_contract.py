"""The step contract: one sentence for each way to break it, and none for a step that keeps it."""

import pytest

from exhibit.errors import BadStep
from exhibit.room.visit import Visit
from exhibit.steps.contract import check_file, check_steps, file_of, load_step

KEPT = '''
"""Measure: two points become one number."""

from dataclasses import dataclass

SOURCES = ["iris-ruler"]
LINK = ("measured", "person")


@dataclass(frozen=True)
class Late:
    seconds: float


def work(visit):
    return Late(visit.now * 2)


def draw(page, visit):
    page.append(visit.get(Late))


def touch(visit, name):
    visit.now = name
'''


@pytest.fixture
def museum(tmp_path):
    """A folder of a museum's own steps."""
    folder = tmp_path / "steps"
    folder.mkdir()
    return folder


def measure(museum, text):
    path = museum / "measure.py"
    path.write_text(text, encoding="utf-8")
    return path


def complaint(call, *args):
    with pytest.raises(BadStep) as caught:
        call(*args)
    return str(caught.value)


def test_a_step_in_a_folder_of_ones_own_works(museum):
    measure(museum, KEPT)
    check_steps(["measure", "presence"], [museum])
    step = load_step("measure", [museum])
    assert (step.name, step.sources, step.link) == (
        "measure", ("iris-ruler",), ("measured", "person"),
    )
    visit, page = Visit(now=4.0), []
    visit.put(step.work(visit))
    step.draw(page, visit)
    assert [each.seconds for each in page] == [8.0]
    step.touch(visit, 9.0)
    assert visit.now == 9.0


def test_a_step_need_not_answer_touches_nor_add_a_ring(museum):
    text = KEPT.partition("def touch")[0].replace('("measured", "person")', "None")
    measure(museum, text)
    step = load_step("measure", [museum])
    assert (step.link, step.touch) == (None, None)


@pytest.mark.parametrize(
    "right, wrong, says",
    [
        (
            "def work(visit)", "def wrok(visit)",
            "steps/measure.py has no work(visit). Did you mean work where it says wrok?",
        ),
        (
            "def draw(page, visit)", "def drwa(page, visit)",
            "steps/measure.py has no draw(page, visit). Did you mean draw where it says drwa?",
        ),
        (
            "def draw(page, visit)", "def paint(page, visit)",
            "steps/measure.py has no draw(page, visit).",
        ),
        ("def work(visit)", "def work()", "steps/measure.py: write def work(visit)."),
        ("(page, visit)", "(visit, page)", "steps/measure.py: write def draw(page, visit)."),
        ("(visit, name)", "(name)", "steps/measure.py: write def touch(visit, name)."),
        (
            "SOURCES", "SOURCE",
            "steps/measure.py has no SOURCES. Did you mean SOURCES where it says SOURCE?",
        ),
        ("LINK = ", "CHAIN = ", "steps/measure.py has no LINK."),
        (
            '["iris-ruler"]', '"iris-ruler"',
            'steps/measure.py: SOURCES should be a list of ids, such as ["iris-ruler"].',
        ),
        (
            '["iris-ruler"]', "[1]",
            'steps/measure.py: SOURCES should be a list of ids, such as ["iris-ruler"].',
        ),
        (
            '("measured", "person")', '"measured"',
            "steps/measure.py: LINK should be None, or a kind and a mark, such as "
            '("measured", "person").',
        ),
        (
            '("measured", "person")', '("mesured", "person")',
            "steps/measure.py: LINK should be None, or a kind and a mark, such as "
            '("measured", "person").',
        ),
        (
            '("measured", "person")', "ring()",
            "steps/measure.py: LINK should be None, or a kind and a mark, such as "
            '("measured", "person").',
        ),
        (
            "def work(visit):", "def work(visit)",
            "steps/measure.py is not Python in line 15: expected ':'.",
        ),
    ],
    ids=lambda each: None if "steps/" in each else each,
)
def test_one_sentence_says_what_is_wrong(museum, right, wrong, says):
    assert right in KEPT
    path = measure(museum, KEPT.replace(right, wrong))
    assert complaint(check_file, path) == says


@pytest.mark.parametrize(
    "line, module, instead",
    [
        ("import time", "time", "visit.now"),
        ("from datetime import datetime", "datetime", "visit.now"),
        ("import random as dice", "random", "visit.chance"),
        ("from random import choice", "random", "visit.chance"),
        ("import cv2", "cv2", "page"),
        ("import pygame.draw", "pygame", "page"),
        ("from pygame import Rect", "pygame", "page"),
        ("import math, mediapipe", "mediapipe", "visit.get"),
        ("def later():\n    import time", "time", "visit.now"),
    ],
)
def test_what_a_step_must_not_import_and_what_to_use_instead(museum, line, module, instead):
    path = measure(museum, f"{KEPT}\n\n{line}\n")
    assert complaint(check_file, path) == (
        f"steps/measure.py imports {module}: use {instead} instead."
    )


@pytest.mark.parametrize("line", ["import math", "from collections import Counter", "import numpy"])
def test_what_a_step_may_import(museum, line):
    check_file(measure(museum, f"{KEPT}\n{line}\n"))


def test_checking_runs_none_of_it(museum):
    check_file(measure(museum, KEPT + '\nraise SystemExit("it ran")\n'))


def test_a_file_that_does_not_start(museum):
    measure(museum, KEPT + "\nnumber = 1 / 0\n")
    assert complaint(load_step, "measure", [museum]) == (
        "steps/measure.py does not start: division by zero."
    )


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"SOURCES = []\x00"], ids=["UTF-16", "zero"])
def test_a_file_that_is_no_text(museum, data):
    path = museum / "measure.py"
    path.write_bytes(data)
    assert complaint(check_file, path).startswith("steps/measure.py ")


def test_a_folder_in_the_place_of_a_file(museum):
    (museum / "measure.py").mkdir()
    assert complaint(check_file, museum / "measure.py") == (
        "steps/measure.py cannot be read as text: is the file there, and in UTF-8?"
    )


def test_a_name_that_is_no_step(museum):
    measure(museum, KEPT)
    says = complaint(file_of, "presense")
    assert says == 'There is no step "presense". Did you mean "presence"?'
    says = complaint(check_steps, ["presence", "mesure"], [museum])
    assert says == 'There is no step "mesure". Did you mean "measure"?'
    assert complaint(load_step, "zebra") == 'There is no step "zebra".'
