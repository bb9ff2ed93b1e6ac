"""The measure of the rules: where the visitor is, against the line and the light on the picture."""

from collections.abc import Iterable
from dataclasses import replace

from exhibit.room.visit import Visit
from exhibit.senses.rules import Moment, Place, Ruled, Watch, short_of_line
from exhibit.senses.seen import Distance, Person


class Rules:
    """Watches the visitor; the others are counted where they stand, and nothing more."""

    finds: tuple[type, ...] = (Ruled,)

    def __init__(self) -> None:
        self._watch = Watch()

    def look(self, visit: Visit) -> Iterable[object]:
        """What the rules make of the visitor by now."""
        if visit.seen is None or visit.visitor is None:
            return
        at, width = visit.seen.at, visit.seen.image.shape[1]
        me = _place(visit.visitor, at)
        others = [_place(each, at) for each in visit.people if each.id != visit.visitor.id]
        moment = Moment(me, tuple(each for each in others if each), at)
        law = visit.law
        ruled = self._watch.look(moment, law, width)
        if me is not None:
            cm, error = short_of_line(law, me.x, width, visit.get(Distance))
            ruled = replace(ruled, cm=cm, error=error)
        yield ruled


def _place(person: Person, at: float) -> Place | None:
    """Where a person is now; None while the face is hidden."""
    return Place.of(person.box) if person.last_at == at else None
