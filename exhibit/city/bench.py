"""How long the invented city takes a room, locked as a room is: opened, asked, and what it weighs.

A process of its own, started by exhibit bench --city with two descriptors to read.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from exhibit.lock import lock_room

_TRIES = 5
_CITIZENS = 20  # asked about, spread over the city
# What the drawers ask: every row of one citizen, and how many citizens a predicate fits.
_ROWS = "SELECT * FROM {table} WHERE {column} = ?"
_COUNTS = {
    "born in a year": "SELECT count(*) FROM people WHERE born BETWEEN '1980-01-01' "
    "AND '1980-12-31'",
    "one phone number": "SELECT count(*) FROM people WHERE phone = (SELECT phone FROM people "
    "WHERE id = 7)",
    "seen in a cell in an hour": "SELECT count(DISTINCT person) FROM sightings WHERE minute "
    "BETWEEN 480 AND 539 AND camera IN (SELECT id FROM cameras WHERE cell = 500)",
    "paid in a shop": "SELECT count(DISTINCT person) FROM payments WHERE shop = 4000",
    "rode from here to there": "SELECT count(DISTINCT person) FROM trips WHERE from_cell = 300 "
    "AND to_cell = 500",
    "passed a gate": "SELECT count(DISTINCT person) FROM passes WHERE gate = 1000",
}


def _private() -> float:
    """Megabytes that are this process's own: not the register's, which all rooms share."""
    _, resident, shared, *_ = Path("/proc/self/statm").read_text().split()
    return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1e3


def _drawers(archive: Any, figures: dict[str, float]) -> None:
    """The longest and the middle of what it takes to open a drawer, over several citizens."""
    from exhibit.city.drawers import SORTS, OpenDrawer

    count = len(archive.register)
    took: dict[str, list[float]] = {}
    for citizen in range(7, count, max(1, count // _CITIZENS)):
        for number, sort in enumerate(SORTS):
            question = OpenDrawer(citizen, number, 2, count)
            took.setdefault(sort.name, []).append(_timed(partial(question.answer, archive)))
    for name, values in took.items():
        figures[f"drawer {name}, ms, middle"] = sorted(values)[len(values) // 2]
        figures[f"drawer {name}, ms, longest"] = max(values)


def measure(city: int, register: int) -> dict[str, float]:
    """Open and ask; milliseconds and megabytes, the names say which. Best of five for counts."""
    figures: dict[str, float] = {}
    from exhibit.city import archive as archives
    from exhibit.city.tables import ORDER

    before = _private()
    begun = time.perf_counter()
    archive = archives.open_archive(city, register)
    figures["open city and register, ms"] = (time.perf_counter() - begun) * 1e3
    archive.rows("SELECT name FROM people WHERE id = 0")
    figures["private after opening, MB"] = _private() - before
    someone = len(archive.register) // 2
    for table, column in ORDER.items():
        sql = _ROWS.format(table=table, column=column)
        figures[f"rows of one in {table}, ms"] = _timed(partial(archive.rows, sql, [someone]))
    for name, sql in _COUNTS.items():
        tries = [_timed(partial(archive.rows, sql)) for _ in range(_TRIES)]
        figures[f"how many {name}, first, ms"] = tries[0]
        figures[f"how many {name}, again, ms"] = min(tries)
    _drawers(archive, figures)
    figures["private after all, MB"] = _private() - before
    return figures


if __name__ == "__main__":
    lock_room()
    print(json.dumps(measure(int(sys.argv[1]), int(sys.argv[2]))))
