"""A visit to the actor in this one process, seen once and lived again: for bench and checks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pygame

from exhibit.camera.actor import FPS, Actor
from exhibit.city.archive import Archive, open_city
from exhibit.city.making import build_city, empty_city
from exhibit.city.register import make_register
from exhibit.messages import Choice, SourceKind
from exhibit.orders import RoomOrder
from exhibit.page.canvas import Canvas
from exhibit.page.theme import Size
from exhibit.room.records import Records
from exhibit.room.tour import Tour
from exhibit.senses.look import Senses
from exhibit.senses.seen import Seen
from exhibit.settings import Settings

_CITIZENS = 20_000  # a page shows as many as there are: more would only take longer to make


@dataclass
class Acted:
    """A tour of the steps past an actor who was seen beforehand, again and again."""

    tour: Tour
    seen: tuple[Seen, ...]
    surface: pygame.Surface
    frame: int = 0

    def look(self) -> None:
        """Take in the next picture, a thirtieth of a second later."""
        now = self.frame / FPS
        picture = self.seen[self.frame % len(self.seen)]
        self.tour.see(replace(picture, at=now), now)
        self.frame += 1

    def draw(self) -> pygame.Surface:
        """The page of the step that is on."""
        self.tour.draw(self.surface)
        return self.surface

    def go(self, name: str) -> None:
        """On to a step, or back."""
        self.tour.at = [each.name for each in self.tour.steps].index(name)


def watch_actor(frames: int, faces: int = 6) -> tuple[Seen, ...]:
    """What the senses see of so many of the actor's pictures."""
    clock = [0.0]
    actor, found = Actor(lambda: clock[0]), []
    with Senses(faces) as senses:
        for number in range(frames):
            clock[0] = number / FPS
            frame = actor.read()
            assert frame
            senses.look(frame)
            if seen := senses.seen(wait=True):
                found.append(seen)
    return tuple(found)


@contextmanager
def city_records(citizens: int = _CITIZENS) -> Iterator[Records]:
    """Records of a small invented city, made for the occasion."""
    with TemporaryDirectory(prefix="exhibit-", ignore_cleanup_errors=True) as folder:
        path = Path(folder, "city.db")
        path.write_bytes(empty_city())
        build_city(str(path), citizens)
        with open_city(str(path)) as connection:
            archive = Archive(connection, make_register(citizens))
            records = Records(lambda: True, lambda: archive, handed=True)
            try:
                yield records
            finally:
                records.close()


def act(
    settings: Settings, size: Size, seen: tuple[Seen, ...], records: Records | None = None
) -> Acted:
    """A tour of every step at a size in pixels, begun with a full yes; time is handed in."""
    canvas = Canvas.create(*size)
    try:
        order = RoomOrder(
            settings, 0, "actor", canvas.token, None, (),
            handed_time=True, step_folders=settings.visit.step_folders,
        )  # fmt: skip
        tour = Tour(order, canvas)
    finally:
        canvas.close()
    tour.visit.records = records
    tour.visit.focal = Actor.focal
    tour.begin(Choice.EVERYTHING, SourceKind.ACTOR, tour.words.languages.index(tour.language))
    return Acted(tour, seen, pygame.Surface(size, 0, 32))
