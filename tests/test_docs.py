"""The documents are true: the tests they name exist, the worked example keeps the contract."""

import ast
import re
from pathlib import Path

import pytest

from exhibit.page.words import Words
from exhibit.steps.contract import check_file

ROOT = Path(__file__).parent.parent
PROMISES = [
    line for line in (ROOT / "docs/THREAT_MODEL.md").read_text().splitlines() if "::" in line
]


def blocks(kind):
    """The fenced blocks of one kind in CONTRIBUTING.md."""
    text = (ROOT / "docs/CONTRIBUTING.md").read_text()
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


def names(file):
    """The tests and test classes in a file."""
    tree = ast.parse((ROOT / "tests" / file).read_text())
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}


@pytest.mark.parametrize("promise", PROMISES)
def test_every_promise_names_tests_that_exist(promise):
    file = None
    for named, name in re.findall(r"`([\w/.]*)::(\w+)`", promise):
        file = named or file
        assert name in names(file)


def test_the_worked_example_keeps_the_contract(tmp_path):
    (code,) = blocks("python")
    path = tmp_path / "tilt.py"
    path.write_text(code)
    check_file(path)


def test_the_worked_examples_words_are_those_its_file_asks_for(tmp_path):
    (words,) = blocks("toml")
    about = '[language]\nname = "English"\ndecimal = "."\ngroup = ","\n'
    (tmp_path / "en.toml").write_text(about + words)
    loaded = Words.load(tmp_path)
    assert loaded.step_names == ("tilt",)
    for key in re.findall(
        r'page\.text\("(\w+)"|words="(\w+)" if .* else "(\w+)"', blocks("python")[0]
    ):
        assert all(loaded.has(f"step.tilt.{each}") for each in key if each)
