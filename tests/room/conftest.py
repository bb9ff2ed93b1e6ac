"""What the tests of the room share: faces of known shape, no window, and who is in view."""

import os
import sys
from pathlib import Path

import numpy as np
import pytest

os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
sys.path.insert(0, str(Path(__file__).parent.parent / "senses"))

from made_faces import face_at

from exhibit.senses.seen import Face, Person, Seen, person_box


@pytest.fixture
def view():
    """Makes what was seen: people as id = middle of the face in pixels, in a 1280x720 picture."""

    def make(at=0.0, hidden=(), **people):
        image = np.random.default_rng(5).integers(0, 256, (720, 1280, 3), np.uint8)
        found = []
        for name, x in people.items():
            face, ident = Face.around(face_at(x)), int(name[1:])
            shown = None if ident in hidden else face
            found.append(Person(ident, person_box(face.box), shown, 0.0, at))
        return Seen(tuple(found), image, at)

    return make
