"""Six invented citizens and their records, for cards: true links, a wrong face, a wrong name.

The records are of the invented city's sorts (exhibit/city/tables.py); their numbers cannot exist:
the card numbers begin with a region that is given to nobody and end in a wrong check character.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from exhibit.city.make_numbers import CHECKS, COUNTRY, check


@dataclass(frozen=True)
class Citizen:
    """One of the six. phone and wallet are their last digits; line is the middle of the number."""

    key: str
    name: str
    born: int
    home: str
    job: str
    line: str
    phone: str
    wallet: str

    @property
    def identity(self) -> str:
        """Eighteen characters; the last is never the right one."""
        body = f"000{self.line}{self.born}0704{self.line}"
        return body + CHECKS[(CHECKS.index(check(body)) + 1) % 11]

    @property
    def ends(self) -> str:
        """What a card shows of the number."""
        return self.identity[-4:]

    @property
    def telephone(self) -> str:
        """A number of a country code that nobody has."""
        return f"+{COUNTRY} 000 {self.phone}"


CITIZENS = {
    each.key: each
    for each in (
        Citizen("a", "Mira Sandhu", 1988, "K17", "nurse", "417", "322", "W208"),
        Citizen("b", "Mira Sandhu", 1988, "D31", "shop", "905", "761", "W551"),
        Citizen("c", "Tomas Ilyan", 1975, "K17", "driver", "138", "104", "W077"),
        Citizen("d", "Ayo Terwin", 1990, "F8", "cook", "662", "598", "W394"),
        Citizen("e", "Lena Orsova", 1969, "R22", "teacher", "271", "436", "W812"),
        Citizen("f", "Jun Adeki", 2001, "K18", "student", "550", "889", "W640"),
    )
}
WANTED = "a"  # whom the game looks for


@dataclass(frozen=True)
class Record:
    """One card. owner: whose it truly is; shown: whom it points at, if that is someone else.

    drawer: a drawer of the exhibit, or "camera"; fields fill its text in the kit's language file.
    """

    drawer: str
    owner: str
    day: int | None = None
    clock: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    shown: str = ""

    @property
    def seems(self) -> str:
        """Whose file a program would put it on."""
        return self.shown or self.owner


RECORDS = (
    Record("camera", "a", 1, "08:05", {"cell": "L20", "distance": "0.41"}),
    Record("camera", "e", 1, "08:12", {"cell": "P9", "distance": "0.58"}, shown="a"),
    Record("camera", "c", 1, "08:06", {"cell": "L20", "distance": "0.37"}),
    Record("gates", "a", 1, "08:07", {"cell": "L20", "kind": "station"}),
    Record("gates", "e", 1, "08:20", {"cell": "P9", "kind": "school"}),
    Record("phone", "a", fields={"other": "c", "calls": "14"}),
    Record("phone", "b", fields={"other": "d", "calls": "6"}),
    Record("opened", "a"),
    Record("opened", "b"),
    Record("wallet", "a", 1, "12:31", {"kind": "canteen", "cell": "L21", "coins": "4.20"}),
    Record("wallet", "a", 2, "18:10", {"kind": "pharmacy", "cell": "K17", "coins": "11.90"}),
    Record("wallet", "b", 2, "09:15", {"kind": "clothes", "cell": "D31", "coins": "35.00"}),
    Record("trips", "a", 1, "07:48", {"mode": "metro", "start": "K17", "end": "L20"}),
    Record("trips", "f", 1, "07:50", {"mode": "bus", "start": "K18", "end": "L20"}),
    Record("posts", "a", 1, "21:15", {"topic": "rent", "cell": "K17"}),
    Record("posts", "d", 2, "22:40", {"topic": "prices", "cell": "F8"}),
    Record("clinic", "a", 3, fields={"cell": "L19", "ward": "heart"}),
    Record("court", "b", fields={"coins": "2400", "year": "2021"}, shown="a"),
)


def file_of(key: str) -> tuple[Record, ...]:
    """What a program would put together about a citizen, right and wrong."""
    return tuple(each for each in RECORDS if each.seems == key)


def wrong() -> tuple[Record, ...]:
    """The cards that point at the wrong citizen."""
    return tuple(each for each in RECORDS if each.seems != each.owner)


def namesakes(key: str) -> tuple[Citizen, ...]:
    """All who share a citizen's name and year of birth, that citizen among them."""
    one = CITIZENS[key]
    known = (one.name, one.born)
    return tuple(each for each in CITIZENS.values() if (each.name, each.born) == known)
