"""The self-test tells held from not held, and a lock tells what stands against it."""

from pathlib import Path

import pytest
from inside import run

from exhibit.lock import ROOM as ROOM_PARTS
from exhibit.lock import Lock, Part, Reason, SelfTest, Trial
from exhibit.lock.state import _BREAKS

ALWAYS = Trial.INET | Trial.INET6 | Trial.CREATE | Trial.WRITE | Trial.CANVAS
ROOM = Trial.UNIX | Trial.START | Trial.EXECUTE | Trial.SIGNAL


def test_it_passes_in_a_locked_lobby() -> None:
    assert run("lobby", "tested", with_lock=True) == [ALWAYS, ALWAYS]


def test_it_passes_in_a_locked_room() -> None:
    told = run("house", "tested", with_lock=True)["result"]
    assert told == [ALWAYS | ROOM, ALWAYS | ROOM]


def test_it_fails_without_a_lock_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tried, held = run("free", "tested_unlocked")
    assert tried == ALWAYS | ROOM
    assert Trial(held) & ~Trial.SIGNAL & ~Trial.INET6 == Trial.CANVAS
    assert list(tmp_path.iterdir()) == []


def test_passed_means_everything_tried_was_held() -> None:
    assert SelfTest(ALWAYS, ALWAYS).passed
    assert not SelfTest(ALWAYS, ALWAYS & ~Trial.WRITE).passed


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_breaks_what_it_stands_for_and_nothing_else(reason: Reason) -> None:
    every = Part.NETWORK | Part.FILES | Part.PROCESSES | Part.COUNTED | Part.MEMORY
    lock = Lock(every, reason)
    assert lock.parts == every & ~_BREAKS.get(reason, Part(0))
    assert lock.whole == (reason is Reason.TRUNCATE)


def test_a_lock_answers_by_name() -> None:
    lock = Lock(Part.NETWORK | Part.FILES | Part.MEMORY, Reason.LANDLOCK)
    assert (lock.network, lock.files, lock.memory) == (True, False, True)
    assert (lock.processes, lock.counted, lock.whole) == (False, False, False)


def test_a_machine_without_numbers_is_not_locked() -> None:
    assert run("free", "on_an_unknown_machine") == [0, Reason.MACHINE]


@pytest.mark.parametrize(
    ("call", "answer", "reasons", "reached"),
    [
        ("seccomp", "EPERM", Reason.SECCOMP, "done"),
        ("landlock_create_ruleset", "ENOSYS", Reason.LANDLOCK, "waits"),
        ("landlock_restrict_self", "EPERM", Reason.LANDLOCK, "waits"),
        ("capset", "EPERM", Reason.RIGHTS, "waits"),
    ],
)
def test_a_kernel_that_refuses_is_told_of(
    call: str, answer: str, reasons: Reason, reached: str
) -> None:
    told = run("free", "where_the_kernel_refuses", call_=call, answer=answer)
    assert told == [Lock(ROOM_PARTS, reasons).parts, reasons, reached]


def test_where_somebody_listens_already_attempts_fail_uncounted() -> None:
    told = run("free", "where_somebody_listens")
    assert told == [ROOM_PARTS & ~Part.COUNTED, Reason.LISTENER, None, "EPERM"]


def test_the_lock_brings_nothing_heavy_with_it() -> None:
    heavy = run("free", "brought_along")
    assert heavy == []
