"""The drawers of one citizen: key, rows, weight of the key, and who still fits what they say."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from exhibit.city.archive import Archive
from exhibit.city.drawer_rows import READ, Entry, Fact, Read, court_row
from exhibit.city.linkage import Weight, weigh
from exhibit.city.memory import remembered
from exhibit.city.mistake import Mistake, mistake

Ids = NDArray[np.int64]

_FEW = 4000  # citizens; it costs more to tell the database of so many than to compare later


@dataclass(frozen=True)
class Sort:
    """A sort of drawer: its name in the texts, the drawer it hangs on (-1: the face), the key.

    key is a column of people, or "face", or "mistake" for what only looks like one: whoever stands
    on the court list has a record of their own there, and a stranger's otherwise.
    """

    name: str
    parent: int
    key: str


SORTS = (
    Sort("card", -1, "face"),
    Sort("gates", 0, "identity"),
    Sort("phone", 0, "identity"),
    Sort("wallet", 2, "phone"),
    Sort("trips", 3, "wallet"),
    Sort("posts", 2, "phone"),
    Sort("stays", 0, "identity"),
    Sort("court", 0, "mistake"),
)


@dataclass(frozen=True)
class Drawer:
    """An opened drawer.

    key: its name in the texts. weight: of that key, None where nothing was matched. entries: two
    to four rows to read, of so many. fact: what is kept of them when names and numbers are struck
    out. fits: the citizens of whom this fact and those of all drawers before are true; before:
    the same without this drawer. wrong: the other citizen whose record it is.
    """

    sort: Sort
    key: str
    weight: Weight | None
    entries: tuple[Entry, ...]
    rows: int
    fact: Entry
    before: int
    fits: int
    wrong: Mistake | None = None


@dataclass(frozen=True)
class OpenDrawer:
    """A question: what is in a citizen's drawer 0 to 7.

    alike: how many citizens the face number fits within the threshold, among so many that it was
    compared with; 0 where it was not.
    """

    citizen: int
    number: int
    alike: int = 0
    among: int = 0

    def answer(self, archive: Archive) -> Drawer | None:
        """None where the drawer is empty for want of a record that could be joined wrongly."""
        sort = SORTS[self.number]
        before = _count(archive, self.citizen, self.number - 1)
        own = sort.key == "mistake" and _read(archive, self.citizen, self.number).rows
        if sort.key == "mistake" and not own:
            return _wrong(archive, self.citizen, sort, before)
        key = "identity" if own else sort.key
        read = _read(archive, self.citizen, self.number)
        fits = _count(archive, self.citizen, self.number)
        weight = self._weight(archive, key)
        return Drawer(sort, key, weight, read.entries, read.rows, read.said, before, fits)

    def _weight(self, archive: Archive, key: str) -> Weight | None:
        """The weight of the key, from how many citizens have it, counted."""
        if key == "face":
            return weigh(self.alike, self.among) if self.alike else None
        same = f"SELECT {key} FROM people WHERE id = ?"
        found = archive.rows(f"SELECT count(*) FROM people WHERE {key} = ({same})", [self.citizen])
        return weigh(int(found[0][0]), citizens(archive))


def _wrong(archive: Archive, citizen: int, sort: Sort, before: int) -> Drawer | None:
    """The court record of somebody else. Who still fits: those before whose record it is."""
    found = mistake(archive, citizen)
    if found is None:
        return None
    left = _fitting(archive, citizen, len(SORTS) - 2)
    entries = court_row(found.number, found.since, found.cents)
    fact = Entry("court")
    weight = weigh(found.sharing, citizens(archive))
    fits = int(np.count_nonzero(left == found.person))
    return Drawer(sort, found.key, weight, entries, 1, fact, before, fits, found)


@remembered
def citizens(archive: Archive) -> int:
    """How many citizens there are."""
    return int(archive.rows("SELECT count(*) FROM people")[0][0])


@remembered
def _fitting(archive: Archive, citizen: int, number: int) -> Ids:
    """Everyone of whom the facts of all drawers from the first to this one are true."""
    among = _fitting(archive, citizen, number - 1) if number else None
    return true_of(archive, _read(archive, citizen, number).fact, among)


def _count(archive: Archive, citizen: int, number: int) -> int:
    """How many these are; before the first drawer all citizens."""
    return citizens(archive) if number < 0 else len(_fitting(archive, citizen, number))


@remembered
def _read(archive: Archive, citizen: int, number: int) -> Read:
    """What is in a drawer."""
    return READ[SORTS[number].name](archive, citizen)


def true_of(archive: Archive, fact: Fact, among: Ids | None = None) -> Ids:
    """Those of some citizens, or of all, of whom a fact is true; each once, by number."""
    asked, values = f"SELECT person FROM ({fact.sql})", list(fact.values)
    if among is not None and len(among) <= _FEW:
        asked += " WHERE person IN (SELECT unnest(?))"
        values.append(among.tolist())
    # A mark for each citizen is several times faster than the database's DISTINCT.
    marked = np.zeros(citizens(archive), np.bool_)
    marked[archive.connection.execute(asked, values).fetchnumpy()["person"]] = True
    if fact.none:
        marked = ~marked
    return np.flatnonzero(marked) if among is None else among[marked[among]]
