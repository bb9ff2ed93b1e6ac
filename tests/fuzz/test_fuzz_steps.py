"""Step files as a beginner, or somebody hostile, may write them: checked, and none of it run."""

import os
import re
import tokenize
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judged import fuzzed, refused

from exhibit.own_steps import check_visit
from exhibit.settings import Settings, Tour
from exhibit.steps.contract import HERE, check_file, cited_by, file_of, load_step

GOOD = """SOURCES = []
LINK = None

def work(visit):
    return None

def draw(page, visit):
    page.ground("paper")
    page.title()
"""
REAL = (HERE / "presence.py").read_text(encoding="utf-8")
WORDS = '[step.tilt]\ntitle = "You lean"\nlink = "a habit"\n'
ODD = ("", "\t", "(", "]", '"', "lambda: 0", "\0", "0777", "ä")
TOKENS = [each.string for each in tokenize.generate_tokens(StringIO(REAL).readline)]


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "our steps"
    made.mkdir()
    (made / "en.toml").write_text(WORDS)
    return made


def check(folder, data):
    """What a step is refused with, or None."""
    path = folder / "tilt.py"
    path.write_bytes(data if isinstance(data, bytes) else data.encode(errors="replace"))
    return refused(lambda: (check_file(path), cited_by(path)))


def test_a_good_one_is_taken(folder):
    assert check(folder, GOOD) is None
    assert load_step("tilt", [folder]).name == "tilt"


@fuzzed(30)
@given(data=st.data())
def test_a_real_step_with_other_words_in_it(folder, data):
    words = list(TOKENS)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(words) - 1))
        words[at] = data.draw(st.sampled_from([*sorted(set(words)), *ODD]))
    check(folder, re.sub(r" *\n *", "\n", " ".join(words)))


@fuzzed(30)
@given(data=st.data())
def test_a_real_step_with_a_piece_gone_or_moved(folder, data):
    cut, end, to = (data.draw(st.integers(0, len(REAL))) for _ in range(3))
    piece, rest = REAL[cut:end], REAL[:cut] + REAL[max(cut, end) :]
    check(folder, rest[:to] + piece + rest[to:])


@fuzzed(20)
@given(data=st.binary(max_size=300))
def test_any_bytes(folder, data):
    check(folder, data)


@pytest.mark.parametrize(
    "line",
    [
        "x = " + "-" * 100_000 + "1",
        "x = " + "(" * 1000 + ")" * 1000,
        "x = " + "+".join(["1"] * 50_000),
        "x = a" + ".b" * 50_000,
        "x = " + "[" * 50_000,
        "x = " + "9" * 5000,
        "if 1:\n" * 150 + "x = 1",
        "x = '\\N{no such sign}'",
        "\0",
    ],
    ids=range(9),
)
def test_what_python_itself_cannot_take(folder, line):
    assert check(folder, GOOD + line)
    assert refused(lambda: check_visit(Settings(visit=Tour(step_folders=(str(folder),)))))


@pytest.mark.parametrize(
    "old, new",
    [
        ("[]", "-" * 5000 + "1"),
        ("[]", "{[]: 1}"),
        ("[]", "[0x" + "F" * 5000 + "]"),
        ("None\n", "(0x" + "F" * 5000 + ", 'person')\n"),
        ("None\n", "('measured', 'person', 'x')\n"),
        ("work(visit)", "work(visit, *, more)"),
        ("work(visit)", "work(visit, /, more=1)"),
        ("def draw", "async def draw"),
    ],
    ids=range(8),
)
def test_what_is_not_as_the_contract_has_it(folder, old, new):
    assert check(folder, GOOD.replace(old, new, 1))


@pytest.mark.parametrize(
    "line",
    ["del SOURCES", "del work", "globals().update(SOURCES=3)", "import sys\nsys.exit(3)", "1 / 0",
     "raise ValueError('a\\n' * 900)", "raise ValueError('\\ud800\\x1b[2J')",
     "def f():\n    f()\nf()", "import nothing_of_this_name", "class X(Exception):\n"
     "    def __str__(self):\n        return 'Traceback (most recent call last)'[:0]\nraise X"],
    ids=range(10),
)  # fmt: skip
def test_what_goes_wrong_as_it_starts(folder, line):
    assert check(folder, GOOD + line) is None
    assert "does not start" in refused(lambda: load_step("tilt", [folder]))


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "../errors", "../../secret", "", ".", "a/b"])
def test_a_step_of_an_odd_name(folder, name):
    assert "There is no step" in refused(lambda: file_of(name, [folder]))
    assert refused(lambda: check_visit(Settings(visit=Tour(steps=(name,)))))


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "nothing", "/dev/null"])
def test_a_folder_of_an_odd_name(name):
    said = refused(lambda: check_visit(Settings(visit=Tour(step_folders=(name,)))))
    assert "which is no folder" in said


@pytest.mark.parametrize("name", ["other.py", "sources.toml", "id.toml"])
def test_a_pipe_among_the_files(folder, name):
    """Read, it would be waited for for ever; a step that no visit has is looked at too."""
    (folder / "tilt.py").write_text(GOOD)
    os.mkfifo(folder / name)
    words = WORDS + WORDS.replace("tilt", "other") if name == "other.py" else WORDS
    (folder / "en.toml").write_text(words)
    visit = Tour(steps=("presence", "tilt", "delete"), step_folders=(str(folder),))
    said = refused(lambda: check_visit(Settings(visit=visit)))
    assert said if name != "sources.toml" else said is None


@fuzzed(8)
@given(st.recursive(st.text(max_size=9), lambda each: st.lists(each, max_size=3), max_leaves=5))
def test_any_list_of_steps_in_the_settings(steps):
    names = steps if isinstance(steps, list) else [steps]
    names = [each for each in names if isinstance(each, str)]
    if names:
        assert refused(lambda: check_visit(Settings(visit=Tour(steps=tuple(names)))))


def test_more_steps_than_a_message_can_count():
    many = Settings(visit=Tour(steps=("presence",) * 100))
    assert "99 are the most" in refused(lambda: check_visit(many), quoted=False)
