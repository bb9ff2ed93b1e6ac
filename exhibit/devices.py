"""Which cameras this computer has, asked without opening any of them for pictures."""

import errno
import os
import re
import stat
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

_NODE = re.compile(r"video(\d+)")
_DEV = Path("/dev")

# <linux/videodev2.h>: struct v4l2_capability is driver[16], card[32], bus_info[32], then version,
# capabilities, device_caps and three reserved words; VIDIOC_QUERYCAP is _IOR('V', 0, of it).
_CAPABILITY = struct.Struct("=16s32s32sIII12x")
_QUERYCAP = 2 << 30 | _CAPABILITY.size << 16 | ord("V") << 8
_HAS_DEVICE_CAPS = 0x80000000
_CAPTURE = 0x00000001 | 0x00001000  # one plane, several planes
_MEMORY_TO_MEMORY = 0x00008000 | 0x00004000  # decoders and scalers, which see nothing
_STREAMING = 0x04000000

Ask = Callable[[Path], bytes]


@dataclass(frozen=True)
class Device:
    """A camera: its number, node and name, and which inode it is: (device, inode, node number).

    A camera that was unplugged and plugged in again has another identity.
    """

    number: int
    path: str
    identity: tuple[int, int, int]
    name: str


@dataclass(frozen=True)
class Survey:
    """What was found; known is False where a computer cannot be asked (macOS, Windows)."""

    known: bool
    cameras: tuple[Device, ...] = ()
    complaints: tuple[str, ...] = ()


class State(Enum):
    """What can be said about one camera without opening it for pictures."""

    PRESENT = "present"
    MISSING = "missing"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"


def query(path: Path) -> bytes:
    """The 104 bytes a V4L2 driver says of itself; OSError if it is no such device.

    Reading is enough to ask, so that a process which may write nowhere can ask as well.
    """
    import fcntl  # not to be had on Windows

    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        return fcntl.ioctl(descriptor, _QUERYCAP, bytes(_CAPABILITY.size))
    finally:
        os.close(descriptor)


def _sees(answer: bytes) -> bool:
    """Whether this node hands out pictures (and not metadata, radio, or decoded films)."""
    *_, everything, here = _CAPABILITY.unpack(answer)
    able = here if everything & _HAS_DEVICE_CAPS else everything
    return bool(able & _CAPTURE and able & _STREAMING and not able & _MEMORY_TO_MEMORY)


def _name(answer: bytes) -> str:
    """What the maker calls the camera."""
    text = _CAPABILITY.unpack(answer)[1].partition(b"\0")[0]
    return " ".join(text.decode("utf-8", "replace").split())


def forbidden(path: str) -> str:
    """The sentence for a camera that is there and may not be opened."""
    if os.access(path, os.R_OK | os.W_OK):
        # This user may, but the lock, or another guard, keeps this program from it.
        return (
            f"The camera {path} is there but closed to this program: "
            "if it was plugged in a moment ago, start exhibit again."
        )
    return (
        f"The camera {path} is there but this user may not open it: "
        "add the user to the group video and log in again."
    )


def _device(number: int, path: Path, ask: Ask) -> Device | None:
    """The camera behind a node, or None if it is none; PermissionError if it may not be asked."""
    about = os.stat(path)
    if not stat.S_ISCHR(about.st_mode):
        return None
    answer = ask(path)
    if not _sees(answer):
        return None
    if not os.access(path, os.R_OK | os.W_OK):
        raise PermissionError(path)
    identity = (about.st_dev, about.st_ino, about.st_rdev)
    return Device(number, str(path), identity, _name(answer))


def _nodes(folder: Path) -> list[tuple[int, Path]]:
    """Every video node, in the order of its number."""
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    matches = filter(None, map(_NODE.fullmatch, names))
    return sorted((int(match[1]), folder / match[0]) for match in matches)


def survey(folder: Path = _DEV, ask: Ask = query, system: str = sys.platform) -> Survey:
    """Every camera of this computer, and a sentence for each that is there but forbidden."""
    if system != "linux":
        return Survey(known=False)
    found, complaints = [], []
    for number, path in _nodes(folder):
        try:
            device = _device(number, path, ask)
        except PermissionError:
            complaints.append(forbidden(str(path)))
        except OSError:
            continue  # unplugged since it was listed, or no V4L2 device
        else:
            found += [device] if device else []
    return Survey(True, tuple(found), tuple(complaints))


def cameras() -> tuple[Device, ...] | None:
    """Every camera of this computer, lowest number first; None where it cannot be asked."""
    found = survey()
    return found.cameras if found.known else None


def state(number: int, folder: Path = _DEV, ask: Ask = query, system: str = sys.platform) -> State:
    """Whether one camera is there and may be opened; a driver too busy to answer is there."""
    if system != "linux":
        return State.UNKNOWN
    try:
        present = _device(number, folder / f"video{number}", ask)
    except PermissionError:
        return State.FORBIDDEN
    except BlockingIOError:
        return State.PRESENT
    except OSError as error:
        return State.PRESENT if error.errno == errno.EBUSY else State.MISSING
    return State.PRESENT if present else State.MISSING


def plugged(folder: Path = _DEV) -> frozenset[tuple[str, int]]:
    """Every video node and its inode, asked of none of them: changes when one is plugged in."""
    found = set()
    for _, path in _nodes(folder):
        with suppress(OSError):
            found.add((path.name, os.stat(path).st_ino))
    return frozenset(found)
