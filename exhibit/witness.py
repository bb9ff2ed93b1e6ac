"""The witness: one inherited pipe by which a rehearsal, a proof or a benchmark is watched.

The lobby and the room write to it; the unlocked command at the other end writes the files.
A room with a live camera refuses to start if it has this pipe.
"""

import json
import os
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from exhibit.waiting import readable

_LOOK_UP = 0.5  # seconds from one question whether it is over to the next
# sender, 1 if the record ends here, bytes that follow, process: one may be killed between two parts
_PART = struct.Struct("<BBHI")
_ROOM_IN_A_PART = 4096 - _PART.size  # PIPE_BUF: parts of two writers never mix


class Sender(IntEnum):
    """Who wrote a record."""

    LOBBY = 1
    ROOM = 2


@dataclass(frozen=True)
class Record:
    """What a process told the witness: named values, and bytes where there are any."""

    sender: Sender
    values: dict[str, Any]
    payload: bytes = b""


class Witness:
    """The writing end."""

    def __init__(self, descriptor: int, sender: Sender) -> None:
        self._descriptor = descriptor
        self._sender = sender

    def tell(self, payload: bytes = b"", **values: Any) -> None:
        """Write one record; waits until the reader has taken it."""
        head = json.dumps(values, separators=(",", ":")).encode()
        record = struct.pack("<I", len(head)) + head + payload
        for start in range(0, len(record), _ROOM_IN_A_PART):
            part = record[start : start + _ROOM_IN_A_PART]
            last = start + _ROOM_IN_A_PART >= len(record)
            header = _PART.pack(self._sender, last, len(part), os.getpid())
            os.write(self._descriptor, header + part)


def _exactly(descriptor: int, count: int, over: Callable[[], bool] | None) -> bytes:
    """Just so many bytes, or fewer if the last writer is gone, or it is over."""
    data = b""
    while len(data) < count:
        while over and not readable([descriptor], _LOOK_UP):
            if over():
                return data
        some = os.read(descriptor, count - len(data))
        if not some:
            break
        data += some
    return data


class Tales:
    """Every record, one by one, until the last writer is gone."""

    def __init__(self, descriptor: int, over: Callable[[], bool] | None = None) -> None:
        """over: says that no more will come, whoever else holds the pipe; not for Windows."""
        self._descriptor, self._over = descriptor, over
        self._begun: dict[tuple[int, int], bytes] = {}

    def __iter__(self) -> Iterator[Record]:
        """Each as it comes."""
        while len(header := _exactly(self._descriptor, _PART.size, self._over)) == _PART.size:
            record = self._rest(header)
            if record:
                yield record

    def at_once(self) -> Iterator[Record]:
        """Those that are whole already, without waiting for more; not for Windows."""
        while readable([self._descriptor], 0):
            header = _exactly(self._descriptor, _PART.size, self._over)
            record = self._rest(header) if len(header) == _PART.size else None
            if record:
                yield record
            elif not header:
                break

    def _rest(self, header: bytes) -> Record | None:
        """The part behind a header; the record, if it ends there."""
        sender, last, size, process = _PART.unpack(header)
        part = _exactly(self._descriptor, size, self._over)
        whole = self._begun.pop((sender, process), b"") + part
        if not last:
            self._begun[sender, process] = whole
            return None
        end = 4 + struct.unpack_from("<I", whole)[0]
        return Record(Sender(sender), json.loads(whole[4:end]), whole[end:])
