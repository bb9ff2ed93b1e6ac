"""The door: starts builder and lobby with the right surroundings; the lobby anew if asked."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from exhibit.held import places
from exhibit.orders import BuildOrder, LobbyOrder, surroundings
from exhibit.python import python

CAMERAS_CHANGED = 75  # the lobby's exit code when its lock no longer fits the cameras there are

_SURROUNDINGS = {
    # Freed memory is overwritten at once, and Python's own allocator does not hold it back.
    "MALLOC_PERTURB_": "165",
    "PYTHONMALLOC": "malloc",
    # A plain shared-memory window: no graphics card ever holds a picture.
    "SDL_FRAMEBUFFER_ACCELERATION": "0",
    "SDL_AUDIODRIVER": "dummy",
    "SDL_NO_SIGNAL_HANDLERS": "1",
    "SDL_VIDEO_X11_WMCLASS": "exhibit",
    "PYGAME_HIDE_SUPPORT_PROMPT": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}


def open_lobby(
    order: LobbyOrder, passed: Sequence[int] = (), headless: bool = False
) -> subprocess.Popen[bytes]:
    """Start the lobby process; passed are descriptors it inherits, besides those of the city."""
    held = [each for each in (order.city, order.register) if isinstance(each, int)]
    more = {"SDL_VIDEODRIVER": "dummy"} if headless else {}
    told = surroundings(replace(order, parent=os.getpid()), **_SURROUNDINGS, **more)
    nowhere, command = subprocess.DEVNULL, python("-m", "exhibit.lobby")
    return subprocess.Popen(command, env=told, stdout=nowhere, pass_fds=(*passed, *held))


@contextmanager
def with_city(order: LobbyOrder, tell: bool = True) -> Iterator[LobbyOrder]:
    """Have the invented city built beside the lobby: the order with where it will be.

    Without it the exhibit runs all the same; tell: say so. Where time is handed in, nobody waits
    later: so now.
    """
    citizens = order.settings.city.citizens
    if not citizens:
        yield order
        return
    with places("city", "register") as (city, register):
        builder = _open_builder(BuildOrder(os.getpid(), citizens, city, register))
        if tell:
            threading.Thread(target=_mind, args=(builder,), daemon=True).start()
        try:
            if order.handed_time:
                builder.wait()
            yield replace(order, city=city, register=register)
        finally:
            builder.kill()
            builder.wait()


def _open_builder(order: BuildOrder) -> subprocess.Popen[bytes]:
    """Start the builder; it says nothing, but by its exit code."""
    held = [each for each in (order.city, order.register) if isinstance(each, int)]
    said = None if "EXHIBIT_DEBUG" in os.environ else subprocess.DEVNULL
    told = surroundings(order, PYTHONDONTWRITEBYTECODE="1")
    return subprocess.Popen(python("-m", "exhibit.build"), env=told, stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=said, pass_fds=held)  # fmt: skip


def _mind(builder: subprocess.Popen[bytes]) -> None:
    """Say so if the builder failed; whoever ended it on purpose used SIGKILL."""
    code = builder.wait()
    if code not in (0, -9):
        print(f"exhibit city=missing builder={code}", file=sys.stderr, flush=True)


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
    with with_city(order) as told:
        while (code := _wait(open_lobby(told))) == CAMERAS_CHANGED:
            pass
    return code if code >= 0 else 128 - code
