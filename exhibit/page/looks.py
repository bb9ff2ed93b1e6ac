"""Eyes and lips lit on the picture, and which way the eyes look; in the room only."""

from math import radians, tan
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from exhibit.page.photo import Floats, Picture

# Landmark numbers around each eye, the middle of its iris, and where the lips meet.
_EYES = (
    ((33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7), 468),
    ((263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249), 473),
)
_LIPS = (78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95)
# In distances between the eyes: where an arrow begins, its length for a right angle's tangent of 1,
# its head; rings around the irises need so many pixels of distance.
_START, _LONG, _HEAD, _RINGS = 0.18, 2.2, 0.16, 150


def draw_looks(
    picture: "Picture", points: "Floats", gaze: tuple[float, float] | None, speaks: bool
) -> None:
    """Outlines of eyes and lips from the 478 points, bolder lips when they move; image pixels.

    gaze: degrees right and down in the image, drawn as arrows from the irises; None: no arrows.
    """
    places = picture._places(points)
    outlines = [places[list(rim)] for rim, _ in _EYES]
    picture.draw_lines(outlines, "light_measured", 3, closed=True)
    lips = places[list(_LIPS)]
    picture.draw_lines([lips], "light_measured", 7 if speaks else 3, closed=True)
    apart = float(np.linalg.norm(places[468] - places[473]))
    if apart > picture.page.px(_RINGS):
        picture.irises(points)
    if gaze is None:
        return
    side = -1 if picture.mirror else 1
    way = np.array([side * tan(radians(gaze[0])), tan(radians(gaze[1]))])
    for _, iris in _EYES:
        _arrow(picture, places[iris], way, apart)


def _arrow(picture: "Picture", iris: "Floats", way: "Floats", apart: float) -> None:
    """A line with a filled head, from beside the iris."""
    long = max(float(np.linalg.norm(way)), 1e-6)
    along = way / long
    across = np.array([-along[1], along[0]]) * _HEAD / 2 * apart
    start = iris + along * _START * apart
    neck = start + along * (0.1 + _LONG * long) * apart
    head = np.array([neck + along * _HEAD * apart, neck + across, neck - across])
    picture.draw_lines([np.array([start, neck])], "light_measured", 5)
    picture.draw_lines([head], "light_measured", 3, closed=True)
    picture.fill_shape(head, "light_measured")
