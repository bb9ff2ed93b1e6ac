"""Pictures of the actor, alone and twice in one, and what the real models see in them."""

from functools import cache

import cv2
import numpy as np

from exhibit.camera import Frame, Image
from exhibit.camera.actor import Actor, Script, still
from exhibit.senses.look import Senses
from exhibit.senses.seen import Seen


def frames(script: Script, seconds: float, every: int = 1) -> list[Frame]:
    """What the actor shows, every so many frames of its 30 a second."""
    now = 0.0
    actor = Actor(lambda: now, script)
    taken = []
    for number in range(0, round(seconds * 30), every):
        now = number / 30
        frame = actor.read()
        assert frame
        taken.append(frame)
    actor.close()
    return taken


def watched(taken: list[Frame]) -> list[Seen]:
    with Senses() as senses:
        results = []
        for frame in taken:
            senses.look(frame)
            seen = senses.seen(wait=True)
            assert seen and seen.image is frame.image
            results.append(seen)
    return results


@cache
def head_shot() -> Image:
    """The actor's head and shoulders, 480x400."""
    image = frames(Script(yaw=still(0), idle=0, blinks=()), 0.05)[0].image
    return image[120:600, 440:840].copy()


def together(shot: Image, near: float, far: float, size: float) -> Image:
    """Two of them in one picture, the near one over the far; x of their middles, pixels."""
    image = np.full((720, 1280, 3), 128, np.uint8)
    for x, scale in ((far, size), (near, 1.0)):
        copy = cv2.resize(shot, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        height, width = copy.shape[:2]
        left = round(x - width / 2)
        if left > image.shape[1]:
            continue  # out of the picture
        image[120 : 120 + height, left : left + width] = copy
    return image
