"""Whoever is alone is followed by a model of its own: as well, and nobody who comes is missed."""

from itertools import pairwise
from types import SimpleNamespace

import cv2
import numpy as np
import pytest
from watching import frames, head_shot, together

from exhibit.camera import Frame, Image
from exhibit.camera.actor import Script, still
from exhibit.senses.alone import Alone
from exhibit.senses.look import Senses
from exhibit.senses.mediapipe_tasks import _DAY
from exhibit.senses.seen import Box, Seen

FACE = (100.0, 100.0, 200.0, 200.0)
HERS = (95.0, 105.0, 205.0, 215.0)
BESIDE = (350.0, 100.0, 450.0, 200.0)
SMALL = (120.0, 110.0, 170.0, 160.0)  # a child's, before hers
SETTLED = 15
LATEST = 5  # frames until somebody new is seen: searched for in each fourth, found in the next
FAR_OUT = 10**9


def settled() -> Alone:
    alone = Alone()
    for _ in range(SETTLED):
        alone.saw(1, False)
    return alone


def test_one_face_is_alone_after_half_a_second_and_not_before() -> None:
    alone = Alone()
    for _ in range(SETTLED):
        assert not alone
        alone.saw(1, False)
    assert alone


@pytest.mark.parametrize("followed", [True, False])
@pytest.mark.parametrize("faces", [0, 2, 6])
def test_none_or_several_end_it_at_once(faces: int, followed: bool) -> None:
    alone = settled()
    alone.saw(faces, followed)
    assert not alone


def test_who_is_only_followed_is_not_yet_alone_again() -> None:
    alone = settled()
    alone.saw(0, True)
    for _ in range(2 * SETTLED):
        alone.saw(1, True)
    assert not alone


def test_others_are_searched_for_in_each_fourth_frame() -> None:
    alone = settled()
    asked = []
    for _ in range(8):
        asked.append(alone.search())
        if asked[-1]:
            alone.searched([HERS], FACE)
    assert asked == [False, False, False, True] * 2
    assert alone


def test_nobody_is_searched_for_beside_several() -> None:
    alone = Alone()
    assert not any(alone.search() for _ in range(8))


def test_a_search_that_does_not_come_to_an_end_ends_it() -> None:
    alone = settled()
    asked = [alone.search() for _ in range(8)]
    assert asked == [False, False, False, True, False, False, False, False]
    assert not alone and alone.searching


@pytest.mark.parametrize("found", [[], [HERS]])
def test_the_same_face_or_none_goes_on(found: list[Box]) -> None:
    alone = settled()
    alone.searched(found, FACE)
    assert alone


@pytest.mark.parametrize("face", [FACE, None])
@pytest.mark.parametrize("found", [[HERS, BESIDE], [HERS, SMALL], [BESIDE], [SMALL]])
def test_anybody_else_ends_it(found: list[Box], face: Box | None) -> None:
    alone = settled()
    alone.searched(found, face)
    assert not alone


def watched(pictures: list[Image]) -> list[tuple[bool, Seen]]:
    """Whether each was looked at for one face alone, and what was seen."""
    found = []
    with Senses() as senses:
        for number, image in enumerate(pictures):
            alone = bool(senses._maps._alone)
            senses.look(Frame(image, number / 30, number))
            seen = senses.seen(wait=True)
            assert seen and seen.image is image
            found.append((alone, seen))
    return found


def beside(x: float) -> Image:
    """The actor at the left, once more at x, pixels; FAR_OUT: alone."""
    shot = head_shot()
    if x == FAR_OUT:
        image = np.full((720, 1280, 3), 128, np.uint8)
        image[120:600, 100:500] = shot
        return image
    return together(shot, 300, x, 0.7)


def test_who_comes_to_someone_alone_is_seen_within_five_frames() -> None:
    for late in range(4):
        before = SETTLED + 3 + late
        found = watched([beside(FAR_OUT)] * before + [beside(900)] * (LATEST + 3))
        assert found[before][0]
        _, soon = found[before + LATEST - 1]
        assert any(each.box[0] > 500 for each in (*soon.people, *soon.doubtful))
        alone, seen = found[-1]
        assert not alone
        assert [each.id for each in sorted(seen.people, key=lambda each: each.box[0])] == [1, 2]


@pytest.mark.parametrize("x, y, size", [(610, 300, 0.5), (630, 300, 0.6), (650, 410, 0.7)])
def test_a_small_face_before_the_one_that_is_followed_is_found(x: int, y: int, size: float) -> None:
    """A child on the arm: the map of the face behind must not stand for both."""
    alone = beside(FAR_OUT)
    both, shot = alone.copy(), cv2.resize(head_shot(), None, fx=size, fy=size)
    left, top = x - shot.shape[1] // 2, y - shot.shape[0] // 2
    both[top : top + shot.shape[0], left : left + shot.shape[1]] = shot
    found = watched([alone] * (SETTLED + 3) + [both] * 30)
    assert found[SETTLED + 2][0]
    assert not any(alone for alone, _ in found[SETTLED + 3 + LATEST :])
    assert len([*found[-1][1].people, *found[-1][1].doubtful]) > 1


def test_who_is_alone_again_elsewhere_is_found_in_every_frame() -> None:
    """The model that follows would look where it saw her last."""
    pictures = [beside(FAR_OUT)] * (SETTLED + 3)
    pictures += [together(head_shot(), 300 + 10 * k, 1050, 0.7) for k in range(30)]
    last = together(head_shot(), 600, FAR_OUT, 0.7)
    found = watched([*pictures, *[last] * (SETTLED + 5)])
    assert not found[len(pictures) - 1][0] and found[-1][0]
    for _, seen in found[len(pictures) :]:
        (face,) = [each.face for each in seen.people if each.face]
        assert abs((face.box[0] + face.box[2]) / 2 - 600) < 12


def test_without_following_nobody_is_late() -> None:
    with Senses(2, follow=False) as senses:
        for number in range(SETTLED + 10):
            image = beside(FAR_OUT if number < SETTLED + 5 else 900)
            senses.look(Frame(image, number / 5, number))
            seen = senses.seen(wait=True)
            assert seen
            there = len([*seen.people, *seen.doubtful])
            assert there == (1 if number < SETTLED + 5 else 2)


def test_who_takes_the_place_of_someone_alone_gets_another_id() -> None:
    there = beside(FAR_OUT)
    elsewhere = np.ascontiguousarray(there[:, ::-1])
    found = watched([there] * (SETTLED + 3) + [elsewhere] * 6)
    assert found[SETTLED + 2][0]
    assert {each.id for each in found[SETTLED + 2][1].people if each.face} == {1}
    assert {each.id for each in found[-1][1].people if each.face} == {2}


def test_who_is_back_after_a_moment_is_found_in_the_first_frame() -> None:
    there, empty = beside(FAR_OUT), np.full((720, 1280, 3), 128, np.uint8)
    found = watched([there] * (SETTLED + 3) + [empty] * 3 + [there] * 2)
    assert not any(each.face for _, seen in found[-5:-2] for each in seen.people)
    assert [each.id for each in found[-2][1].people if each.face] == [1]


def test_the_points_keep_up_with_a_head_that_sways() -> None:
    """The model's own smoothing would lag 13 pixels behind: it is told of a day between frames."""
    quiet = Script(yaw=still(0), pitch=still(0), roll=still(0), idle=0, blinks=())
    image = frames(quiet, 0.05)[0].image
    shifts = [round(100 * np.sin(2 * np.pi * k / 15)) for k in range(90)]
    with Senses() as senses:
        found = []
        for number, shift in enumerate(shifts):
            senses._maps.submit(Frame(np.roll(image, shift, axis=1), number / 30, number))
            senses._maps.wait()
            mapped = senses._maps.take()
            assert mapped
            found.append(mapped[1][0][:, :2] - (shift, 0))
        assert senses._maps._alone
    off = np.abs(found[30:] - np.mean(found[30:], axis=0)).mean(axis=(1, 2))
    assert off.max() < 3


def test_what_one_model_finds_after_a_newer_frame_is_done_is_let_go() -> None:
    with Senses() as senses:
        maps, image = senses._maps, beside(FAR_OUT)
        for number in range(2):
            maps._in_hand[number] = Frame(image, number / 30, number)
        for number in (1, 0):
            maps._found(False, SimpleNamespace(face_landmarks=[]), None, number * _DAY)
        newest = maps.take()
        assert newest and newest[0].number == 1
        maps.wait()


def test_the_points_do_not_jump_when_following_begins() -> None:
    taken = frames(Script(blinks=(), mouth=still(0)), 2.0)
    eyes = []
    for alone, seen in watched([each.image for each in taken])[3:]:
        face = seen.people[0].face
        assert face
        eyes.append((alone, face.points[[468, 473], :2].mean(axis=0), face.box[2] - face.box[0]))
    gaps = [(now[1] - before[1]) / now[2] for before, now in pairwise(eyes)]
    switch = [alone for alone, *_ in eyes].index(True) - 1
    assert np.abs(gaps[switch]).max() < 0.02
