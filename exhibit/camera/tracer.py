"""The tracers: noise only a seed gives, planted in a room for a proof of deletion to look for."""

from dataclasses import dataclass
from hashlib import shake_256

import numpy as np
from numpy.typing import NDArray

SIDE = 16
NUMBERS, POINTS = 128, 478

# Of a size (2 to the power of -60) that no other number in a program has.
_TINY = 2.0**-60
_TEXTS = 8
_TEXT = "only this room knows "


def _noise(purpose: str, seed: int, count: int) -> bytes:
    """So many bytes of SHAKE-256 (FIPS 202, 2015): a stretch found in memory is no accident."""
    return shake_256(f"exhibit tracer {purpose}{seed}".encode()).digest(count)


def tracer_tile(seed: int) -> NDArray[np.uint8]:
    """A 16x16 uint8 grey tile that only this seed gives."""
    return np.frombuffer(_noise("", seed, SIDE * SIDE), np.uint8).reshape(SIDE, SIDE)


def sizes(tile: NDArray[np.uint8]) -> dict[str, NDArray[np.uint8]]:
    """The tile as it is, halved (means of 2x2 pixels) and doubled (each pixel four times)."""
    fours = tile.reshape(SIDE // 2, 2, SIDE // 2, 2).astype(np.uint16)
    half = ((fours.sum(axis=(1, 3)) + 2) // 4).astype(np.uint8)
    return {"": tile, "halved, ": half, "doubled, ": tile.repeat(2, axis=0).repeat(2, axis=1)}


def depths(grey: NDArray[np.uint8]) -> dict[str, NDArray[np.uint8]]:
    """A grey picture in 1, 3 and 4 bytes a pixel: BGR and RGB look alike, so do BGRX and RGBX."""
    made = {"1 byte a pixel": grey, "3 bytes a pixel": grey[..., None].repeat(3, axis=2)}
    for last, value in (("opaque", 255), ("unused", 0)):
        four = np.dstack([grey, grey, grey, np.full(grey.shape, value, np.uint8)])
        made[f"4 bytes a pixel, the last {last}"] = four
    return made


def pictures(seed: int) -> dict[str, NDArray[np.uint8]]:
    """The tile in the forms a program may keep a picture in, by name; rows of 16 bytes or more.

    Shorter ones (halved, 1 byte a pixel) would be met by accident.
    """
    made: dict[str, NDArray[np.uint8]] = {}
    for size, tile in sizes(tracer_tile(seed)).items():
        for depth, image in depths(tile).items():
            if image[0].nbytes < SIDE:
                continue
            made[size + depth] = image
            made[f"{size}{depth}, mirrored"] = image[:, ::-1]
    return made


def tracer_numbers(seed: int) -> NDArray[np.float64]:
    """128 numbers, as many as a face's, each with 52 bits of noise and of a size nobody else has.

    Rounded to float32 they keep 23 bits of it.
    """
    noise = np.frombuffer(_noise("numbers ", seed, NUMBERS * 8), np.uint64)
    return (1.0 + (noise >> np.uint64(12)).astype(np.float64) * 2.0**-52) * _TINY


def tracer_points(seed: int) -> NDArray[np.float32]:
    """(478, 3) float32, from 0 to 1024: as many as a face has points."""
    noise = np.frombuffer(_noise("points ", seed, POINTS * 3 * 4), np.uint32)
    return ((noise >> np.uint32(8)).astype(np.float32) * np.float32(2.0**-14)).reshape(POINTS, 3)


def tracer_text(seed: int) -> str:
    """A sentence of plain letters with 16 bytes of noise in it."""
    return _TEXT + _noise("text ", seed, 16).hex()


@dataclass(frozen=True, eq=False)
class Planted:
    """What a room holds beside a visitor's own, only before a proof: every form that is sought."""

    pictures: tuple[NDArray[np.uint8], ...]
    numbers: tuple[NDArray[np.float32] | NDArray[np.float64], ...]
    told: tuple[float, ...]  # the float32 numbers as Python's own
    points: tuple[NDArray[np.float32] | NDArray[np.float64], ...]
    texts: tuple[str, ...]  # kept by Python in one, two and four bytes a letter


def plant(seed: int) -> Planted:
    """All of it, for one seed."""
    numbers, points, text = tracer_numbers(seed), tracer_points(seed), tracer_text(seed)
    small = numbers.astype(np.float32)
    return Planted(
        tuple(np.ascontiguousarray(each) for each in pictures(seed).values()),
        (small, numbers),
        tuple(small.tolist()),
        (points, points.astype(np.float64)),
        tuple(f"{text} {n}{last}" for last in ("", "\u2192", "\U0001f441") for n in range(_TEXTS)),
    )
