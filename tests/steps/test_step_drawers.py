"""One key opens the next drawer: what is opened, what the page says of it, and four places."""

import os
from itertools import combinations

import pygame
import pytest
from step_pages import SIZES, WORDS, Heard, drawn, step_of

from exhibit.city.archive import Archive, open_city
from exhibit.city.drawers import SORTS
from exhibit.city.making import build_city, empty_city
from exhibit.city.naming import Named
from exhibit.city.places import POINTS, Shared
from exhibit.city.profile import Profile
from exhibit.city.register import BINS, Found
from exhibit.page.controls import picked
from exhibit.page.crowd import draw_crowd
from exhibit.page.theme import unit
from exhibit.room.records import Records
from exhibit.room.visit import Visit

STEP = step_of("drawers")
CITIZENS = 20_000
WRONGED = 4  # somebody whose number ends like that of one on the court's list
LEAVE = 1  # word that the lobby adds


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """A small city in a file, as a room has it."""
    path = tmp_path_factory.mktemp("city") / "city.db"
    path.write_bytes(empty_city())
    build_city(os.fspath(path), CITIZENS, threads=2)
    made = Archive(open_city(os.fspath(path)))
    yield made
    made.connection.close()


class AtOnce(Records):
    """Records that answer on the thread that asks: nothing is left running after a test."""

    def __init__(self, archive):
        super().__init__(lambda: True, lambda: archive, handed=True)
        self.archive = archive

    def ask(self, question):
        return question.answer(self.archive)


def named(citizen, distance=0.4, own=True):
    """The citizen whom a face number led to, with eleven others within the threshold."""
    bins = [0] * BINS
    bins[round(distance * 100)], bins[50], bins[100] = 1, 11, CITIZENS - 12
    return Named("found", own, "", CITIZENS, 60, Found(citizen, distance, tuple(bins), "N. N."))


def visiting(archive, citizen=WRONGED, **chosen):
    """A visit on which the step has worked once."""
    visit = Visit(handed=True, records=AtOnce(archive))
    visit.put(named(citizen))
    visit.picked.update({f"drawers.{key}": value for key, value in chosen.items()})
    return worked(visit)


def worked(visit):
    """The same visit with what the step finds now."""
    visit.put(STEP.work(visit))
    return visit


def opened(visit):
    """What the step found."""
    return next(each for each in visit.findings if type(each).__name__ == "Opened")


def touched(visit, name):
    """The same visit after a touch on one of the page's own buttons."""
    STEP.touch(visit, name)
    return worked(visit)


def test_the_first_drawer_is_open_and_the_profile_is_whole(archive):
    visit = visiting(archive)
    assert [each.sort.name for each in opened(visit).drawers] == ["card"]
    profile = visit.get(Profile)
    assert profile
    assert (profile.citizen, profile.example, profile.wrong_link) == (WRONGED, False, True)


def test_a_button_opens_one_after_the_other_and_then_closes_all(archive):
    visit = visiting(archive)
    counts = []
    for _ in range(len(SORTS)):
        counts.append(len(opened(visit).drawers))
        visit = touched(visit, "open")
    assert counts == list(range(1, len(SORTS) + 1))
    assert opened(visit).drawers == ()


def test_a_touch_on_a_row_opens_up_to_it(archive):
    visit = visiting(archive)
    page = drawn("drawers", visit)
    rows = [choice for name, _ in page.touches if (choice := picked(name))]
    assert [number for key, number in rows if key == "drawers.open"] == list(range(1, 9))


def test_without_a_name_the_first_citizen_stands_in_and_it_says_so(archive):
    visit = worked(Visit(handed=True, records=AtOnce(archive)))
    assert (opened(visit).citizen, opened(visit).example) == (0, True)
    profile = visit.get(Profile)
    assert profile and profile.example
    assert WORDS.say("en", "step.drawers.tag_example") in drawn("drawers", visit).said


@pytest.mark.parametrize(("distance", "own"), [(0.7, True), (0.4, False)])
def test_who_was_not_named_by_the_own_number_is_an_example(archive, distance, own):
    visit = Visit(handed=True, records=AtOnce(archive))
    visit.put(named(9, distance, own))
    assert (opened(worked(visit)).citizen, opened(visit).example) == (9, True)


@pytest.mark.parametrize("state", ["building", "searching"])
def test_while_a_name_is_looked_for_it_waits(archive, state):
    visit = Visit(handed=True, records=AtOnce(archive))
    visit.put(Named(state, True, "", CITIZENS, 60))
    assert STEP.work(visit) is None
    page = drawn("drawers", visit)
    assert WORDS.say("en", "step.drawers.waiting") in page.said
    assert page.overflows == []


def test_the_face_number_weighs_as_many_bits_as_strangers_are_like_it(archive):
    weight = opened(visiting(archive)).drawers[0].weight
    assert weight.others == 11
    assert weight.u == 11 / (CITIZENS - 1)


def test_the_page_shows_every_count(archive):
    visit = visiting(archive, open=len(SORTS))
    page = drawn("drawers", visit)
    for drawer in opened(visit).drawers:
        assert f"{drawer.fits:,}" in page.said
    assert f"{CITIZENS:,}" in page.said


def test_the_wrong_link_is_told_when_it_is_opened_and_not_before(archive):
    visit = visiting(archive, open=len(SORTS))
    wrong = opened(visit).drawers[-1].wrong
    assert wrong and wrong.person != WRONGED
    words = WORDS.say("en", "step.drawers.wrong", name=wrong.name, home=wrong.home)
    assert words in drawn("drawers", visit).said
    before = drawn("drawers", visiting(archive, open=len(SORTS) - 1))
    assert not any(wrong.name in each for each in before.said)


def test_places_are_chosen_and_unchosen_and_never_more_than_four(archive):
    visit = visiting(archive, view=1)
    for number in (2, 0, 3):
        visit = touched(visit, f"place {number}")
    assert opened(visit).chosen == (2, 0, 3)
    visit = touched(visit, "place 0")
    assert opened(visit).chosen == (2, 3)
    for number in (0, 1):
        visit = touched(visit, f"place {number}")
    assert opened(visit).chosen == (2, 3, 0, 1)
    visit = touched(visit, "place 4") if len(opened(visit).spots) > 4 else visit
    assert len(opened(visit).chosen) == POINTS


def test_who_shares_the_places_is_asked_in_the_order_of_choosing(archive):
    visit = visiting(archive, view=1)
    for number in (1, 0):
        visit = touched(visit, f"place {number}")
    found = opened(visit)
    points = tuple(found.spots[each].point for each in (1, 0))
    assert found.shared == Shared(points).answer(archive)
    page = drawn("drawers", visit)
    assert all(f"{count:,}" in page.said for count in found.shared)


@pytest.mark.parametrize("language", WORDS.languages)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("chosen", [{"open": n} for n in range(9)] + [
    {"view": 1}, {"view": 1, "places": 0x1}, {"view": 1, "places": 0x1234}])  # fmt: skip
def test_every_view_fits_in_every_language(archive, chosen, size, language):
    for citizen in (WRONGED, 0):
        page = drawn("drawers", visiting(archive, citizen, **chosen), size, language)
        assert page.overflows == []
        assert page.count + LEAVE <= 75
        least = 20 / 535 * unit(size)
        assert all(min(area.size) >= least for _, area in page.touches)
        for (_, one), (_, other) in combinations(page.touches, 2):
            assert not one.colliderect(other)


@pytest.mark.parametrize("share", [0.5, 0.1, 0.01])
def test_a_square_within_covers_just_its_share(share):
    page = drawn("drawers", Visit())
    page.ground("lilac")
    area = pygame.Rect(100, 100, 900, 400)
    draw_crowd(page, area, [1_000_000, round(1_000_000 * share)], ["", ""])
    side = area.height - page.grown(62)
    inner = pygame.Rect(area.topleft, (side, side)).inflate(-2 * page.px(4), -2 * page.px(4))
    pixels = pygame.surfarray.array3d(page.surface.subsurface(inner))
    purple = (pixels == page.colour("invented")).all(axis=2).mean()
    assert purple == pytest.approx(share, abs=0.02)


def test_few_are_drawn_one_by_one_and_nobody_as_an_empty_frame():
    page = drawn("drawers", Visit())

    def inked(count: int) -> float:
        page.ground("lilac")
        draw_crowd(page, pygame.Rect(0, 0, 400, 400), [count], [""])
        pixels = pygame.surfarray.array3d(page.surface.subsurface((20, 20, 300, 300)))
        return float((pixels == page.colour("invented")).all(axis=2).sum())

    assert inked(0) == 0
    assert inked(8) == pytest.approx(2 * inked(4), rel=0.05)
    assert isinstance(page, Heard)
