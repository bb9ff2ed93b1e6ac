"""The evidence of a proof: what was counted, what is a fault, what is a doubt, and the verdict."""

from dataclasses import dataclass, field
from enum import Enum, IntEnum, unique
from typing import Any

Counts = dict[str, dict[str, int]]  # process, form: how often


class Verdict(IntEnum):
    """The exit codes."""

    PROVEN = 0
    FAILED = 1
    NOT_PROVEN = 3


def add(counts: Counts, process: str, hits: dict[str, int]) -> None:
    """Sum up the hits of one more search."""
    sums = counts.setdefault(process, {})
    for form, number in hits.items():
        sums[form] = sums.get(form, 0) + number


@unique
class End(Enum):
    """How a visit of the proof ends, and how its receipt calls that."""

    LEFT = "LEFT"  # by the visitor
    KILLED = "CRASHED"  # the proof kills the room in the midst of it
    HALTED = "SILENT"  # the proof halts the room, as if it hung


def ends(visit: int) -> End:
    """Of this visit of a lobby, the first being 1: the second and third of ten end in a failure."""
    return {2: End.KILLED, 3: End.HALTED}.get(visit % 10, End.LEFT)


@dataclass
class Evidence:
    """What was found in all visits."""

    during: Counts = field(default_factory=dict)  # the positive control
    after: Counts = field(default_factory=dict)
    receipts: list[dict[str, Any]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    searches: int = 0
    opened: int = 0  # network sockets
    canvas_bytes: int = 0  # looked at after the end, by the proof itself
    written: int = 0  # bytes that the kernel says these processes made a disk write
    changed: int = 0  # files others or we wrote meanwhile
    seconds: float = 0.0

    def merge(self, other: "Evidence") -> None:
        """Take in what was found in another lobby."""
        for ours, theirs in ((self.during, other.during), (self.after, other.after)):
            for process, hits in theirs.items():
                add(ours, process, hits)
        self.receipts += other.receipts
        self.wrong += other.wrong
        self.unseen += [each for each in other.unseen if each not in self.unseen]
        self.notes += [each for each in other.notes if each not in self.notes]
        self.searches += other.searches
        self.opened += other.opened
        self.written += other.written
        self.canvas_bytes += other.canvas_bytes

    @property
    def refused(self) -> int:
        """Attempts to reach a network that the kernel refused and the lobby counted."""
        return sum(sum(each["refused"].values()) for each in self.receipts)

    def faults(self, visits: int) -> list[str]:
        """Every way in which this is not as promised, in words."""
        faults = list(dict.fromkeys(self.wrong))
        if len(self.receipts) != visits:
            ended = len(self.receipts)
            faults.append(f"{visits} visits were asked for, {ended} ended in a receipt")
        return faults

    def doubts(self) -> list[str]:
        """Why even a clean search would prove nothing."""
        doubts = list(self.unseen)
        room = self.during.get("room", {})
        blind = [form for form, hits in room.items() if not hits and not form.startswith("own ")]
        if not room or not room.get("own face points, float32", 1):
            blind.append("what the room measured")
        if blind:
            what = ", ".join(blind)
            doubts.append(f"not found in the room while it ran, so the search may be blind: {what}")
        if not sum(self.during.get("lobby", {}).values()):
            doubts.append("nothing was found in the lobby while it showed the picture")
        unknown = {line["key"] for receipt in self.receipts for line in receipt["lines"]}
        if unknown & {"files_unknown", "network_uncounted_unknown"}:
            doubts.append("the kernel's lock is not enforced on this computer")
        return doubts

    def verdict(self, visits: int) -> Verdict:
        """One word."""
        if self.faults(visits):
            return Verdict.FAILED
        return Verdict.NOT_PROVEN if self.doubts() else Verdict.PROVEN
