"""Programs that the exhibit starts: what lies in the working directory is none of them."""

import subprocess
import sys

from exhibit.python import python

# Poses as a part of Python that is loaded by whoever starts or hears a process.
POSING = """
import os, sys
with open(os.path.join(os.path.dirname(__file__), "marks"), "a") as marks:
    print(sys.orig_argv, file=marks)
"""
PLAN = """
[[moment]]
at = 0.1
do = "press begin"
[[moment]]
at = 0.2
do = "press choice:3"
[[moment]]
at = 0.3
do = "await pictures 1"
[[moment]]
at = 0.4
do = "picture seen"
[[moment]]
at = 0.5
do = "leave"
"""


def test_a_folder_that_poses_as_a_module_is_not_run(tmp_path):
    posing = tmp_path / "selectors"
    posing.mkdir()
    (posing / "__init__.py").write_text(POSING)
    (tmp_path / "plan.toml").write_text(PLAN)
    (tmp_path / "exhibit.toml").write_text("[city]\ncitizens = 2000\n")
    given = ("--settings", "exhibit.toml")
    rehearse = ("rehearse", "--out", "out", "--plan", "plan.toml", "--size", "640x360", *given)
    for words, code in ((rehearse, (0,)), (("check", "--camera", *given), (0, 1))):
        command = [sys.executable, "-P", "-m", "exhibit", *words]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        marks = posing / "marks"
        assert not marks.exists(), marks.read_text()
        assert done.returncode in code, done.stderr


def test_it_is_this_python():
    code = "import sys; print(sys.prefix, sys.flags.safe_path)"
    done = subprocess.run(python("-c", code), capture_output=True, text=True, check=True)
    assert done.stdout.split() == [sys.prefix, "True"]
