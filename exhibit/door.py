"""The door: starts the lobby with the right surroundings, waits for it, starts it anew if asked."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace

from exhibit.orders import LobbyOrder, to_json

CAMERAS_CHANGED = 75  # the lobby's exit code when its lock no longer fits the cameras there are

_SURROUNDINGS = {
    # Freed memory is overwritten at once, and Python's own allocator does not hold it back.
    "MALLOC_PERTURB_": "165",
    "PYTHONMALLOC": "malloc",
    # A plain shared-memory window: no graphics card ever holds a picture.
    "SDL_FRAMEBUFFER_ACCELERATION": "0",
    "SDL_AUDIODRIVER": "dummy",
    "PYGAME_HIDE_SUPPORT_PROMPT": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}


def open_lobby(
    order: LobbyOrder, passed: Sequence[int] = (), headless: bool = False
) -> subprocess.Popen[bytes]:
    """Start the lobby process; passed are descriptors it inherits."""
    surroundings = {**os.environ, **_SURROUNDINGS}
    if headless:
        surroundings["SDL_VIDEODRIVER"] = "dummy"
    given = to_json(replace(order, parent=os.getpid()))
    command = [sys.executable, "-m", "exhibit.lobby", given]
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, env=surroundings, stdout=nowhere, pass_fds=tuple(passed))


def _wait(lobby: subprocess.Popen[bytes]) -> int:
    """Wait for the lobby, handing it the signals that ask us to stop."""

    def forward(number: int, _frame: object) -> None:
        lobby.send_signal(number)

    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name):  # Windows has no SIGHUP
            signal.signal(getattr(signal, name), forward)
    return lobby.wait()


def run(order: LobbyOrder) -> int:
    """Run the exhibit until it is closed; its exit code.

    A camera that was plugged in is a new node, which a lobby's lock does not allow: the lobby
    then ends itself at the welcome screen and is started again, with a lock that does.
    """
    while (code := _wait(open_lobby(order))) == CAMERAS_CHANGED:
        pass
    return code if code >= 0 else 128 - code
