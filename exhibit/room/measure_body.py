"""The measures of the visitor's body and hands, about ten times a second each."""

from collections.abc import Iterable
from dataclasses import replace

from exhibit.room.visit import Visit
from exhibit.senses.body import WRISTS, Pose, Posture, posture, raised
from exhibit.senses.hands import Gesture, Hand, Hands, gesture
from exhibit.senses.mediapipe_bodies import PERIOD, Look, hand_model, pose_model
from exhibit.senses.steady import Steady

_HOLDS = 0.5  # seconds for which what was found is taken to be so still
_KEEPS_UP = 0.04  # seconds from one picture to the next below which faces are at the camera's rate
_SLOWS = 0.2  # how much of each new gap goes into what is usual


def load() -> None:
    """Load the models before a visitor comes: a quarter of a second that nobody should see."""
    pose_model()
    hand_model()


class Pace:
    """How often to look: when crowds slow the faces down, bodies and hands slow down with them."""

    def __init__(self) -> None:
        self._at: float | None = None
        self._gap = 0.0

    def period(self, at: float, handed: bool = False) -> float:
        """Seconds from one look to the next; to be asked at each picture, taken at a second.

        handed: on handed-in time nothing is ever late.
        """
        if self._at is not None and not handed:
            self._gap += _SLOWS * (min(at - self._at, _HOLDS) - self._gap)
        self._at = at
        return PERIOD * max(1.0, self._gap / _KEEPS_UP)


class Body:
    """The visitor's pose, and the posture, what it claims once that has held for five poses."""

    finds: tuple[type, ...] = (Pose, Posture)

    def __init__(self) -> None:
        self._model, self._pace = pose_model(), Pace()
        self._pose: Pose | None = None
        self._posture = Posture()
        self._shape: Steady[str | None] = Steady()
        self._legs: Steady[str | None] = Steady()

    def look(self, visit: Visit) -> Iterable[object]:
        """Hand in the picture if one is due; the newest pose, while it holds."""
        if visit.seen is None or visit.visitor is None:
            return
        period = self._pace.period(visit.seen.at, visit.handed)
        if visit.visitor.face is not None:
            handed = self._model.submit(Look.at_visitor(visit.seen, visit.visitor), period)
            if handed and visit.handed:
                self._model.wait()
        pose = self._model.take()
        if pose and pose.whose == visit.visitor.id:
            self._pose, self._posture = pose, self._steadied(posture(pose))
        if self._pose and 0 <= visit.seen.at - self._pose.at <= _HOLDS:
            yield self._pose
            yield self._posture

    def _steadied(self, now: Posture) -> Posture:
        """The same measurements with the claims that have held."""
        return replace(now, shape=self._shape.update(now.shape), legs=self._legs.update(now.legs))


class Limbs:
    """The visitor's hands, those that hang on the arms of the pose, and what they do."""

    finds: tuple[type, ...] = (Hands,)

    def __init__(self) -> None:
        self._model, self._pace = hand_model(), Pace()
        self._kinds: dict[bool, Steady[str | None]] = {}
        self._hands = Hands()
        self._pose: Pose | None = None  # of the picture before
        self._at = 0.0

    def look(self, visit: Visit) -> Iterable[object]:
        """Hand in the picture if it was not just handed to the pose; the newest hands.

        Only hands at the pose's wrists are the visitor's: where it sees no wrist there is none to
        look for, and the model rests.
        """
        pose = visit.get(Pose)
        if visit.seen is None or visit.visitor is None or pose is None:
            return
        period = self._pace.period(visit.seen.at, visit.handed)
        wrists = any(pose.sees(wrist) for wrist in WRISTS)
        if wrists and pose_model().submitted_at != visit.seen.at:
            look = Look.at_visitor(visit.seen, visit.visitor, pose)
            if self._model.submit(look, period) and visit.handed:
                self._model.wait()
        found = self._model.take()
        if not wrists:
            found = () if pose is not self._pose else None
        self._pose = pose
        if found is not None:
            self._at, self._hands = visit.seen.at, self._read(found, pose)
        if visit.seen.at - self._at <= _HOLDS:
            yield self._hands

    def _read(self, hands: tuple[Hand, ...], pose: Pose) -> Hands:
        """What each hand does, once it has done so for five pictures."""
        there = {hand.right for hand in hands}
        self._kinds = {right: self._kinds.get(right, Steady()) for right in there}
        return Hands(hands, tuple(self._gesture(hand, pose) for hand in hands))

    def _gesture(self, hand: Hand, pose: Pose) -> Gesture:
        """One hand's, steadied."""
        now = gesture(hand.points, raised(pose, hand.right))
        return replace(now, kind=self._kinds[hand.right].update(now.kind))
