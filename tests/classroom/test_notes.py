"""The teacher's notes: a step and minutes come in, a question and a warning are shown."""

import os
import subprocess
import sys
from pathlib import Path

import pygame
import pytest

from exhibit.kit.facts import Facts
from exhibit.lesson import PLANS
from exhibit.messages import Message, Note, pack
from exhibit.notes import window
from exhibit.notes.said import FIELDS, Notes
from exhibit.orders import NotesOrder, surroundings
from exhibit.page.page import Page
from exhibit.page.theme import Theme
from exhibit.page.words import Words
from exhibit.settings import Settings

STEPS = Words.load().step_names
EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
# As its own start does: pygame brings numpy wherever it can be had.
TOLD = """
import runpy, sys
try:
    runpy.run_module("exhibit.notes", run_name="__main__")
finally:
    print(*[name for name, module in sys.modules.items() if module is not None])
"""


def notes(language="en", plan=45, steps=STEPS):
    return Notes(NotesOrder(0, "window", language, plan, steps))


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("language", Words.load().languages)
def test_every_step_at_every_minute_fits_the_window(language, plan):
    pygame.font.init()
    said = notes(language, plan)
    page = Page(pygame.Surface((960, 600)), Theme.load(), said.words, language, window.K)
    for number in range(max(plan, len(STEPS)) + 1):
        now = said.at(min(number, len(STEPS) - 1), max(0, plan - number))
        assert all((now.title, now.ask, now.wrong, now.phase, now.phase_ask))
        assert "@" not in now.ask + now.wrong + now.phase_ask + now.phase_wrong
        window.draw(page, said, now)
        assert not page.overflows


def test_the_numbers_in_them_are_the_programs():
    true = Facts(Settings()).fields()
    assert {name: pytest.approx(true[name]) for name in FIELDS} == FIELDS


def test_a_step_of_ones_own_has_a_note_too():
    said = notes(steps=("1_hello", "delete"))
    with pytest.raises(Exception, match="1_hello"):
        said.at(0, 45)
    order = NotesOrder(0, "window", "en", 45, ("1_hello", "delete"), (str(EXAMPLES),))
    now = Notes(order).at(0, 45)
    assert (now.title, now.ahead) == ("Hello", "Delete everything")
    assert now.ask.startswith("Ask whoever wrote it")


def test_the_process_is_told_a_step_and_minutes_and_has_nothing_that_sees():
    order = NotesOrder(os.getpid(), "terminal", "en", 45, STEPS)
    process = subprocess.Popen(
        [sys.executable, "-c", TOLD], env=surroundings(order),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    told = [Message(Note.STEP, 0, 45), Message(Note.STEP, 0, 44), Message(Note.STEP, 4, 30)]
    out, said = process.communicate(b"".join(pack(each) for each in told), timeout=60)
    lines = said.decode().splitlines()
    heads = [each for each in lines if each.startswith("==")]
    numbers = [each.split("  ")[0] for each in heads]
    assert numbers == [f"== 1/{len(STEPS)}", f"== 5/{len(STEPS)}"]
    assert "30 min left" in heads[1] and "Break it, in threes: 12 min" in heads[1]
    modules = out.decode().split()
    assert "exhibit.notes.terminal" in modules
    ours = ("exhibit.camera", "exhibit.senses", "exhibit.steps", "exhibit.city", "exhibit.room")
    sees = [each for each in modules if each.startswith(("cv2", "mediapipe", "numpy", *ours))]
    assert sees == []


def test_a_message_of_another_kind_ends_them():
    from exhibit.messages import To

    order = NotesOrder(os.getpid(), "terminal", "en", 45, STEPS)
    process = subprocess.Popen([sys.executable, "-m", "exhibit.notes"], env=surroundings(order),
                               stdin=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
    _, said = process.communicate(pack(Message(To.NEXT)), timeout=60)
    assert process.returncode and b"unknown kind" in said
