"""The archive: the invented city's database and register, opened read-only in a room."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from exhibit import held
from exhibit.city.register import Register, make_register
from exhibit.held import Place

Config = dict[str, str | bool | int | float | list[str]]  # as DuckDB has it

_SETTINGS: Config = {
    "memory_limit": "100MB",
    "threads": 2,
    "temp_directory": "",
    "autoload_known_extensions": False,
    "autoinstall_known_extensions": False,
}


@dataclass(frozen=True)
class Archive:
    """What a room holds of the city: one connection, used by one thread, and the face numbers."""

    connection: "duckdb.DuckDBPyConnection"
    register: Register = field(default_factory=lambda: make_register(0))

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self.connection.execute(sql, list(values)).fetchall()


def is_ready(city: Place, register: Place) -> bool:
    """Whether the builder has finished both."""
    return held.is_ready(city) and held.is_ready(register)


def open_city(city: Place) -> duckdb.DuckDBPyConnection:
    """The database, which nobody can write to, in a program that can open nothing else."""
    path = city if isinstance(city, str) else f"/proc/self/fd/{city}"
    connection = duckdb.connect(path, read_only=True, config=_SETTINGS)
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def open_archive(city: Place, register: Place) -> Archive:
    """City and register, for a room; only once they are ready."""
    if isinstance(register, int):
        return Archive(open_city(city), Register.open(register))
    descriptor = os.open(register, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        return Archive(open_city(city), Register.open(descriptor))
    finally:
        os.close(descriptor)
