"""The real models of bodies and hands: the visitor's only, ten times a second each.

The actor is a portrait: it has shoulders, and neither hands nor legs. So this tells whose body is
found, where its shoulders are, and how often; see made_bodies.py for all the rest.
"""

from collections.abc import Iterator
from dataclasses import replace

import cv2
import numpy as np
import pytest

from exhibit.camera.actor import Actor, Script, Track, still
from exhibit.room.measure_body import Body, Limbs, Pace
from exhibit.room.visit import Visit
from exhibit.senses.body import SHOULDERS, Pose, Posture
from exhibit.senses.hands import Hands
from exhibit.senses.look import Senses
from exhibit.senses.mediapipe_bodies import Look, close_bodies, hand_model, pose_model
from exhibit.senses.seen import Face, Person, Seen, person_box

STEPS_ASIDE = Script(
    x=Track(((0.6, -12), (1.6, 12))), yaw=still(0), distance=still(70), idle=0, blinks=()
)
SECONDS, FPS = 2.0, 30


@pytest.fixture(scope="module", autouse=True)
def _closed() -> Iterator[None]:
    yield
    close_bodies()


@pytest.fixture(scope="module")
def walked() -> list[Seen]:
    """The actor stepping aside, as the senses see it."""
    now = 0.0
    actor, found = Actor(lambda: now, STEPS_ASIDE), []
    with Senses() as senses:
        for number in range(round(SECONDS * FPS)):
            now = number / FPS
            frame = actor.read()
            assert frame
            senses.look(frame)
            seen = senses.seen(wait=True)
            assert seen
            found.append(seen)
    actor.close()
    return found


def shoulders(pose: Pose) -> float:
    """x between the shoulders, pixels."""
    return float(pose.points[list(SHOULDERS), 0].mean())


def middle(person: Person) -> float:
    return (person.face_box[0] + person.face_box[2]) / 2


@pytest.fixture(scope="module")
def looked(walked: list[Seen]) -> list[tuple[Seen, Pose | None, Posture | None, float, float]]:
    """What the two measures made of each picture, and when each model was last handed one."""
    visit, told = Visit(handed=True), []
    body, limbs = Body(), Limbs()
    for seen in walked:
        visit.now, visit.seen = seen.at, seen
        visit.visitor = seen.people[0] if seen.people else None
        put(visit, body)
        pose, found = visit.get(Pose), visit.get(Posture)
        if pose:  # the actor has no hands to see: here the model is to look for them all the same
            visit.put(replace(pose, sure=np.ones_like(pose.sure)))
        put(visit, limbs)
        told.append((seen, pose, found, pose_model().submitted_at, hand_model().submitted_at))
    assert visit.get(Hands) == Hands()
    return told


def put(visit: Visit, measure: Body | Limbs) -> None:
    """Let a measure look, and keep what it finds."""
    for found in measure.look(visit):
        visit.put(found)


def test_each_is_handed_ten_pictures_a_second_and_never_the_same_one(looked) -> None:
    poses = {pose_at for *_, pose_at, _ in looked if pose_at >= 0}
    hands = {hands_at for *_, hands_at in looked if hands_at >= 0}
    assert len(poses) == pytest.approx(10 * SECONDS, abs=1.5)
    assert len(hands) == pytest.approx(10 * SECONDS, abs=1.5)
    assert not poses & hands


def test_where_no_wrist_is_seen_there_are_no_hands_and_the_model_rests(walked: list[Seen]) -> None:
    visit, limbs, found = Visit(handed=True), Limbs(), []
    before = hand_model().submitted_at
    for number, seen in enumerate(walked):
        visit.now, visit.seen, visit.visitor = seen.at, seen, (seen.people or (None,))[0]
        if visit.visitor and number % 3 == 0:
            visit.put(Pose(np.zeros((33, 3), np.float32), np.zeros(33), visit.visitor.id, seen.at))
        put(visit, limbs)
        found.append(visit.get(Hands))
    assert hand_model().submitted_at == before
    fresh = {id(each) for each in found if each is not None}
    assert all(each == Hands() for each in found if each is not None)
    assert len(fresh) == pytest.approx(10 * SECONDS, abs=1.5)


@pytest.mark.parametrize(("faces", "bodies"), [(30, 10), (28, 10), (15, 6), (10, 4)])
def test_bodies_and_hands_slow_down_as_faces_do(faces: int, bodies: int) -> None:
    pace = Pace()
    periods = [pace.period(number / faces) for number in range(3 * faces)]
    assert 1 / periods[-1] == pytest.approx(bodies, rel=0.02)


def test_the_shoulders_are_under_the_visitors_face_and_no_older_than_a_tenth(looked) -> None:
    followed = [(seen, pose) for seen, pose, *_ in looked if pose]
    assert len(followed) > 50
    for seen, pose in followed:
        me = seen.person(pose.whose)
        assert me
        assert seen.at - pose.at < 0.11
        size = me.face_box[3] - me.face_box[1]
        assert abs(shoulders(pose) - middle(me)) < 0.4 * size
    travelled = shoulders(followed[-1][1]) - shoulders(followed[0][1])
    assert travelled == pytest.approx(24 / 70 * Actor.focal, rel=0.2)


def test_a_portrait_is_upright_and_about_its_legs_nothing_is_said(looked) -> None:
    _, pose, found, *_ = looked[-1]
    assert pose is not None and found is not None
    assert found.shape == "upright"
    assert found.legs is found.hips is found.feet is None


def beside(seen: Seen) -> tuple[Seen, Person, Person]:
    """The same person twice in one picture, half as large; the left one, then the right one."""
    half = cv2.resize(seen.image, (640, 360), interpolation=cv2.INTER_AREA)
    image = np.full((720, 1280, 3), 120, np.uint8)
    image[360:, :640] = image[360:, 640:] = half
    face = seen.people[0].face
    assert face
    people = []
    for number, shift in enumerate((0, 640), 1):
        own = Face.around((face.points / 2 + (shift, 360, 0)).astype(np.float32))
        people.append(Person(number, person_box(own.box), own, 0.0, seen.at))
    return Seen(tuple(people), image, seen.at), people[0], people[1]


def found_of(seen: Seen, visitor: Person, at: float) -> Pose | None:
    """The pose after some pictures that do not change."""
    for number in range(4):
        look = Look.at_visitor(Seen(seen.people, seen.image, at + number / 5), visitor)
        assert pose_model().submit(look)
        pose_model().wait()
    return pose_model().take()


def test_of_two_people_only_the_visitors_body_is_found(walked: list[Seen]) -> None:
    seen, left, right = beside(walked[-1])
    for number, visitor in enumerate((left, right, left)):
        pose = found_of(seen, visitor, 100.0 + 10 * number)
        assert pose and pose.whose == visitor.id
        assert abs(shoulders(pose) - middle(visitor)) < 60


def test_a_body_that_is_not_the_visitors_is_thrown_away(walked: list[Seen]) -> None:
    seen, left, _ = beside(walked[-1])
    assert left.face
    nobody = Face.around(left.face.points + np.array((0, -300, 0), np.float32))
    elsewhere = Person(7, person_box(nobody.box), nobody, 0.0, seen.at)
    assert found_of(Seen((elsewhere,), seen.image, seen.at), elsewhere, 200.0) is None
