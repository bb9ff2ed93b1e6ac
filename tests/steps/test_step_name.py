"""From number to name: whose number is searched, what is counted, and what the page says of it."""

from itertools import combinations

import duckdb
import numpy as np
import pytest
from step_pages import SIZES, WORDS, drawn, inside, step_of

from exhibit.city.archive import Archive
from exhibit.city.naming import Named
from exhibit.city.register import make_register, shape
from exhibit.messages import Choice
from exhibit.page.controls import picked
from exhibit.page.theme import unit
from exhibit.room.records import Records
from exhibit.room.visit import Visit
from exhibit.senses.again import Known
from exhibit.senses.covered import Cover
from exhibit.senses.first_print import BINS, FaceNumber

STEP = step_of("name")
CITIZENS = 20_000


@pytest.fixture(scope="module")
def archive():
    """A small city: a register, and names that say which citizen it is."""
    connection = duckdb.connect()
    connection.execute(
        f"CREATE TABLE people AS SELECT range AS id, 'Citizen ' || range AS name"
        f" FROM range({CITIZENS})"
    )
    yield Archive(connection, make_register(CITIZENS))
    connection.close()


class AtOnce(Records):
    """Records that answer on the thread that asks: nothing is left running after a test."""

    def __init__(self, archive):
        super().__init__(lambda: True, lambda: archive, handed=True)
        self.archive = archive

    def ask(self, question):
        return question.answer(self.archive)


def number_of(archive, citizen, by=0.35):
    """A face number at a distance from a citizen's."""
    away = np.random.default_rng(citizen).normal(size=128)
    whole = archive.register.numbers(citizen, citizen + 1)[0]
    return (whole + by * away / np.linalg.norm(away)).astype(np.float32)


def visiting(archive, number=None, choice=Choice.EVERYTHING, prints=(), **chosen):
    """A visit with a first print; prints: distances of later ones, hundredths."""
    visit = Visit(choice=choice, handed=True, records=AtOnce(archive))
    visit.picked.update({f"name.{key}": value for key, value in chosen.items()})
    if number is not None:
        bins = np.bincount(np.array(prints, int), minlength=BINS)
        visit.put(FaceNumber(number, number, 5, 0.1, 0.02, Cover.NONE, 1.0, bins))
    visit.put(STEP.work(visit))
    return visit


def found(archive, *given, **more):
    """What the step finds."""
    named = visiting(archive, *given, **more).get(Named)
    assert named is not None
    return named


class TestSearch:
    def test_the_nearest_citizen_is_named(self, archive):
        named = found(archive, number_of(archive, 4321))
        assert (named.citizen, named.name, named.own) == (4321, "Citizen 4321", True)
        assert named.found.distance == pytest.approx(0.35, abs=1e-6)
        assert (named.within, named.guess) == (True, "guessed")

    def test_nobody_within_is_an_example_and_no_guess(self, archive):
        named = found(archive, number_of(archive, 7, by=0.44), threshold=0)
        assert (named.citizen, named.within, named.guess) == (7, False, None)
        assert named.alike == 0

    def test_false_matches_are_counted_at_every_stop(self, archive):
        number = shape().actor
        far = np.linalg.norm(archive.register.numbers(0, CITIZENS) - number, axis=1)
        for stop, limit in enumerate((0.40, 0.45, 0.50, 0.55, 0.60, 0.65)):
            assert found(archive, number, threshold=stop).alike == (far < limit).sum()

    @pytest.mark.parametrize(("size", "count"), [(0, 1000), (1, 10_000), (2, CITIZENS)])
    def test_among_as_many_as_chosen_or_as_there_are(self, archive, size, count):
        named = found(archive, shape().actor, size=size)
        assert (named.count, sum(named.found.bins)) == (count, count)

    def test_the_formula_is_so_many_times_the_share(self, archive):
        named = found(archive, shape().actor)
        share = named.alike / CITIZENS
        assert named.expected(20_000_000) == pytest.approx(20_000_000 * share, rel=0.05)
        assert named.expected(CITIZENS) == pytest.approx(named.alike, rel=0.05)

    def test_own_prints_beyond_the_threshold_are_missed(self, archive):
        prints = [10, 12, 39, 40, 41, 60, 61]
        number = number_of(archive, 1)
        assert found(archive, number, prints=prints, threshold=0).missed == 4
        assert found(archive, number, prints=prints, threshold=4).missed == 2
        assert found(archive, number, prints=prints, threshold=5).missed == 0


class TestWhose:
    def test_a_refused_number_is_not_read_even_if_it_were_there(self, archive):
        number = number_of(archive, 99)
        named = found(archive, number, choice=Choice.NO_NUMBER, prints=[10])
        assert (named.own, named.why, named.prints) == (False, "refused", ())
        assert named.citizen != 99
        assert named.found == found(archive, shape().actor).found

    def test_without_a_number_the_actors_is_searched(self, archive):
        named = found(archive)
        assert (named.own, named.why) == (False, "missing")
        assert named.found == found(archive, shape().actor).found

    def test_a_visitor_out_of_view_for_a_moment_is_still_meant(self, archive):
        visit = visiting(archive)
        visit.remembered[Known] = Known(1, 0.0, number=number_of(archive, 55))
        named = STEP.work(visit)
        assert (named.own, named.citizen) == (True, 55)

    def test_prints_counted_before_are_not_lost_with_the_face(self, archive):
        visit = visiting(archive, number_of(archive, 55), prints=[10, 61])
        visit.remembered[Known] = Known(1, 0.0, number=number_of(archive, 55))
        visit.drop(FaceNumber)
        assert STEP.work(visit).missed == 1


class TestPage:
    def test_the_city_may_still_be_built(self, archive):
        for records in (None, Records(lambda: False, lambda: archive, handed=True)):
            visit = Visit(records=records)
            named = STEP.work(visit)
            visit.put(named)
            assert (named.state, named.found, named.guess) == ("building", None, None)
            page = drawn("name", visit)
            assert WORDS.say("en", "step.name.building") in page.said

    @pytest.mark.parametrize("size", SIZES)
    @pytest.mark.parametrize("language", WORDS.languages)
    def test_every_text_fits(self, archive, size, language):
        near, far = number_of(archive, 3), number_of(archive, 7, by=0.44)
        cases = [
            visiting(archive, near, prints=[12, 13, 14] * 40 + [66] * 20),
            visiting(archive, far, threshold=0, size=0, prints=[12]),
            visiting(archive, near, threshold=5),
            visiting(archive, choice=Choice.NO_NUMBER),
            visiting(archive),
            Visit(),
        ]
        for visit in cases:
            page = drawn("name", visit, size, language)
            assert page.overflows == []
            assert page.count <= 75

    @pytest.mark.parametrize("language", WORDS.languages)
    def test_it_says_what_is_real_and_what_invented(self, archive, language):
        for visit in (visiting(archive), visiting(archive, number_of(archive, 3))):
            said = drawn("name", visit, language=language).said
            assert WORDS.say(language, "step.name.honest") in said
            assert WORDS.say(language, "step.name.invented") in said

    def test_the_name_is_said_to_be_wrong_or_not_to_be_given(self, archive):
        named = drawn("name", visiting(archive, number_of(archive, 3))).said
        assert {"Citizen 3", WORDS.say("en", "step.name.wrong")} <= set(named)
        far = drawn("name", visiting(archive, number_of(archive, 7, by=0.44), threshold=0)).said
        assert {"Citizen 7", WORDS.say("en", "step.name.unnamed")} <= set(far)
        assert WORDS.say("en", "step.name.guessed") not in far

    def test_the_actor_is_never_called_you(self, archive):
        said = drawn("name", visiting(archive, choice=Choice.NO_NUMBER)).said
        assert WORDS.say("en", "step.name.refused") in said
        for key in ("guessed", "pass", "you"):
            assert WORDS.say("en", f"step.name.{key}") not in said

    @pytest.mark.parametrize("size", SIZES[:2])
    def test_a_finger_meets_every_stop_and_only_one(self, archive, size):
        page = drawn("name", visiting(archive, number_of(archive, 3)), size)
        picks = [(picked(name), area) for name, area in page.touches if picked(name)]
        assert {choice for choice, _ in picks} == {
            *(("name.threshold", stop) for stop in range(6)),
            *(("name.size", stop) for stop in range(4)),
        }
        least = 20 / 535 * unit(size)  # 20 mm on a screen whose picture is 535 mm high
        assert all(min(area.size) >= least for _, area in picks)
        assert not any(a.colliderect(b) for (_, a), (_, b) in combinations(picks, 2))

    def test_the_line_stands_where_its_threshold_is(self, archive):
        def line(stop):
            visit = visiting(archive, number_of(archive, 3), threshold=stop)
            chart = inside(drawn("name", visit), "name_chart")
            dark = (chart == (0x1B, 0x20, 0x28)).all(axis=2)[:, 60:200].all(axis=1)
            return np.flatnonzero(dark).mean()

        places = [line(stop) for stop in range(6)]
        assert np.diff(places) == pytest.approx([np.diff(places).mean()] * 5, abs=2)
        assert min(np.diff(places)) > 10

    def test_what_passes_is_filled_as_a_guess(self, archive):
        def brown(stop):
            visit = visiting(archive, shape().actor, threshold=stop)
            chart = inside(drawn("name", visit), "name_chart")
            return (chart == (0x82, 0x32, 0x05)).all(axis=2)[:, 200:].sum()

        assert brown(5) > brown(4) > brown(0)
