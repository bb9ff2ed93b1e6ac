"""The command as a person types it: one line on stderr and a code, whatever is wrong."""

import os

import pytest
from judged import check_sentence

from exhibit.__main__ import main

BAD = {
    "no toml": ("x = [", "ok"),
    "no table": ("screen = 3", "ok"),
    "theme": ('[screen]\ntheme = "musuem"', "ok"),
    "own theme": ('[screen]\ntheme = "there.toml"', "ok"),
    "language": ('[visit]\nlanguage = "eng"', "ok"),
    "step": ('[visit]\nsteps = ["presense"]', "ok"),
    "folder": ('[visit]\nstep_folders = ["nowhere"]', "ok"),
    "second": ('[camera]\nsecond = "auto"', "ok"),
    "plan": ("", '[[moment]]\nat = nan\ndo = "next"'),
    "plan of another kind": ("", b"\xff\xfe\0\0"),
}


def run(capsys, *words):
    """The code, and what was said on stderr."""
    code = main(words)
    said = capsys.readouterr().err
    assert code and said.startswith("exhibit: ") and said.endswith("\n")
    check_sentence(said.removeprefix("exhibit: ").rstrip("\n"), code, quoted=True)
    return said


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_said_before_anything_is_built(tmp_path, capsys, monkeypatch, name):
    settings, plan = (each if isinstance(each, bytes) else each.encode() for each in BAD[name])
    (tmp_path / "exhibit.toml").write_bytes(settings)
    (tmp_path / "plan.toml").write_bytes(plan)
    (tmp_path / "there.toml").write_text("[wide]\npicture = [nan, 0, 1, 1]")
    words = ["rehearse", "--settings", f"{tmp_path}/exhibit.toml", "--out", f"{tmp_path}/out"]
    monkeypatch.chdir(tmp_path)
    run(capsys, *words, *(["--plan", f"{tmp_path}/plan.toml"] if plan != b"ok" else []))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("option", ["--settings", "--plan", "--source"])
def test_a_pipe_is_not_waited_for(tmp_path, capsys, option):
    os.mkfifo(tmp_path / "pipe")
    run(capsys, "rehearse", option, f"{tmp_path}/pipe", "--out", f"{tmp_path}/out")


@pytest.mark.parametrize("word", ["\x1b[2J", "reherse", "x" * 9999, "\udcff"])
def test_a_command_that_is_none(capsys, word):
    assert "\x1b" not in run(capsys, word)
