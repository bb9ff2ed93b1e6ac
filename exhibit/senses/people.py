"""Tracks: which face in this image is which person of the last one, or honestly nobody's.

Consent hangs on an id: it is never used again and never handed to another face. Where it is not
clear who is who, the track ends and a new id begins. No face numbers and no colours are used.
"""

from collections.abc import Iterable, Sequence
from itertools import count
from math import hypot, inf

from exhibit.camera import Image
from exhibit.senses.seen import Points, Seen
from exhibit.senses.track import Sight, Track

_GAP = 0.7
_LATELY = 1.0
# Two faces nearer than this, in face widths, are one face found twice.
_TWICE = 0.4
# The best match must be this many times nearer than the next one to be called clear.
_CLEAR = 2.0
# A face counts once it was seen this often: what looks like one for a moment seldom is one.
_SURE = 3


class Tracks:
    """Follows several faces from image to image."""

    def __init__(self) -> None:
        self._ids = count(1)
        self._tracks: list[Track] = []
        self._lately: list[Track] = []

    def follow(self, faces: Sequence[Points], image: Image, at: float) -> Seen:
        """Everybody at this time, from the faces (each 478x3, pixels) found in this image."""
        self._lately = [track for track in self._lately if at - track.at <= _LATELY]
        self._end(track for track in self._tracks if at - track.at > _GAP)
        sights = _once([Sight.of(points) for points in faces])
        owners = [self._owner(sight, sights, at) for sight in sights]
        self._end(self._doubtful(owners, sights, at))
        for track in self._tracks:
            track.missed = True
        for owner, sight in zip(owners, sights, strict=True):
            if owner:
                owner.move(sight, at)
            else:
                self._tracks.append(Track(next(self._ids), sight, at, at))
        return self._seen(image, at)

    def _owner(self, sight: Sight, sights: list[Sight], at: float) -> Track | None:
        """The track that clearly goes on with this face, and clearly with no other face.

        A track that was missed also has the ended ones for rivals: one of them may be back.
        """
        best = min(self._tracks, key=lambda track: track.strangeness(sight, at), default=None)
        if best is None:
            return None
        rivals = [*self._tracks, *self._lately] if best.missed else self._tracks
        others = [track.strangeness(sight, at) for track in rivals if track is not best]
        others += [best.strangeness(other, at) for other in sights if other is not sight]
        cost = best.strangeness(sight, at)
        return best if cost < 1 and _CLEAR * cost < min(others, default=inf) else None

    def _doubtful(
        self, owners: list[Track | None], sights: list[Sight], at: float
    ) -> Iterable[Track]:
        """The tracks that some face might belong to, or hide, and none clearly does."""
        for track in self._tracks:
            near = any(track.strangeness(s, at) < 1 or track.hidden_by(s, at) for s in sights)
            if near and track not in owners:
                yield track

    def _end(self, over: Iterable[Track]) -> None:
        ended = list(over)
        self._lately += ended
        self._tracks = [track for track in self._tracks if track not in ended]

    def _seen(self, image: Image, at: float) -> Seen:
        sure = [track for track in self._tracks if track.sightings >= _SURE]
        unsure = [track for track in self._tracks if track.sightings < _SURE]
        people = tuple(track.person(at) for track in sure)
        return Seen(people, image, at, tuple(t.person(at) for t in (*unsure, *self._lately)))


def _once(sights: list[Sight]) -> list[Sight]:
    """Without the second sight of one face: of two at one spot the first stays."""
    kept: list[Sight] = []
    for sight in sights:
        if all(hypot(sight.x - k.x, sight.y - k.y) > _TWICE * k.width for k in kept):
            kept.append(sight)
    return kept
