"""An id stays with one face, is never used again, and ends where it is not clear whose it is."""

from collections.abc import Iterable

import numpy as np
import pytest
from made_faces import face_at

from exhibit.senses.people import Tracks
from exhibit.senses.seen import Points, Seen, face_in, person_box

BLANK = np.zeros((720, 1280, 3), np.uint8)


def followed(frames: Iterable[list[Points]], tracks: Tracks, start: float = 0.0) -> list[Seen]:
    """Every frame's result, at 30 frames a second from the start."""
    return [tracks.follow(faces, BLANK, start + k / 30) for k, faces in enumerate(frames)]


def ids(seen: Seen) -> set[int]:
    return {person.id for person in seen.people}


def test_a_face_is_counted_when_seen_three_times_and_hidden_before() -> None:
    seen = followed([[face_at(400)]] * 3, Tracks())
    assert [len(each.people) for each in seen] == [0, 0, 1]
    assert [len(each.doubtful) for each in seen] == [1, 1, 0]
    assert seen[2].people[0].first_at == 0


def test_a_ghost_of_one_frame_is_never_counted() -> None:
    seen = followed([[face_at(400)], [], [face_at(900)], [], []], Tracks())
    assert not any(each.people for each in seen)


def test_faces_keep_their_ids_whatever_order_they_come_in() -> None:
    one = [[face_at(300 + 4 * k), face_at(900 - 3 * k, 300, 90)] for k in range(40)]
    mixed = [faces[:: 1 if k % 2 else -1] for k, faces in enumerate(one)]
    seen = followed(mixed, Tracks())
    assert all(ids(each) == {1, 2} for each in seen[2:])


def test_a_short_gap_is_survived_without_a_face_and_a_long_one_is_not() -> None:
    for frames_away, kept in ((18, True), (24, False)):
        tracks = Tracks()
        before = followed([[face_at(400)]] * 5, tracks)[-1]
        away = followed([[]] * frames_away, tracks, 5 / 30)
        assert away[0].people[0].face is None
        assert away[0].people[0].box == before.people[0].box
        back = followed([[face_at(420)]] * 3, tracks, (5 + frames_away) / 30)[-1]
        assert (ids(back) == ids(before)) == kept


@pytest.mark.parametrize(
    "other", [face_at(490), face_at(400, 440), face_at(400, width=170), face_at(400, width=80)]
)
def test_a_face_that_appears_where_another_vanished_gets_an_id_of_its_own(other: Points) -> None:
    seen = followed([[face_at(400)]] * 5 + [[other]] * 5, Tracks())
    assert ids(seen[4]) == {1}
    assert {person.id for person in seen[-1].people if person.face} == {2}


def test_whoever_vanishes_behind_a_face_does_not_come_back_under_the_same_id() -> None:
    hidden = [[face_at(400)] for _ in range(5)]
    both = [[face_at(400), face_at(490)] for _ in range(5)]
    seen = followed(both + hidden + both, Tracks())
    assert ids(seen[4]) == {1, 2}
    assert ids(seen[-1]) == {1, 3}


def test_two_tracks_and_one_face_between_them_end_both() -> None:
    seen = followed([[face_at(400), face_at(460)]] * 4 + [[face_at(430)]] * 3, Tracks())
    assert ids(seen[3]) == {1, 2}
    assert ids(seen[-1]) == {3}


def test_the_visitor_keeps_an_id_while_people_pass_behind() -> None:
    def frame(k: int) -> list[Points]:
        x = 100 + 14 * k
        return [face_at(640, width=160)] + ([face_at(x, width=100)] if abs(x - 640) > 90 else [])

    seen = followed([frame(k) for k in range(80)], Tracks())
    assert all(1 in ids(each) for each in seen[2:])
    assert any(len(each.people) == 2 for each in seen)


def test_a_face_found_twice_is_one_person() -> None:
    seen = followed([[face_at(400), face_at(410, width=130)]] * 4, Tracks())
    assert ids(seen[-1]) == {1}


def test_a_lost_track_stays_doubtful_for_a_second() -> None:
    tracks = Tracks()
    followed([[face_at(400)]] * 4, tracks)
    seen = followed([[]] * 40, tracks, 4 / 30)
    last = seen[0].people[0].last_at
    for each in seen:
        assert bool(each.others(None)) == (each.at - last <= 1.0)
        assert not each.others(1)


def walkers(seed: int) -> list[list[Points]]:
    """Five people strolling past each other; nearer ones hide farther ones; some go unfound.

    Who it is stands in the z of point 0, which nothing but these tests reads.
    """
    chance = np.random.default_rng(seed)
    x, speed = chance.uniform(0, 1280, 5), chance.uniform(-9, 9, 5)
    width = chance.uniform(70, 190, 5)
    frames = []
    for _ in range(300):
        speed += chance.normal(0, 0.5, 5)
        x += speed
        speed[(x < 0) | (x > 1280)] *= -1
        order = chance.permutation(5)
        shown = [
            who
            for who in order
            if chance.random() > 0.05
            and not any(
                width[o] > width[who] and abs(x[o] - x[who]) < 0.4 * (width[o] + width[who])
                for o in order
            )
        ]
        frames.append([marked(face_at(x[w] + chance.normal(), 360, width[w]), w) for w in shown])
    return frames


def marked(points: Points, who: int) -> Points:
    points[0, 2] = who
    return points


@pytest.mark.parametrize("seed", range(6))
def test_in_a_crowd_no_id_ever_belongs_to_two_people(seed: int) -> None:
    owners: dict[int, set[float]] = {}
    frames = walkers(seed)
    for seen in followed(frames, Tracks()):
        for person in (*seen.people, *seen.doubtful):
            if person.face:
                owners.setdefault(person.id, set()).add(float(person.face.points[0, 2]))
    assert all(len(people) == 1 for people in owners.values())
    assert len(owners) < 60
    assert {who for people in owners.values() for who in people} == set(range(5))


def test_a_person_box_gives_its_face_back() -> None:
    face = (100.0, 50.0, 180.0, 150.0)
    assert face_in(person_box(face)) == pytest.approx((90, 50, 190, 150))
