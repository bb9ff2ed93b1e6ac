"""The receipt: it says what was looked at, and never more than was."""

from dataclasses import replace

import pytest

from exhibit.lobby.receipt import Locked, Mark, write_receipt
from exhibit.lobby.wipe import Wiped
from exhibit.lock import Family, Part, SelfTest, Trial
from exhibit.messages import Ending
from exhibit.page.words import Words

EVERY_TRIAL = ~Trial(0)
TESTED = SelfTest(EVERY_TRIAL, EVERY_TRIAL)
LOBBY = Locked(Part.NETWORK | Part.FILES | Part.MEMORY, TESTED)
ROOM = Locked(~Part(0), TESTED)
WIPED = Wiped(True, 4096, 4096, 20.0, {2: 1, 10: 2})


def lines(wiped=WIPED, lobby=LOBBY, room=ROOM):
    return {each.key: each for each in write_receipt(Ending.LEFT, wiped, lobby, room).lines}


def failing(*trials):
    """A self-test in which the lock did not hold against these."""
    held = EVERY_TRIAL
    for each in trials:
        held &= ~each
    return SelfTest(EVERY_TRIAL, held)


def test_when_all_is_well():
    paper = write_receipt(Ending.HELD_DELETE, WIPED, LOBBY, ROOM)
    assert paper.clean
    assert paper.ending is Ending.HELD_DELETE
    assert paper.milliseconds == 20.0
    assert [(each.mark, each.key) for each in paper.lines] == [
        (Mark.CHECKED, "process"),
        (Mark.CHECKED, "memory"),
        (Mark.REFUSED, "files"),
        (Mark.REFUSED, "network"),
        (Mark.REFUSED, "numbers"),
        (Mark.UNKNOWN, "chips"),
        (Mark.UNKNOWN, "graphics"),
        (Mark.UNKNOWN, "camera"),
    ]


def test_it_counts_zeros_and_attempts():
    found = lines()
    assert found["memory"].fields == {"zeros": 4096, "bytes": 4096}
    assert found["network"].fields == {"attempts": 3}


def test_a_room_that_did_not_end_is_said():
    wiped = replace(WIPED, ended=False)
    assert not wiped.clean
    assert not lines(wiped)["process"].holds
    assert not write_receipt(Ending.LEFT, wiped, LOBBY, ROOM).clean


def test_one_byte_left_in_the_picture_is_said():
    wiped = replace(WIPED, zero_bytes=4095)
    assert not wiped.clean
    assert not lines(wiped)["memory"].holds
    assert lines(wiped)["memory"].fields == {"zeros": 4095, "bytes": 4096}
    assert not write_receipt(Ending.LEFT, wiped, LOBBY, ROOM).clean


@pytest.mark.parametrize("trial", [Trial.CREATE, Trial.WRITE])
@pytest.mark.parametrize("who", ["lobby", "room"])
def test_a_file_that_could_be_written_fails(who, trial):
    weak = replace({"lobby": LOBBY, "room": ROOM}[who], test=failing(trial))
    found = lines(**{who: weak})
    assert (found["files"].mark, found["files"].holds) == (Mark.REFUSED, False)
    assert not found["numbers"].holds
    assert found["network"].holds


@pytest.mark.parametrize("trial", [Trial.INET, Trial.INET6])
@pytest.mark.parametrize("who", ["lobby", "room"])
def test_a_network_that_could_be_reached_fails(who, trial):
    weak = replace({"lobby": LOBBY, "room": ROOM}[who], test=failing(trial))
    found = lines(**{who: weak})
    assert "network" not in found
    assert not found["network_uncounted"].holds
    assert found["files"].holds


@pytest.mark.parametrize("part, key", [(Part.FILES, "files"), (Part.NETWORK, "network_uncounted")])
@pytest.mark.parametrize("who", ["lobby", "room"])
def test_without_a_lock_nothing_is_promised(who, part, key):
    bare = {"lobby": LOBBY, "room": ROOM}[who]
    found = lines(**{who: replace(bare, parts=bare.parts & ~part)})
    assert key not in found
    assert found[f"{key}_unknown"].mark is Mark.UNKNOWN
    if part is Part.FILES:
        assert found["numbers_unknown"].mark is Mark.UNKNOWN


def test_a_room_that_died_before_its_test_promises_nothing():
    found = lines(room=Locked(Part(0), None))
    assert {"files_unknown", "network_uncounted_unknown", "numbers_unknown"} <= set(found)
    assert not {"files", "network", "network_uncounted", "numbers"} & set(found)


def test_attempts_that_somebody_else_refused_are_not_counted():
    found = lines(room=replace(ROOM, parts=ROOM.parts & ~Part.COUNTED))
    assert "network" not in found
    assert found["network_uncounted"].mark is Mark.REFUSED
    assert found["network_uncounted"].fields == {}


def test_a_trial_that_this_system_does_not_know_is_no_failure():
    unknown = SelfTest(EVERY_TRIAL & ~Trial.INET6, EVERY_TRIAL & ~Trial.INET6)
    assert lines(lobby=replace(LOBBY, test=unknown))["network"].holds


def test_attempts_are_kept_by_family():
    wiped = WIPED.with_refused({Family.INET: 4, Family.NETLINK: 1})
    assert write_receipt(Ending.LEFT, wiped, LOBBY, ROOM).refused == {2: 4, 16: 1}
    assert lines(wiped)["network"].fields == {"attempts": 5}


def test_every_line_and_every_ending_has_its_words():
    words = Words.load()
    papers = [
        write_receipt(Ending.LEFT, WIPED, LOBBY, ROOM),
        write_receipt(Ending.LEFT, WIPED, LOBBY, replace(ROOM, parts=ROOM.parts & ~Part.COUNTED)),
        write_receipt(Ending.LEFT, WIPED, LOBBY, Locked(Part(0), None)),
    ]
    for line in (each for paper in papers for each in paper.lines):
        assert words.say("en", f"receipt.line.{line.key}")
        if line.mark is not Mark.UNKNOWN:
            assert words.say("en", f"receipt.value.{line.key}", **line.fields)
    for ending in Ending:
        assert words.say("en", f"receipt.why.{ending.name.lower()}")
