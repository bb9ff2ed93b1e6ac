"""The receipt: what is true after a visit, line by line, each marked by how we know it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from exhibit.lobby.wipe import Wiped
from exhibit.lock import Lock, Part, SelfTest, Trial
from exhibit.messages import Ending


class Mark(Enum):
    """How we know a line; the values are keys of the texts."""

    CHECKED = "checked"  # checked now
    REFUSED = "refused"  # refused by the kernel, tested at start
    UNKNOWN = "unknown"  # cannot be checked on this computer


@dataclass(frozen=True)
class Line:
    """One line: how we know it, the key of its words, whether it holds, and its number."""

    mark: Mark
    key: str
    holds: bool = True
    fields: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Receipt:
    """Why a visit ended and what is left of it."""

    ending: Ending
    lines: tuple[Line, ...]
    milliseconds: float
    refused: Mapping[int, int]

    @property
    def clean(self) -> bool:
        """Whether no line failed."""
        return all(line.holds for line in self.lines)


@dataclass(frozen=True)
class Locked:
    """What the kernel promised a lobby or a room, and what trying it showed."""

    parts: Part
    test: SelfTest | None

    def keeps(self, part: Part, *trials: Trial) -> bool | None:
        """None: not promised here. Otherwise whether every attempt at it was refused."""
        if part not in self.parts or self.test is None:
            return None
        return all(each in self.test.held for each in trials if each in self.test.tried)


def _both(lobby: bool | None, room: bool | None) -> bool | None:
    """What holds for lobby and room together."""
    return None if lobby is None or room is None else lobby and room


def _kept(key: str, holds: bool | None, fields: Mapping[str, int] | None = None) -> Line:
    """A line about the lock: refused by the kernel, or not to be checked here."""
    if holds is None:
        return Line(Mark.UNKNOWN, f"{key}_unknown")
    return Line(Mark.REFUSED, key, holds, fields or {})


def write_receipt(ending: Ending, wiped: Wiped, lobby: Locked, room: Locked) -> Receipt:
    """The receipt of one visit."""
    files = _both(*(each.keeps(Part.FILES, Trial.CREATE, Trial.WRITE) for each in (lobby, room)))
    network = _both(*(each.keeps(Part.NETWORK, Trial.INET, Trial.INET6) for each in (lobby, room)))
    lines = [
        Line(Mark.CHECKED, "process", wiped.ended),
        Line(Mark.CHECKED, "memory", wiped.zero_bytes == wiped.picture_bytes,
             {"zeros": wiped.zero_bytes, "bytes": wiped.picture_bytes}),
        _kept("files", files),
    ]
    if network and Part.COUNTED in room.parts:
        lines.append(_kept("network", True, {"attempts": sum(wiped.refused.values())}))
    else:
        lines.append(_kept("network_uncounted", network))
    lines.append(_kept("numbers", files))
    lines += [Line(Mark.UNKNOWN, key) for key in ("chips", "graphics", "camera")]
    return Receipt(ending, tuple(lines), wiped.milliseconds, wiped.refused)


def locked(lock: Lock, test: SelfTest) -> Locked:
    """The lobby's own lock."""
    return Locked(lock.parts, test)
