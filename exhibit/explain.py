"""exhibit check --explain: every setting of exhibit.toml, from the one place that defines them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from itertools import groupby
from typing import Any

from exhibit.settings import Settings

_LONG = 40  # characters


@dataclass(frozen=True)
class Row:
    """A setting: its table, name, default as TOML writes it, what it may be, what it does."""

    table: str
    name: str
    default: str
    limits: str
    why: str


def rows() -> Iterator[Row]:
    """Every setting, in the order of the file."""
    settings = Settings()
    for table in fields(settings):
        part = getattr(settings, table.name)
        for each in fields(part):
            default = _toml(getattr(part, each.name))
            limits = _limits(default, each.metadata)
            yield Row(table.name, each.name, default, limits, each.metadata["why"])


def _toml(value: object) -> str:
    """A value as TOML writes it; JSON does the same for all that settings hold."""
    return json.dumps(list(value) if isinstance(value, tuple) else value)


def _limits(default: str, about: Mapping[str, Any]) -> str:
    """What a setting may be, in a few words."""
    if "least" in about:
        zero = "0 or " if "zero" in about else ""
        return f"{zero}{about['least']:.9g} to {about['most']:.9g}"
    if "among" in about:
        return " or ".join(map(_toml, about["among"]))
    if "form" in about:
        return str(about["form"][1])
    return {"t": "true or false", "f": "true or false", "[": "a list of texts"}.get(
        default[0], "a text"
    )


def as_toml() -> str:
    """A whole exhibit.toml, every setting at its default and explained behind it."""
    parts = [_table(table, list(some)) for table, some in groupby(rows(), lambda row: row.table)]
    return "\n".join(parts)


def _table(table: str, some: list[Row]) -> str:
    """One table of the file, its explanations in a column; one above what is longer."""
    set_to = [f"{row.name} = {row.default}" for row in some]
    wide = max(22, *(len(each) for each in set_to if len(each) < _LONG))
    lines = []
    for left, row in zip(set_to, some, strict=True):
        short = len(left) < _LONG
        lines += [f"{left:<{wide}} # {row.why}"] if short else [f"# {row.why}", left]
    return "\n".join([f"[{table}]", *lines, ""])


def as_markdown() -> str:
    """The same as a table for a document, with what each may be."""
    lines = ["| setting | default | may be | what it does |", "|---|---|---|---|"]
    for row in rows():
        name = f"`[{row.table}] {row.name}`"
        lines.append(f"| {name} | `{row.default}` | {row.limits} | {row.why} |")
    return "\n".join(lines) + "\n"


def main(as_json: bool) -> int:
    """Print every setting: as a file to begin with, or as JSON."""
    print(json.dumps([asdict(each) for each in rows()]) if as_json else as_toml(), end="")
    return 0
