"""Mistakes of a first afternoon: each is one sentence that says where it is and what to try."""

import pygame
import pytest
from classes import SIZE

from exhibit import classroom
from exhibit.errors import ExhibitError
from exhibit.lobby.school import School
from exhibit.messages import Choice
from exhibit.own_steps import check_visit
from exhibit.room.mistakes import sentence
from exhibit.settings import Settings

STEP = '''"""Lean: how far the head leans."""

from dataclasses import dataclass

from exhibit.senses.seen import Head

SOURCES = ["edpb-3-2019"]
LINK = None


@dataclass(frozen=True)
class Lean:
    degrees: float


def work(visit):
    head = visit.get(Head)
    if head is None:
        return None
    return Lean(head.roll)


def draw(page, visit):
    page.ground("paper")
    lean = visit.get(Lean)
    page.title()
    page.write(page.text("leans", degrees=lean.degrees if lean else 0), "measured")
'''
WORDS = '[step.lean]\ntitle = "You lean"\nleans = "By {degrees:.0f}°."\n'


@pytest.fixture
def folder(tmp_path):
    """A folder with a step that is right."""
    own = tmp_path / "ours"
    own.mkdir()
    (own / "lean.py").write_text(STEP, encoding="utf-8")
    (own / "en.toml").write_text(WORDS, encoding="utf-8")
    return own


def spoil(folder, file, right, wrong):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(right) == 1
    path.write_text(text.replace(right, wrong), encoding="utf-8")


def check(folder):
    check_visit(classroom.settings_of(Settings(), None, folder))


def test_nothing_is_wrong_with_it_as_it_stands(folder, tour, seen):
    check(folder)
    made = tour(["lean"], Choice.ACTOR, folders=[folder])
    made.see(seen(), 0.0)
    made.draw(pygame.Surface(SIZE))


BEFORE = [
    ("lean.py", "    return Lean(head.roll)", "  return Lean(head.roll)",
     "ours/lean.py is not Python in line 20: unindent does not match any outer indentation level. "
     "Lines inside def, if and for begin four spaces further in, all of them alike."),
    ("lean.py", "    head = visit.get(Head)\n", "head = visit.get(Head)\n",
     "ours/lean.py is not Python in line 17: expected an indented block after function definition "
     "on line 16. Lines inside def, if and for begin four spaces further in, all of them alike."),
    ("lean.py", "def draw(page, visit):", "def draw(page, visit)",
     "ours/lean.py is not Python in line 23: expected ':'."),
    ("lean.py", "def work(", "def wrok(",
     "ours/lean.py has no work(visit). Did you mean work where it says wrok?"),
    ("lean.py", "def work(visit):", "def work():", "ours/lean.py: write def work(visit)."),
    ("lean.py", "        return None\n    return Lean", "        pass\n    Lean",
     "ours/lean.py: work(visit) computes something and gives nothing back; "
     "end it with return and your finding."),
    ("lean.py", "    page.title()\n", "    print(lean)\n",
     "ours/lean.py line 26: nobody sees what is printed here; "
     'write it on the page with page.write(page.text("measured"), "words").'),
    ("lean.py", "from dataclasses", "import cv2\nfrom dataclasses",
     "ours/lean.py imports cv2: use page instead."),
    ("en.toml", "[step.lean]", "[step.laen]",
     "FOLDER/lean.py has no words: add [step.lean] with a title to ours/en.toml."),
    ("lean.py", '"leans"', '"lean"',
     'ours/lean.py line 27: there is no text "lean" under [step.lean] in en.toml. '
     'Did you mean "leans"?'),
    ("lean.py", '"leans", degrees=', '"leans", degree=',
     'ours/lean.py line 27: the text "leans" has a field {degrees}, so write '
     'page.text("leans", degrees=...). Did you mean "degree"?'),
    ("lean.py", "    page.title()\n", "    page.measured(degrees=1)\n",
     'ours/lean.py line 26: there is no text "figure" under [step.lean] in en.toml. '
     "Write it there."),
    ("lean.py", "    page.title()\n", '    page.measured(words="leens", sure=False)\n',
     'ours/lean.py line 26: there is no text "leens" under [step.lean] in en.toml. '
     'Did you mean "leans"?'),
    ("lean.py", "    page.title()\n", "    page.known()\n",
     'ours/lean.py line 26: there is no text "used_by" under [step.lean] in en.toml. '
     "Write it there."),
    ("lean.py", "    page.title()\n", '    page.title("leans", degree=1)\n',
     'ours/lean.py line 26: the text "leans" has a field {degrees}, so write '
     'page.title(degrees=...). Did you mean "degree"?'),
    ("lean.py", '"edpb-3-2019"', '"edpb-2019"',
     'ours/lean.py cites "edpb-2019", which is not in sources.toml. Did you mean "edpb-3-2019"?'),
    ("en.toml", '"You lean"', "You lean", "The text FOLDER/en.toml is not valid TOML: "),
]  # fmt: skip


@pytest.mark.parametrize("file, right, wrong, says", BEFORE, ids=lambda each: each[:24])
def test_said_before_anything_runs(folder, file, right, wrong, says):
    spoil(folder, file, right, wrong)
    with pytest.raises(ExhibitError) as caught:
        check(folder)
    said = str(caught.value).replace(str(folder.resolve()), "FOLDER")
    assert "\n" not in said
    assert said.startswith(says) if says.endswith(": ") else said == says


WHILE = [
    ("    return Lean(head.roll)", "    return Lean(haed.roll)",
     'ours/lean.py line 20, in work: there is no name "haed" here. Did you mean "head"?'),
    ("    return Lean(head.roll)", "    return Lean(head.rol)",
     'ours/lean.py line 20, in work: Head has no .rol. Did you mean "roll"?'),
    ("    return Lean(head.roll)", "    return Lean(1 / (visit.now * 0))",
     "ours/lean.py line 20, in work: it divides by zero: "
     "look first whether the number below the line is 0."),
    ("lean.degrees if lean else 0", "visit.get(int).degrees",
     "ours/lean.py line 27, in draw: nothing was found this time, so there is no .degrees: "
     "before it, write if found is None: and return."),
    ("    page.title()\n", '    page.write(page.text("le" + "an"), "measured")\n',
     'ours/lean.py line 26, in draw: There is no text "lean" in en.toml.'),
    ("    page.title()\n", '    page.write("words", "mesured")\n',
     'ours/lean.py line 26, in draw: The theme has no box "mesured". Did you mean "measured"?'),
    ("    return Lean(head.roll)", "    return Lean()",
     "ours/lean.py line 20, in work: TypeError: Lean.__init__() missing 1 required positional "
     "argument: 'degrees'."),
]  # fmt: skip


@pytest.mark.parametrize("right, wrong, says", WHILE, ids=lambda each: each.strip()[:24])
def test_said_of_what_goes_wrong_while_it_runs(folder, tour, seen, right, wrong, says):
    spoil(folder, "lean.py", right, wrong)
    check(folder)
    made = tour(["lean"], Choice.ACTOR, folders=[folder])
    with pytest.raises(Exception) as caught:
        made.see(seen(), 0.0)
        made.draw(pygame.Surface(SIZE))
    said = sentence(caught.value, [folder])
    assert said and "\n" not in said
    assert said.startswith(says)


def test_a_mistake_of_the_exhibits_own_is_not_blamed_on_a_pupil(folder):
    try:
        _ = 1 / 0
    except ZeroDivisionError as error:
        assert sentence(error, [folder]) is None


def test_a_loop_that_never_ends(capsys):
    school = School(45, ("presence", "lean", "delete"), own=("lean",))
    school.blame(0)  # on the way from presence to lean
    assert capsys.readouterr().err == (
        "exhibit: the step lean gave no answer for two seconds: "
        "is there a loop in it that never ends?\n"
    )
    school.blame(2)
    assert not capsys.readouterr().err
