"""What a lock can hold, why a part of it may not hold, and the record that says which."""

from dataclasses import dataclass
from enum import IntFlag, auto
from pathlib import Path


class Part(IntFlag):
    """The promises a lock can make about the process that asked for it."""

    NETWORK = auto()
    """No way to reach a network, this computer's own loopback included."""
    FILES = auto()
    """No file can be created, written, renamed or removed."""
    PROCESSES = auto()
    """No program can be started and no other process signalled; only the room asks for it."""
    COUNTED = auto()
    """Refused network attempts are reported, one by one; only the room asks for it."""
    MEMORY = auto()
    """No other program of the same user may read this memory, and a crash leaves no dump."""


class Reason(IntFlag):
    """Why a promise cannot be made on this computer, or what weakens it."""

    SYSTEM = auto()
    """Not Linux."""
    MACHINE = auto()
    """A processor, or a 32-bit Python, that the filter has no call numbers for."""
    SECCOMP = auto()
    """The kernel did not take the network filter."""
    LISTENER = auto()
    """Refusals hold but cannot be counted: an old kernel, or a container that listens already."""
    LANDLOCK = auto()
    """The kernel has no Landlock, or it is off."""
    TRUNCATE = auto()
    """Landlock before Linux 6.2: an existing file could be cut short, yet nothing written to it."""
    THREADS = auto()
    """Threads were running already, and Landlock does not reach them."""
    UNSEEN = auto()
    """The process may not list its own threads or descriptors."""
    INHERITED_FILE = auto()
    """A file came in open for writing."""
    INHERITED_SOCKET = auto()
    """A network socket came in open."""
    RIGHTS = auto()
    """The kernel did not agree to take root's rights away: a file to read could be written."""
    DUMPABLE = auto()
    """The kernel did not agree to hide this memory."""


# TRUNCATE breaks nothing here: a file cut short holds nothing of a visitor.
_BREAKS = {
    Reason.SYSTEM: ~Part(0),
    Reason.MACHINE: ~Part(0),
    Reason.SECCOMP: Part.NETWORK | Part.PROCESSES | Part.COUNTED,
    Reason.LISTENER: Part.COUNTED,
    Reason.LANDLOCK: Part.FILES,
    Reason.THREADS: Part.FILES,
    Reason.UNSEEN: Part.FILES | Part.NETWORK,
    Reason.INHERITED_FILE: Part.FILES,
    Reason.RIGHTS: Part.FILES,
    Reason.INHERITED_SOCKET: Part.NETWORK,
    Reason.DUMPABLE: Part.MEMORY,
}


@dataclass(frozen=True)
class Lock:
    """What was asked of the kernel, what stands against it, which camera nodes stay open."""

    asked: Part
    reasons: Reason
    cameras: tuple[Path, ...] = ()

    @property
    def parts(self) -> Part:
        """The promises the kernel keeps; an integer, so that a message can carry it."""
        parts = self.asked
        for reason, broken in _BREAKS.items():
            if reason in self.reasons:
                parts &= ~broken
        return parts

    @property
    def whole(self) -> bool:
        """Whether every promise asked for is kept."""
        return self.parts == self.asked

    @property
    def network(self) -> bool:
        """Whether the network is out of reach."""
        return Part.NETWORK in self.parts

    @property
    def files(self) -> bool:
        """Whether no file can be written."""
        return Part.FILES in self.parts

    @property
    def processes(self) -> bool:
        """Whether nothing can be started or signalled."""
        return Part.PROCESSES in self.parts

    @property
    def counted(self) -> bool:
        """Whether refused network attempts can be counted."""
        return Part.COUNTED in self.parts

    @property
    def memory(self) -> bool:
        """Whether this memory is hidden from other programs of the same user."""
        return Part.MEMORY in self.parts
