"""Who is near and who moves along: on made-up tracks, with the moments at which it was so."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
import pytest
from made_faces import face_at

from exhibit.senses.company import APART, NEAR, Companion, Companions, Company, apart, place
from exhibit.senses.seen import Face, Person, person_box

FOCAL, SIZE, FPS = 900.0, (1280, 720), 30
FRAME = 1 / FPS
WIDTH = 15.0  # of every made-up face, centimetres

Walk = Callable[[float], tuple[float, float]]  # right and away, centimetres, at a second


def person(ident: int, x: float, z: float, at: float, face: bool = True) -> Person:
    """Somebody whose head is x cm right of the middle and z cm away."""
    width = FOCAL * WIDTH / z
    found = Face.around(face_at(640 + FOCAL * x / z, 360, width / 0.85 / 1.2))
    return Person(ident, person_box(found.box), found if face else None, 0.0, at)


def kept(
    seconds: float,
    me: Walk,
    *others: Walk,
    hide: Callable[[int, float], bool] = lambda ident, at: False,
) -> Iterator[tuple[float, Company]]:
    """The company at each frame; others have the ids 2, 3 and so on. hide: whose face at when."""
    companions = Companions()
    for frame in range(round(seconds * FPS)):
        at = frame * FRAME
        mine = person(1, *me(at), at)
        theirs = [person(n, *each(at), at, not hide(n, at)) for n, each in enumerate(others, 2)]
        yield at, companions.look(mine, theirs, SIZE, FOCAL, at)


def last(seconds: float, *walks: Walk) -> Companion:
    """The first other at the end."""
    *_, (_, company) = kept(seconds, *walks)
    return company.others[0]


def still(x: float, z: float = 150) -> Walk:
    return lambda at: (x, z)


def walk(x: float, speed: float, start: float = 0.0, end: float = 99.0, z: float = 150) -> Walk:
    """From x at so many centimetres a second, between two moments."""
    return lambda at: (x + speed * (min(max(at, start), end) - start), z)


def test_the_distance_is_that_between_the_heads():
    for x, z in ((60, 150), (0, 230), (-90, 100)):
        one, other = (place(person(1, *each, 0), SIZE, FOCAL) for each in ((0, 150), (x, z)))
        far, error = apart(one, other, lens_known=True)
        assert far == pytest.approx(np.hypot(x, z - 150) / WIDTH, rel=0.02)
        assert 0 < error < far / 2 + 1


def test_the_error_covers_faces_of_other_sizes():
    chance = np.random.default_rng(3)
    one = place(person(1, 0, 150, 0), SIZE, FOCAL)
    other = place(person(2, 50, 190, 0), SIZE, FOCAL)
    sizes = chance.normal(1, 0.07, (4000, 2))
    found = [float(np.linalg.norm(other * b - one * a)) for a, b in sizes]
    assert apart(one, other, lens_known=True)[1] == pytest.approx(np.std(found), rel=0.15)


def test_an_unknown_lens_adds_to_the_error_of_depth_only():
    one, side, behind = (
        place(person(1, *each, 0), SIZE, None) for each in ((0, 150), (60, 150), (0, 230))
    )
    assert apart(one, side, False)[1] == pytest.approx(apart(one, side, True)[1], rel=0.01)
    assert apart(one, behind, False)[1] > apart(one, behind, True)[1]


def crossing(walk_to: Walk, limit: float, times: tuple[float, float]) -> float:
    """When a walk passes a distance, in face widths, from (0, 150), by looking very finely."""
    fine = np.arange(*times, 0.001)
    far = [np.hypot(walk_to(t)[0], walk_to(t)[1] - 150) / WIDTH for t in fine]
    return next(
        t for t, (a, b) in zip(fine, pairwise(far), strict=False) if (a < limit) != (b < limit)
    )


def test_near_starts_and_ends_when_it_did():
    def visit(at: float) -> tuple[float, float]:
        return 300 - 60 * min(at, 4) + 60 * max(0.0, at - 9), 150

    came, left = crossing(visit, NEAR, (0, 5)), crossing(visit, APART, (8, 14))
    other = last(14, still(0), visit)
    assert other.near and not other.near.lasting
    assert other.near.start == pytest.approx(came, abs=2 * FRAME)
    assert other.near.end == pytest.approx(left, abs=2 * FRAME)
    assert other.near_seconds == pytest.approx(left - came, abs=3 * FRAME)


def test_two_spells_are_added_and_the_newest_is_told():
    def visits(at: float) -> tuple[float, float]:
        return (60 if 2 <= at < 5 or 8 <= at < 12 else 400), 150

    other = last(11, still(0), visits)
    assert other.near and other.near.lasting
    assert other.near.start == pytest.approx(8, abs=FRAME)
    assert other.near_seconds == pytest.approx(3 + 3, abs=4 * FRAME)


def test_who_only_brushes_past_is_not_company():
    other = last(4, still(0), lambda at: (60 if 2 <= at < 2.3 else 400, 150))
    assert other.near is None
    assert other.near_seconds == 0


def test_who_sways_at_the_limit_does_not_come_and_go():
    edge = (NEAR - 0.1) * WIDTH
    other = last(10, still(0), lambda at: (edge + 8 * np.sin(5 * at) * (at > 1), 150))
    assert other.near and other.near.lasting
    assert other.near.start < 2 * FRAME


def test_who_stands_far_behind_is_not_near_though_close_in_the_picture():
    assert last(5, still(0), still(10, 450)).near is None


def test_moving_together_starts_and_ends_when_it_did():
    for speed in (25, 60):
        mine, other = (walk(x, speed, 3, 7) for x in (-100, -50))
        found = last(9, mine, other).together
        assert found and not found.lasting
        assert found.start == pytest.approx(3, abs=2.5 * FRAME)
        assert found.end == pytest.approx(7, abs=2.5 * FRAME)


def test_walking_to_the_camera_side_by_side_is_moving_together():
    mine, other = (lambda at, x=x: (x, 300 - 30 * at) for x in (0, 50))
    found = last(5, mine, other)
    assert found.together and found.together.lasting
    assert found.alike is not None and found.alike > 0.9


UNALIKE = {
    "both stand": (still(0), still(60)),
    "one walks past": (still(0), walk(-110, 40)),
    "they cross": (walk(-60, 30), walk(60, -30)),
    "one is much quicker": (walk(-100, 20), walk(-100, 60)),
    "far apart": (walk(-300, 40), walk(-40, 40)),
    "one comes as the other goes aside": (lambda at: (0, 250 - 30 * at), walk(-40, 30, z=200)),
}


@pytest.mark.parametrize("name", UNALIKE)
def test_what_is_no_moving_together(name):
    found = last(5, *UNALIKE[name])
    assert found.together is None
    assert found.together_seconds == 0


@pytest.mark.parametrize("seed", range(4))
def test_people_who_sway_on_the_spot_are_near_and_do_not_move_together(seed):
    chance = np.random.default_rng(seed)
    noise = np.cumsum(chance.normal(0, 0.15, (2, 2, 700)), axis=2)

    def sways(who: int, x: float) -> Walk:
        return lambda at: (
            x + noise[who, 0, round(at * FPS)] + 2 * np.sin(at + who),
            150 + noise[who, 1, round(at * FPS)] + chance.normal(0, 1),
        )

    found = last(20, sways(0, 0), sways(1, 60))
    assert found.near and found.near.lasting
    assert found.together is None


def test_a_trembling_box_does_not_break_up_a_walk():
    chance = np.random.default_rng(1)

    def trembles(x: float) -> Walk:
        steady = walk(x, 40, 2, 6)
        return lambda at: tuple(np.add(steady(at), chance.normal(0, (0.1, 1.0))))

    found = last(8, trembles(-100), trembles(-50)).together
    assert found
    assert found.start == pytest.approx(2, abs=4 * FRAME)
    assert found.end == pytest.approx(6, abs=4 * FRAME)


def test_a_face_hidden_for_a_moment_breaks_nothing():
    def hide(ident: int, at: float) -> bool:
        return 2 < at < 2.5

    *_, (_, company) = kept(5, walk(-90, 30), walk(-40, 30), hide=hide)
    other = company.others[0]
    assert other.near and other.near.lasting and other.near.start == 0
    assert other.together and other.together.lasting and other.together.start < 4 * FRAME


def test_a_lost_track_ends_its_spell_and_is_remembered():
    companions = Companions()
    for frame in range(180):
        at = frame * FRAME
        others = [person(2, 60, 150, at)] if at < 3 else []
        company = companions.look(person(1, 0, 150, at), others, SIZE, FOCAL, at)
    (other,) = company.others
    assert not other.there
    assert other.near and not other.near.lasting
    assert other.near.end == pytest.approx(3, abs=2 * FRAME)
    assert company.near == ()


def test_what_is_remembered_does_not_grow_with_the_crowd():
    companions = Companions()
    for ident in range(2, 30):
        for frame in range(20):
            at = ident + frame * FRAME
            company = companions.look(
                person(1, 0, 150, at), [person(ident, 60, 150, at)], SIZE, FOCAL, at
            )
    assert len(company.others) <= 12
    assert company.others[-1].there


def test_passers_by_who_were_never_near_are_forgotten():
    companions = Companions()
    companions.look(person(1, 0, 150, 0), [person(2, 400, 150, 0)], SIZE, FOCAL, 0)
    assert companions.look(person(1, 0, 150, 1), [], SIZE, FOCAL, 1.0).others == ()


def test_others_are_known_by_their_boxes_alone():
    for face in (True, False):
        companions = Companions()
        other = person(2, 60, 150, 0, face)
        found = companions.look(person(1, 0, 150, 0), [other], SIZE, FOCAL, 0.0).others[0]
        assert found.apart == pytest.approx(4, rel=0.1)


def test_the_longest_near_come_first():
    *_, (_, company) = kept(6, still(0), lambda at: (60 if at > 3 else 400, 150), still(-60))
    assert [each.id for each in company.near] == [3, 2]
    assert [each.id for each in company.others] == [2, 3]
