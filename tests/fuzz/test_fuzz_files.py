"""Every file a person may write: settings, texts, themes, sources, claims, plans."""

import math
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judged import LONG, TRAPS, damaged, fuzzed, refused

from exhibit.lobby.plan import read_plan
from exhibit.page.claims import load_claims
from exhibit.page.sources import load_sources
from exhibit.page.theme import Theme
from exhibit.page.words import Words, fields
from exhibit.paths import CLAIMS, SOURCES, TEXT, THEME, THEMES
from exhibit.rehearse import _plan
from exhibit.settings import load_settings

SIZES = ((640, 360), (1080, 1920), (1920, 1080))
PLAN = """
[[moment]]
at = 1
do = "press begin"
[[moment]]
at = 2.5
do = "touch 0.5 0.25"
[[moment]]
at = 3
do = "hold 3.5"
"""
LANGUAGE = '[language]\nname = "E"\ndecimal = "."\ngroup = ","\n'
WORDS = LANGUAGE + """
[ui]
next = "Next"
share = "{share:.1f} of {people:,}"
[step.one]
title = "One"
"""
SETTINGS = """
[screen]
text = 1.2
theme = "museum"
[visit]
steps = ["presence", "delete"]
idle_seconds = 60
[rules]
way = "left"
[staff]
pin = "1234"
[hours]
opens = "09:30"
closes = "17:00"
"""


def read_settings(path):
    settings = load_settings(path)
    assert 0.8 <= settings.screen.k <= 1.6
    assert [settings.hours.open_at(each) for each in range(0, 1440, 7)]
    assert settings.staff.pin.isascii()


def read_theme(theme):
    for size in SIZES:
        for name in theme.boxes["wide"]:
            box = theme.box(name, size)
            assert 0 <= box.left <= box.right <= size[0] + 1
            assert 0 <= box.top <= box.bottom <= size[1] + 1
        assert all(theme.size(name, size) >= 6 for name in theme.types)


def read_words(path):
    path.rename(path.parent / "en.toml")
    words = Words.load(path.parent)
    for key, text in words._languages["en"].texts.items():
        for value in (7, 0.25, -1e300, math.nan):
            refused(lambda: words.say("en", key, **dict.fromkeys(fields(text), value)))  # noqa: B023


def read_claims(path):
    claims = load_claims(path)
    assert all(each.number >= 0 for each in claims.shown)
    assert refused(lambda: claims.need(load_sources())) is None or claims.shown


def read_moments(path):
    for moment in read_plan(_plan(path)):
        assert 0 <= moment.at <= 3600
        if moment.word == "touch":
            assert all(0 <= float(each) <= 1 for each in moment.what)
        if moment.word in ("hold", "enter"):
            assert all(float(each) < 1000 for each in moment.what)


def read_sources(path):
    sources = load_sources(path)
    assert all(sources.cite(each) for each in sources.by_id if sources.by_id[each].short)


def _start(path, count):
    """The first so many tables of a file: enough to damage, and quickly read."""
    return "\n[".join(path.read_text(encoding="utf-8").split("\n[")[:count])


# what it is: how it is read, and a good one
FILES = {
    "settings": (read_settings, SETTINGS),
    "words": (read_words, WORDS),
    "theme": (lambda path: read_theme(Theme.load(path)), THEME.read_text(encoding="utf-8")),
    "overlay": (
        lambda path: read_theme(Theme.load(over=path)),
        (THEMES / "contrast.toml").read_text(encoding="utf-8"),
    ),
    "sources": (read_sources, _start(SOURCES, 4)),
    "claims": (read_claims, 'first = ["S01"]\n' + _start(CLAIMS, 4).partition("]\n")[2]),
    "plan": (read_moments, PLAN),
}
each_file = pytest.mark.parametrize("name", FILES)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "given.toml"


def read(name, path, data):
    """What reading a file of these bytes is refused with, or None."""
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return refused(lambda: FILES[name][0](path))


@each_file
def test_a_good_one_is_taken(name, path):
    assert read(name, path, FILES[name][1]) is None


@each_file
def test_a_good_one_is_taken_with_a_mark_of_byte_order(name, path):
    assert read(name, path, b"\xef\xbb\xbf" + FILES[name][1].encode()) is None


@each_file
@fuzzed(40)
@given(data=st.data())
def test_a_damaged_one_is_taken_or_refused_in_a_sentence(name, path, data):
    read(name, path, data.draw(damaged(FILES[name][1])).encode(errors="replace"))


@each_file
@fuzzed(20)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_taken_or_refused_in_a_sentence(name, path, data):
    read(name, path, data)


@each_file
@pytest.mark.parametrize("trap", TRAPS, ids=range(len(TRAPS)))
def test_a_trap_in_any_table_is_taken_or_refused(name, path, trap):
    good = FILES[name][1]
    for line in [each for each in good.splitlines() if each.startswith("[")][:3]:
        read(name, path, good.replace(line, f"{line}\ntrap = {trap}", 1))
    read(name, path, f"trap = {trap}\n{good}")


@each_file
@pytest.mark.parametrize("value", ["[" * 5000 + "]" * 5000, LONG, "{a=" * 500 + "1" + "}" * 500])
def test_what_no_program_can_handle_is_no_toml(name, path, value):
    assert "not valid TOML" in _why(name, path, f"x = {value}")


@each_file
@pytest.mark.parametrize("part", ["a", '"a b"', "'.'", "a "])
def test_a_key_of_very_many_parts_is_refused_at_once(name, path, part):
    """Read by the standard library, a megabyte of it would take hours."""
    assert "nested too deeply" in read(name, path, ".".join([part] * 10_000) + " = 1")


def _why(name, path, text):
    """The complaint, the sources' and claims' words for it put into the others'."""
    said = read(name, path, text) or ""
    for each in ("it is", "a whole"):
        said = said.replace(f"cannot be read: {each}", "not valid TOML")
    return said


@each_file
@pytest.mark.parametrize("kind", ["pipe", "folder", "device", "nothing", "loop", "long", "zero"])
def test_what_is_no_file_is_refused_without_waiting(name, tmp_path, kind):
    path = tmp_path / "given.toml"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "loop":
        path.symlink_to(path)
    elif kind in ("long", "zero"):
        path = tmp_path / ("x" * 300 if kind == "long" else "a\0b")
    if name == "words" and kind in ("nothing", "long", "zero"):
        return  # a folder is looked through: it holds what it holds
    assert refused(lambda: FILES[name][0](path), quoted=False)


@each_file
def test_a_book_is_refused_unread(name, path):
    why = "cannot be read" if name == "plan" else "megabyte"
    assert why in read(name, path, b"#" * 1_000_001)


def test_the_real_files_are_whole():
    for path in TEXT.glob("*.toml"):
        assert path.stat().st_size < 1_000_000


@pytest.mark.parametrize("name", ["x" * 300, "x" * 300 + ".toml", "a\0b.toml", "a\nb", "", ".."])
def test_a_theme_of_an_odd_name(name):
    assert "[screen] theme: there is no theme" in refused(lambda: Theme.named(name))


def test_a_font_of_an_odd_name(path):
    types = '[type]\nbody = {{face = {}, size = 0.03, leading = 1.2}}\n'
    for face in ('"' + "x" * 300 + '"', "[1]", '"a\\u0000b"', LONG):
        assert read("overlay", path, types.format(face))


class TestWhatTheFuzzFound:
    """Each was a traceback, or a hang."""

    def test_a_step_without_a_table(self, path):
        assert "should stand in a table" in read("words", path, 'step = "x"\n' + LANGUAGE)

    @pytest.mark.parametrize("sign", ["[]", "5", "true"])
    def test_a_sign_that_is_no_text(self, path, sign):
        assert "text in quotes" in read("words", path, WORDS.replace('"."', sign))

    @pytest.mark.parametrize("spec", ["{a:999999999999}", "{a!r}", "{a:{b}}", "{a:c}", "{a:.99f}"])
    def test_a_field_written_oddly(self, path, spec):
        assert "nobody can fill" in read("words", path, WORDS + f'two = "{spec}"\n')

    def test_a_box_that_is_nowhere(self, path):
        assert "four numbers" in read("overlay", path, "[wide]\npicture = [nan, nan, nan, nan]\n")

    @pytest.mark.parametrize("name", ["Sx", "S", "12", "S1234"])
    def test_a_claim_that_is_no_number(self, path, name):
        text = FILES["claims"][1].replace("S01", name)
        assert "a letter and a number" in read("claims", path, text)

    def test_first_of_the_claims_is_a_list(self, path):
        assert "no claim" in read("claims", path, FILES["claims"][1].replace('"S01"', '["S01"]'))

    def test_a_hold_that_never_ends(self, path):
        assert "number of seconds" in read("plan", path, PLAN.replace("3.5", "9" * 400))

    def test_a_plan_too_long_to_be_handed_on(self, path):
        assert "make several" in read("plan", path, PLAN + "# more\n" * 20_000)

    def test_a_touch_beside_the_screen(self, path):
        assert "fractions" in read("plan", path, PLAN.replace("0.25", "1.9"))

    def test_a_code_that_no_keys_can_type(self, path):
        assert "digits" in read("settings", path, '[staff]\npin = "٣٤٥٦"\n')

    def test_what_would_drive_a_terminal_is_said_plainly(self, path):
        said = read("settings", path, '[rules]\nway = "\\u001b[2J\\nright"\n')
        assert said.endswith("not  [2J right.") and Path(path).name in said
