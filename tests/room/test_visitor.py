"""Who the visitor is: whoever said yes, and nobody else unasked."""

import numpy as np
import pytest

from exhibit.messages import SourceKind
from exhibit.room.visit import Visit
from exhibit.room.visitor import confirm, follow, next_face

MIDDLE, LEFT, RIGHT = 640, 300, 1000


@pytest.fixture(params=list(SourceKind), ids=lambda kind: kind.name)
def visit(request):
    return Visit(source=request.param)


@pytest.fixture
def live():
    return Visit(source=SourceKind.CAMERA)


def look(visit, seen, now=None):
    """Time passes, and the senses have seen this."""
    visit.now = seen.at if now is None else now
    follow(visit, seen)


def ids(visit):
    """Visitor and candidate, by their ids."""
    return tuple(each.id if each else None for each in (visit.visitor, visit.candidate))


def test_the_face_nearest_the_middle_is_the_visitor(visit, view):
    look(visit, view(p1=LEFT, p2=600, p3=RIGHT))
    assert ids(visit) == (2, None)


def test_the_visitor_stays_the_visitor_when_others_come_nearer(visit, view):
    look(visit, view(p1=500))
    look(visit, view(1.0, p1=200, p2=MIDDLE))
    assert ids(visit) == (1, None)


def test_a_visitor_whose_face_is_hidden_for_a_moment_is_still_the_visitor(visit, view):
    look(visit, view(p1=MIDDLE))
    look(visit, view(9.0, p1=MIDDLE, p2=700, hidden=[1]))
    assert ids(visit) == (1, None)


def test_before_a_camera_the_next_face_is_asked_first(live, view):
    look(live, view(p1=MIDDLE))
    look(live, view(5.0, p2=MIDDLE))
    assert ids(live) == (None, 2)
    assert not live.sure
    look(live, view(60.0, p2=MIDDLE, p3=600))
    assert ids(live) == (None, 2)


def test_who_comes_back_quickly_is_asked_too(live, view):
    look(live, view(p1=MIDDLE))
    look(live, view(0.5))
    look(live, view(1.0, p2=MIDDLE))
    assert ids(live) == (None, 2)


def test_who_comes_long_after_yes_is_asked_first(live, view):
    look(live, view(0.0))
    look(live, view(3.5, p1=MIDDLE))
    assert ids(live) == (None, 1)


def test_who_comes_at_once_is_who_said_yes(live, view):
    look(live, view(0.0))
    look(live, view(2.0, p1=MIDDLE))
    assert ids(live) == (1, None)


@pytest.mark.parametrize("kind", [SourceKind.ACTOR, SourceKind.CLIP], ids=lambda kind: kind.name)
def test_in_a_film_nobody_is_asked(kind, view):
    visit = Visit(source=kind)
    look(visit, view(p1=MIDDLE))
    look(visit, view(5.0, p2=LEFT))
    assert ids(visit) == (2, None)


def test_the_candidate_says_this_is_me(live, view):
    look(live, view(p1=MIDDLE))
    look(live, view(5.0, p2=MIDDLE))
    confirm(live)
    assert ids(live) == (2, None)
    look(live, view(6.0, p2=LEFT, p3=MIDDLE))
    assert ids(live) == (2, None)


def test_saying_this_is_me_with_nobody_there_gives_nobody_a_pass(live, view):
    look(live, view(p1=MIDDLE))
    look(live, view(5.0))
    confirm(live)
    look(live, view(6.0, p2=MIDDLE))
    assert ids(live) == (None, 2)


def test_not_me_goes_round_the_faces_from_left_to_right(visit, view):
    look(visit, view(p3=LEFT, p2=MIDDLE, p1=RIGHT))
    chosen = []
    for _ in range(4):
        next_face(visit)
        chosen.append((visit.visitor or visit.candidate).id)
    assert chosen == [1, 3, 2, 1]


def test_before_a_camera_not_me_gives_nobody_a_pass_who_did_not_say_so(live, view):
    look(live, view(p1=MIDDLE, p2=RIGHT))
    next_face(live)
    assert ids(live) == (None, 2)
    look(live, view(1.0, p1=MIDDLE, p2=RIGHT))
    assert ids(live) == (None, 2)
    confirm(live)
    assert ids(live) == (2, None)


def test_not_me_moves_a_candidate_without_making_anyone_the_visitor(live, view):
    look(live, view(p1=MIDDLE))
    look(live, view(5.0, p2=LEFT, p3=MIDDLE))
    next_face(live)
    assert ids(live) == (None, 2)


def test_not_me_with_nobody_there_does_nothing(visit, view):
    look(visit, view())
    next_face(visit)
    assert ids(visit) == (None, None)


def test_since_when_nobody_is_there(visit, view):
    look(visit, view(1.0, p1=MIDDLE))
    assert visit.lost_at is None
    look(visit, view(2.0))
    look(visit, view(3.0))
    assert visit.lost_at == 2.0
    look(visit, view(4.0, p2=MIDDLE))
    assert visit.lost_at is None


def test_a_candidate_counts_as_somebody(live, view):
    look(live, view(p1=MIDDLE))
    look(live, view(5.0))
    look(live, view(6.0, p2=MIDDLE))
    assert live.lost_at is None


def test_a_bystander_is_never_drawn_as_seen(visit, view):
    seen = view(p1=MIDDLE, p2=RIGHT)
    look(visit, seen)
    same = (visit.frame == seen.image).all(axis=2)
    x0, y0, x1, y1 = map(int, seen.people[1].face.box)
    assert not same[y0:y1, x0:x1].any()
    x0, y0, x1, y1 = map(int, seen.people[0].face.box)
    assert same[y0 + 20 : y1 - 20, x0 + 40 : x1 - 40].all()


def test_a_candidate_is_not_drawn_as_seen(live, view):
    look(live, view(p1=MIDDLE))
    seen = view(5.0, p2=MIDDLE)
    look(live, seen)
    assert np.mean(live.frame == seen.image) < 0.05
    confirm(live)
    assert np.mean(live.frame == seen.image) > 0.05


def test_the_picture_keeps_a_visitor_who_steps_aside_in_view(visit, view):
    look(visit, view(p1=MIDDLE))
    assert visit.middle[0] == 0.5
    look(visit, view(1.0, p1=700))
    assert visit.middle[0] == 0.5
    look(visit, view(2.0, p1=1200))
    assert 0.7 < visit.middle[0] < 1200 / 1280
    look(visit, view(3.0))
    assert visit.middle[0] > 0.7
