"""The builder: makes the invented city and its register, leaves them to be read, and is gone.

It never meets a visitor. It is locked as a room is, but for the memory that it fills.
"""

import os
import sys
from collections.abc import Callable
from contextlib import closing

from exhibit.held import Filling, Place
from exhibit.lock import die_with, lock_builder
from exhibit.orders import BuildOrder, take_order

_GENTLE = 10  # niceness: whoever stands at the screen comes first

Build = Callable[[str], None]


def _in_memory(filling: Filling, start: bytes, build: Build) -> None:
    """Build in memory of one's own, and hand on a copy that nobody can change."""
    with open(os.memfd_create("building"), "wb", buffering=0) as own:
        own.write(start)
        build(f"/proc/self/fd/{own.fileno()}")
        with open(f"/proc/self/fd/{own.fileno()}", "rb", buffering=0) as done:
            filling.take(done.fileno())


def _in_file(path: str, start: bytes, build: Build) -> None:
    """Build a file beside its place, then put it there."""
    with open(f"{path}.part", "wb") as part:
        part.write(start)
    build(f"{path}.part")
    os.replace(f"{path}.part", path)


def _fill(place: Place | Filling, start: bytes, build: Build) -> None:
    if isinstance(place, Filling):
        _in_memory(place, start, build)
    else:
        _in_file(str(place), start, build)


def _city(citizens: int) -> Build:
    def build(path: str) -> None:
        from exhibit.city.making import build_city

        build_city(path, citizens)

    return build


def _register(citizens: int) -> Build:
    def build(path: str) -> None:
        from exhibit.city.register import write_register

        with closing(open(path, "r+b")) as file:
            write_register(file.fileno(), citizens)

    return build


def main() -> int:
    """Fill both places; the exit code is 0 when they are full."""
    order = take_order(BuildOrder)
    if not die_with(order.parent):
        return 0
    # First of all: the lobby hands to no room what could still be written to.
    city, register = (
        Filling(place) if isinstance(place, int) else place
        for place in (order.city, order.register)
    )
    if hasattr(os, "nice"):
        os.nice(_GENTLE)

    from exhibit.city.making import empty_city

    empty = empty_city()  # it needs a folder for a moment, so it comes before the lock
    lock_builder()
    _fill(city, empty, _city(order.citizens))
    _fill(register, b"", _register(order.citizens))
    return 0


if __name__ == "__main__":
    sys.exit(main())
