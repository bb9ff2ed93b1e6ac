"""Counters: sums of code lines, with nothing in them about anybody."""

import shutil
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from exhibit.count import count, table
from exhibit.page.words import Words

EXAMPLES = Path(__file__).parent.parent / "docs/examples"

LINES = [
    "Nov 23 10:00:01 hall exhibit[812]: exhibit visit=1 ending=1 step=14 language=0 clean=1",
    "exhibit visit=2 ending=2 step=3 language=1 clean=0",
    "exhibit visit=1 ending=1 step=14 language=0 clean=1",
    "exhibit: stdout is a file and no file is written while the exhibit runs",
    "exhibit visit=3 ending=99 step=3 language=1 clean=0",  # no such ending
]


def test_sums():
    counts = count(LINES)
    assert (counts.visits, counts.starts, counts.unclean) == (3, 2, 1)
    assert counts.endings == {"held delete": 2, "left": 1}
    assert counts.steps == {14: 2, 3: 1} and counts.languages == {0: 2, 1: 1}
    told = table(counts, ("presence", "face_map", "gaze", "pulse"), ("en", "id"))
    assert "2  furthest step: 14" in told and "1  furthest step: pulse" in told
    assert "1  language: id" in told


@given(st.lists(st.text(), max_size=20))
def test_other_lines_are_passed_over(lines):
    assert count(line for line in lines if "visit=" not in line).visits == 0


def test_a_step_of_ones_own_has_its_name_and_moves_none(tmp_path):
    """The exhibit's last step stays the last: the museum's own comes before it."""
    last = len(Words.load().step_names) - 1
    shutil.copytree(EXAMPLES, tmp_path / "ours")
    (tmp_path / "exhibit.toml").write_text('[visit]\nstep_folders = ["ours"]')
    lines = [f"exhibit visit=1 ending=1 step={last} language=0 clean=1"]
    command = [sys.executable, "-m", "exhibit", "count", "--settings", f"{tmp_path}/exhibit.toml"]
    ran = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True)
    assert ran.returncode == 0 and "1  furthest step: 1_hello" in ran.stdout


def test_the_command_reads_a_log():
    command = [sys.executable, "-m", "exhibit", "count"]
    ran = subprocess.run(command, input="\n".join(LINES), capture_output=True, text=True)
    assert ran.returncode == 0 and "3  visits" in ran.stdout
    empty = subprocess.run(command, input="", capture_output=True, text=True)
    assert empty.returncode == 1 and empty.stderr.count("\n") == 1
