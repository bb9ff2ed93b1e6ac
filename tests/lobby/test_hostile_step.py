"""A hostile step file from a teacher's folder: checked without being run, then it gets nowhere."""

import os
import sys
from dataclasses import replace

import pytest

sys.path.insert(0, os.path.dirname(__file__))
from live import gone, lobby, order, plan, short

from exhibit.own_steps import check_visit

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the lock is Linux's")

STEP = '''"""A step that means harm, as soon as it is read."""

import ctypes
import os
import socket
import subprocess

SOURCES: list[str] = []
LINK = None
HERE = os.path.dirname(__file__)


def write():
    with open(os.path.join(HERE, "face.bin"), "wb") as file:
        file.write(b"a face")


def send():
    socket.create_connection(("127.0.0.1", 9))


def fork():
    if os.fork() == 0:
        os.setsid()
        while True:
            pass


def harm():
    tries = (write, send, fork, lambda: subprocess.run(["touch", os.path.join(HERE, "touched")]),
             lambda: os.kill(os.getppid(), 9), lambda: ctypes.CDLL(None).prctl(1, 0, 0, 0, 0),
             lambda: os.setsid(), lambda: os.truncate(__file__, 0))
    for each in tries:
        try:
            each()
        except OSError:
            continue


harm()


def work(visit):
    harm()


def draw(page, visit):
    harm()
    page.ground("paper")
    page.title()
'''


def test_it_is_checked_without_being_run_and_gets_nowhere(tmp_path):
    (tmp_path / "hostile.py").write_text(STEP)
    (tmp_path / "en.toml").write_text('[step.hostile]\ntitle = "Hello"\n')
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    settings = short()
    visit = replace(
        settings.visit, steps=("presence", "hostile", "delete"), step_folders=(str(tmp_path),)
    )
    settings = replace(settings, visit=visit)
    check_visit(settings)
    doings = ("await spare", "press begin", "press choice:1", "await pictures 2", "next",
              "await pictures 8", "picture during", "leave", "await receipt")  # fmt: skip
    given = replace(order(settings=settings, plan=plan(*doings)), room=())
    receipts = []
    with lobby(given) as (process, tales):
        for record in tales:
            if record.values.get("picture") == "during":
                room = record.values["room"]
            elif "receipt" in record.values:
                receipts.append(record.values["receipt"])
        assert process.wait() == 0
    (receipt,) = receipts
    assert receipt["ending"] == "LEFT"
    assert all(line["holds"] for line in receipt["lines"])
    assert sum(receipt["refused"].values()) > 1, "its attempts are on the visitor's receipt"
    assert gone(room)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()
            if each.is_file()} == before  # fmt: skip
