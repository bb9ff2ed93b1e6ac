"""The benchmark: what it counts adds up, and many visits leave the lobby as small as one."""

import os
import sys
from shutil import which

import numpy as np
import pytest

from exhibit import bench, peer
from exhibit.bench_display import WINDOW, XVFB, on_display
from exhibit.bench_visits import many
from exhibit.camera.actor import Actor
from exhibit.camera.stamped import hold
from exhibit.lobby.plan import read_plan
from exhibit.orders import LobbyOrder
from exhibit.settings import City, Settings, Tour

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it reads Linux's own figures")


@pytest.fixture(scope="module")
def order() -> LobbyOrder:
    """A small lobby of three pages."""
    steps = Tour(steps=("presence", "face_map", "delete"))
    settings = Settings(visit=steps, city=City(citizens=0))
    return LobbyOrder(settings, parent=0, source="actor", width=640, height=360)


def test_a_few_visits_leave_the_lobby_as_small_as_one(order: LobbyOrder) -> None:
    """The short form of exhibit bench --visits 100."""
    found = many(order, 6)
    assert found["visits"] == 6
    assert found["lobby, growth, MB"] < 2
    assert 10 < found["lobby, most, private MB"] < 120
    assert 100 < found["largest room, private MB"] < 800


def test_what_is_counted_apart_adds_up_to_the_room(
    order: LobbyOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "_SETTLE", 10)
    monkeypatch.setattr(bench, "_PICTURES", 60)
    found, display = bench.measure(order, pages=1)
    assert display == "dummy"
    parts = [found[f"{work}, processors in use"] for work in ("senses", *bench._NOT_SENSES)]
    assert all(part > 0 for part in parts)
    assert sum(parts) == pytest.approx(found["room, processors in use"], rel=0.25)
    assert found["source to canvas, ms, p50"] > 0
    assert found["Face, a second"] > 0


def test_no_visit_begins_while_the_city_is_being_built() -> None:
    doings = [" ".join((each.word, *each.what)) for each in read_plan(bench._plan(3))]
    assert doings.index("await city") < doings.index("press begin")


@pytest.mark.parametrize("copies", [1, 4])
def test_the_plain_loop_is_given_the_very_same_frames(copies: int) -> None:
    frames, held = peer._frames("actor", copies), hold(Actor, copies).frames
    assert len(frames) == len(held) > 60
    assert all(np.array_equal(one, other) for one, other in zip(frames, held, strict=True))


def test_the_plain_loop_runs_locked_and_tells_its_sets(
    order: LobbyOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "_PEER_SECONDS", 0.2)
    found = bench._peer(order)
    for loop in ("plain loop", f"plain loop, 3 x {order.settings.senses.faces} faces"):
        assert found[f"{loop}: sets, a second"] > 0
        assert found[f"{loop}: processor seconds a set"] > 0


@pytest.mark.skipif(which("Xvfb") is None, reason="there is no Xvfb")
def test_xvfb_is_there_for_a_while_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    with on_display(XVFB, (640, 360)) as headless:
        number = os.environ["DISPLAY"].removeprefix(":")
        assert not headless
        assert os.path.exists(f"/tmp/.X11-unix/X{number}")
    assert "DISPLAY" not in os.environ
    assert not os.path.exists(f"/tmp/.X11-unix/X{number}")
    with on_display(WINDOW, (640, 360)) as headless:
        assert not headless
