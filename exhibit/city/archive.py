"""The archive: the invented city's database and register, opened read-only in a room."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb


@dataclass(frozen=True)
class Archive:
    """What a room holds of the city: one connection, used by one thread."""

    connection: "duckdb.DuckDBPyConnection"

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self.connection.execute(sql, list(values)).fetchall()
