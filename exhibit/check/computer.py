"""What of this computer matters: display, swap, memory, clock, hours, rights, where words go."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime

from exhibit.check.answer import Answer, Here
from exhibit.python import python
from exhibit.settings import Settings

BUILT = datetime(2026, 11, 1)  # no clock that is right says less
_NEEDED = 2.0  # GiB; docs/OPERATING.md has the measurement
_ROOM = 1 << 20  # bytes on the disk that stdout goes to

UNSEEN = ("dummy", "offscreen")  # drivers that draw, but on no screen
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")  # what names one
_SCREEN = """
import pygame
pygame.display.init()
print(pygame.display.get_driver(), *pygame.display.get_desktop_sizes()[0])
"""


def computer(settings: Settings, here: Here) -> Iterator[Answer]:
    """An answer for each."""
    yield _python()
    yield from _type(settings)
    yield _swap(here)
    yield _memory(here)
    yield _time(here)
    yield _hours(settings, here)
    yield _rights()
    yield _disk(here)
    yield _display(here)  # last: it takes a second


def _python() -> Answer:
    """Older ones never come so far: exhibit/__init__.py says so."""
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] > (3, 14):
        return Answer("python", None, f"Python {version} is newer than any it was tried with.")
    return Answer("python", True, f"Python {version}.")


def _display(here: Here) -> Answer:
    """Whether a window could be opened, asked in a process of its own; none is."""
    command = python("-c", _SCREEN)
    quiet = {**here.surroundings, "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
    try:
        done = subprocess.run(command, env=quiet, capture_output=True, text=True, timeout=30)
    except subprocess.TimeoutExpired:
        return Answer("display", False, "The screen does not answer: start the session anew.")
    driver, width, height = done.stdout.split() or ("", "", "")
    if driver in UNSEEN and "SDL_VIDEODRIVER" in here.surroundings:
        says = f"Nothing would be seen: take SDL_VIDEODRIVER={driver} out of the environment."
        return Answer("display", False, says)
    if driver in ("", *UNSEEN) and not any(each in here.surroundings for each in _SCREENS):
        says = "No screen is named here, so none was looked for: try it in the exhibit's session."
        return Answer("display", None, says)
    if driver in ("", *UNSEEN):
        says = "The screen that is named here is none: start it in a session that has one."
        return Answer("display", False, says)
    return Answer("display", True, f"There is a screen of {width}x{height} ({driver}).")


def _type(settings: Settings) -> Iterator[Answer]:
    """Whether it is known how large type must be."""
    if not settings.screen.height_mm:
        says = "Type may be too small: measure the screen and set [screen] height_mm, distance_m."
        yield Answer("type", None, says)


def _swap(here: Here) -> Answer:
    """Memory that goes to a disk is a hole in the promise."""
    try:
        lines = (here.proc / "swaps").read_text(encoding="ascii").splitlines()[1:]
    except OSError:
        return Answer("swap", None, "This system cannot say whether it swaps memory to a disk.")
    if [each for each in lines if not each.startswith("/dev/zram")]:
        says = "Swap is on, so memory may go to a disk: turn it off with swapoff -a, and for good."
        return Answer("swap", False, says)
    return Answer("swap", True, "No memory is swapped to a disk.")


def _memory(here: Here) -> Answer:
    """Whether there is enough for the lobby, two rooms and the invented city."""
    try:
        lines = (here.proc / "meminfo").read_text(encoding="ascii").splitlines()
        kinds = {name: int(rest.split()[0]) for name, _, rest in (x.partition(":") for x in lines)}
        total, free = (kinds[each] / 2**20 for each in ("MemTotal", "MemAvailable"))
    except (OSError, KeyError, ValueError, IndexError):
        return Answer("memory", None, "This system cannot say how much memory it has.")
    if free < _NEEDED:
        return Answer(
            "memory",
            False,
            f"Only {free:.1f} GiB of memory are free and {_NEEDED:.0f} are needed: close programs, "
            "or set [city] citizens = 100000.",
        )
    return Answer("memory", True, f"{free:.1f} of {total:.1f} GiB of memory are free.")


def _time(here: Here) -> Answer:
    """A clock before the day this was made is wrong."""
    now = datetime.fromtimestamp(here.now())
    says = f"The clock says {now:%Y-%m-%d %H:%M}"
    if now < BUILT:
        return Answer("time", False, f"{says}, before this program was made: set it.")
    return Answer("time", True, f"{says}.")


def _hours(settings: Settings, here: Here) -> Answer:
    """When the station is awake."""
    hours = settings.hours
    if not (hours.opens or hours.closes):
        return Answer("hours", True, "It is awake at all hours.")
    if not (hours.opens and hours.closes):
        says = "[hours] has only one of opens and closes, so it never sleeps: set both, or none."
        return Answer("hours", False, says)
    now = datetime.fromtimestamp(here.now())
    state = "awake" if hours.open_at(60 * now.hour + now.minute) else "asleep"
    return Answer("hours", True, f"It opens {hours.opens}, closes {hours.closes}; now {state}.")


def _rights() -> Answer:
    """Whose rights the program has; those to cameras are looked at with the cameras."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return Answer("rights", True, "It is not run by root.")
    return Answer(
        "rights",
        None,
        "It is run by root: give it a user of its own, in the groups video "
        "(and input for a gamepad) and no other.",
    )


def _disk(here: Here) -> Answer:
    """Where printed words go. Nothing is printed into a file while the exhibit runs."""
    try:
        about, disk = os.fstat(here.stdout), os.fstatvfs(here.stdout)
    except (OSError, AttributeError):  # Windows knows no fstatvfs
        return Answer("disk", None, "This system cannot say where printed words go.")
    if not stat.S_ISREG(about.st_mode):
        return Answer("disk", True, "Printed words go into no file.")
    free = disk.f_bavail * disk.f_frsize
    if free < _ROOM:
        return Answer("disk", False, "The disk that printed words go to is full: free some of it.")
    return Answer("disk", True, f"The disk that printed words go to has {free >> 20:,} MiB free.")
