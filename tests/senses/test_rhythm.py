"""Rhythm: sines are found where they are, and noise is called noise."""

import numpy as np
import pytest

from exhibit.senses.rhythm import FASTEST, NONE, SLOWEST, in_band, rhythm

RATE = 20.0
TIMES = np.arange(0, 20, 1 / RATE)


def sine(bpm, height=1.0):
    return height * np.sin(2 * np.pi * TIMES * bpm / 60 + 0.3)


def noise(height, seed=4):
    return height * np.random.default_rng(seed).standard_normal(len(TIMES))


@pytest.mark.parametrize("bpm", [45, 55.5, 72, 110, 144.4, 178])
def test_a_sine_is_found_with_its_height(bpm):
    found = rhythm(sine(bpm, 0.4) + 7 + 0.05 * TIMES, RATE)
    assert found.bpm == pytest.approx(bpm, abs=0.3)
    assert found.amplitude == pytest.approx(0.4, rel=0.1)
    assert found.snr > 15


@pytest.mark.parametrize("seed", range(20))
def test_noise_alone_is_below_zero_decibels(seed):
    assert rhythm(noise(1.0, seed), RATE).snr < 0


def test_twice_the_noise_costs_six_decibels():
    one, two = (rhythm(sine(72) + noise(height), RATE) for height in (0.5, 1.0))
    assert one.snr - two.snr == pytest.approx(6, abs=1.0)


def test_the_double_of_a_beat_is_no_noise():
    assert rhythm(sine(60) + 0.5 * sine(120), RATE).snr > 15
    assert rhythm(sine(60) + 0.5 * sine(100), RATE).snr < 8


@pytest.mark.parametrize("signal", [np.zeros(400), np.linspace(3, 9, 400)], ids=["flat", "ramp"])
def test_what_does_not_repeat_has_no_rhythm_worth_a_name(signal):
    found = rhythm(signal, RATE)
    assert found == NONE or found.amplitude < 1e-9


@pytest.mark.parametrize("bpm", [12, 300])
def test_what_is_too_slow_or_too_fast_is_left_out(bpm):
    found = rhythm(sine(bpm) + 0.01 * sine(90), RATE)
    assert found.bpm == pytest.approx(90, abs=2)
    assert np.abs(in_band(sine(bpm), RATE)).max() < (0.35 if bpm < SLOWEST else 2 * FASTEST)


def test_near_is_within_6_a_minute():
    found = rhythm(sine(72), RATE)
    assert [found.near(rhythm(sine(each), RATE)) for each in (69, 76, 80)] == [True, True, False]


def test_slow_movement_all_the_time_is_no_rhythm():
    swaying = sine(72) + 5 * sine(32)
    assert rhythm(swaying, RATE).snr > 5
    assert rhythm(swaying, RATE, low=25.0).snr < 0
