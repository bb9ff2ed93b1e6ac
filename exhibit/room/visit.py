"""The visit as steps see it: the time, the picture, the visitor, and every finding so far."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, is_dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from exhibit.camera import Image
from exhibit.messages import Choice, SourceKind, Vote
from exhibit.page.canvas import SLOTS
from exhibit.room.records import Question, Records
from exhibit.senses.rules import Law
from exhibit.senses.seen import Person, Seen
from exhibit.settings import Lens, Rules

Pairs = NDArray[np.int32]
_Kind = TypeVar("_Kind")
_Answer = TypeVar("_Answer")
_SEED = 20250717
# Modules whose findings are about an invented citizen.
_INVENTED = ("exhibit.city.", *(f"exhibit.steps.{name}" for name in ("drawers", "score")))


@dataclass(frozen=True)
class Held:
    """What the room holds of one sort: how many, and in how many bytes."""

    count: int
    bytes: int


def _sum(parts: Iterable[Held]) -> Held:
    """All together."""
    each = list(parts)
    return Held(sum(part.count for part in each), sum(part.bytes for part in each))


def size_of(value: object, guesses: bool = True) -> Held:
    """Numbers and bytes in a finding: 8 for a number, the array's own for an array, UTF-8 text."""
    if isinstance(value, np.ndarray):
        return Held(int(value.size), int(value.nbytes))
    if isinstance(value, str):
        return Held(1, len(value.encode()))
    if is_dataclass(value):
        names = [each.name for each in fields(value) if guesses or each.name != "guess"]
        return _sum(size_of(getattr(value, name)) for name in names)
    if isinstance(value, tuple | list):
        return _sum(size_of(each) for each in value)
    return Held(0, 0) if value is None else Held(1, 8)


@dataclass
class Visit:
    """One visitor's visit. Lives in the room only, and dies with it."""

    choice: Choice = Choice.EVERYTHING
    source: SourceKind = SourceKind.ACTOR
    focal: float | None = None  # pixels at the width of the picture, where the camera knows it
    now: float = 0.0  # seconds, handed in
    handed: bool = False  # time does not run by itself: a measure may wait for its own thread
    seen: Seen | None = None
    rules: Rules = field(default_factory=Rules)  # of the line and the light
    frame: Image | None = None  # what may be drawn: everyone but the visitor is pixelated
    frames: int = 0  # pictures looked at so far
    faces: int = 6  # how many are looked for: where so many are found, there may be more
    canvas_bytes: int = 0
    mirror: bool = True
    lens: Lens = field(default_factory=Lens)  # as it is set
    mesh: Pairs | None = None  # which face points to join, faintly and strongly
    outline: Pairs | None = None
    middle: tuple[float, float] = (0.5, 0.5)  # what is kept in the middle, as fractions
    held: float = 0.0  # how far the delete-hold is, 0 to 1
    visitor: Person | None = None
    sure: bool = True  # whether the boxed person is the one who said yes
    candidate: Person | None = None
    lost_at: float | None = None
    chance: random.Random = field(default_factory=lambda: random.Random(_SEED))
    records: Records | None = None  # the invented city and its register
    picked: dict[str, int] = field(default_factory=dict)  # what the visitor chose on the pages
    votes: dict[Vote, tuple[int, int]] = field(default_factory=dict)  # hands up, of how many
    # What outlasts a lost track, until it is clear that somebody else is there; by its type.
    remembered: dict[type, object] = field(default_factory=dict)
    _findings: dict[type, object] = field(default_factory=dict)

    def get(self, kind: type[_Kind]) -> _Kind | None:
        """The newest finding of a type, or None while there is none."""
        found = self._findings.get(kind)
        return found if isinstance(found, kind) else None

    def put(self, finding: object) -> None:
        """Keep a finding, in place of the last of its type."""
        self._findings[type(finding)] = finding

    def drop(self, kind: type) -> None:
        """Forget a finding that no longer holds."""
        self._findings.pop(kind, None)

    def ask(self, question: Question[_Answer]) -> _Answer | None:
        """What the invented city answers; None while it is looked up, or is still being built."""
        return self.records.ask(question) if self.records else None

    @property
    def law(self) -> Law:
        """The rules in the camera's picture; the settings speak of the one on the page."""
        rules, mirror = self.rules, self.mirror
        return Law(
            line=1 - rules.line if mirror else rules.line,
            to_right=(rules.way == "right") is not mirror,
            green=rules.green_seconds,
            red=rules.red_seconds,
            stood=rules.stood_seconds,
            gathered=rules.gathered_people,
            together=rules.gathered_seconds,
        )

    @property
    def findings(self) -> tuple[object, ...]:
        """Every finding held now."""
        return tuple(self._findings.values())

    @property
    def people(self) -> tuple[Person, ...]:
        """Everyone in view."""
        return self.seen.people if self.seen else ()

    def pictures(self) -> Held:
        """Pictures of the camera held now: the newest, and its pixelated copy."""
        kept = [self.frame, self.seen.image if self.seen else None]
        images = [image for image in kept if image is not None]
        return Held(len(images), sum(each.nbytes for each in images))

    def screens(self) -> Held:
        """Pictures of the screen: those of the canvas, which the receipt counts the zeros of."""
        return Held(SLOTS, self.canvas_bytes)

    def numbers(self, besides: tuple[type, ...]) -> Held:
        """Numbers in all findings but those of the types besides, and in what is remembered."""
        kept = [each for kind, each in self._findings.items() if kind not in besides]
        kept += self.remembered.values()
        return _sum(size_of(each, guesses=False) for each in kept)

    def invented(self) -> tuple[type, ...]:
        """Types of the findings that are about an invented citizen."""
        kinds = (type(each) for each in self.findings)
        return tuple(kind for kind in kinds if kind.__module__.startswith(_INVENTED))

    def numbers_of(self, kinds: tuple[type, ...]) -> Held:
        """Numbers in the findings of some types."""
        return _sum(size_of(self._findings[kind], guesses=False) for kind in kinds)

    def guesses(self) -> Held:
        """Guesses in all findings: their fields called guess."""
        return _sum(size_of(getattr(each, "guess", None)) for each in self._findings.values())
