"""exhibit.toml: what may be set, and one sentence for everything that is wrong with it."""

import json
import os
import re
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.errors import BadSettings
from exhibit.settings import Screen, Settings, from_tables, load_settings, read_settings

PARTS = [each.name for each in fields(Settings)]
LIMITED = [
    (part, each.name, each.metadata["least"], each.metadata["most"])
    for part in PARTS
    for each in fields(getattr(Settings(), part))
    if "least" in each.metadata
]
ALL = [(part, each) for part in PARTS for each in fields(getattr(Settings(), part))]


def usual(part, each):
    """What a setting is when nobody sets it."""
    return getattr(getattr(Settings(), part), each.name)


def other(part, each):
    """Something else that it may be."""
    default, limits = usual(part, each), each.metadata
    if "form" in limits:
        return next(value for value in ("4711", "09:30") if re.fullmatch(limits["form"][0], value))
    if "among" in limits or "least" in limits:
        among = limits["among"] if "among" in limits else (limits["most"], limits["least"])
        return next(value for value in among if value != default)
    return {bool: not default, str: "other", tuple: ["one", "two"]}[type(default)]


def test_an_empty_file_gives_the_defaults():
    assert read_settings("") == load_settings(None) == Settings()


@pytest.mark.parametrize("part, each", ALL, ids=lambda each: getattr(each, "name", each))
def test_everything_can_be_set(part, each):
    value = other(part, each)
    settings = read_settings(f"[{part}]\n{each.name} = {json.dumps(value)}")
    ours = getattr(getattr(settings, part), each.name)
    assert ours == (tuple(value) if isinstance(value, list) else value) != usual(part, each)
    assert replace(settings, **{part: getattr(Settings(), part)}) == Settings()


def test_what_is_not_set_stays_as_it_was():
    settings = read_settings("[senses]\nfaces = 2")
    assert replace(settings, senses=Settings().senses) == Settings()
    assert settings.senses.faces == 2


@pytest.mark.parametrize("part, name, least, most", LIMITED, ids=str)
def test_limits_are_allowed_and_named_when_crossed(part, name, least, most):
    for value in (least, most):
        assert getattr(getattr(read_settings(f"[{part}]\n{name} = {value}"), part), name) == value
    for value in (least - 1, most + 1):
        with pytest.raises(BadSettings) as caught:
            read_settings(f"[{part}]\n{name} = {value}")
        zero = "0 or " if (part, name) == ("camera", "field_of_view") else ""
        limits = f"should be {zero}from {least:.9g} to {most:.9g}, not {value}."
        assert str(caught.value) == f"exhibit.toml: [{part}] {name} {limits}"


def test_a_lens_that_nobody_set_is_unknown_and_may_be_set_so():
    assert Settings().camera.field_of_view == 0
    assert read_settings("[camera]\nfield_of_view = 0") == Settings()


@pytest.mark.parametrize(
    "text, complaint",
    [
        ("[visti]\nlanguage = 'id'", 'exhibit.toml has no table [visti]. Did you mean "visit"?'),
        ("[wardrobe]", "exhibit.toml has no table [wardrobe]."),
        (
            "[visit]\nlangauge = 'id'",
            'exhibit.toml: [visit] has no setting "langauge". Did you mean "language"?',
        ),
        (
            "screen = 3",
            "exhibit.toml: screen should be a table; write [screen] above its settings.",
        ),
        (
            "[[screen]]\nheight_mm = 3",
            "exhibit.toml: screen should be a table; write [screen] above its settings.",
        ),
        (
            "[camera]\nsource = 0",
            "exhibit.toml: [camera] source should be a text, not 0: write it in quotes.",
        ),
        (
            "[staff]\npin = 4711",
            "exhibit.toml: [staff] pin should be a text, not 4711: write it in quotes.",
        ),
        (
            "[hours]\nopens = 09:30:00",
            "exhibit.toml: [hours] opens should be a text, not 09:30:00: write it in quotes.",
        ),
        (
            "[camera]\nmirror = 1",
            "exhibit.toml: [camera] mirror should be true or false, not 1.",
        ),
        (
            "[senses]\nfaces = true",
            "exhibit.toml: [senses] faces should be a whole number, not True.",
        ),
        (
            "[senses]\nfaces = 2.5",
            "exhibit.toml: [senses] faces should be a whole number, not 2.5.",
        ),
        (
            "[screen]\ndistance_m = '2'",
            "exhibit.toml: [screen] distance_m should be a number, not '2'.",
        ),
        (
            "[screen]\ndistance_m = nan",
            "exhibit.toml: [screen] distance_m should be from 0.3 to 20, not nan.",
        ),
        (
            "[camera]\nrotate = 45",
            "exhibit.toml: [camera] rotate should be one of 0, 90, 180, 270, not 45.",
        ),
        (
            "[visit]\nsteps = 'presence'",
            "exhibit.toml: [visit] steps should be a list of texts, not 'presence'.",
        ),
        (
            "[visit]\nsteps = ['presence', 3]",
            "exhibit.toml: [visit] steps should be a list of texts, not ['presence', 3].",
        ),
        (
            "[visit\n",
            "exhibit.toml is not valid TOML: Expected ']' at the end of a table declaration "
            "(at line 1, column 7).",
        ),
    ],
)
def test_one_sentence_says_what_is_wrong_and_where(text, complaint):
    with pytest.raises(BadSettings) as caught:
        read_settings(text)
    assert str(caught.value) == complaint


@pytest.mark.parametrize("number", ["9" * 400, "9" * 5000, "-" + "9" * 400, "inf", "-inf"])
@pytest.mark.parametrize("name", ["[screen]\ndistance_m", "[senses]\nfaces"])
def test_no_number_is_too_large_to_be_refused(name, number):
    with pytest.raises(BadSettings):
        read_settings(f"{name} = {number}")


class TestFile:
    def test_it_is_read(self, tmp_path):
        path = tmp_path / "exhibit.toml"
        path.write_text("[camera]\nsource = '/filmes/visão.mp4'\n", encoding="utf-8")
        assert load_settings(path).camera.source == "/filmes/visão.mp4"

    def test_as_windows_notepad_may_save_it(self, tmp_path):
        path = tmp_path / "exhibit.toml"
        path.write_bytes(b"\xef\xbb\xbf[senses]\r\nfaces = 2\r\n")
        assert load_settings(path).senses.faces == 2

    def test_a_complaint_names_it(self, tmp_path):
        path = tmp_path / "ours.toml"
        path.write_text("[senses]\nfaces = 99")
        with pytest.raises(BadSettings) as caught:
            load_settings(path)
        assert str(caught.value) == f"{path}: [senses] faces should be from 1 to 16, not 99."

    def test_it_is_missing(self, tmp_path):
        path = tmp_path / "exhibit.toml"
        with pytest.raises(BadSettings) as caught:
            load_settings(path)
        expected = (
            f"There is no settings file {path}: mend its name, or write one with "
            "exhibit check --explain > exhibit.toml."
        )
        assert str(caught.value) == expected

    def test_it_is_a_folder(self, tmp_path):
        with pytest.raises(BadSettings, match="is a folder: name the settings file in it"):
            load_settings(tmp_path)

    def test_it_is_no_file(self, tmp_path):
        path = tmp_path / "exhibit.toml"
        os.mkfifo(path)
        with pytest.raises(BadSettings) as caught:
            load_settings(path)
        assert str(caught.value) == (
            f"The settings file {path} cannot be read (it is no regular file): mend that, "
            "or name another."
        )

    def test_it_is_no_text(self, tmp_path):
        path = tmp_path / "exhibit.toml"
        path.write_bytes(b"\xff\xfe[\x00")
        with pytest.raises(BadSettings) as caught:
            load_settings(path)
        says = f"The settings file {path} is not text in UTF-8: save it as that."
        assert str(caught.value) == says


class TestPathsAreFromTheFilesFolder:
    """Where a command or a service was started changes nothing."""

    @pytest.fixture
    def read(self, tmp_path, monkeypatch):
        """Settings from a file in a folder that nobody stands in."""
        (tmp_path / "ours").mkdir()
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir(tmp_path / "elsewhere")

        def settings(text):
            (tmp_path / "ours/exhibit.toml").write_text(text)
            return load_settings(Path("../ours/exhibit.toml"))

        return settings

    @pytest.mark.parametrize("name", ["source", "second"])
    def test_a_film(self, tmp_path, read, name):
        camera = read(f'[camera]\n{name} = "films/a.mp4"').camera
        assert getattr(camera, name) == f"{tmp_path}/ours/films/a.mp4"

    @pytest.mark.parametrize(
        "source", ["0", "auto", "actor", "/dev/video2", "~/a.mp4", "http://a.org/b", "/films/a.mp4"]
    )
    def test_what_is_no_path_from_there_stays(self, read, source):
        assert read(f'[camera]\nsource = "{source}"').camera.source == source

    def test_no_second_camera_is_none(self, read):
        assert read("[camera]\nmirror = false").camera.second == ""

    def test_a_theme(self, tmp_path, read):
        assert read('[screen]\ntheme = "a.toml"').screen.theme == f"{tmp_path}/ours/a.toml"

    @pytest.mark.parametrize("theme", ["museum", "contrast", "contarst"])
    def test_a_theme_by_its_name(self, read, theme):
        assert read(f'[screen]\ntheme = "{theme}"').screen.theme == theme


class TestTypeGrowsWithTheDistance:
    @pytest.mark.parametrize(
        "height, distance, factor",
        [(0, 20.0, 1.0), (530, 2.0, 1.0), (530, 2.4, 1.2), (1000, 2.0, 0.8), (300, 2.0, 1.6)],
    )
    def test_k(self, height, distance, factor):
        assert Screen(height_mm=height, distance_m=distance).k == pytest.approx(factor)


anything = st.one_of(
    st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.lists(st.text(max_size=3))
)
tables = {
    part: st.fixed_dictionaries({}, optional={
        each.name: anything for each in fields(getattr(Settings(), part))
    })
    for part in PARTS
}


@given(st.fixed_dictionaries({}, optional=tables))
def test_any_values_give_settings_within_limits_or_a_complaint(values):
    try:
        settings = from_tables(values)
    except BadSettings as error:
        assert str(error).startswith("exhibit.toml: [")
        return
    for part, name, least, most in LIMITED:
        value = getattr(getattr(settings, part), name)
        assert least <= value <= most or value == 0 == getattr(getattr(Settings(), part), name)


@given(st.text("[]=\"'.#\\\n 09azscreen\ud7ff\0", max_size=40))
def test_any_text_gives_settings_or_a_complaint(text):
    try:
        assert isinstance(read_settings(text), Settings)
    except BadSettings as error:
        assert str(error).startswith("exhibit.toml")
