"""The bill of materials: everything that is shipped or needed is on it, with the right sums."""

import hashlib
import json
import tomllib
from pathlib import Path

from exhibit.bill import cyclonedx, files, libraries
from exhibit.paths import ASSETS

ROOT = Path(__file__).parent.parent


def named(parts):
    return {part.name.lower().replace("_", "-"): part for part in parts}


def test_every_dependency_is_on_it():
    found = named(libraries())
    tables = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for line in tables["project"]["dependencies"]:
        name = line.split("~")[0].split("=")[0].split(">")[0].lower()
        assert name in found or "python_version >=" in line, name
    assert found["mediapipe"].version and found["mediapipe"].licence != "not stated"


def test_files_have_the_sums_they_have():
    parts = files()
    assert {"assets/models/faceprint.onnx", "assets/fonts/Literata-Display.ttf"} <= {
        part.name for part in parts
    }
    for part in parts:
        path = ASSETS.parent / part.name
        assert hashlib.sha256(path.read_bytes()).hexdigest() == part.sha256


def test_every_binary_under_assets_is_on_it():
    listed = {part.name for part in files()}
    kinds = {".task", ".onnx", ".ttf", ".jpg", ".npz", ".tflite"}
    for path in ASSETS.rglob("*"):
        if path.suffix in kinds:
            assert f"assets/{path.relative_to(ASSETS).as_posix()}" in listed


def test_it_is_cyclonedx():
    bill = json.loads(cyclonedx(libraries() + files()))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    for part in bill["components"]:
        assert part["type"] in ("library", "file") and ("purl" in part) != ("hashes" in part)
