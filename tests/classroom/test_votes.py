"""A vote by show of hands: counts only, in limits, typed by a teacher, and shown by later steps."""

import pygame
import pytest
from classes import SIZE, jump

from exhibit.errors import RoomTrouble
from exhibit.lobby.input import Act, Action
from exhibit.lobby.vote import Counting
from exhibit.messages import Choice, Message, To, Vote


def typed(counting, keys):
    """Digits, v, < for the rubber and . for Enter, one after the other."""
    acts = {".": Act.NEXT, "<": Act.BACK, "v": Act.VOTE}
    for key in keys:
        digit = Action(Act.CHOOSE, number=int(key)) if key.isdigit() else Action(acts[key])
        counting.act(digit)
    return counting


@pytest.mark.parametrize(
    "keys, hands, of",
    [("7.24.", 7, 24), ("0.24.", 0, 24), ("1<7.24.", 7, 24), ("123.30.", 12, 30)],
)
def test_hands_and_of_how_many(keys, hands, of):
    counting = typed(Counting(Vote.BEFORE), keys)
    assert (counting.hands, counting.of, counting.done) == (hands, of, True)


def test_the_second_time_the_class_is_as_large_unless_typed_anew():
    assert typed(Counting(Vote.AFTER, 24), "15..").of == 24
    assert typed(Counting(Vote.AFTER, 24), "15.22.").of == 22


@pytest.mark.parametrize("keys", ["25.24.", "0.0."])
def test_more_hands_than_people_are_counted_again(keys):
    counting = typed(Counting(Vote.BEFORE), keys)
    assert counting.wrong and not counting.done and counting.hands is None
    assert typed(counting, "7.24.").done


def test_nothing_is_entered_by_enter_alone():
    assert typed(Counting(Vote.BEFORE), "...").hands is None


def test_before_may_be_after():
    assert typed(Counting(Vote.BEFORE), "v").which is Vote.AFTER
    assert typed(Counting(Vote.BEFORE), "7v").which is Vote.BEFORE


@pytest.mark.parametrize("numbers", [(0, 1, 2), (3, 1, 2), (1, 100, 2), (1, 1, 100), (1, -1, 2)])
def test_no_other_number_travels(numbers):
    with pytest.raises(RoomTrouble):
        Message(To.VOTE, *numbers)


def test_later_steps_show_it(tour, seen):
    made = tour(["presence", "face_map"], Choice.ACTOR)
    made.see(seen(), 0.0)
    surface = pygame.Surface(SIZE)
    made.draw(surface)
    box = made.page.box("class_vote")
    before = pygame.image.tobytes(surface.subsurface(box), "RGB")
    made.obey(Message(To.VOTE, Vote.BEFORE, 7, 24))
    jump(made, 1)
    for _ in range(2):
        made.draw(surface)
        after = pygame.image.tobytes(surface.subsurface(box), "RGB")
        assert after != before and not made.page.overflows
        before = after
        made.obey(Message(To.VOTE, Vote.AFTER, 15, 24))
    assert made.visit.votes == {Vote.BEFORE: (7, 24), Vote.AFTER: (15, 24)}
