"""The wrong link: somebody else's court record, joined by a name or by a number's last digits.

A list that is shown to the public often hides most of a number (China's list of debtors does), and
names are shared: programs then join by what is left.
"""

from dataclasses import dataclass

from exhibit.city.archive import Archive
from exhibit.city.memory import remembered

# Keys by which a court list may be joined, the best first: its name in the texts, and what agrees.
_KEYS = {
    "name_year": "p.given = me.given AND p.family = me.family AND year(p.born) = year(me.born)",
    "name": "p.given = me.given AND p.family = me.family",
    "family_year": "p.family = me.family AND year(p.born) = year(me.born)",
    "last_4": "suffix(p.identity, right(me.identity, 4))",
    "last_3": "suffix(p.identity, right(me.identity, 3))",
    "last_2": "suffix(p.identity, right(me.identity, 2))",
}


@dataclass(frozen=True)
class Mistake:
    """A court record of another citizen, by a key that agrees.

    since: a year. sharing: how many citizens have that key, the one in question among them.
    """

    key: str
    person: int
    name: str
    home: str
    number: str
    since: int
    cents: int
    sharing: int


@remembered
def mistake(archive: Archive, citizen: int) -> Mistake | None:
    """The record that the strictest key would join wrongly, or None where there is none."""
    rank = " ".join(f"WHEN {same} THEN {n}" for n, same in enumerate(_KEYS.values()))
    found = archive.rows(
        f"""SELECT * FROM (
            SELECT CASE {rank} END AS rank, p.id, p.name, cells.name, p.identity,
                year(c.since), c.cents
            FROM court c JOIN people p ON p.id = c.person JOIN cells ON cells.id = p.home,
                (SELECT * FROM people WHERE id = $1) me
            WHERE p.id <> $1)
        WHERE rank IS NOT NULL ORDER BY rank, id LIMIT 1""",
        [citizen],
    )
    if not found:
        return None
    rank_of, person, name, home, number, since, cents = found[0]
    key = list(_KEYS)[rank_of]
    return Mistake(key, person, name, home, number, since, cents, sharing(archive, citizen, key))


def sharing(archive: Archive, citizen: int, key: str) -> int:
    """How many citizens have this key in common, the citizen among them."""
    asked = f"""SELECT count(*) FROM people p,
        (SELECT * FROM people WHERE id = $1) me WHERE {_KEYS[key]}"""
    return int(archive.rows(asked, [citizen])[0][0])
