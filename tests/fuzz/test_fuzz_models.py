"""Model files and their sums, damaged anyhow: only the very file that was written down is used."""

import hashlib
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judged import fuzzed, refused

from exhibit.models import NAMES, SUMS, check_models, model

NAME = NAMES[1]


@pytest.fixture
def folder(tmp_path):
    """Small stand-ins for the models, and their sums."""
    lines = []
    for each in NAMES:
        (tmp_path / each).write_bytes(each.encode() * 50)
        lines.append(f"{hashlib.sha256(each.encode() * 50).hexdigest()}  {each}\n")
    (tmp_path / SUMS).write_text("".join(lines))
    return tmp_path


def test_good_ones_are_taken(folder):
    check_models(folder)
    assert model(NAME, folder).read_bytes()


@fuzzed(40)
@given(cut=st.integers(0, 2000), at=st.integers(0, 2000), bit=st.integers(0, 7), more=st.binary())
def test_any_other_bytes_are_refused(folder, cut, at, bit, more):
    good = (folder / NAMES[0]).read_bytes()
    bad = bytearray(good[:cut] + more)
    if bad:
        bad[at % len(bad)] ^= 1 << bit
    (folder / NAME).write_bytes(bad)
    assert NAME in refused(lambda: model(NAME, folder), quoted=False)
    assert refused(lambda: check_models(folder))


@fuzzed(40)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_sums_of_any_bytes_allow_nothing(folder, data):
    (folder / SUMS).write_bytes(data)
    assert refused(lambda: model(NAME, folder))


@pytest.mark.parametrize("name", [NAME, SUMS])
@pytest.mark.parametrize("kind", ["pipe", "folder", "nothing", "loop", "device", "empty"])
def test_what_is_no_file_is_refused_without_waiting(folder, name, kind):
    path = folder / name
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "empty":
        path.touch()
    assert name in refused(lambda: model(NAME, folder), quoted=False)


@pytest.mark.parametrize("name", ["", "x" * 300, "../" + NAME, "a\0b", "a\nb", NAME.upper()])
def test_a_model_of_an_odd_name(folder, name):
    assert "There is no model" in refused(lambda: model(name, folder))
