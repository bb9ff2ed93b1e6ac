"""Company, clothes, the return: of the visitor only, and forgotten when they should be."""

import numpy as np
import pytest
from made_faces import face_at

from exhibit.camera.actor import Actor, Script, Track, still
from exhibit.messages import Choice, SourceKind
from exhibit.room import measure_company
from exhibit.room.measure_company import KeptCompany, Returns, Wears
from exhibit.room.measures import EVERY, Entry, Measures
from exhibit.room.visit import Visit
from exhibit.room.visitor import confirm, follow, next_face
from exhibit.senses.again import Again, Known
from exhibit.senses.clothes import Clothes
from exhibit.senses.company import Company
from exhibit.senses.first_print import FaceNumber
from exhibit.senses.look import Senses
from exhibit.senses.seen import Face, Person, Seen, person_box
from exhibit.settings import Senses as Switches

RED, BLUE = (30, 20, 200), (200, 90, 30)  # BGR
ENTRIES = tuple(Entry("", each) for each in (KeptCompany, Wears, Returns))


class Room:
    """A visit whose people are made up: id = (middle of the face, colour of the clothes)."""

    def __init__(self, source=SourceKind.CLIP, choice=Choice.NO_NUMBER):
        self.visit = Visit(source=source, choice=choice, focal=900.0)
        self.measures = Measures(Switches(), ENTRIES)
        self.first: dict[int, float] = {}

    def look(self, seconds, numbers=(), **people):
        """Time passes with these people in view; numbers: the visitor's first print, if any."""
        for _ in range(round(seconds * 5)):
            self.visit.now += 0.2
            follow(self.visit, self._seen(people))
            if self.visit.visitor and len(numbers):
                found = FaceNumber(numbers, numbers, 5, 0.0, 0.01, None, self.visit.now)
                self.visit.put(found)
            else:
                self.visit.drop(FaceNumber)
            self.measures.look(self.visit)
        return self.visit.get(Again)

    def _seen(self, people):
        image, found = np.zeros((720, 1280, 3), np.uint8), []
        for name, (x, colour) in people.items():
            ident, face = int(name[1:]), Face.around(face_at(x, 240, 160))
            image[330:, x - 170 : x + 170] = colour
            first = self.first.setdefault(ident, self.visit.now)
            found.append(Person(ident, person_box(face.box), face, first, self.visit.now))
        return Seen(tuple(found), image, self.visit.now)

    @property
    def known(self):
        return self.visit.remembered.get(Known)


def number(far=0.0):
    values = np.full(128, 0.1, np.float32)
    values[0] += far
    return values


def test_a_visitor_who_leaves_and_returns_is_matched_by_clothes():
    room = Room()
    assert room.look(3, p1=(640, RED)) is None
    assert room.known.clothes.word == "red"
    assert room.look(4) is None
    assert room.known.id == 1
    again = room.look(3, p2=(640, RED))
    assert (again.by, again.same, again.sightings) == ("clothes", True, 2)
    assert again.away == pytest.approx(4, abs=0.21)
    assert room.known.id == 2


def test_every_sighting_counts():
    room = Room()
    for ident in range(1, 5):
        again = room.look(3, **{f"p{ident}": (640, RED)})
        room.look(2)
    assert again.sightings == 4


def test_another_jacket_is_not_sure_and_the_old_one_is_forgotten():
    room = Room()
    room.look(3, p1=(640, RED))
    room.look(2)
    again = room.look(3, p2=(640, BLUE))
    assert (again.by, again.same, again.before) == ("clothes", None, None)
    assert (room.known.clothes.word, room.known.sightings) == ("blue", 1)


def test_a_face_number_is_waited_for_and_decides():
    room = Room(choice=Choice.EVERYTHING)
    room.look(3, number(), p1=(640, RED))
    room.look(2)
    assert room.look(3, p2=(640, BLUE)).by == "clothes"
    assert room.known.id == 1, "undecided: what is remembered stays"
    again = room.look(1, number(0.2), p2=(640, BLUE))
    assert (again.by, again.same) == ("face", True)
    assert room.known.clothes.word == "blue"


def test_by_number_another_person_takes_nothing_over():
    room = Room(choice=Choice.EVERYTHING)
    room.look(3, number(), p1=(640, RED))
    room.look(2)
    again = room.look(3, number(0.9), p2=(640, RED))
    assert (again.by, again.same, again.before) == ("face", False, None)
    assert room.known.number[0] == pytest.approx(1.0)
    assert room.known.sightings == 1


def test_without_a_number_in_time_clothes_decide():
    room = Room(choice=Choice.EVERYTHING)
    room.look(3, number(), p1=(640, RED))
    room.look(2)
    room.look(measure_company._PATIENCE + 1, p2=(640, RED))
    assert room.known.id == 2
    assert room.known.number is not None


def test_two_in_one_picture_are_not_one():
    room = Room()
    room.look(3, p1=(400, RED), p2=(900, RED))
    before = room.visit.visitor.id
    next_face(room.visit)
    assert room.visit.visitor.id != before
    again = room.look(3, p1=(400, RED), p2=(900, RED))
    assert again is None
    assert room.known.id == room.visit.visitor.id


def test_before_a_camera_nothing_is_compared_until_a_button_says_who_it_is():
    room = Room(SourceKind.CAMERA)
    room.look(3, p1=(640, RED))
    room.look(2)
    assert room.look(3, p2=(640, RED)) is None
    assert room.visit.findings == ()
    confirm(room.visit)
    assert room.look(3, p2=(640, RED)).same is True


def test_of_others_only_boxes_are_used():
    room = Room()
    room.look(3, p1=(640, RED), p2=(1000, BLUE))
    (other,) = room.visit.get(Company).others
    assert other.id == 2
    assert room.visit.get(Clothes).word == "red"
    before = room.visit.findings

    def repainted(seen):
        image = seen.image.copy()
        image[:, 820:] = 7
        one, two = seen.people
        points = np.zeros_like(two.face.points)
        blank = Person(two.id, two.box, Face(points, two.face.box), two.first_at, two.last_at)
        return Seen((one, blank), image, seen.at)

    again = Room()
    plain, again._seen = again._seen, lambda people: repainted(plain(people))
    again.look(3, p1=(640, RED), p2=(1000, BLUE))
    assert repr(again.visit.findings) == repr(before)


def test_what_is_remembered_is_counted_among_what_is_held():
    room = Room(choice=Choice.EVERYTHING)
    room.look(3, p1=(640, RED))
    few = room.visit.numbers(besides=())
    room.look(1, number(), p1=(640, RED))
    room.visit.drop(FaceNumber)
    assert room.visit.numbers(besides=()).count == few.count + 128


def test_each_has_a_switch_and_none_needs_every_yes():
    for name in ("company", "clothes", "again"):
        (entry,) = (each for each in EVERY if each.switch == name)
        assert not entry.everything
        kept = Measures(Switches(**{name: False}))._entries
        assert entry not in kept


CHOICES = (Choice.NO_NUMBER, Choice.EVERYTHING)
NEEDED = ("", "face_number", "company", "clothes", "again")
OUT_AND_IN = Script(
    yaw=still(0), pitch=still(7), roll=still(0), distance=still(58), mouth=still(0),
    x=Track(((4.5, 0), (5.7, 85), (8.3, 85), (9.5, 0))),
)  # fmt: skip


@pytest.fixture(scope="module")
def returned():
    """The actor walks out of the picture and in again before the real models, in two visits."""
    visits = [Visit(choice=each, focal=900.0, handed=True) for each in CHOICES]
    entries = [each for each in EVERY if each.switch in NEEDED]
    measured = [Measures(Switches(), entries) for _ in visits]
    now, alone = [0.0], 0
    actor = Actor(lambda: now[0], OUT_AND_IN)
    with Senses(1) as senses:
        for frame in range(155):
            now[0] = frame / 10
            senses.look(actor.read())
            seen = senses.seen(wait=True)
            alone += not seen.people
            for visit, measures in zip(visits, measured, strict=True):
                visit.now = now[0]
                follow(visit, seen)
                measures.look(visit)
    assert alone > 15
    return {each.choice: each for each in visits}


def test_the_actor_walks_out_and_in_and_is_known_by_her_clothes(returned):
    visit = returned[Choice.NO_NUMBER]
    again = visit.get(Again)
    assert (again.by, again.same, again.sightings) == ("clothes", True, 2)
    assert again.distance < 6
    assert 2.5 < again.away < 5
    assert visit.get(Clothes).word in ("black", "navy")
    assert visit.get(FaceNumber) is None
    assert visit.remembered[Known].number is None


def test_the_actor_walks_out_and_in_and_is_known_by_her_face_number(returned):
    visit = returned[Choice.EVERYTHING]
    again = visit.get(Again)
    assert (again.by, again.same, again.sightings) == ("face", True, 2)
    assert again.distance < 0.3
    assert visit.remembered[Known].numbers == 131
