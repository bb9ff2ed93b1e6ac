"""The documents are true: the tests they name exist, the worked example keeps the contract."""

import ast
import re
from pathlib import Path

import pytest

from exhibit.__main__ import _COMMANDS
from exhibit.lesson import BENCHES
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


def text_of(*documents):
    """Several documents as one text."""
    return "\n".join((ROOT / each).read_text(encoding="utf-8") for each in documents)


@pytest.mark.parametrize("name", list(_COMMANDS))
def test_every_command_is_in_a_document(name):
    assert f"exhibit {name}" in text_of("README.md", "docs/OPERATING.md")


@pytest.mark.parametrize("name", list(BENCHES))
def test_every_bench_has_its_name_where_a_teacher_reads(name):
    assert f"`{name}`" in text_of("README.md")


@pytest.mark.parametrize("document", sorted(each.name for each in (ROOT / "docs").glob("*.md")))
def test_every_document_is_linked_from_the_first(document):
    assert f"(docs/{document})" in text_of("README.md")


def test_papers_and_counts_are_made_with_the_stations_own_settings():
    """Without them an assessment has the numbers of no station, and a count the wrong steps."""
    text = text_of("docs/OPERATING.md")
    assert not re.findall(r"exhibit (?:kit|count)(?! --settings)[^`\n]*", text)


def test_no_table_is_broken_in_two():
    """A row after an empty line is no row any more."""
    for path in sorted((*ROOT.glob("docs/**/*.md"), *ROOT.glob("assets/**/README.md"))):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"^\|.*\|\n\n\|(?!.*\n\|[-:| ]+\n)", text, re.MULTILINE), path
