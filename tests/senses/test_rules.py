"""Each broken rule is found once, with its start and end, and ordinary movement breaks none."""

from itertools import pairwise

import numpy as np
import pytest
from test_head import FOCAL, SIZE, facing

from exhibit.senses.distance import distance
from exhibit.senses.rules import (
    Event,
    Law,
    Moment,
    Place,
    judge,
    red_since,
    reds,
    short_of_line,
)

WIDTH, BOX = 1280, 300  # pixels: of the picture, and of a person about 80 cm away
LAW = Law(line=0.65, to_right=True, green=8, red=8, stood=30, gathered=3, together=5)
LINE = 0.65 * WIDTH
BEFORE, BEYOND = LINE - 200, LINE + 200
Keys = list[tuple[float, float]]


def walk(keys: Keys, fps: float = 30, noise: float = 3, seed: int = 1) -> list[Moment]:
    """Somebody alone whose middle is at x pixels at these seconds, and on the way between."""
    chance = np.random.default_rng(seed)
    times = np.arange(keys[0][0], keys[-1][0], 1 / fps)
    places = np.interp(times, *zip(*keys, strict=True)) + chance.normal(0, noise, len(times))
    wide = BOX + chance.normal(0, noise, len(times))
    return [
        Moment(Place(float(x), float(w)), (), float(at))
        for at, x, w in zip(times, places, wide, strict=True)
    ]


def with_others(moments: list[Moment], *others: Keys, flicker: float = 0.0) -> list[Moment]:
    """The same, with others beside at pixels from the visitor; each is there between its keys."""
    chance = np.random.default_rng(2)

    def there(at: float, beside: float) -> tuple[Place, ...]:
        return tuple(
            Place(beside + float(np.interp(at, *zip(*keys, strict=True))), BOX)
            for keys in others
            if keys[0][0] <= at <= keys[-1][0] and chance.random() >= flicker
        )

    return [
        Moment(each.visitor, there(each.at, each.visitor.x if each.visitor else 0), each.at)
        for each in moments
    ]


def rules(moments: list[Moment], law: Law = LAW) -> list[str]:
    return [event.rule for event in judge(moments, law, WIDTH)]


class TestTheLight:
    def test_it_is_green_first_and_then_red_and_so_on(self) -> None:
        assert red_since(LAW, 7.9) is None
        assert red_since(LAW, 8.5) == pytest.approx(0.5)
        assert red_since(LAW, 16.1) is None
        assert red_since(LAW, 31.0) == pytest.approx(7.0)

    def test_its_red_times_are_those_at_which_it_is_red(self) -> None:
        spans = reds(LAW, 5.0, 45.0)
        assert spans == [(8, 16), (24, 32), (40, 45)]
        for at in np.arange(5.0, 45.0, 0.25):
            assert any(a <= at < b for a, b in spans) == (red_since(LAW, at) is not None)

    def test_it_never_changes_more_often_than_the_settings_allow(self) -> None:
        spans = reds(Law(green=3, red=3), 0, 60)
        assert min(b - a for a, b in spans) == 3
        assert min(b[0] - a[1] for a, b in pairwise(spans)) == 3


class TestTheLine:
    @pytest.mark.parametrize("seconds", [0.6, 2.0, 5.0])
    @pytest.mark.parametrize("fps", [10, 30])
    def test_crossing_on_red_is_one_event(self, seconds: float, fps: float) -> None:
        start = 12 - seconds / 2
        moments = walk([(0, BEFORE), (start, BEFORE), (start + seconds, BEYOND), (24, BEYOND)], fps)
        (event,) = judge(moments, LAW, WIDTH)
        assert event.rule == "red"
        assert start <= event.start < 12 < (event.end or 0) <= start + seconds

    def test_crossing_on_green_breaks_nothing(self) -> None:
        assert rules(walk([(0, BEFORE), (18, BEFORE), (20, BEYOND), (24, BEYOND)])) == []

    def test_what_counts_is_the_light_when_the_line_is_passed(self) -> None:
        onto = [(0.0, BEFORE), (7.0, BEFORE), (7.5, LINE + 20), (14.0, LINE + 20), (15, BEYOND)]
        assert rules(walk(onto)) == []

    def test_who_passes_while_the_light_still_fades_has_done_nothing(self) -> None:
        assert rules(walk([(0, BEFORE), (8.1, BEFORE), (8.3, BEYOND), (16, BEYOND)])) == []

    def test_the_wrong_way_is_one_event_and_on_red_there_are_two(self) -> None:
        back = [(0.0, BEYOND), (2.0, BEYOND), (3.0, BEFORE), (6.0, BEFORE)]
        assert rules(walk(back)) == ["way"]
        assert sorted(rules(walk([(at + 8, x) for at, x in back]))) == ["red", "way"]

    def test_the_allowed_way_is_a_setting(self) -> None:
        law = Law(line=0.65, to_right=False)
        assert rules(walk([(0, BEYOND), (2, BEYOND), (3, BEFORE), (6, BEFORE)]), law) == []
        assert rules(walk([(0, BEFORE), (2, BEFORE), (3, BEYOND), (6, BEYOND)]), law) == ["way"]

    def test_swaying_on_the_line_is_no_crossing(self) -> None:
        sway = [(float(at), LINE + 30 * (-1) ** at) for at in range(25)]
        assert rules(walk(sway)) == []

    def test_coming_near_and_going_back_is_no_crossing(self) -> None:
        near = [(0.0, BEFORE), (9.0, BEFORE), (10.0, LINE + 20), (12.0, BEFORE), (16.0, BEFORE)]
        assert rules(walk(near)) == []

    def test_there_and_back_twice_is_four_crossings(self) -> None:
        keys = [(float(at), BEFORE if at % 2 else BEYOND) for at in range(6)]
        assert rules(walk(keys)).count("way") == 3
        assert rules(walk([(at + 9, x) for at, x in keys])).count("red") == 5

    def test_who_was_unseen_in_between_was_not_seen_crossing(self) -> None:
        moments = walk([(9, BEFORE), (10, BEFORE)]) + walk([(12, BEYOND), (13, BEYOND)])
        assert rules(moments) == []


class TestStandingTooLong:
    def test_it_is_one_event_that_ends_when_the_place_is_left(self) -> None:
        stay = [(0.0, BEFORE), (40.0, BEFORE), (41.0, BEFORE - 250), (60.0, BEFORE - 250)]
        (event,) = judge(walk(stay), LAW, WIDTH)
        assert event.rule == "stood"
        assert event.start == pytest.approx(0.0, abs=0.1)
        assert event.end == pytest.approx(40.5, abs=0.6)

    def test_it_goes_on_while_the_place_is_kept(self) -> None:
        assert judge(walk([(0, BEFORE), (31, BEFORE)]), LAW, WIDTH) == (Event("stood", 0.0),)
        assert rules(walk([(0, BEFORE), (29, BEFORE)])) == []

    def test_swaying_and_a_face_hidden_for_a_moment_do_not_split_it(self) -> None:
        moments = walk([(float(at), BEFORE + 40 * (-1) ** at) for at in range(46)])
        hidden = [Moment(None if 20 < m.at < 20.6 else m.visitor, (), m.at) for m in moments]
        assert rules(hidden) == ["stood"]

    def test_one_picture_gone_wrong_does_not_split_it(self) -> None:
        moments = walk([(0, BEFORE), (45, BEFORE)])
        moments[700] = Moment(Place(BEFORE + 500, BOX), (), moments[700].at)
        assert rules(moments, Law(stood=30, line=2.0)) == ["stood"]


class TestGathering:
    HERE = (0.0, BEFORE), (20.0, BEFORE)

    def test_three_together_are_one_event_with_start_and_end(self) -> None:
        alone = walk([*self.HERE])
        moments = with_others(alone, [(5, 250), (15, 250)], [(6, 500), (14, 500)])
        (event,) = judge(moments, LAW, WIDTH)
        assert event.rule == "gathered"
        assert event.start == pytest.approx(6.0, abs=0.1)
        assert event.end == pytest.approx(14.0, abs=0.1)

    def test_faces_that_are_lost_for_moments_do_not_split_it(self) -> None:
        moments = with_others(
            walk([*self.HERE]), [(2, 250), (19, 250)], [(2, -250), (19, -250)], flicker=0.3
        )
        assert rules(moments) == ["gathered"]

    def test_two_are_no_gathering_and_nor_are_passers_by(self) -> None:
        here = walk([*self.HERE])
        assert rules(with_others(here, [(2, 250), (19, 250)])) == []
        by = [[(4.0, -600.0), (8.0, 600.0)], [(4.5, -600.0), (8.5, 600.0)]]
        assert rules(with_others(here, *by)) == []

    def test_people_far_behind_are_not_with_the_visitor(self) -> None:
        moments = [
            Moment(m.visitor, (Place(BEFORE + 60, BOX / 3), Place(BEFORE - 60, BOX / 3)), m.at)
            for m in walk([*self.HERE])
        ]
        assert rules(moments) == []


def ordinary(seed: int) -> list[list[Moment]]:
    """Five minutes, handed in: standing, swaying, looking about, stepping aside, leaving.

    Every so often the visitor crosses as allowed, leaves at the far side, and comes back in from
    the near side as a new track. Others pass by, or stand beside alone.
    """
    chance = np.random.default_rng(seed)
    tracks, keys, at, x = [], [(0.0, BEFORE)], 0.0, BEFORE
    while at < 300:
        at += float(chance.uniform(4, 20))
        keys.append((at, x + float(chance.normal(0, 12))))
        into_green = at % 16
        if into_green < 5 and chance.random() < 0.4:
            keys += [(at + 1.5, BEYOND), (at + 3, BEYOND + 100)]
            tracks.append(walk(keys, seed=seed))
            at, x = at + 8, BEFORE
            keys = [(at, x)]
            continue
        last = x
        while abs(x - last) < 170:
            x = float(chance.uniform(150, LINE - 60))
        at += 1.2
        keys.append((at, x))
    tracks.append(walk(keys, seed=seed))
    by = [(float(t), -700.0) for t in range(10, 290, 20)]
    passers: list[Keys] = [[(t, start), (t + 4, -start)] for t, start in by]
    friend: Keys = [(0.0, 260.0), (400.0, 260.0)]
    return [with_others(track, friend, *passers) for track in tracks]


@pytest.mark.parametrize("seed", range(6))
def test_five_minutes_of_ordinary_movement_break_no_rule(seed: int) -> None:
    tracks = ordinary(seed)
    assert sum(len(track) for track in tracks) > 250 * 30
    assert [judge(track, LAW, WIDTH) for track in tracks] == [()] * len(tracks)


def test_the_same_five_minutes_break_stricter_rules() -> None:
    found = {rule for track in ordinary(0) for rule in rules(track, Law(0.4, False, 8, 8, 4, 2, 3))}
    assert found == {"red", "way", "stood", "gathered"}


@pytest.mark.parametrize("focal", [FOCAL, None], ids=["known lens", "unknown lens"])
@pytest.mark.parametrize("x", [-60.0, -40.0, -10.0, 0.0, 30.0])
def test_how_far_to_the_line_is_what_it_is_in_space(x: float, focal: float | None) -> None:
    """A face x cm right of the axis and 100 cm deep, and a line as deep: a plain difference."""
    line = (LAW.line - 0.5) * WIDTH * 100 / FOCAL
    face = facing(x, 5, 100)
    far = distance(face, SIZE, focal)
    cm, error = short_of_line(LAW, WIDTH / 2 + FOCAL * x / 100, WIDTH, far)
    assert cm == pytest.approx(line - x, rel=0.05 if focal is None else 0.01)
    assert error == pytest.approx(np.hypot(0.059 * (line - x), 3.0), rel=0.2)


def test_the_line_is_short_along_the_allowed_way_and_unknown_without_a_distance() -> None:
    far = distance(facing(0, 0, 100), SIZE, FOCAL)
    cm, _ = short_of_line(LAW, 640, WIDTH, far)
    other = Law(line=LAW.line, to_right=False)
    assert cm and short_of_line(other, 640, WIDTH, far)[0] == -cm
    assert short_of_line(LAW, LINE, WIDTH, None)[0] is None
