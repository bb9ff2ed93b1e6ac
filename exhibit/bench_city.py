"""exhibit bench --city: how long the invented city takes to be built, opened and asked."""

import json
import os
import subprocess
import time
from dataclasses import replace

from exhibit import door
from exhibit.errors import RoomTrouble
from exhibit.held import is_ready
from exhibit.orders import LobbyOrder
from exhibit.python import python


def _size(descriptor: int) -> float:
    """Megabytes behind a descriptor."""
    return os.fstat(descriptor).st_size / 1e6


def measure(order: LobbyOrder) -> dict[str, float]:
    """Seconds, milliseconds, megabytes; the names say which. Linux only."""
    begun = time.monotonic()
    with door.with_city(replace(order, handed_time=True)) as told:
        seconds = time.monotonic() - begun
        city, register = told.city, told.register
        if not isinstance(city, int) or not isinstance(register, int) or not is_ready(register):
            raise RoomTrouble("There is no city to measure: none is asked for, or none was built.")
        import resource  # not for Windows, where there is nothing to measure

        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6
        found = {"start to city and register, s": seconds, "builder, most, MB": most,
                 "city, MB": _size(city), "register, MB": _size(register)}  # fmt: skip
        command = python("-m", "exhibit.city.bench", str(city), str(register))
        run = subprocess.run(command, pass_fds=[city, register], stdout=subprocess.PIPE, check=True)
    figures: dict[str, float] = json.loads(run.stdout)
    return found | figures


def main(order: LobbyOrder, as_json: bool) -> int:
    """The command."""
    found = measure(order)
    if as_json:
        print(json.dumps(found))
        return 0
    for name, value in found.items():
        print(f"{name:<48}{value:>10.1f}")
    return 0
