"""Every message between lobby and room: an enum and three integers, never text or a measurement."""

import os
import struct
import sys
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from exhibit.elsewhere import elsewhere
from exhibit.errors import RoomTrouble
from exhibit.waiting import readable


class To(IntEnum):
    """What the lobby may tell a room."""

    BEGIN = 1  # choice, language, 1 for the short path
    NEXT = 2
    BACK = 3
    CHOOSE = 4  # number of a thing on the page
    POINT = 5  # x, y in canvas pixels, phase
    LANGUAGE = 6  # language
    TICK = 7  # milliseconds: a rehearsal hands the time in
    HELD = 8  # delete-hold, in thousandths
    FOCUS = 9  # number of the thing on the page that keys would press; 0 for none
    JUMP = 10  # number of a step, from 0
    PAUSE = 11  # 1: look no more, show what was seen last; 0: go on
    VOTE = 12  # Vote, hands that went up, of how many


class From(IntEnum):
    """What a room may tell the lobby."""

    TESTED = 101  # lock.Part kept, lock.Trial tried, lock.Trial held, each as bits
    READY = 102  # kind of source, number of steps
    OPENED = 103  # the camera is open; kind of source
    PICTURE = 104  # sequence number
    STEP = 105  # number of the step, 1 if it is the delete step, how many things may be pressed
    ENDED = 106  # Ending


class Choice(IntEnum):
    """What the visitor agreed to; by button only."""

    EVERYTHING = 1
    NO_NUMBER = 2
    ACTOR = 3
    CLASS = 4  # nobody in view agreed to anything: presence and points, for a teacher only
    CALIBRATE = 5  # staff look at the camera's picture; a face and its distance, nothing else


class Vote(IntEnum):
    """Which show of hands."""

    BEFORE = 1
    AFTER = 2


class Note(IntEnum):
    """What the lobby may tell the teacher's notes."""

    STEP = 201  # number of the step, minutes left


class Phase(IntEnum):
    """What a touch is doing."""

    DOWN = 1
    MOVE = 2
    UP = 3


class SourceKind(IntEnum):
    """Whom the room looks at."""

    CAMERA = 1
    CLIP = 2
    ACTOR = 3


class Ending(IntEnum):
    """Why a visit ended. Every one of them deletes."""

    HELD_DELETE = 1
    LEFT = 2
    IDLE = 3
    WALKED_AWAY = 4
    SILENT = 5
    CRASHED = 6
    CAMERA_MISSING = 7
    CAMERA_BUSY = 8
    CAMERA_FROZEN = 9
    CAMERA_BLACK = 10
    RESIZED = 11
    CLOSED = 12


Kinds = type[To] | type[From] | type[Note]

_FORMAT = struct.Struct("<4i")
_MOST_AT_ONCE = 256

_LIMITS: dict[IntEnum, tuple[int, int, int]] = {
    To.BEGIN: (max(Choice), 99, 1),
    To.NEXT: (0, 0, 0),
    To.BACK: (0, 0, 0),
    To.CHOOSE: (99, 0, 0),
    To.POINT: (32767, 32767, 3),
    To.LANGUAGE: (99, 0, 0),
    To.TICK: (2**31 - 1, 0, 0),
    To.HELD: (1000, 0, 0),
    To.FOCUS: (99, 0, 0),
    To.JUMP: (99, 0, 0),
    To.PAUSE: (1, 0, 0),
    To.VOTE: (max(Vote), 99, 99),
    Note.STEP: (99, 99, 0),
    From.TESTED: (2**16, 2**16, 2**16),
    From.READY: (3, 99, 0),
    From.OPENED: (3, 0, 0),
    From.PICTURE: (2**31 - 1, 0, 0),
    From.STEP: (99, 1, 99),
    From.ENDED: (max(Ending), 0, 0),
}
# The first number is an enum's.
_FROM_ONE = {To.BEGIN, To.VOTE, From.READY, From.OPENED, From.ENDED}


@dataclass(frozen=True)
class Message:
    """A kind and up to three integers, each from zero (an enum's: one) to the kind's limit."""

    kind: IntEnum
    a: int = 0
    b: int = 0
    c: int = 0

    def __post_init__(self) -> None:
        """Refuse what the kind does not allow, so that nothing else can travel along."""
        least, most = (int(self.kind in _FROM_ONE), 0, 0), _LIMITS[self.kind]
        within = zip(least, (self.a, self.b, self.c), most, strict=True)
        if not all(low <= value <= high for low, value, high in within):
            raise RoomTrouble(f"A message {self.kind.name} carried a number out of its limits.")


def pack(message: Message) -> bytes:
    """Sixteen bytes: kind and three integers, little-endian."""
    return _FORMAT.pack(message.kind, message.a, message.b, message.c)


def unpack(record: bytes, kinds: Kinds) -> Message:
    """The message in sixteen bytes; RoomTrouble for a kind or number outside the list."""
    kind, a, b, c = _FORMAT.unpack(record)
    try:
        return Message(kinds(kind), a, b, c)
    except ValueError:
        raise RoomTrouble("A message of an unknown kind came; the room is ended.") from None


class _Pipe:
    """A pipe that is read without waiting."""

    def __init__(self, descriptor: int) -> None:
        os.set_blocking(descriptor, False)
        self._descriptor = descriptor

    def read(self) -> bytes | None:
        """What has come; None for nothing yet, empty at the end."""
        try:
            return os.read(self._descriptor, _FORMAT.size * _MOST_AT_ONCE)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    def wait(self, seconds: float | None) -> None:
        """Until something comes, or so long."""
        readable([self._descriptor], seconds)


class _PipeElsewhere:
    """The same by a thread, for systems that cannot wait for a pipe in any other way."""

    def __init__(self, descriptor: int) -> None:
        self._came = threading.Event()
        self._pieces: deque[bytes] = deque(maxlen=1024)
        threading.Thread(target=self._listen, args=(descriptor,), daemon=True).start()

    def _listen(self, descriptor: int) -> None:
        """The thread."""
        piece = b"?"
        while piece:
            try:
                piece = os.read(descriptor, _FORMAT.size * _MOST_AT_ONCE)
            except OSError:
                piece = b""
            self._pieces.append(piece)
            self._came.set()

    def read(self) -> bytes | None:
        """What has come; None for nothing yet, empty at the end."""
        self._came.clear()
        return self._pieces.popleft() if self._pieces else None

    def wait(self, seconds: float | None) -> None:
        """Until something comes, or so long."""
        if not self._pieces:
            self._came.wait(seconds)


class Inbox:
    """Reads messages of one kind from a pipe without ever waiting."""

    def __init__(self, descriptor: int, kinds: Kinds) -> None:
        self._descriptor = descriptor
        self._pipe = _PipeElsewhere(descriptor) if elsewhere() else _Pipe(descriptor)
        self._kinds = kinds
        self._rest = b""
        self.closed = False

    def fileno(self) -> int:
        """The descriptor, to wait on."""
        return self._descriptor

    def wait(self, seconds: float | None) -> None:
        """Until something comes, or so long."""
        self._pipe.wait(seconds)

    def take(self) -> Iterator[Message]:
        """Every whole message that has come; a bounded number, so that a flood cannot hold us."""
        some = self._pipe.read()
        if some is None:
            return
        self.closed = not some
        data = self._rest + some
        whole = len(data) - len(data) % _FORMAT.size
        self._rest = data[whole:]
        for start in range(0, whole, _FORMAT.size):
            yield unpack(data[start : start + _FORMAT.size], self._kinds)


class Outbox:
    """Writes messages to a pipe without ever waiting; what does not fit is dropped."""

    def __init__(self, descriptor: int) -> None:
        if sys.platform != "win32":
            os.set_blocking(descriptor, False)
        self._descriptor = descriptor

    def say(self, message: Message) -> bool:
        """Whether the message went out whole; a stopped or dead reader must not stop us."""
        try:
            # Sixteen bytes are far below PIPE_BUF: they go whole or not at all.
            return os.write(self._descriptor, pack(message)) == _FORMAT.size
        except OSError:
            return False
