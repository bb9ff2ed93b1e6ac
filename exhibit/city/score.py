"""A score by an invented formula: a start, and for each record its times by its points.

No country has this formula; it is ours. score = 700 + sum of times x points, kept in 0 to 1,000.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from exhibit.city.profile import Profile

START, LOWEST, HIGHEST = 700, 0, 1_000
STOPS = (-2, -1, 0, 1, 2)  # what a weight may be, in steps of a record's own points
ONE_IN = 3  # of so many appeals, one is read: the last
DAYS_EACH = 60  # that an appeal waits
COURT = "court"  # the record that may be somebody else's


@dataclass(frozen=True)
class Kind:
    """A sort of record: its name, the points of one step of its weight, and the usual stop.

    stop: a number of STOPS, so that 2 weighs nothing.
    """

    name: str
    points: int
    stop: int


KINDS = (
    Kind(COURT, 100, 0),
    Kind("cameras", 5, 1),
    Kind("posts", 10, 1),
    Kind("payments", 10, 3),
)


@dataclass(frozen=True)
class Term:
    """One line of the formula: so many times in the file, so many points each.

    counted: not taken out by the visitor, nor by an appeal. strange: it is another person's.
    """

    name: str
    times: int
    points: int
    counted: bool = True
    strange: bool = False

    @property
    def counts(self) -> int:
        """How many times enter the formula: none of what was taken out."""
        return self.times if self.counted else 0

    @property
    def value(self) -> int:
        """What it adds to the score."""
        return self.counts * self.points


@dataclass(frozen=True)
class Door:
    """Something that opens from a score on."""

    name: str
    needs: int

    def open_at(self, score: int) -> bool:
        """Whether it opens; the score it needs is enough."""
        return score >= self.needs


DOORS = (Door("train", 500), Door("loan", 600), Door("hotel", 400), Door("abroad", 650))

# Stands in until a drawer was opened, so that the screen never waits for the city.
EXAMPLE = Profile(
    citizen=-1,
    name="Mira Sandhu",
    example=True,
    spent=(("grocer", 8_450), ("canteen", 3_120), ("tea", 980)),
    payments=7,
    night_payments=1,
    trips=3,
    night_trips=1,
    posts=2,
    comments=2,
    contacts=6,
    contacts_listed=0,
    hotel_nights=0,
    clinic_visits=0,
    school_visits=0,
    sightings=9,
    on_court_list=False,
    wrong_link=True,
    wrong_person=-1,
)


def records(profile: Profile) -> Mapping[str, int]:
    """How often each kind of record is in a file."""
    return {
        COURT: int(profile.listed),
        "cameras": profile.sightings,
        "posts": profile.posts + profile.comments,
        "payments": profile.payments,
    }


def terms(
    profile: Profile, stops: Sequence[int], kept: Sequence[bool], heard: bool
) -> tuple[Term, ...]:
    """The formula's lines: each kind by the stop of its weight, kept or taken out.

    heard: an appeal was read, and the record that is another person's is gone. Only an appeal
    takes that one out.
    """
    times = records(profile)
    lines = []
    for kind, stop, stays in zip(KINDS, stops, kept, strict=True):
        strange = kind.name == COURT and profile.wrong_link and not profile.on_court_list
        counted = not heard if strange else stays
        points = STOPS[stop] * kind.points
        lines.append(Term(kind.name, times[kind.name], points, counted, strange))
    return tuple(lines)


def total(lines: Sequence[Term]) -> int:
    """The score: the start and all lines, kept between the lowest and the highest."""
    return min(HIGHEST, max(LOWEST, START + sum(each.value for each in lines)))


def opened(score: int) -> tuple[bool, ...]:
    """Which of the doors a score opens."""
    return tuple(each.open_at(score) for each in DOORS)


def without_strange(lines: Sequence[Term]) -> tuple[Term, ...]:
    """The same lines, as they would be without what is another person's."""
    return tuple(replace(each, counted=each.counted and not each.strange) for each in lines)


def heard(sent: int) -> bool:
    """Whether an appeal was read after so many were sent. A rule decides, not chance."""
    return sent >= ONE_IN
