"""The display a benchmark draws on: none, an X server started for it, or the one that is there."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from shutil import which

from exhibit.errors import DisplayTrouble

DUMMY, XVFB, WINDOW = "dummy", "xvfb", "window"
DISPLAYS = (DUMMY, XVFB, WINDOW)


@contextmanager
def on_display(name: str, size: tuple[int, int]) -> Iterator[bool]:
    """Have such a display for a while; whether it is none at all. DisplayTrouble says why not.

    size: of the page, in pixels.
    """
    if name == XVFB:
        with _xvfb(size):
            yield False
    else:
        yield name == DUMMY


@contextmanager
def _xvfb(size: tuple[int, int]) -> Iterator[None]:
    """An X server without a screen, ended on leaving; DISPLAY names it meanwhile."""
    program = which("Xvfb")
    if program is None:
        raise DisplayTrouble("There is no Xvfb: install it, or use --display dummy or window.")
    reading, writing = os.pipe()
    screen = f"{size[0]}x{size[1]}x24"
    command = [program, "-displayfd", str(writing), "-screen", "0", screen, "-nolisten", "tcp"]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL, pass_fds=(writing,))
    os.close(writing)
    before = os.environ.get("DISPLAY")
    try:
        with open(reading) as told:
            number = told.readline().strip()  # once it can be drawn on
        if not number:
            raise DisplayTrouble("Xvfb did not start: try --display dummy or window.")
        os.environ["DISPLAY"] = f":{number}"
        yield
    finally:
        server.terminate()
        server.wait()
        if before is None:
            os.environ.pop("DISPLAY", None)
        else:
            os.environ["DISPLAY"] = before
