"""The rules of a line and a light: places over time become events with a start and an end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import hypot, log

from exhibit.senses.seen import Box, Distance

# Seconds after a change in which the light still fades: nobody crosses on red that soon.
FADE = 0.5
# Shares of the width of a person's box, which is about half a metre.
_ASTRIDE = 0.15  # as near to the line as this, a person is on neither side
_PLACE = 0.45  # who keeps within this much stays in one place
_NEAR = 1.5  # two people with their middles this far apart stand together
# The same as natural logarithms of sizes: farther away or nearer, and how much so.
_PLACE_DEEP, _NEAR_DEEP = 0.4, 0.45
# Seconds for which a place may be left, or a group look smaller, without its being over.
_MOMENT = 1.0
# A person unseen for longer than this may have come to the other side by any way.
_UNSEEN = 1.0
_KEPT = 40  # events


@dataclass(frozen=True)
class Law:
    """What somebody decided: nothing in a picture says that a line may not be crossed.

    line: x of the line as a share of the image's width; to_right: whether the allowed way is
    toward the image's right; green, red: seconds, green first; stood: seconds allowed in one
    place; gathered, together: so many people, the visitor among them, for so many seconds.
    """

    line: float = 0.65
    to_right: bool = True
    green: float = 8.0
    red: float = 8.0
    stood: float = 30.0
    gathered: int = 3
    together: float = 5.0


@dataclass(frozen=True)
class Event:
    """One broken rule: "red", "way", "stood" or "gathered", from start to end, seconds.

    end: None while it goes on. A crossing lasts from one side of the line to the other.
    """

    rule: str
    start: float
    end: float | None = None


@dataclass(frozen=True)
class Place:
    """Where a person is: the middle of the box and its width, pixels of the image."""

    x: float
    width: float

    @classmethod
    def of(cls, box: Box) -> "Place":
        """The place of a person's box."""
        return cls((box[0] + box[2]) / 2, max(box[2] - box[0], 1.0))

    def near(self, other: "Place") -> bool:
        """Whether two people stand together: side by side, and as far away."""
        apart = abs(self.x - other.x) <= _NEAR * (self.width + other.width) / 2
        return apart and abs(log(self.width / other.width)) <= _NEAR_DEEP


@dataclass(frozen=True)
class Moment:
    """One picture: the visitor's place, None while unseen, everybody else's, and when, seconds."""

    visitor: Place | None
    others: tuple[Place, ...]
    at: float


@dataclass(frozen=True)
class Ruled:
    """What the rules make of the visitor: events, oldest first, and what they rest on.

    stood: seconds in one place so far. together: people in one group with the visitor, who is one.
    cm, error: how far short of the line the visitor is, centimetres, negative beyond it as seen
    along the allowed way; None while the distance is unknown.
    """

    events: tuple[Event, ...] = ()
    stood: float = 0.0
    together: int = 1
    cm: float | None = None
    error: float = 0.0


def red_since(law: Law, at: float) -> float | None:
    """Seconds for which the light has been red at this moment; None while it is green."""
    into = at % (law.green + law.red)
    return into - law.green if into >= law.green else None


def reds(law: Law, start: float, end: float) -> list[tuple[float, float]]:
    """The times between start and end when the light is red, seconds."""
    cycle = law.green + law.red
    first = int(start // cycle)
    spans = [
        (max(start, number * cycle + law.green), min(end, (number + 1) * cycle))
        for number in range(first, int(end // cycle) + 1)
    ]
    return [(a, b) for a, b in spans if a < b]


def short_of_line(
    law: Law, x: float, width: int, far: Distance | None
) -> tuple[float | None, float]:
    """Centimetres from the visitor to the line along the allowed way, and their error.

    x: the visitor's middle, pixels; width: of the image. The line is taken to be as deep in the
    picture as the visitor; what a pixel spans there hardly depends on the lens. error: of that,
    and 3 cm for where a body's middle is.
    """
    if far is None:
        return None, 0.0
    away = law.line * width - x
    cm, error = away * far.pixel, hypot(away * far.pixel_error, 3.0)
    return (cm if law.to_right else -cm), error


class Watch:
    """Watches one visitor, picture by picture; the same places give the same events."""

    def __init__(self) -> None:
        self._line, self._stay, self._group = _Line(), _Stay(), _Group()
        self._events: tuple[Event, ...] = ()

    def look(self, moment: Moment, law: Law, width: int) -> Ruled:
        """Take in one picture, so many pixels wide."""
        me = moment.visitor
        if me is not None:
            self._add(self._line.look(me, moment.at, law, width))
            self._add(self._stay.look(me, moment.at, law))
            self._add(self._group.look(me, moment, law))
        return Ruled(self._events, self._stay.seconds, self._group.count)

    def _add(self, events: Iterable[Event]) -> None:
        """Keep what is new, and what has gone on, in place of its beginning."""
        for event in events:
            kept = [e for e in self._events if (e.rule, e.start) != (event.rule, event.start)]
            ordered = sorted([*kept, event], key=lambda each: each.start)
            self._events = tuple(ordered[-_KEPT:])


def judge(moments: Sequence[Moment], law: Law, width: int) -> tuple[Event, ...]:
    """Every event in a whole track, in pictures so many pixels wide."""
    watch, ruled = Watch(), Ruled()
    for moment in moments:
        ruled = watch.look(moment, law, width)
    return ruled.events


class _Line:
    """On which side somebody is: a side counts once it is reached clearly."""

    def __init__(self) -> None:
        self._side = 0
        self._clear_at = 0.0  # when last clearly on that side
        self._last: tuple[float, float] | None = None  # offset, pixels, and when
        self._passed_at = 0.0

    def look(self, me: Place, at: float, law: Law, width: int) -> list[Event]:
        """The events of a crossing that is complete now."""
        offset = me.x - law.line * width
        self._pass(offset, at)
        if abs(offset) <= _ASTRIDE * me.width:
            return []
        before, self._side = self._side, 1 if offset > 0 else -1
        start, self._clear_at = self._clear_at, at
        if before in (0, self._side):
            return []
        return self._broken(law, start, at)

    def _pass(self, offset: float, at: float) -> None:
        """Note when the line itself was passed, between two pictures."""
        if self._last and at - self._last[1] > _UNSEEN:
            self._side, self._last = 0, None
        if self._last and (self._last[0] > 0) != (offset > 0):
            old, when = self._last
            self._passed_at = when + (at - when) * abs(old) / max(abs(old) + abs(offset), 1e-6)
        self._last = offset, at

    def _broken(self, law: Law, start: float, end: float) -> list[Event]:
        """Which rules this crossing breaks."""
        since = red_since(law, self._passed_at)
        red = since is not None and since >= FADE
        wrong = (self._side > 0) != law.to_right
        return [Event(rule, start, end) for rule, so in (("red", red), ("way", wrong)) if so]


class _Stay:
    """How long somebody keeps to one place."""

    def __init__(self) -> None:
        self._low = self._high = Place(0.0, 1.0)
        self._since: float | None = None
        self._out_since: float | None = None
        self.seconds = 0.0

    def look(self, me: Place, at: float, law: Law) -> list[Event]:
        """The stay, once it is too long, as it is now."""
        if self._since is None:
            self._begin(me, at)
        if self._fits(me):
            self._out_since = None
        elif self._out_since is None:
            self._out_since = at
        since = self._since or 0.0
        if self._out_since is not None and at - self._out_since >= _MOMENT:
            end = self._out_since
            self._begin(me, at)
            return [Event("stood", since, end)] if end - since >= law.stood else []
        self.seconds = at - since
        return [Event("stood", since)] if self.seconds >= law.stood else []

    def _begin(self, me: Place, at: float) -> None:
        """A new place."""
        self._low = self._high = me
        self._since, self._out_since, self.seconds = at, None, 0.0

    def _fits(self, me: Place) -> bool:
        """Whether this is still the same place; then it is as wide as was moved in it."""
        low = Place(min(self._low.x, me.x), min(self._low.width, me.width))
        high = Place(max(self._high.x, me.x), max(self._high.width, me.width))
        wide = high.x - low.x > _PLACE * me.width
        if wide or log(high.width / low.width) > _PLACE_DEEP:
            return False
        self._low, self._high = low, high
        return True


class _Group:
    """With how many others somebody stands, and since when that is a gathering."""

    def __init__(self) -> None:
        self.count = 1
        self._event: Event | None = None
        self._seen_at = 0.0

    def look(self, me: Place, moment: Moment, law: Law) -> list[Event]:
        """The gathering, once it is long enough, as it is now."""
        self.count = _together(me, moment.others)
        if self.count >= law.gathered:
            self._event = self._event or Event("gathered", moment.at)
            self._seen_at = moment.at
        if self._event is None:
            return []
        event, over = self._event, moment.at - self._seen_at > _MOMENT
        if over:
            self._event = None
        long = self._seen_at - event.start >= law.together
        return [replace(event, end=self._seen_at) if over else event] if long else []


def _together(me: Place, others: Sequence[Place]) -> int:
    """How many stand in one group with somebody, each near some other of it."""
    group, rest = [me], list(others)
    while joining := [each for each in rest if any(each.near(member) for member in group)]:
        group += joining
        rest = [each for each in rest if each not in joining]
    return len(group)
