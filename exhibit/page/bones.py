"""The visitor's body and hands over the picture: points and the lines that join them."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from exhibit.page.photo import Floats, Pairs, Picture


def draw_bones(picture: "Picture", points: "Floats", pairs: "Pairs", fine: bool = False) -> None:
    """Lines and joints; points (N,2 or 3), image pixels, pairs (M,2) indexes; fine: for a hand."""
    if not len(pairs):
        return
    places = np.array([picture.at(float(x), float(y)) for x, y in points[:, :2]])
    size = float(np.ptp(places[np.unique(pairs)], axis=0).max()) / picture.page.px(1000)
    picture.draw_lines(places[pairs], "light_measured", 3 if fine else 5)
    picture.joints(places[np.unique(pairs)], min(7.0, max(2.0, 30 * size)) if fine else 10)
