"""What the lobby has in it: no code that could see a person, before, during or after a visit."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from live import order, plan

from exhibit import door
from exhibit.orders import surroundings
from exhibit.prove.memory import may_look
from exhibit.witness import Tales

SEES = ("cv2", "mediapipe", "numpy", "onnxruntime", "torch")
OURS = ("exhibit.camera", "exhibit.senses", "exhibit.steps", "exhibit.city", "exhibit.room")

# A lobby by its own birth; at its end it tells which modules it has had.
LOBBY = """
import runpy
import sys

try:
    runpy.run_module("exhibit.lobby", run_name="__main__")
finally:
    print(*[name for name, module in sys.modules.items() if module is not None])
"""


def has(modules, names):
    """Which of the modules are these, or parts of them."""
    parts = tuple(f"{each}." for each in names)
    return [each for each in modules if each in names or each.startswith(parts)]


def test_every_module_of_the_lobby_together_brings_none():
    names = [f"exhibit.lobby.{each.stem}" for each in Path(door.__file__).parent.glob("lobby/*.py")]
    loads = [f"import {each}" for each in names]
    there = "print(*[name for name, module in sys.modules.items() if module is not None])"
    # As the lobby's own start does: pygame brings numpy wherever it can be had.
    code = "\n".join(["import sys", "sys.modules['numpy'] = None", *loads, there])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = done.stdout.split()
    assert "exhibit.lobby.loop" in modules and "pygame" in modules
    assert has(modules, (*SEES, *OURS)) == []


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
def test_a_whole_visit_brings_none_into_the_lobby(monkeypatch):
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    monkeypatch.setenv("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    begin = ("await spare", "press begin", "press choice:3", "await pictures 3", "stop during")
    end = ("next", "next", "await delete", "hold 4", "await receipt", "picture receipt")
    reading, writing = os.pipe()
    told = order(plan=plan(*begin, *end), parent=os.getpid(), witness=writing)
    process = subprocess.Popen([sys.executable, "-c", LOBBY], env=surroundings(told),
                               pass_fds=[writing], stdout=subprocess.PIPE, text=True)  # fmt: skip
    os.close(writing)
    mapped, ending = {}, None
    for record in Tales(reading):
        if record.values.get("picture") == "during":
            os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
            if may_look():
                pids = {"lobby": process.pid, "room": record.values["room"]}
                mapped = {name: Path(f"/proc/{pid}/maps").read_text() for name, pid in pids.items()}
            process.send_signal(signal.SIGCONT)
        ending = record.values.get("receipt", {}).get("ending", ending)
    os.close(reading)
    modules = process.communicate()[0].split()
    assert (process.returncode, ending) == (0, "HELD_DELETE")
    assert "exhibit.lobby.visiting" in modules and "exhibit.page.page" in modules
    assert has(modules, (*SEES, *OURS)) == []
    if mapped:
        assert "/cv2" in mapped["room"] and "/mediapipe" in mapped["room"]
        assert not [each for each in SEES if f"/{each}" in mapped["lobby"]]
