"""The wheel: all of the exhibit is in it, nothing else is, and it runs from anywhere."""

import os
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import PathDistribution
from importlib.util import find_spec
from pathlib import Path

import pytest

from exhibit import __version__
from exhibit.paths import ASSETS

ROOT = Path(__file__).parent.parent
PLAN = '[[moment]]\nat = {}\ndo = "{}"\n'
DOINGS = ("press begin", "press choice:3", "picture presence", "leave", "picture receipt")

pytestmark = [
    pytest.mark.skipif(not find_spec("hatchling"), reason="hatchling, which builds it, is missing"),
    pytest.mark.skipif(not (ROOT / "pyproject.toml").exists(), reason="this is no checkout"),
]


def files(folder):
    """Every file in a folder, by its path within it."""
    return {str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file()}


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A copy of the checkout in which people have worked."""
    copy = tmp_path_factory.mktemp("source")
    caches = shutil.ignore_patterns("__pycache__", ".*")
    for name in ("exhibit", "assets"):
        shutil.copytree(ROOT / name, copy / name, ignore=caches)
    for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, copy)
    return copy


@pytest.fixture(scope="module")
def wheel(source, tmp_path_factory):
    """The wheel built of it, open for reading."""
    for name in ("exhibit/__pycache__/door.pyc", "assets/models/__pycache__/build.pyc",
                 "assets/models/.mypy_cache/build.json"):  # fmt: skip
        (source / name).parent.mkdir()
        (source / name).write_bytes(b"left over")
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (path,) = out.iterdir()
    assert path.name == f"exhibit-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A folder that the wheel was put into."""
    folder = tmp_path_factory.mktemp("installed")
    wheel.extractall(folder)
    return folder


def exhibit(installed, cwd, *arguments):
    """The installed command, run elsewhere."""
    surroundings = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, "-m", "exhibit", *arguments]
    return subprocess.run(command, cwd=cwd, env=surroundings, capture_output=True, text=True)


def test_everything_is_in_it(source, wheel):
    clean = {name for name in files(source) if "cache" not in name}
    wanted = {name for name in clean if name.startswith("exhibit/")}
    wanted |= {f"exhibit/{name}" for name in clean if name.startswith("assets/")}
    assert len(wanted) > 120
    assert wanted - set(wheel.namelist()) == set()


def test_nothing_else_is_in_it(wheel):
    names = [name for name in wheel.namelist() if ".dist-info/" not in name]
    assert [name for name in names if not name.startswith("exhibit/")] == []
    assert [name for name in names if "cache" in name or name.endswith(".pyc")] == []


def test_every_licence_is_in_it(installed):
    (about,) = installed.glob("*.dist-info")
    licences = {f"assets/{each.relative_to(ASSETS)}" for each in ASSETS.rglob("LICENSE*")}
    assert len(licences) >= 5
    assert files(about / "licenses") == {"LICENSE", *licences}


def test_it_has_its_command(installed):
    (about,) = installed.glob("*.dist-info")
    distribution = PathDistribution(about)
    commands = [(each.name, each.value) for each in distribution.entry_points]
    assert commands == [("exhibit", "exhibit.__main__:main")]
    assert distribution.version == __version__


def test_it_runs_from_another_place(installed, tmp_path):
    (tmp_path / "plan.toml").write_text("".join(PLAN.format(*each) for each in enumerate(DOINGS)))
    arguments = ("--source", "actor", "--size", "640x360", "--plan", "plan.toml", "--out", "out")
    done = exhibit(installed, tmp_path, "rehearse", *arguments)
    assert (done.returncode, done.stdout) == (0, "2 pictures and findings.json are in out\n")
    assert files(tmp_path / "out") == {"01-presence.png", "02-receipt.png", "findings.json"}
    assert (tmp_path / "out" / "01-presence.png").read_bytes().startswith(b"\x89PNG")


def test_running_it_leaves_nothing_in_its_place(wheel, installed):
    assert files(installed) == set(wheel.namelist())


def test_a_damaged_model_is_said_in_one_line(installed, tmp_path):
    folder = installed / "exhibit" / "assets" / "models"
    path = folder / "faceprint.onnx"
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    done = exhibit(installed, tmp_path, "rehearse", "--out", "out")
    path.write_bytes(whole)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"exhibit: The model file faceprint.onnx in {folder} is damaged"
        " (its sha256 is not the one in SHA256SUMS): install the exhibit again.\n"
    )
    assert not (tmp_path / "out").exists()
