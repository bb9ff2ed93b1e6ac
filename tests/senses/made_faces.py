"""Made-up faces of known shape and place, for tests that need no models."""

import numpy as np

from exhibit.senses.seen import Points


def face_at(x: float, y: float = 360, width: float = 120) -> Points:
    """478 points on the front of an egg as wide as given, pixels, its middle at (x, y).

    Forehead, chin and ears are where the landmark numbers 10, 152, 234 and 454 say.
    """
    turn = np.arange(478) * 2.399963
    out = np.sqrt(np.arange(478) / 477)
    egg = np.stack((np.cos(turn) * out, np.sin(turn) * out, -np.sqrt(1 - out**2)), axis=1)
    egg[[10, 152, 234, 454]] = ((0, -1, 0), (0, 1, 0), (-1, 0, 0), (1, 0, 0))
    points = egg * (width / 2, 0.6 * width, width / 2)
    return (points + np.array((x, y, 0))).astype(np.float32)
