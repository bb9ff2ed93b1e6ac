"""The numbered examples: they keep the contract, run on somebody, and fit their page."""

from pathlib import Path

import pygame
import pytest
from classes import SIZE, jump

from exhibit import classroom
from exhibit.messages import Choice
from exhibit.own_steps import check_visit, load_words
from exhibit.settings import Settings

FOLDER = Path(__file__).parents[2] / "docs/examples"
NAMES = sorted(each.stem for each in FOLDER.glob("*.py"))


def test_there_are_six_and_nothing_is_wrong_with_them():
    settings = classroom.settings_of(Settings(), None, FOLDER)
    check_visit(settings)
    assert [each[0] for each in NAMES] == list("123456")
    assert load_words(settings).step_names[-7:] == (*NAMES, "delete")


def test_each_is_longer_than_the_one_before():
    lines = [len((FOLDER / f"{name}.py").read_text().splitlines()) for name in NAMES]
    assert lines == sorted(lines) and lines[0] < 20


@pytest.mark.parametrize("language", [0, 1])
def test_they_run_and_fit(tour, seen, language):
    made = tour([*NAMES, "delete"], Choice.ACTOR, folders=[FOLDER])
    made._speak(language)
    surface = pygame.Surface(SIZE)
    pages = set()
    for number in range(len(NAMES)):
        jump(made, number)
        for at in range(number * 8, number * 8 + 8):
            made.see(seen(at / 10), at / 10)
        made.draw(surface)
        assert not made.page.overflows
        pages.add(pygame.image.tobytes(surface, "RGB"))
    assert len(pages) == len(NAMES)
    found = {type(each).__name__: each for each in made.visit.findings}
    assert found["Nod"].degrees == found["Reading"].degrees
    assert found["Reading"].guess in ("guessed", "guessed_not")
    assert found["Near"].limit == 60


def test_the_choice_of_the_last_one_chooses(tour, seen):
    made = tour([NAMES[-1]], Choice.ACTOR, folders=[FOLDER])
    made.see(seen(0.0), 0.0)
    made.draw(pygame.Surface(SIZE))
    (first,) = [each for each in made.things if each.endswith("limit 0")]
    made._press(first)
    made.see(seen(0.1), 0.1)
    (near,) = [each for each in made.visit.findings if type(each).__name__ == "Near"]
    assert near.limit == 40
