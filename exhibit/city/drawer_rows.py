"""The rows in each drawer of a citizen, and the one fact in them that is kept without any name."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from exhibit.city.archive import Archive
from exhibit.city.tables import A_DAY

HOUR = 60
_SHOWN = 2


@dataclass(frozen=True)
class Word:
    """A value that each language says in its own word: a key of the texts."""

    key: str


@dataclass(frozen=True)
class When:
    """A moment: minutes since day 0 began."""

    minute: int


@dataclass(frozen=True)
class Hour(When):
    """The hour that begins then."""


@dataclass(frozen=True)
class Day(When):
    """The day that begins then."""


@dataclass(frozen=True)
class Entry:
    """One line to read: a key of the texts, and its fields."""

    text: str
    values: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Fact:
    """SQL whose column person holds everyone of whom something is true; none: of whom it is not."""

    sql: str
    values: tuple[object, ...] = ()
    none: bool = False


@dataclass(frozen=True)
class Read:
    """Rows to read, of how many; the fact that is kept of them, in words and in SQL."""

    entries: tuple[Entry, ...]
    rows: int
    said: Entry
    fact: Fact


def _nothing(table: str, person: str = "person") -> Read:
    """An empty drawer says something too."""
    fact = Fact(f"SELECT {person} AS person FROM {table}", none=True)
    return Read((Entry("nothing"),), 0, Entry("nothing"), fact)


def _hour(minute: int) -> tuple[int, int]:
    """The first and last minute of the hour."""
    start = minute - minute % HOUR
    return start, start + HOUR - 1


def _day(minute: int) -> tuple[int, int]:
    """The first and last minute of the day."""
    start = minute - minute % A_DAY
    return start, start + A_DAY - 1


def _few(rows: list[tuple[Any, ...]], make: Callable[..., Entry]) -> tuple[Entry, ...]:
    """The first rows as entries."""
    return tuple(make(*row) for row in rows[:_SHOWN])


def card(archive: Archive, citizen: int) -> Read:
    """The identity card; kept: the year of birth."""
    asked = """SELECT p.name, p.identity, p.born, c.name, p.job
        FROM people p JOIN cells c ON c.id = p.home WHERE p.id = ?"""
    name, identity, born, home, job = archive.rows(asked, [citizen])[0]
    entries = (
        Entry("card_name", (("name", name),)),
        Entry("card_row", (("number", identity), ("home", home), ("job", Word(f"job.{job}")))),
    )
    said = Entry("born", (("year", str(born.year)),))
    year = (date(born.year, 1, 1), date(born.year, 12, 31))
    fact = Fact("SELECT id AS person FROM people WHERE born BETWEEN ? AND ?", year)
    return Read(entries, 1, said, fact)


def gates(archive: Archive, citizen: int) -> Read:
    """What the card opened; kept: a kind of gate and an hour."""
    asked = """SELECT g.kind, c.name, p.minute FROM passes p JOIN gates g ON g.id = p.gate
        JOIN cells c ON c.id = g.cell WHERE p.person = ? ORDER BY p.minute"""
    found = archive.rows(asked, [citizen])
    if not found:
        return _nothing("passes")
    entries = _few(found, lambda kind, cell, minute: Entry("gates_row", (
        ("kind", Word(f"gate.{kind}")), ("cell", cell), ("when", When(minute)))))
    kind, _, minute = found[0]
    said = Entry("gate", (("kind", Word(f"gate.{kind}")), ("when", Hour(_hour(minute)[0]))))
    fact = Fact("""SELECT person FROM passes WHERE minute BETWEEN ? AND ?
        AND gate IN (SELECT id FROM gates WHERE kind = ?)""", (*_hour(minute), kind))
    return Read(entries, len(found), said, fact)


def phone(archive: Archive, citizen: int) -> Read:
    """Who was called; kept: how often the one called most."""
    asked = """SELECT count(*), sum(calls), max(calls),
        count(*) FILTER (b IN (SELECT person FROM court)) FROM contacts WHERE a = ?"""
    people, calls, most, listed = archive.rows(asked, [citizen])[0]
    if not people:
        return _nothing("contacts", "a")
    entries = (
        Entry("phone_calls", (("people", people), ("calls", int(calls)))),
        Entry("phone_listed", (("count", listed),)),
    )
    said = Entry("calls", (("calls", most),))
    fact = Fact("SELECT a AS person FROM contacts WHERE calls = ?", (most,))
    return Read(entries, people, said, fact)


def wallet(archive: Archive, citizen: int) -> Read:
    """What was paid where; kept: a kind of shop and an hour."""
    asked = """SELECT s.kind, c.name, p.minute, p.cents FROM payments p
        JOIN shops s ON s.id = p.shop JOIN cells c ON c.id = s.cell
        WHERE p.person = ? ORDER BY p.minute"""
    found = archive.rows(asked, [citizen])
    if not found:
        return _nothing("payments")
    paid = _few(found, lambda kind, cell, minute, cents: Entry("wallet_row", (
        ("kind", Word(f"shop.{kind}")), ("cell", cell), ("when", When(minute)),
        ("coins", cents / 100))))
    kind, _, minute, _ = found[0]
    spent = Counter[str]()
    for each, _, _, cents in found:
        spent[each] += cents
    ((most, cents),) = spent.most_common(1)
    sums = Entry("wallet_most", (("kind", Word(f"shop.{most}")), ("coins", cents / 100)))
    entries = (*paid[:1], sums)
    said = Entry("paid", (("kind", Word(f"shop.{kind}")), ("when", Hour(_hour(minute)[0]))))
    fact = Fact("""SELECT person FROM payments WHERE minute BETWEEN ? AND ?
        AND shop IN (SELECT id FROM shops WHERE kind = ?)""", (*_hour(minute), kind))
    return Read(entries, len(found), said, fact)


def trips(archive: Archive, citizen: int) -> Read:
    """Rides; kept: how and in which hour."""
    asked = """SELECT t.mode, a.name, b.name, t.minute FROM trips t
        JOIN cells a ON a.id = t.from_cell JOIN cells b ON b.id = t.to_cell
        WHERE t.person = ? ORDER BY t.minute"""
    found = archive.rows(asked, [citizen])
    if not found:
        return _nothing("trips")
    entries = _few(found, lambda mode, start, end, minute: Entry("trips_row", (
        ("mode", Word(f"mode.{mode}")), ("start", start), ("end", end), ("when", When(minute)))))
    mode, _, _, minute = found[0]
    said = Entry("ride", (("mode", Word(f"mode.{mode}")), ("when", Hour(_hour(minute)[0]))))
    fact = Fact("SELECT person FROM trips WHERE minute BETWEEN ? AND ? AND mode = ?",
                (*_hour(minute), mode))
    return Read(entries, len(found), said, fact)


def posts(archive: Archive, citizen: int) -> Read:
    """Posts and comments; kept: the topic and day of one of them."""
    asked = "SELECT topic, minute FROM posts WHERE person = ? ORDER BY minute"
    found = archive.rows(asked, [citizen])
    comments = archive.rows("SELECT count(*) FROM comments WHERE person = ?", [citizen])[0][0]
    if not found:
        return _only_comments(archive, citizen, comments)
    posted = _few(found, lambda topic, minute: Entry("posts_row", (
        ("topic", Word(f"topic.{topic}")), ("when", When(minute)))))
    entries = (*posted[:1], Entry("posts_comments", (("count", comments),)))
    topic, minute = found[0]
    said = Entry("topic", (("topic", Word(f"topic.{topic}")), ("when", Day(_day(minute)[0]))))
    fact = Fact("SELECT person FROM posts WHERE minute BETWEEN ? AND ? AND topic = ?",
                (*_day(minute), topic))
    return Read(entries, len(found) + comments, said, fact)


def _only_comments(archive: Archive, citizen: int, count: int) -> Read:
    """Nothing posted, but perhaps answered to others; kept: the topic and day of one answer."""
    if not count:
        everybody = "SELECT person FROM posts UNION ALL SELECT person FROM comments"
        return Read((Entry("nothing"),), 0, Entry("nothing"), Fact(everybody, none=True))
    answered = "FROM comments c JOIN posts p ON p.id = c.post WHERE"
    asked = f"SELECT p.topic, c.minute {answered} c.person = ? ORDER BY c.minute LIMIT 1"
    topic, minute = archive.rows(asked, [citizen])[0]
    said = Entry("answer", (("topic", Word(f"topic.{topic}")), ("when", Day(_day(minute)[0]))))
    fact = Fact(f"SELECT c.person {answered} c.minute BETWEEN ? AND ? AND p.topic = ?",
                (*_day(minute), topic))  # fmt: skip
    return Read((Entry("posts_comments", (("count", count),)),), count, said, fact)


_STAYS = """SELECT 'hotel' AS kind, h.night AS day, c.name AS place, '' AS ward
        FROM hotel_nights h JOIN cells c ON c.id = h.cell WHERE h.person = $1
    UNION ALL SELECT 'clinic', v.day, c.name, v.ward
        FROM clinic_visits v JOIN cells c ON c.id = v.cell WHERE v.person = $1
    UNION ALL SELECT 'school', v.day, c.name, ''
        FROM school_visits v JOIN cells c ON c.id = v.cell WHERE v.person = $1"""
_STAYED = {
    "hotel": "SELECT person FROM hotel_nights WHERE night = ?",
    "clinic": "SELECT person FROM clinic_visits WHERE day = ?",
    "school": "SELECT person FROM school_visits WHERE day = ?",
}


def stays(archive: Archive, citizen: int) -> Read:
    """Hotel, clinic, school; kept: one of these and a day, the rarest first."""
    found = archive.rows(f"SELECT * FROM ({_STAYS}) ORDER BY kind = 'school', day", [citizen])
    if not found:
        tables = ("hotel_nights", "clinic_visits", "school_visits")
        everybody = " UNION ALL ".join(f"SELECT person FROM {table}" for table in tables)
        return Read((Entry("nothing"),), 0, Entry("nothing"), Fact(everybody, none=True))
    entries = _few(found, lambda kind, day, place, ward: Entry(f"stays_{kind}", (
        ("cell", place), ("when", Day(day * A_DAY)),
        *((("ward", Word(f"ward.{ward}")),) if ward else ()))))
    kind, day = found[0][:2]
    said = Entry(f"stayed_{kind}", (("when", Day(day * A_DAY)),))
    return Read(entries, len(found), said, Fact(_STAYED[kind], (day,)))


def court_row(number: str, since: int, cents: int) -> tuple[Entry, ...]:
    """A record on the court list, whosever it is: a number's last digits, a year, what is owed."""
    return (
        Entry("court_number", (("digits", number[-4:]), ("year", str(since)))),
        Entry("court_owes", (("coins", cents / 100),)),
    )


def court(archive: Archive, citizen: int) -> Read:
    """The citizen's own court record; kept: since when, and what is owed."""
    asked = """SELECT p.identity, year(c.since), c.cents, c.since
        FROM court c JOIN people p ON p.id = c.person WHERE p.id = ?"""
    found = archive.rows(asked, [citizen])
    if not found:
        return _nothing("court")
    number, year, cents, since = found[0]
    fact = Fact("SELECT person FROM court WHERE since = ? AND cents = ?", (since, cents))
    return Read(court_row(number, year, cents), 1, Entry("court"), fact)


READ: Mapping[str, Callable[[Archive, int], Read]] = {
    "card": card, "gates": gates, "phone": phone, "wallet": wallet,
    "trips": trips, "posts": posts, "stays": stays, "court": court,
}  # fmt: skip
