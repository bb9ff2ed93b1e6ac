"""The tracer: a small tile of noise that a proof of deletion paints in and then looks for."""

from hashlib import shake_256

import numpy as np
from numpy.typing import NDArray

SIDE = 16


def tracer_tile(seed: int) -> NDArray[np.uint8]:
    """A 16x16 uint8 grey tile that only this seed gives: 256 bytes of SHAKE-256 (FIPS 202, 2015).

    Its bytes are as good as random, so that a stretch of them found in memory is no accident.
    """
    noise = shake_256(f"exhibit tracer {seed}".encode()).digest(SIDE * SIDE)
    return np.frombuffer(noise, np.uint8).reshape(SIDE, SIDE)
