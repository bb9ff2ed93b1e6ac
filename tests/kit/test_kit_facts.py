"""The impact assessment and the notice say what the program measures, enforces and keeps."""

import re
from dataclasses import replace

import pytest
from kit_papers import LANGUAGES, write

from exhibit import lock
from exhibit.count import _LINE
from exhibit.kit import command
from exhibit.kit.facts import Facts
from exhibit.lock import Part
from exhibit.messages import Choice
from exhibit.room.measures import EVERY, Measures
from exhibit.room.visit import Visit
from exhibit.senses.seen import Person
from exhibit.settings import Settings

UNLIKE = Settings()  # no number twice, so that none can stand in for another
UNLIKE = replace(
    UNLIKE,
    visit=replace(UNLIKE.visit, idle_seconds=61, question_seconds=22, gone_seconds=13,
                  hold_seconds=4, receipt_seconds=47, counters=False),
    senses=replace(UNLIKE.senses, faces=5, gaze=False, pulse=False),
    city=replace(UNLIKE.city, citizens=20_000),
)  # fmt: skip


@pytest.fixture(scope="module")
def unlike(tmp_path_factory):
    """The papers of a station whose settings are not the usual ones."""
    return write(tmp_path_factory.mktemp("unlike"), "en", "A4", UNLIKE, ("assessment", "notice"))


COLUMNS = (Choice.EVERYTHING, Choice.NO_NUMBER, Choice.ACTOR, Choice.CLASS)


def really_runs(entry, choice, senses):
    """Whether the room starts a measure, asked of the room itself."""
    started = []

    class Spy:
        finds = ()

        def __init__(self):
            started.append(1)

        def look(self, visit):
            return ()

    visit = Visit(choice=choice)
    visit.visitor = Person(1, (0, 0, 9, 9), None, 0.0, 0.0)
    Measures(senses, [replace(entry, make=Spy)]).look(visit)
    return bool(started)


@pytest.mark.parametrize("settings", [Settings(), UNLIKE], ids=["usual", "unlike"])
def test_what_is_measured_after_a_choice_is_what_the_room_starts(settings):
    for entry, each in zip(EVERY, Facts(settings).measures, strict=True):
        for choice in Choice:
            told = each.on and choice in each.choices
            assert told == really_runs(entry, choice, settings.senses), (each.name, choice)


def row(written, key, name="assessment"):
    """What stands after a text on a paper."""
    label = " ".join(written.kit.plain(key).split())
    text = written.text(name)
    assert label in text, label
    return text.partition(label)[2].strip()


def test_the_table_of_measures_is_what_the_facts_are(in_language, unlike):
    for written in (in_language, unlike):
        kit = written.kit
        yes, no, actor = (kit.plain(f"assess.{key}") for key in ("yes", "no", "only_actor"))
        for each in kit.facts.measures:
            ran = [each.on and choice in each.choices for choice in COLUMNS]
            cells = [yes if one else no for one in (each.on, *ran)]
            cells[3] = actor if ran[2] else no
            assert row(written, f"measure.{each.name}").startswith(" ".join(cells)), each.name


@pytest.mark.parametrize(
    "name, says",
    [("idle", "61 seconds"), ("question", "22 seconds"), ("gone", "13 seconds"),
     ("hold", "4 seconds"), ("receipt", "47 seconds"), ("faces", "5"), ("citizens", "20,000")],
)  # fmt: skip
def test_the_numbers_are_the_settings(unlike, name, says):
    assert row(unlike, f"assess.number.{name}").startswith(f"{says} ")


def test_the_notice_has_the_same_numbers(unlike):
    notice = unlike.text("notice")
    for each in ("4 seconds", "13 seconds", "61 seconds", "22 seconds"):
        assert each in notice
    for each in unlike.kit.facts.measures:
        assert (unlike.kit.plain(f"measure.{each.name}") in notice) == each.on, each.name


def test_the_parts_of_the_lock_are_those_that_are_asked_for(in_language):
    kit = in_language.kit
    for part in Part:
        cells = (kit.plain("assess.yes" if part in who else "assess.no")
                 for who in (lock.LOBBY, lock.ROOM))  # fmt: skip
        key = f"assess.part.{str(part.name).lower()}"
        assert row(in_language, key).startswith(" ".join(cells)), part


def test_the_line_about_a_visit_has_just_those_parts(in_language):
    text = in_language.kit.plain("assess.kept_words.counters")
    assert len(re.search(r": ([^.]+)\.", text)[1].split(",")) == _LINE.groups


def test_counters_that_are_off_are_said_to_be_off(in_language, unlike):
    on = [each.kit.plain("assess.kept_words.counters") for each in (in_language, unlike)]
    assert on[0] in in_language.text("assessment")
    assert on[1] not in unlike.text("assessment")
    assert unlike.kit.plain("assess.kept_words.no_counters") in unlike.text("assessment")
    assert unlike.kit.plain("notice.keeps_line") not in unlike.text("notice")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "second, is_said", [("1", True), ("/dev/video2", True), ("", False), ("film.mp4", False)]
)
def test_a_second_camera_is_named_where_it_looks_at_people(tmp_path, language, second, is_said):
    settings = replace(Settings(), camera=replace(Settings().camera, second=second))
    for paper in ("A4", "letter"):
        written = write(tmp_path, language, paper, settings, ("assessment", "notice"))
        said = written.text("assessment") + written.text("notice")
        for key in ("notice.second_words", "assess.second.describe", "assess.second.you"):
            assert (" ".join(written.kit.plain(key).split()) in said) == is_said, key
        assert len(written.pdfs["notice"]) == 1


def test_its_sign_is_made_where_it_is(tmp_path):
    for second in ("1", ""):
        settings = replace(Settings(), camera=replace(Settings().camera, second=second))
        command.main(settings, "en", tmp_path / second, [45], "A4")
        assert (tmp_path / second / "sign-en.pdf").exists() == bool(second)


def test_what_a_data_protection_officer_asks_for_has_its_place(in_language):
    kit = in_language.kit
    for name in ("notice", "sign"):
        for key in ("name", "officer", "ground"):
            assert kit.plain(f"notice.owner_{key}") in in_language.text(name)
    for key in ("describe_words.6", "decide_words.5", "kept_words.counters"):
        assert " ".join(kit.plain(f"assess.{key}").split()) in in_language.text("assessment")


def test_what_cannot_be_checked_is_what_the_receipt_lists(in_language):
    names = [in_language.kit.ours(f"receipt.line.{key}") for key in ("chips", "graphics", "camera")]
    assert row(in_language, "assess.rest").find(", ".join(names)) > 0
