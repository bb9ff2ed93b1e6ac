"""The measures of company: who is near the visitor, the visitor's clothes, and who came back."""

from collections.abc import Iterable
from dataclasses import replace

from exhibit.room.visit import Visit
from exhibit.senses.again import Again, Known, compare
from exhibit.senses.clothes import Clothes, Wardrobe, read
from exhibit.senses.company import Companions, Company
from exhibit.senses.first_print import FaceNumber
from exhibit.senses.seen import Person

_CLOTHES_EVERY = 0.2  # seconds: cloth changes slowly
_PATIENCE = 8.0  # seconds in which a face number may still come, before clothes decide
_SETTLED = 1.5  # seconds after which clothes decide when there is no number to wait for


class KeptCompany:
    """Who is near the visitor and moves along; of others only their boxes are used."""

    finds: tuple[type, ...] = (Company,)

    def __init__(self) -> None:
        self._companions = Companions()

    def look(self, visit: Visit) -> Iterable[object]:
        """The company now."""
        me, seen = visit.visitor, visit.seen
        if me is None or seen is None:
            return
        others = [each for each in seen.people if each.id != me.id]
        height, width = seen.image.shape[:2]
        yield self._companions.look(me, others, (width, height), visit.focal, seen.at)


class Wears:
    """The colour of the visitor's clothes."""

    finds: tuple[type, ...] = (Clothes,)

    def __init__(self) -> None:
        self._wardrobe = Wardrobe()
        self._looked_at: float | None = None
        self._found: Clothes | None = None

    def look(self, visit: Visit) -> Iterable[object]:
        """The colour over the last two seconds, looked at five times a second."""
        me, seen = visit.visitor, visit.seen
        if me is None or seen is None:
            return
        due = self._looked_at is None or seen.at - self._looked_at >= _CLOTHES_EVERY - 1e-6
        if me.face is not None and due:
            self._looked_at = seen.at
            others = [each.box for each in seen.others(me.id)]
            self._wardrobe.add(read(seen.image, me.face, others), seen.at)
            self._found = self._wardrobe.clothes()
        if self._found:
            yield self._found


class Returns:
    """Whether a visitor whose track was lost is back; remembers, within this visit, what it takes.

    What is remembered belongs to one person. It is forgotten as soon as it is clear, or may be,
    that somebody else is the visitor now.
    """

    finds: tuple[type, ...] = (Again,)

    def __init__(self) -> None:
        self._now: Known | None = None
        self._before: Known | None = None
        self._again: Again | None = None
        self._settled = False

    def look(self, visit: Visit) -> Iterable[object]:
        """The answer, as long as this track lasts."""
        me, seen = visit.visitor, visit.seen
        if me is None or seen is None:
            return
        if self._now is None:
            self._before = _left_by(visit, me)
            self._now = Known(me.id, me.last_at)
        self._now = _update(self._now, visit, me)
        if self._before is not None and not self._settled:
            self._again = compare(self._before, self._now, me.first_at)
            self._settle(seen.at - me.first_at, self._before, self._now)
        if self._before is None or self._settled:
            visit.remembered[Known] = self._now
        if self._again:
            yield self._again

    def _settle(self, waited: float, before: Known, now: Known) -> None:
        """Once it is decided, what was remembered goes on, or goes."""
        again = self._again
        number_may_come = before.number is not None and now.number is None
        enough = _PATIENCE if number_may_come or again is None else _SETTLED
        self._settled = (again is not None and again.by == "face") or waited >= enough
        if self._settled and again and again.same:
            number = before.number if now.number is None else now.number
            self._now = replace(now, sightings=again.sightings, number=number)


def _left_by(visit: Visit, me: Person) -> Known | None:
    """What is remembered of whoever left, unless that person is still in view beside this one."""
    known = visit.remembered.get(Known)
    if not isinstance(known, Known) or known.id == me.id:
        return None
    if visit.seen and visit.seen.person(known.id):
        del visit.remembered[Known]
        return None
    return known


def _update(known: Known, visit: Visit, me: Person) -> Known:
    """What there is to remember now."""
    clothes, found = visit.get(Clothes) or known.clothes, visit.get(FaceNumber)
    number = found.first if found and found.first is not None else known.number
    return replace(known, at=me.last_at, clothes=clothes, number=number)
