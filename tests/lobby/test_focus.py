"""Focus: everything can be reached with two keys, or with one switch that scans."""

from hypothesis import given
from hypothesis import strategies as st

from exhibit.lobby.focus import Focus


def test_it_starts_on_nothing_and_goes_round():
    focus = Focus()
    seen = []
    for _ in range(4):
        focus.move(1, 3, 0.0)
        seen.append(focus.at)
    assert seen == [1, 2, 3, 1]


def test_backwards_starts_at_the_end():
    focus = Focus()
    focus.move(-1, 3, 0.0)
    assert focus.at == 3


@given(st.lists(st.sampled_from([1, -1]), max_size=30), st.integers(0, 6))
def test_it_is_always_on_something_that_is_there(moves, count):
    focus = Focus()
    for by in moves:
        focus.move(by, count, 0.0)
        assert 0 <= focus.at <= count


def test_a_screen_with_fewer_things_takes_the_focus_away():
    focus = Focus()
    focus.move(-1, 5, 0.0)
    assert focus.tick(2, 1.0) and focus.at == 0


class TestScan:
    def test_it_moves_by_itself_at_the_asked_pace(self):
        focus = Focus(scan=1.5)
        focus.clear(10.0)
        places = []
        for tenth in range(100, 161):
            focus.tick(3, tenth / 10)
            places.append(focus.at)
        assert places[0] == 0 and places[15] == 1 and places[30] == 2 and places[45] == 3
        assert places[60] == 1

    def test_without_a_switch_nothing_moves(self):
        focus = Focus()
        assert not focus.tick(3, 1000.0) and focus.at == 0

    def test_a_new_screen_begins_with_nothing(self):
        focus = Focus(scan=1.0)
        focus.tick(3, 5.0)
        focus.clear(5.0)
        assert focus.at == 0
        assert not focus.tick(3, 5.9)
