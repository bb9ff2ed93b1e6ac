"""Citations: who says so, kept once in assets/sources.toml so that translators never touch them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from exhibit.errors import BadStep, BadText, did_you_mean
from exhibit.paths import SOURCES
from exhibit.written import read, tables

GRADES = ("established", "contested", "overstated", "not supported", "opinion", "recommendation")


@dataclass(frozen=True)
class Source:
    """One source: grade is how good the evidence is, seen how sure we are of the citation."""

    short: str  # how it is named on a page
    author: str
    title: str
    year: int
    address: str
    read_on: str
    supports: str
    grade: str
    seen: str


@dataclass(frozen=True)
class Sources:
    """All sources by their ids."""

    by_id: Mapping[str, Source]

    def cite(self, *ids: str) -> str:
        """Short names of sources, for the line under a claim."""
        return "; ".join(self.by_id[each].short for each in ids)

    def need(self, ids: Iterable[str], where: str) -> None:
        """Complain about the first id that is not there."""
        for each in ids:
            if each not in self.by_id:
                near = did_you_mean(each, list(self.by_id))
                raise BadStep(f'{where} cites "{each}", which is not in sources.toml.{near}')


def _source(where: str, given: object) -> Source:
    """One entry, checked."""
    wanted = {each.name: each.type for each in fields(Source)}
    if not isinstance(given, dict) or set(given) != set(wanted):
        raise BadText(f"{where} needs just these: {', '.join(wanted)}.")
    for name, value in given.items():
        if type(value) is not wanted[name]:
            kind = "a number" if wanted[name] is int else "a text"
            raise BadText(f"{where}: {name} should be {kind}, not {value!r}.")
    source = Source(**given)
    if source.grade not in GRADES:
        near = did_you_mean(source.grade, GRADES)
        raise BadText(f'{where} has the grade "{source.grade}", which is none.{near}')
    return source


def _read(path: Path) -> dict[str, Source]:
    """The entries of one file."""
    try:
        given = tables(read(path))
    except (OSError, ValueError) as error:
        raise BadText(f"The sources {path} cannot be read: {error}.") from None
    return {name: _source(f"{path.name} [{name}]", each) for name, each in given.items()}


def load_sources(path: Path = SOURCES, own: Sequence[Path] = ()) -> Sources:
    """The sources in a file; BadText says what is wrong and where.

    own: folders of further steps, each of which may hold a sources.toml.
    """
    found = _read(path)
    for more in (folder / path.name for folder in own):
        if not more.is_file():
            continue
        for name, source in _read(more).items():
            if name in found:
                raise BadText(f"{more} [{name}]: the exhibit has a source of this name already.")
            found[name] = source
    return Sources(found)
