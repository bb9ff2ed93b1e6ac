"""A room's whole life in this very process, with the actor or pictures, its time handed in."""

import os
from contextlib import suppress
from dataclasses import replace

import cv2
import numpy as np
import pytest

from exhibit.lesson import BENCHES, POSE
from exhibit.messages import Choice, Ending, From, Inbox, Message, Outbox, To, pack
from exhibit.orders import RoomOrder
from exhibit.page.canvas import Canvas
from exhibit.paths import ACTORS
from exhibit.room.life import live
from exhibit.room.measure_body import Body, Limbs
from exhibit.room.measure_company import KeptCompany, Returns, Wears
from exhibit.room.measure_looks import Looks
from exhibit.room.measure_pulse import Pulses
from exhibit.room.measure_rules import Rules
from exhibit.room.visit import Visit
from exhibit.settings import City, Senses, Settings, Tour

SIZE = (640, 360)
OFF = ("body", "hands", "rules", "pulse", "face_number", "company", "clothes", "again")
LITTLE = Senses(**dict.fromkeys(OFF, False))
BROKEN = """
SOURCES = []
LINK = None

def work(visit):
    return visit.no_such_thing

def draw(page, visit):
    page.ground("paper")
"""


def tick(second):
    return Message(To.TICK, int(second * 1000))


def settings(steps, **visit):
    return Settings(visit=Tour(steps=steps, **visit), senses=LITTLE, city=City(citizens=0))


def lived(order, *said):
    """What a room tells when it is told these things and then let go, and its canvas's picture."""
    (heard, speak), (hear, told) = os.pipe(), os.pipe()
    canvas = Canvas.create(*SIZE)
    os.write(speak, b"".join(pack(each) for each in said))
    os.close(speak)
    given = replace(order, canvas=replace(canvas.token, descriptor=os.dup(canvas.token.descriptor)))
    inbox = Inbox(hear, From)
    with suppress(SystemExit):
        live(given, Inbox(heard, To), Outbox(told))
    os.close(told)
    tale = [each for _ in range(2) for each in inbox.take()]
    newest = canvas.newest()
    picture = None if newest is None else np.frombuffer(canvas.slot(newest), np.uint8).copy()
    canvas.close()
    os.close(heard)
    os.close(hear)
    return tale, picture


def order(steps=("presence", "delete"), source="actor", **more):
    visit = {key: more.pop(key) for key in list(more) if key == "gone_seconds"}
    return RoomOrder(settings(steps, **visit), os.getpid(), source, None, None, (),
                     handed_time=True, **more)  # fmt: skip


def test_it_is_ready_opens_only_after_yes_and_draws_each_tick():
    begin = Message(To.BEGIN, Choice.EVERYTHING, 0)
    tale, picture = lived(order(), begin, tick(0.2), tick(0.4), Message(To.NEXT), tick(0.6))
    kinds = [each.kind for each in tale]
    assert kinds[:2] == [From.READY, From.OPENED] and kinds.count(From.PICTURE) == 3
    steps = [(each.a, each.b) for each in tale if each.kind is From.STEP]
    assert steps[0] == (0, 0) and steps[-1] == (1, 1)
    assert picture.any()


def test_without_yes_there_is_no_picture():
    tale, picture = lived(order(), tick(0.2), Message(To.NEXT), Message(To.PAUSE, 1))
    assert [each.kind for each in tale] == [From.READY] and picture is None


def test_a_pause_shows_what_was_seen_last():
    begin = Message(To.BEGIN, Choice.EVERYTHING, 0)
    before = [begin, tick(0.2), tick(0.4)]
    _, last = lived(order(), *before)
    _, held = lived(order(), *before, Message(To.PAUSE, 1), tick(9.0))
    _, after = lived(order(), *before, tick(9.0))
    assert np.array_equal(last, held) and not np.array_equal(last, after)


def test_on_a_bench_the_actor_takes_the_pose_that_is_chosen():
    bench = BENCHES["turn"]
    told = order((bench.step, "delete"), try_it="turn", lesson=45)
    begin = Message(To.BEGIN, Choice.ACTOR, 0)
    tale, _ = lived(told, begin, tick(0.2), tick(0.4))
    things = next(each.c for each in reversed(tale) if each.kind is From.STEP)
    assert things >= len(bench.poses)
    pictures = [lived(told, begin, tick(0.2), Message(To.CHOOSE, number), tick(0.4), tick(0.6))[1]
                for number in range(1, things + 1)]  # fmt: skip
    assert POSE and len({each.tobytes() for each in pictures}) >= len(bench.poses) - 1


def test_in_a_class_nobody_but_the_actor_is_measured():
    tale, _ = lived(order(lesson=45), Message(To.BEGIN, Choice.EVERYTHING, 0))
    assert tale[-1] == Message(From.ENDED, Ending.CRASHED)


def test_a_step_that_falls_over_ends_the_visit(tmp_path, capfd):
    (tmp_path / "fallen.py").write_text(BROKEN)
    (tmp_path / "en.toml").write_text('[step.fallen]\ntitle = "Fallen"\n')
    told = order(("fallen", "delete"), step_folders=(str(tmp_path),), spoken=True)
    tale, _ = lived(told, Message(To.BEGIN, Choice.ACTOR, 0), tick(0.2))
    assert tale[-1] == Message(From.ENDED, Ending.CRASHED)
    assert capfd.readouterr().err == "", "without a voice that was kept before the lock"


def test_who_walks_away_is_told_of(tmp_path):
    portrait = cv2.imread(str(ACTORS / "hopper.jpg"))
    cv2.imwrite(str(tmp_path / "1.png"), portrait)
    for number in range(2, 6):
        cv2.imwrite(str(tmp_path / f"{number}.png"), np.full_like(portrait, 90))
    seconds = [0.5, 1.0, 2.0, 3.0, 4.5, 5.0, 6.0, 7.0, 8.0, 9.0]
    begin = Message(To.BEGIN, Choice.EVERYTHING, 0)
    tale, _ = lived(order(source=str(tmp_path), gone_seconds=3.0), begin, *map(tick, seconds))
    at = tale.index(Message(From.ENDED, Ending.WALKED_AWAY))
    assert 5 <= sum(each.kind is From.PICTURE for each in tale[:at]) < len(seconds)


@pytest.mark.parametrize(
    "make", [Body, Limbs, KeptCompany, Wears, lambda: Returns(), Looks, Pulses, Rules]
)
def test_before_anybody_is_seen_nothing_is_measured(make):
    assert list(make().look(Visit())) == []
