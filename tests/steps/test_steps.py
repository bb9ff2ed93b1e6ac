"""The steps there are: each keeps the contract, has its texts, and cites what it shows."""

import ast

import pytest

from exhibit.page.words import Words
from exhibit.steps.contract import HERE, check_file, load_step

# Calibration is for staff, and no step of a visit.
NOT = ("__init__", "calibrate", "contract")
NAMES = sorted(each.stem for each in HERE.glob("*.py") if each.stem not in NOT)
WORDS = Words.load()


def test_every_step_is_in_the_visit_and_every_text_has_its_step():
    assert sorted(WORDS.step_names) == NAMES


def test_the_visit_ends_with_the_deletion():
    assert WORDS.step_names[-1] == "delete"


@pytest.mark.parametrize("name", NAMES)
class TestEveryStep:
    def test_keeps_the_contract(self, name):
        check_file(HERE / f"{name}.py")
        assert load_step(name).name == name

    @pytest.mark.parametrize("language", WORDS.languages)
    def test_has_a_title_in_every_language(self, name, language):
        assert WORDS.say(language, f"step.{name}.title")

    def test_names_its_ring_if_it_adds_one(self, name):
        assert WORDS.has(f"step.{name}.link") == (load_step(name).link is not None)

    def test_cites_on_its_page_what_its_sources_name(self, name):
        tree = ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8"))
        calls = [each for each in ast.walk(tree) if isinstance(each, ast.Call)]
        cited = {
            word.value
            for call in calls
            if isinstance(call.func, ast.Attribute) and call.func.attr == "cite"
            for word in call.args
            if isinstance(word, ast.Constant)
        }
        assert cited <= set(load_step(name).sources)
