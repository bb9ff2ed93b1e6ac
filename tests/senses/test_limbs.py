"""More of the visitor is shown than head and shoulders: what surely is theirs alone."""

import numpy as np
import pytest
from made_bodies import body_at, hand_at
from made_faces import face_at

from exhibit.camera import Image
from exhibit.senses.hands import Hand, Hands
from exhibit.senses.limbs import limbs
from exhibit.senses.privacy import only
from exhibit.senses.seen import Face, Person, person_box

X, BROAD = 640, 150
RAISED = {13: (1.2, 0.0), 15: (1.8, -0.6)}
WRIST = X + 1.8 * BROAD, 250 - 0.6 * BROAD


@pytest.fixture(scope="module")
def noise() -> Image:
    return np.random.default_rng(3).integers(0, 256, (728, 1248, 3), np.uint8)


def person(x: float, ident: int = 1, y: float = 160, width: float = 80) -> Person:
    face = Face.around(face_at(x, y, width))
    return Person(ident, person_box(face.box), face, 0.0, 0.0)


def pose(**more):
    return body_at(X, 250, BROAD, moved=RAISED, **more)


def shown(image: Image, *others: Person, at: float = 0.0, hands=None, **more) -> np.ndarray:
    """Where the picture itself is shown, HxW of bool."""
    me = person(X)
    own = limbs(me, pose(**more), hands, at)
    return (only(image, me, others, own) == image).all(axis=2)


def at(where: np.ndarray, x: float, y: float) -> float:
    """The share that is shown of a small square."""
    return float(where[round(y) - 6 : round(y) + 6, round(x) - 6 : round(x) + 6].mean())


ELBOW = X + 1.2 * BROAD, 250.0
HIP = X, 250 + 1.3 * BROAD


def test_arms_are_shown_where_they_are(noise: Image) -> None:
    where = shown(noise)
    for spot in (ELBOW, WRIST):
        assert at(where, *spot) == 1
    assert at(where, X + 1.2 * BROAD, 250 + 0.8 * BROAD) < 0.1
    assert at(where, X - 2 * BROAD, 250) < 0.1


def test_before_trunk_and_legs_somebody_nobody_found_stays_hidden(noise: Image) -> None:
    where = shown(noise)
    for spot in (HIP, (X + 0.3 * BROAD, 250 + 2.5 * BROAD)):
        assert at(where, *spot) < 0.1


def test_without_a_pose_only_head_and_shoulders_are(noise: Image) -> None:
    where = (only(noise, person(X), ()) == noise).all(axis=2)
    assert at(where, *ELBOW) < 0.1
    assert where.mean() < 0.7 * shown(noise).mean()


def test_what_is_not_in_view_is_not_shown(noise: Image) -> None:
    where = shown(noise, unseen=[15, 23])
    assert at(where, *WRIST) < 0.1
    assert at(where, *HIP) < 0.1
    assert at(where, *ELBOW) == 1


def test_a_hand_is_shown_to_its_fingertips(noise: Image) -> None:
    hand = Hand(hand_at(*WRIST, 40), right=False, at=0.0)
    tip = hand.points[12]
    assert at(shown(noise), *tip[:2]) < 0.1
    assert at(shown(noise, hands=Hands((hand,))), *tip[:2]) == 1


@pytest.mark.parametrize("y", [160, 60])
def test_where_another_person_stands_nothing_more_is_shown(noise: Image, y: float) -> None:
    other = person(WRIST[0] + 60, 2, y)
    where = shown(noise, other)
    assert at(where, *WRIST) < 0.1
    assert at(where, X, 160) == 1


def test_an_old_pose_or_another_persons_shows_nothing_more(noise: Image) -> None:
    plain = (only(noise, person(X), ()) == noise).all(axis=2)
    assert np.array_equal(shown(noise, at=0.5), plain)
    assert np.array_equal(shown(noise, at=-0.1), plain)
    assert np.array_equal(shown(noise, whose=2), plain)
    assert not np.array_equal(shown(noise, at=0.1), plain)
