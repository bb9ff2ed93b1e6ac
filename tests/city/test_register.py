"""The register: invented as said, the same every time, and searched exactly."""

import hashlib
import os
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent / "senses"))

from stills import finder, picture

from exhibit.city.register import (
    BINS,
    Register,
    make_register,
    shape,
    write_register,
)
from exhibit.paths import REGISTER
from exhibit.senses.faceprint import SIDE, Network, apart, chip

SOME = 70_000  # more than are compared in one go, so that a seam is in it
CHANCE = np.random.default_rng(5)


@pytest.fixture(scope="module")
def register():
    return make_register(SOME)


@pytest.fixture(scope="module")
def whole(register):
    """All face numbers, (SOME,128): what a plain search would go through."""
    return register.numbers(0, SOME)


def plain(whole, number, count=SOME):
    """Distances by the plain way, in double precision."""
    return np.linalg.norm(whole[:count] - number.astype(np.float64), axis=1)


def agrees(register, whole, number, count=SOME):
    """Whether nearest and every count are those of the plain way."""
    found, far = register.search(number, count), plain(whole, number, count)
    assert found.distance == pytest.approx(far.min(), abs=1e-9)
    assert far[found.citizen] == pytest.approx(far.min(), abs=1e-9)
    assert found.count == count
    for hundredths in range(BINS):
        # The plain way rounds too: whatever lies within 1e-12 of a threshold may go either way.
        least, most = (far < hundredths / 100 + by for by in (-1e-12, 1e-12))
        assert least.sum() <= found.below(hundredths) <= most.sum()


def real(*seeds):
    """Numbers like a real face's: off the mean along all 77 directions, and a little beside."""
    for seed in seeds:
        chance = np.random.default_rng(seed)
        yield (shape().mean + chance.normal(0, 0.05, 128)).astype(np.float32)


class TestInvented:
    def test_strangers_are_as_far_apart_as_measured(self, whole):
        far = np.linalg.norm(whole[: SOME // 2] - whole[SOME // 2 :], axis=1)
        assert far.mean() == pytest.approx(0.79, abs=0.005)
        assert far.std() == pytest.approx(0.10, abs=0.005)

    def test_it_lies_where_real_numbers_lie(self, whole):
        # A mean length of real prints is 1.3 to 1.6.
        length = np.linalg.norm(whole, axis=1)
        assert 1.3 < length.mean() < 1.6
        assert np.linalg.norm(whole.mean(axis=0) - shape().mean) < 0.01

    def test_axes_are_at_right_angles(self):
        axes = shape().axes
        assert axes @ axes.T == pytest.approx(np.eye(len(axes)), abs=1e-12)

    def test_axes_are_directions_the_network_can_answer_in(self):
        """Prints of noise differ along the axes more than along as many directions at random."""
        network, chance = Network(), np.random.default_rng(3)
        chips = chance.integers(0, 256, (8, 5, 5, 3)).astype(np.uint8)
        large = chips.repeat(SIDE // 5, axis=1).repeat(SIDE // 5, axis=2)
        prints = np.array([network.numbers(each) for each in large], float)
        away = prints - prints.mean(axis=0)
        share = (away @ shape().axes.T).var() * len(shape().axes) / (away.var() * 128)
        assert share > 1.5 * len(shape().axes) / 128

    def test_the_actors_number_is_the_real_models(self):
        with finder() as find:
            image = picture()
            number = Network().numbers(chip(image, find(image)))
        assert apart(number, shape().actor) < 0.05

    def test_the_file_is_the_one_that_was_built(self):
        listed = (REGISTER.parent / "SHA256SUMS").read_text().split()[0]
        assert hashlib.sha256(REGISTER.read_bytes()).hexdigest() == listed


class TestSameEveryTime:
    def test_the_first_are_the_same_however_many_there_are(self, register, whole):
        few = make_register(1000)
        assert (few.numbers(0, 1000) == whole[:1000]).all()

    def test_another_start_is_another_register(self, whole):
        other = make_register(1000, seed=1).numbers(0, 1000)
        assert np.abs(other - whole[:1000]).max() > 0.1

    def test_blocks_follow_each_other(self):
        """Over the seam between two blocks nobody is left out and nobody is there twice."""
        numbers = make_register(66_000).numbers(65_000, 66_000)
        assert len(np.unique(numbers[:, 0])) == 1000


class TestFile:
    def test_what_is_written_is_what_is_made(self, register):
        fcntl = pytest.importorskip("fcntl")
        descriptor = os.memfd_create("register", os.MFD_ALLOW_SEALING)
        try:
            write_register(descriptor, SOME)
            seals = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE
            fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, seals | fcntl.F_SEAL_SEAL)
            opened = Register.open(descriptor)
        finally:
            os.close(descriptor)
        assert len(opened) == SOME
        assert (opened.numbers(0, SOME) == register.numbers(0, SOME)).all()
        number = shape().actor
        assert opened.search(number, SOME) == register.search(number, SOME)
        with pytest.raises(ValueError, match="read-only"):
            opened._rows[0, 0] = 1.0


class TestExact:
    @pytest.mark.parametrize("count", [1, 2, 1000, 10_000, SOME])
    def test_a_real_face(self, register, whole, count):
        agrees(register, whole, shape().actor, count)

    @pytest.mark.parametrize("row", [0, 777, SOME - 1])
    def test_a_citizen_finds_itself(self, register, whole, row):
        number = whole[row].astype(np.float32)
        found = register.search(number, SOME)
        assert (found.citizen, found.distance < 1e-6) == (row, True)
        agrees(register, whole, number)

    def test_far_away(self, register, whole):
        agrees(register, whole, shape().mean + 50 * np.ones(128, np.float32))
        agrees(register, whole, -shape().mean)

    def test_the_mean_itself(self, register, whole):
        agrees(register, whole, shape().mean.astype(np.float32))

    def test_thresholds_that_go_right_through_citizens(self, register, whole):
        """A number placed so that some citizen lies on a threshold, to the last digit."""
        for row, hundredths in ((3, 40), (4, 60), (5, 80)):
            away = np.random.default_rng(row).normal(size=128)
            number = whole[row] + away / np.linalg.norm(away) * hundredths / 100
            agrees(register, whole, number.astype(np.float32))

    def test_equally_near_ones_give_the_first(self):
        rows = np.repeat(make_register(1)._rows, 5, axis=0)
        assert Register(rows).search(shape().actor, 5).citizen == 0

    def test_more_than_there_are_cannot_be_searched(self, register):
        with pytest.raises(ValueError, match="70000"):
            register.search(shape().actor, SOME + 1)

    @settings(max_examples=25, deadline=None)
    @given(
        seed=st.integers(0, 2**32 - 1),
        size=st.floats(0, 2),
        count=st.sampled_from([7, 999, 20_000]),
        toward=st.integers(0, SOME - 1),
    )
    def test_any_number(self, register, whole, seed, size, count, toward):
        away = np.random.default_rng(seed).normal(0, size / np.sqrt(128), 128)
        agrees(register, whole, (whole[toward] + away).astype(np.float32), count)


def test_counts_never_fall_with_the_threshold_or_with_more_citizens(register):
    for number in real(1, 2, 3):
        found = [register.search(number, count) for count in (100, 1000, 10_000, SOME)]
        for fewer, more in pairwise(found):
            assert all(fewer.below(h) <= more.below(h) for h in range(BINS))
            assert more.distance <= fewer.distance
        assert all(found[-1].below(h) <= found[-1].below(h + 1) for h in range(BINS))
