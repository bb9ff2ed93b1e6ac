"""A clip: a film, one picture or a folder of pictures, shown as if a camera saw it, for ever."""

import math
import os
import re
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np

from exhibit.camera import Clock, Frame, Image
from exhibit.camera.pictures import check_picture, fit, head, read_picture, sane
from exhibit.errors import BadClip

_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif")
_PICTURE_RATE = 30.0  # frames a second while a still picture is shown
_USUAL_RATE = 25.0  # for a film that does not say
_MOST_PICTURES = 1000
_ALMOST = 1e-6  # of a frame: 0.29 s x 100 is a hair under 29

# Containers only. Play lists are films to a decoder, and name other files or addresses.
_FILMS = re.compile(
    rb"RIFF....AVI |....(ftyp|moov|mdat|wide|free|skip)|\x1a\x45\xdf\xa3|OggS|FLV\x01"
    rb"|\x00\x00\x01[\xb3\xba]|\x47(?!IF8).{187}\x47|\x30\x26\xb2\x75\x8e\x66\xcf\x11|YUV4MPEG2 ",
    re.DOTALL,
)


class Reel(Protocol):
    """Pictures by number, at a rate in frames a second; numbers only ever grow."""

    rate: float

    def at(self, number: int) -> Image:
        """The picture with this number, counted through every loop; raises BadClip."""
        ...

    def close(self) -> None:
        """Let go of what is open."""
        ...


class Stills:
    """Pictures in turn, each for so many seconds; only the one being shown is kept."""

    def __init__(self, paths: list[Path], seconds_each: float, longest: int) -> None:
        for path in paths:
            check_picture(path)
        self.rate = _PICTURE_RATE
        self._paths = paths
        self._seconds = seconds_each
        self._longest = longest
        self._shown = -1
        self._show(0)

    def _show(self, index: int) -> None:
        """Decode the picture with this index, if it is not the one at hand."""
        if index != self._shown:
            self._image = read_picture(self._paths[index], self._longest)
            self._shown = index

    def at(self, number: int) -> Image:
        """A copy of the picture whose turn it is."""
        turn = math.floor(number / self.rate / self._seconds + _ALMOST)
        self._show(turn % len(self._paths))
        return self._image.copy()

    def close(self) -> None:
        """Forget the picture."""
        self._image = np.empty((0, 0, 3), np.uint8)
        self._shown = -1


class Film:
    """A film, decoded in order and started again at its end.

    How many frames it has is learned at its first end: what its header says is often wrong.
    A decoder slower than its film falls ever further behind: use a smaller film then.
    """

    def __init__(self, path: Path, longest: int) -> None:
        self._path = path
        self._longest = longest
        self._count: int | None = None
        self._open()
        rate = self._capture.get(cv2.CAP_PROP_FPS)
        self.rate = rate if 1 <= rate <= 240 else _USUAL_RATE
        try:
            self._first()
        except BadClip:
            self.close()  # else the file stays open for as long as the complaint is held
            raise

    def _first(self) -> None:
        """Refuse a film that cannot be shown at all."""
        sides = (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT)
        width, height = (int(self._capture.get(each)) for each in sides)
        sane(self._path, width, height)
        self.at(0)

    def _open(self) -> None:
        """Stand before the first frame."""
        self._capture = cv2.VideoCapture(str(self._path), cv2.CAP_FFMPEG)
        self._grabbed = 0
        if not self._capture.isOpened():
            raise BadClip(
                f"{self._path} cannot be played: it is damaged, or an unknown kind of film."
            )

    def _ended(self) -> None:
        """The film is over: what came is what it has; stand before the first frame again."""
        if not self._grabbed:
            raise BadClip(f"{self._path} has no picture that can be decoded: try another film.")
        self._count = self._grabbed
        self.close()
        self._open()

    def _index(self, number: int) -> int:
        """Which frame of the film a number is, as far as its length is known."""
        return number % self._count if self._count else number

    def _find(self, number: int) -> None:
        """Make this frame the one that was grabbed last."""
        if self._index(number) < self._grabbed - 1:
            self.close()
            self._open()
        while self._grabbed <= self._index(number):
            if self._capture.grab():
                self._grabbed += 1
            else:
                self._ended()

    def at(self, number: int) -> Image:
        """The frame with this number, as HxWx3 uint8 BGR."""
        self._find(number)
        ok, image = self._capture.retrieve()
        if not ok or image is None or image.ndim != 3:
            raise BadClip(
                f"{self._path} is damaged after {self._grabbed} frames: try another film."
            )
        return fit(np.asarray(image, np.uint8), self._longest)

    def close(self) -> None:
        """Let go of the file."""
        self._capture.release()


def _in_order(name: str) -> list[tuple[int, str]]:
    """A sorting key that puts 2.jpg before 10.jpg."""
    return [
        (int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name)
    ]


def _pictures(folder: Path) -> list[Path]:
    """Every picture in a folder, in the order of their names."""
    try:
        names = [each.name for each in folder.iterdir() if not each.name.startswith(".")]
    except OSError as error:
        raise BadClip(f"The folder {folder} cannot be read: {error.strerror}.") from None
    pictures = sorted((each for each in names if each.lower().endswith(_PICTURES)), key=_in_order)
    if not pictures:
        kinds = ", ".join(_PICTURES)
        raise BadClip(f"The folder {folder} holds no picture: put some there, ending in {kinds}.")
    if len(pictures) > _MOST_PICTURES:
        raise BadClip(f"The folder {folder} holds over {_MOST_PICTURES} pictures: show fewer.")
    return [folder / each for each in pictures]


def _reel(path: Path, seconds_each: float, longest: int) -> Reel:
    """What there is at the path, judged by what it holds and not by its name."""
    if os.path.isdir(path):
        return Stills(_pictures(path), seconds_each, longest)
    if _FILMS.match(head(path)):
        return Film(path, longest)
    return Stills([path], seconds_each, longest)


class Clip:
    """A film, a picture or a folder of pictures that poses as a camera; frames start at number 0.

    The picture shown depends on the clock alone: frame floor(seconds since the start x rate) of an
    endless loop, so a clock that jumps skips frames. clock: seconds. seconds_each: how long each
    picture of a folder stays. longest: pixels; bigger pictures are made smaller, none bigger.
    Writes no file and starts no process. Raises BadClip.
    """

    live = False
    focal: float | None = None

    def __init__(
        self, path: Path, clock: Clock, seconds_each: float = 4.0, longest: int = 1280
    ) -> None:
        self._reel = _reel(path, seconds_each, longest)
        self._clock = clock
        self._start = clock()
        self._given = -1
        self._closed = False

    def read(self) -> Frame | None:
        """The frame whose turn it is, or None if it was given out already, or after close()."""
        now = self._clock()
        number = math.floor((now - self._start) * self._reel.rate + _ALMOST)
        if self._closed or number <= self._given:
            return None
        self._given = number
        return Frame(self._reel.at(number), now, number)

    def close(self) -> None:
        """Let go of the film or picture; safe to call twice."""
        self._closed = True
        self._reel.close()
