"""The list of every source that the kit cites."""

from typing import Any

from exhibit.kit.flow import Pen
from exhibit.kit.heads import Story, head
from exhibit.kit.said import Kit
from exhibit.page.sources import Source


def source_list(kit: Kit, pen: Pen) -> Story:
    """All of them, by their short names."""
    found = sorted(
        (kit.sources.by_id[each] for each in kit.used), key=lambda one: one.short.lower()
    )
    rows: list[list[Any]] = [[kit.text(f"list.{key}") for key in ("short", "full", "grade")]]
    rows += [[kit.markup(each.short), _full(kit, pen, each), _grade(kit, each)] for each in found]
    return [*head(kit, pen, "list"), pen.table(rows, [19, 65, 16])]


def _full(kit: Kit, pen: Pen, source: Source) -> list[object]:
    """Author, title, year, address, what it supports, how it was seen."""
    seen = source.seen
    if source.read_on:
        seen = f"{kit.plain('list.read', day=source.read_on)}; {seen}"
    whole = f"{source.author}: {source.title}, {source.year}."
    lines = [("cell", whole), ("small", source.address), ("cell", source.supports), ("small", seen)]
    return [pen.set(kind, kit.markup(text)) for kind, text in lines]


def _grade(kit: Kit, source: Source) -> str:
    """How good the evidence is."""
    return kit.text(f"grade.{source.grade.replace(' ', '_')}")
