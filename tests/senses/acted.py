"""The actor watched with the real models: faces and head turns of a script, with the truth."""

from dataclasses import dataclass
from functools import cache

from exhibit.camera.actor import Actor, Script, Track, Truth, truth
from exhibit.senses.head import head
from exhibit.senses.look import Senses
from exhibit.senses.seen import Face, Head

SIZE = (1280, 720)
# Eleven blinks in 20 s, two of them double and some with a turned head; sentences of quick and of
# slow syllables, with rests between them.
BLINKS = (1.4, 3.3, 3.8, 6.2, 8.8, 10.9, 12.0, 14.1, 16.6, 17.2, 18.9)
LIVELY = Script(
    blinks=BLINKS,
    blinks_every=20,
    mouth=Track(
        (
            (2.5, 0), (2.62, 0.8), (2.74, 0.2), (2.86, 1.1), (3.0, 0.1), (3.12, 0.6), (3.25, 0.3),
            (3.4, 1.2), (3.6, 0), (6.4, 0), (6.7, 0.9), (7.1, 0.2), (7.4, 0.7), (7.8, 0),
        ),
        every=9,
    ),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Acted:
    """One frame: what was found in it, and what is true."""

    at: float
    face: Face | None
    head: Head | None
    truth: Truth


@cache
def acted(script: Script, seconds: float, every: int = 1) -> tuple[Acted, ...]:
    """Every so many frames of the actor's 30 a second, on handed-in time."""
    now = 0.0
    actor = Actor(lambda: now, script)
    found = []
    with Senses() as senses:
        for number in range(0, round(seconds * 30), every):
            now = number / 30
            frame = actor.read()
            assert frame
            senses.look(frame)
            seen = senses.seen(wait=True)
            assert seen and seen.image is frame.image
            face = seen.people[0].face if seen.people else None
            turned = head(face, SIZE, Actor.focal) if face else None
            found.append(Acted(frame.at, face, turned, truth(frame.at, script)))
    actor.close()
    return tuple(found)
