"""Still pictures from files: judged by their first bytes, and decoded only if they are sane."""

import os
import stat
import struct
import zlib
from contextlib import suppress
from pathlib import Path

import cv2
import numpy as np

from exhibit.camera import Image
from exhibit.errors import BadClip

SMALLEST = 32  # pixels a side; nobody can be seen in less
LONGEST_TO_SHORTEST = 10
_MOST_PIXELS = 64_000_000
_MOST_BYTES = 256_000_000
_KINDS = "a film (AVI, MP4, MOV, MKV, WebM, MPEG) or a picture (JPEG, PNG, WebP, BMP, GIF)"
_PNG = b"\x89PNG\r\n\x1a\n"

Size = tuple[int, int]


def regular(path: Path) -> None:
    """Raise BadClip unless this is a file that can be read without waiting for anybody."""
    try:
        about = os.stat(path)
    except FileNotFoundError:
        raise BadClip(f"There is no film or picture {path}: check its name.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BadClip(f"{path} cannot be looked at: {reason}.") from None
    if not stat.S_ISREG(about.st_mode):
        raise BadClip(f"{path} is no regular file: name a film, a picture or a folder of pictures.")
    if not about.st_size:
        raise BadClip(f"{path} is empty: copy it here again.")


def head(path: Path, count: int = 512) -> bytes:
    """The first bytes of a regular file."""
    return _read(path, count)


def _read(path: Path, count: int) -> bytes:
    """Up to so many bytes of a regular file."""
    regular(path)
    try:
        with path.open("rb") as file:
            return file.read(count)
    except OSError as error:
        reason = error.strerror or error
        raise BadClip(f"{path} cannot be read: {reason}; check who may read it.") from None


def sane(path: Path, width: int, height: int) -> None:
    """Raise BadClip unless a person can be seen in pictures of this size and memory holds them."""
    is_ = f"{path} is {width} x {height} pixels"
    if min(width, height) < SMALLEST:
        raise BadClip(f"{is_}: both sides should have {SMALLEST} or more.")
    if max(width, height) > LONGEST_TO_SHORTEST * min(width, height):
        raise BadClip(f"{is_}: it is too long and narrow to show a person; cut a piece out of it.")
    if width * height > _MOST_PIXELS:
        raise BadClip(f"{is_}: make it smaller, 4000 x 3000 is plenty.")


def _jpeg(data: bytes) -> Size | None:
    """Width and height from the frame header of a JPEG (ITU-T T.81, 1992, B.2.2)."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == 0xFF:  # padding
            at += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        else:
            at += 2 + length
    return None


def _webp(data: bytes) -> Size | None:
    """Width and height from the first chunk of a WebP file (RFC 9649, 2024)."""
    chunk = data[12:16]
    if chunk == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if chunk == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if chunk == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


def size_of(data: bytes) -> Size | None:
    """Width and height in pixels as a picture's header has them, or None if it is no picture."""
    if len(data) < 32:
        return None
    if data[:8] == _PNG:
        width, height = struct.unpack_from(">II", data, 16)
    elif data[:6] in (b"GIF87a", b"GIF89a"):
        width, height = struct.unpack_from("<HH", data, 6)
    elif data[:2] == b"BM" and data[14:18] != b"\x0c\0\0\0":
        width, height = map(abs, struct.unpack_from("<ii", data, 18))
    elif data[:2] == b"\xff\xd8":
        return _jpeg(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    else:
        return None
    return width, height


def _whole(data: bytes) -> bool:
    """Whether a PNG's chunks fit in it and their checksums agree (RFC 2083, 1997); others pass.

    A decoder takes the length of a damaged chunk at its word, and with it gigabytes and seconds.
    """
    if data[:8] != _PNG:
        return True
    at = 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        end = at + 8 + length
        if data[end : end + 4] != zlib.crc32(data[at + 4 : end]).to_bytes(4, "big"):
            return False
        if data[at + 4 : at + 8] == b"IEND":
            return True
        at = end + 4
    return False


def check_picture(path: Path) -> None:
    """Raise BadClip unless the header is that of a picture that can be shown."""
    # A camera's JPEG may carry more than a megabyte of notes before its size.
    size = size_of(_read(path, 4_000_000))
    if size is None:
        raise BadClip(f"{path} holds nothing this program can show: it should be {_KINDS}.")
    sane(path, *size)


def fit(image: Image, longest: int) -> Image:
    """The image with its long side at most so many pixels, its proportions kept."""
    height, width = image.shape[:2]
    if max(height, width) <= longest:
        return image
    factor = longest / max(height, width)
    to = (max(1, round(width * factor)), max(1, round(height * factor)))
    return np.asarray(cv2.resize(image, to, interpolation=cv2.INTER_AREA), np.uint8)


def read_picture(path: Path, longest: int) -> Image:
    """A picture as HxWx3 uint8 BGR, turned as its EXIF says, long side at most longest; BadClip.

    Transparency is dropped, 16 bits become 8. Of an animation, the first picture.
    """
    check_picture(path)
    data = _read(path, _MOST_BYTES)
    image = None
    if _whole(data):
        with suppress(cv2.error, MemoryError):
            image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise BadClip(f"{path} is damaged: it ends early or cannot be decoded; copy it here again.")
    return fit(np.asarray(image, np.uint8), longest)
