"""The profile: what the opened drawers say of one citizen, as numbers that a score can use."""

from dataclasses import dataclass

from exhibit.city.archive import Archive
from exhibit.city.mistake import mistake

# From 22:00 to 5:59.
_NIGHT = "(minute % 1440 >= 1320 OR minute % 1440 < 360)"
_SPENT = """SELECT s.kind, sum(p.cents) FROM payments p JOIN shops s ON s.id = p.shop
    WHERE p.person = ? GROUP BY s.kind ORDER BY 2 DESC, 1"""


@dataclass(frozen=True)
class Profile:
    """Everything in the file of one invented citizen, counted over the 14 invented days.

    citizen: row in people, 0 to 999,999. example: no name was found; this one stands in.
    spent: (kind of shop, cents), most first; kinds are those of the table shops.
    night: from 22:00 to 5:59. contacts_listed: contacts who stand on the court list.
    on_court_list: what is true of the citizen. wrong_link: whether the court record in the file
    belongs to somebody else (wrong_person, or -1). What a program reads in the file is `listed`.
    """

    citizen: int
    name: str
    example: bool
    spent: tuple[tuple[str, int], ...]
    payments: int
    night_payments: int
    trips: int
    night_trips: int
    posts: int
    comments: int
    contacts: int
    contacts_listed: int
    hotel_nights: int
    clinic_visits: int
    school_visits: int
    sightings: int
    on_court_list: bool
    wrong_link: bool
    wrong_person: int

    @property
    def cents(self) -> int:
        """All that was spent."""
        return sum(cents for _, cents in self.spent)

    @property
    def listed(self) -> bool:
        """Whether the file says "on the court list", rightly or by the wrong link."""
        return self.on_court_list or self.wrong_link

    def spent_on(self, kind: str) -> int:
        """Cents spent in one kind of shop."""
        return dict(self.spent).get(kind, 0)


@dataclass(frozen=True)
class ProfileOf:
    """A question: the profile of a citizen."""

    citizen: int
    example: bool = False

    def answer(self, archive: Archive) -> Profile:
        """Everything counted anew from the tables."""
        one = [self.citizen]

        def count(table: str, person: str = "person", also: str = "true") -> int:
            asked = f"SELECT count(*) FROM {table} WHERE {person} = ? AND {also}"
            return int(archive.rows(asked, one)[0][0])

        spent = archive.rows(_SPENT, one)
        wrong = mistake(archive, self.citizen)
        return Profile(
            citizen=self.citizen,
            name=str(archive.rows("SELECT name FROM people WHERE id = ?", one)[0][0]),
            example=self.example,
            spent=tuple((str(kind), int(cents)) for kind, cents in spent),
            payments=count("payments"),
            night_payments=count("payments", also=_NIGHT),
            trips=count("trips"),
            night_trips=count("trips", also=_NIGHT),
            posts=count("posts"),
            comments=count("comments"),
            contacts=count("contacts", "a"),
            contacts_listed=count("contacts", "a", "b IN (SELECT person FROM court)"),
            hotel_nights=count("hotel_nights"),
            clinic_visits=count("clinic_visits"),
            school_visits=count("school_visits"),
            sightings=count("sightings"),
            on_court_list=count("court") > 0,
            wrong_link=wrong is not None,
            wrong_person=wrong.person if wrong else -1,
        )
