"""A real lobby with real rooms, watched by a test."""

import os
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from exhibit import door
from exhibit.living import living
from exhibit.orders import LobbyOrder, to_json
from exhibit.settings import Settings, Tour
from exhibit.witness import Tales

FAULTY = Path(__file__).parent.parent / "rooms" / "faulty.py"
LIMIT = 60.0  # seconds after which a lobby that hangs is killed, and the test fails


def short(**visit):
    """Settings for a visit of three steps, the last of them delete."""
    return Settings(visit=Tour(steps=("presence", "face_map", "delete"), **visit))


def order(fault="none", settings=None, source="actor", **more):
    """A small lobby with the actor, and rooms with a planted fault."""
    given = LobbyOrder(settings or short(), parent=0, source=source, width=640, height=360)
    room = (sys.executable, str(FAULTY), fault)
    return replace(given, room=room, **more)


def plan(*doings):
    """Things done one after the other."""
    return "\n".join(f'[[moment]]\nat = {n * 0.02}\ndo = "{do}"' for n, do in enumerate(doings))


# The lobby by its own birth, but for its order, which is longer than a variable may be; and it
# keeps the moments of its plan, which would else be given back meanwhile and hide a growth.
LONG = """
import os, runpy, sys
from exhibit.lobby import plan
read, kept = plan.read_plan, []
plan.read_plan = lambda text: kept.append(tuple(read(text))) or list(kept[0])
with open(int(sys.argv[1]), encoding="utf-8") as order:
    os.environ["EXHIBIT_ORDER"] = order.read()
sys.modules["numpy"] = None
runpy.run_module("exhibit.lobby", run_name="__main__")
"""


def _open(given, witness, headless):
    """The door's own way; for very long plans another, with the same surroundings."""
    text = to_json(replace(given, parent=os.getpid()))
    if len(text) < 100_000:
        return door.open_lobby(given, [witness], headless)
    with open(os.memfd_create("order"), "w+", encoding="utf-8") as order:
        order.write(text)
        order.seek(0)
        command = [sys.executable, "-c", LONG, str(order.fileno())]
        surroundings = {**os.environ, **door._SURROUNDINGS, "SDL_VIDEODRIVER": "dummy"}
        return subprocess.Popen(command, env=surroundings, stdout=subprocess.DEVNULL,
                                pass_fds=[witness, order.fileno()])  # fmt: skip


@contextmanager
def lobby(given, headless=True):
    """The lobby's process and what it tells; ended, whatever happens."""
    reading, writing = os.pipe()
    process = _open(replace(given, witness=writing), writing, headless)
    os.close(writing)
    limit = threading.Timer(LIMIT, process.kill)
    limit.start()
    try:
        yield process, (each for each in Tales(reading))
    finally:
        limit.cancel()
        process.kill()
        process.wait()
        os.close(reading)


def gone(pid):
    """Whether a process is no more (a zombie that nobody reaped counts as gone)."""
    return living(pid) is None


def wait_gone(pid, seconds=5.0):
    """Wait for a process's end; whether it came."""
    end = threading.Event()
    rounds = int(seconds / 0.02)
    return any(gone(pid) or end.wait(0.02) for _ in range(rounds)) or gone(pid)
