"""Who the visitor is: the nearest face to the middle at the start, and never anyone else unasked.

Consent hangs on a track. When the track ends before a live camera, the next face is only a
candidate, and gets nothing beyond presence until a button says "yes, this is me".
"""

from exhibit.camera import Image
from exhibit.messages import SourceKind
from exhibit.room.visit import Visit
from exhibit.senses.body import Pose
from exhibit.senses.hands import Hands
from exhibit.senses.limbs import Limb, limbs
from exhibit.senses.privacy import only
from exhibit.senses.seen import Person, Seen

_SWAY = 0.14  # of the picture's width
_FIRST_SECONDS = 3.0  # who comes later than this did not press the button


def nearest_the_middle(people: tuple[Person, ...], image: Image) -> Person | None:
    """The person whose box's middle is nearest to the picture's; None when nobody is there."""
    middle = image.shape[1] / 2
    return min(people, key=lambda each: abs((each.box[0] + each.box[2]) / 2 - middle), default=None)


def follow(visit: Visit, seen: Seen) -> None:
    """Take in what was seen: keep to the visitor's track, or look for a candidate."""
    visit.seen = seen
    chosen = visit.visitor or visit.candidate
    still = seen.person(chosen.id) if chosen else None
    if still is None:
        late = visit.visitor is not None or visit.now > _FIRST_SECONDS
        if late and visit.source is SourceKind.CAMERA:
            visit.sure = False
        still = nearest_the_middle(seen.people, seen.image)
    _settle(visit, still)


def _settle(visit: Visit, person: Person | None) -> None:
    """Make a person visitor or candidate, note since when nobody is there, pixelate the rest."""
    visit.visitor = person if visit.sure else None
    visit.candidate = None if visit.sure else person
    if person is not None:
        visit.lost_at = None
    elif visit.lost_at is None:
        visit.lost_at = visit.now
    assert visit.seen is not None
    _pan(visit, person)
    others = visit.seen.others(visit.visitor.id if visit.visitor else None)
    own = _limbs(visit, visit.visitor) if visit.visitor else ()
    visit.frame = only(visit.seen.image, visit.visitor, others, own)


def _limbs(visit: Visit, visitor: Person) -> tuple[Limb, ...]:
    """What of the visitor's body was found in one of the last few pictures."""
    at = visit.seen.at if visit.seen else 0.0
    return limbs(visitor, visit.get(Pose), visit.get(Hands), at)


def _pan(visit: Visit, person: Person | None) -> None:
    """Keep a person who steps aside within what is shown, without following every sway."""
    if person is None or visit.seen is None:
        return
    height, width = visit.seen.image.shape[:2]
    x0, y0, x1, y1 = person.face.box if person.face else person.box
    here = ((x0 + x1) / 2 / width, (y0 + y1) / 2 / height)
    kept = zip(visit.middle, here, strict=True)
    x, y = (min(max(old, new - _SWAY), new + _SWAY) for old, new in kept)
    visit.middle = (x, y)


def next_face(visit: Visit) -> None:
    """Move the box to the next face from left to right; for "that is not me".

    Before a live camera that face is only a candidate: whose it is must say so first.
    """
    people = sorted(visit.people, key=lambda each: each.box[0])
    if not people:
        return
    chosen = visit.visitor or visit.candidate
    ids = [each.id for each in people]
    place = ids.index(chosen.id) + 1 if chosen and chosen.id in ids else 0
    visit.sure = visit.sure and visit.source is not SourceKind.CAMERA
    _settle(visit, people[place % len(people)])


def confirm(visit: Visit) -> None:
    """The boxed person said "yes, this is me"."""
    visit.sure = True
    _settle(visit, visit.candidate)
