"""Making the city: every table from one start, into an empty database file."""

import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import duckdb

from exhibit.city import make_days, make_people, make_places, make_ties, make_visits
from exhibit.city.archive import Config
from exhibit.city.make_draw import Chance, Columns, chances
from exhibit.city.make_names import load_names
from exhibit.city.make_numbers import COURT, PEOPLE
from exhibit.city.make_people import People
from exhibit.city.tables import KEYED, KEYS, ORDER, SCHEMA, types

START = 1969  # every city is made from this number; the year of Fellegi and Sunter

_PART = 100_000  # citizens whose days are made at once: so few fit the processor's own memory

Maker = Callable[[], Columns]

_SETTINGS: Config = {
    "temp_directory": "",
    "memory_limit": "150MB",
    "autoload_known_extensions": False,
    "autoinstall_known_extensions": False,
    # One checkpoint at the end in place of a log beside the file: memory has no folder for it.
    "auto_checkpoint_skip_wal_threshold": 0,
    "wal_autocheckpoint": "1B",
}


def empty_city() -> bytes:
    """An empty database, 12 kB; it is born as a file, in a folder of its own that goes at once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "empty")
        duckdb.connect(path, config={"threads": 1}).close()
        return path.read_bytes()


def makers(citizens: int, start: int) -> Iterator[tuple[str, Maker]]:
    """What makes each table, in an order in which each has what it needs."""
    chance = chances(start, ["town", "folk", *ORDER])
    town = make_places.make_town(chance["town"])
    folk = make_people.make_people(chance["folk"], town, citizens)
    for name in ("cells", "cameras", "gates", "shops"):
        yield name, partial(getattr(make_places, name), town)
    yield "people", partial(make_people.people, chance["people"], folk)
    yield from _ties(chance, folk)
    for first in range(0, citizens, _PART):
        part = folk.part(first, first + _PART)
        for name in ("sightings", "passes", "payments", "trips"):
            yield name, partial(getattr(make_days, name), chance[name], town, part)
    for name in ("hotel_nights", "school_visits", "clinic_visits"):
        yield name, partial(getattr(make_visits, name), chance[name], town, folk)
    yield "court", partial(make_visits.court, chance["court"], folk)


def _ties(chance: dict[str, Chance], folk: People) -> Iterator[tuple[str, Maker]]:
    """Contacts, posts and comments: the last needs the others, which are made before it."""
    made: dict[str, Columns] = {}

    def keep(name: str) -> Columns:
        made[name] = getattr(make_ties, name)(chance[name], folk)
        return made[name]

    yield "contacts", partial(keep, "contacts")
    yield "posts", partial(keep, "posts")
    yield "comments", lambda: make_ties.comments(
        chance["comments"], folk, made["contacts"], made["posts"]
    )


def _made(citizens: int, start: int) -> Iterator[tuple[str, Columns]]:
    """Every table's columns; the next is being made while one is put away."""
    with ThreadPoolExecutor(1) as worker:
        worker.submit(load_names)  # remembered; slow, and needs nothing
        waiting = None
        for name, maker in makers(citizens, start):
            begun = worker.submit(maker)
            if waiting:
                yield waiting[0], waiting[1].result()
            waiting = name, begun
        assert waiting
        yield waiting[0], waiting[1].result()


def _value(table: str, column: str) -> str:
    """SQL for a column: as it is, or the key that its number stands for."""
    kind = KEYED.get(table, {}).get(column)
    if kind is None:
        return column
    cases = (f"WHEN {code} THEN '{key}'::{kind}" for code, key in enumerate(KEYS[kind]))
    return f"CASE {column} {' '.join(cases)} END"


def _insert(table: str, columns: Columns) -> str:
    """SQL that puts the columns (as rows) into their table."""
    if table == "people":
        return PEOPLE.replace("JOB", _value(table, "job"))
    if table == "court":
        return COURT
    values = ", ".join(_value(table, column) for column in columns)
    return f"INSERT INTO {table}({', '.join(columns)}) SELECT {values} FROM rows"


def fill(connection: duckdb.DuckDBPyConnection, citizens: int, start: int) -> None:
    """Make the tables, in one transaction."""
    connection.begin()
    connection.execute(types())
    connection.execute(SCHEMA)
    for table, rows in _made(citizens, start):  # rows is found by its name
        connection.execute(_insert(table, rows))
    connection.commit()


def build_city(
    place: str, citizens: int, start: int = START, threads: int | None = None
) -> None:
    """Make the city in a database file that exists and is empty (empty_city())."""
    others = max(1, min(4, (os.cpu_count() or 1) - 1))  # one more thread makes what these put away
    config: Config = {**_SETTINGS, "threads": threads or others}
    with duckdb.connect(place, config=config) as connection:
        fill(connection, citizens, start)


def digest(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, int]]:
    """For every table its number of rows and one number made of all of them in their order."""
    sql = "SELECT count(*), bit_xor(hash(rowid, t)) FROM {} AS t"
    found = {name: connection.execute(sql.format(name)).fetchall()[0] for name in ORDER}
    return {name: (count, mark) for name, (count, mark) in found.items()}
