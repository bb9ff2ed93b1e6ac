"""Rhythm: what in a signal repeats itself, how often a minute, and how far above the rest."""

from dataclasses import dataclass
from functools import lru_cache
from math import inf

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SLOWEST, FASTEST = 42.0, 180.0  # beats a minute, of a heart at rest and after stairs
# The band that signal and noise are counted in, and how near to a beat and to its double.
_LOW, _HIGH, _NEAR, _NEAR_DOUBLE = 40.0, 240.0, 6.0, 12.0
_FINE = 4096  # points of the transform: 0.3 beats a minute apart at 20 samples a second


@dataclass(frozen=True)
class Rhythm:
    """The strongest repetition: bpm times a minute, amplitude of its sine, snr in decibels.

    Where nothing repeats itself the amplitude is 0 and snr minus infinity.
    """

    bpm: float
    amplitude: float
    snr: float

    def near(self, other: "Rhythm", within: float = _NEAR) -> bool:
        """Whether both repeat equally often, give or take so many a minute."""
        return abs(self.bpm - other.bpm) <= within


NONE = Rhythm(0.0, 0.0, -inf)


def rhythm(signal: Floats, rate: float, low: float = _LOW) -> Rhythm:
    """The strongest rhythm from SLOWEST to FASTEST of a signal sampled rate times a second.

    Method: Hann window, padded transform, a parabola through the peak. snr as in de Haan and
    Jeanne, "Robust pulse rate from chrominance-based rPPG", IEEE TBME 60(10), 2013: the power
    near the beat and its double against the rest from 40 to 240 a minute. They know the beat
    from a sensor on the skin; here it is the peak itself, which flatters noise by a few dB.
    low: count the rest from here instead, so that what moves slowly all the time is no rhythm.
    """
    window = _window(len(signal))
    spectrum = np.abs(np.fft.rfft(level(signal) * window, _FINE))
    bpm = _minutes(_FINE, rate)
    middle = spectrum[1:-1]
    peaks = (middle > spectrum[:-2]) & (middle >= spectrum[2:])
    peaks &= (bpm[1:-1] >= SLOWEST) & (bpm[1:-1] <= FASTEST)
    if not peaks.any():
        return NONE
    top = 1 + int(np.argmax(np.where(peaks, middle, 0.0)))
    beat = float(bpm[top] + _shift(spectrum[top - 1 : top + 2]) * bpm[1])
    return Rhythm(beat, 2 * float(spectrum[top] / window.sum()), _snr(bpm, spectrum**2, beat, low))


@lru_cache(maxsize=8)
def _minutes(size: int, rate: float) -> Floats:
    """How often a minute each place of a transform repeats."""
    return np.asarray(np.fft.rfftfreq(size, 1 / rate) * 60)


@lru_cache(maxsize=8)
def _window(size: int) -> Floats:
    """Hann's."""
    return np.hanning(size)


def _snr(bpm: Floats, power: Floats, beat: float, low: float) -> float:
    """Decibels: near the beat and its double against all the rest."""
    band = (bpm >= low) & (bpm <= _HIGH)
    ours = (abs(bpm - beat) <= _NEAR) | (abs(bpm - 2 * beat) <= _NEAR_DOUBLE)
    signal, rest = power[band & ours].sum(), power[band & ~ours].sum()
    return float(10 * np.log10(max(signal, 1e-30) / max(rest, 1e-30)))


def _shift(three: Floats) -> float:
    """How far from the middle of three values the top of the parabola through them is."""
    a, b, c = np.log(np.maximum(three, 1e-30))
    bend = a - 2 * b + c
    return float(np.clip((a - c) / (2 * bend), -1, 1)) if bend < 0 else 0.0


def level(signal: Floats) -> Floats:
    """Without its mean and its straight trend."""
    ramp = np.linspace(-1.0, 1.0, len(signal))
    centred = signal - signal.mean()
    return np.asarray(centred - ramp * (centred @ ramp) / (ramp @ ramp))


def in_band(signal: Floats, rate: float) -> Floats:
    """Only what repeats SLOWEST to FASTEST times a minute and, for the wave's shape, its double."""
    spectrum = np.fft.rfft(level(signal))
    bpm = _minutes(len(signal), rate)
    spectrum[(bpm < SLOWEST) | (bpm > 2 * FASTEST)] = 0
    return np.asarray(np.fft.irfft(spectrum, len(signal)))
