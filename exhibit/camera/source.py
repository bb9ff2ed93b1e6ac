"""From a source to its camera: the one place that opens any of them."""

import os
from dataclasses import replace

import cv2
import numpy as np

from exhibit.camera import Camera, Clock, Frame
from exhibit.camera.actor import Actor
from exhibit.camera.clip import Clip
from exhibit.camera.tracer import tracer_tile
from exhibit.camera.webcam import Webcam
from exhibit.errors import BadSettings
from exhibit.messages import SourceKind
from exhibit.source import Source, resolve


class Traced:
    """A camera with a grey tile in the top left corner of each frame, for a proof to look for.

    Never a live camera: BadSettings.
    """

    live = False

    def __init__(self, camera: Camera, seed: int) -> None:
        if camera.live:
            raise BadSettings("A live camera is never marked: prove with a film, or the actor.")
        self.focal = camera.focal
        self._camera = camera
        self._tile = tracer_tile(seed)[..., np.newaxis]

    def read(self) -> Frame | None:
        """The camera's frame with the tile painted on a copy of it."""
        frame = self._camera.read()
        if frame is None:
            return None
        image = frame.image.copy()
        height, width = self._tile.shape[:2]
        image[:height, :width] = self._tile
        return replace(frame, image=image)

    def close(self) -> None:
        """Let go of the camera."""
        self._camera.close()


def hush() -> None:
    """Keep decoders and drivers from writing to stderr, which carries code lines only.

    libpng still writes a line there when a picture ends early.
    """
    os.environ["OPENCV_FFMPEG_LOGLEVEL"] = "-8"  # read once, when the first film is opened
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)


def open_camera(
    source: Source,
    clock: Clock,
    size: tuple[int, int] = (1280, 720),
    tracer: int | None = None,
    *,
    rotate: int = 0,
    field_of_view: float | None = None,
) -> Camera:
    """The camera for a source; raises BadClip, or BadSettings for a live camera with a tracer.

    clock: seconds. size: (width, height) in pixels, asked of a live camera; its long side limits
    a clip. tracer: seed of the tile. rotate and field_of_view, in degrees, are for a live camera.
    """
    hush()
    source = resolve(source)
    if source.kind is SourceKind.ACTOR:
        return Actor(clock, tracer=tracer)
    if source.kind is SourceKind.CLIP and source.path is not None:
        clip = Clip(source.path, clock, longest=max(size))
        return clip if tracer is None else Traced(clip, tracer)
    if tracer is not None:
        raise BadSettings("A live camera is never marked: prove with a film, or the actor.")
    return Webcam(
        source.number or 0,
        clock,
        width=size[0],
        height=size[1],
        rotate=rotate,
        field_of_view=field_of_view,
    )
