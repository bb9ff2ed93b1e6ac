"""Whether a face is covered."""

from enum import Enum


class Cover(Enum):
    NONE = "none"
    MOUTH = "mouth"
