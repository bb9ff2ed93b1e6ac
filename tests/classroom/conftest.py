"""What the tests of the classroom share: words without a window, made-up faces, small settings."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest

os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
sys.path.insert(0, str(Path(__file__).parent.parent / "senses"))

from classes import SIZE
from made_faces import face_at

from exhibit.messages import Choice, SourceKind
from exhibit.orders import RoomOrder
from exhibit.page.canvas import Canvas, Token
from exhibit.room.tour import Tour
from exhibit.senses.seen import Face, Person, Seen, person_box
from exhibit.settings import City, Senses, Settings
from exhibit.settings import Tour as Visits

OFF = {each: False for each in ("body", "hands", "rules", "pulse", "face_number", "company")}


@pytest.fixture
def seen():
    """One person in view at a second, 640 pixels from the left of 1280."""

    def make(at=0.0):
        image = np.random.default_rng(5).integers(0, 256, (720, 1280, 3), np.uint8)
        face = Face.around(face_at(640))
        return Seen((Person(1, person_box(face.box), face, 0.0, at),), image, at)

    return make


@pytest.fixture
def canvas():
    made = Canvas.create(*SIZE)
    yield made
    made.close()


@pytest.fixture
def tour(canvas):
    """Makes a tour of some steps, begun with a choice."""

    def make(steps, choice=Choice.CLASS, folders=(), bench=""):
        folders = tuple(str(each) for each in folders)
        settings = Settings(
            visit=Visits(steps=tuple(steps), step_folders=folders), city=City(citizens=0),
            senses=Senses(**OFF, gaze=False, eyes=False, mouth=False, clothes=False, again=False)
            if choice is Choice.ACTOR else Senses(),
        )  # fmt: skip
        order = RoomOrder(settings, 0, "actor", Token(0, *SIZE), None, (), lesson=45, try_it=bench,
                          step_folders=folders)  # fmt: skip
        made = Tour(order, canvas)
        kind = SourceKind.ACTOR if choice is Choice.ACTOR else SourceKind.CLIP
        made.begin(choice, kind, 0)
        return made

    return make
