"""One-Euro takes the trembling out without lagging behind; a claim never flickers."""

import numpy as np
import pytest

from exhibit.senses.steady import OneEuro, Steady


def smoothed(path: np.ndarray, scale: float = 200.0) -> np.ndarray:
    steady = OneEuro()
    return np.array([steady.smooth(row, scale, k / 30) for k, row in enumerate(path)])


def test_a_trembling_face_at_rest_becomes_twice_as_calm() -> None:
    noise = np.random.default_rng(1).normal(0, 0.25, (150, 478, 3)).astype(np.float32)
    assert smoothed(noise)[30:].std() < noise[30:].std() / 2


def test_a_moving_face_is_followed_within_a_fiftieth_of_its_width() -> None:
    path = np.linspace(0, 600, 90, dtype=np.float32)[:, None, None] + np.zeros((1, 478, 3))
    lag = path - smoothed(path.astype(np.float32))
    assert 0 <= lag[30:].max() < 200 / 50


def test_near_and_far_faces_are_smoothed_alike() -> None:
    path = np.random.default_rng(2).normal(0, 1, (40, 478, 3)).astype(np.float32).cumsum(axis=0)
    assert np.allclose(3 * smoothed(path, 100), smoothed(3 * path, 300), atol=1e-3)


def test_the_first_points_come_through_unchanged() -> None:
    points = np.arange(12, dtype=np.float32).reshape(4, 3)
    assert np.array_equal(OneEuro().smooth(points, 100, 5.0), points)


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ("aaaaa", "a"),
        ("aaaa", None),
        ("aaaaabbbb", "a"),
        ("aaaaabbbbb", "b"),
        ("aaaaababababab", "a"),
        ("abababab", None),
    ],
)
def test_a_claim_shows_after_five_frames_and_holds(values: str, shown: str | None) -> None:
    claim: Steady[str] = Steady()
    assert [claim.update(value) for value in values][-1] == shown
