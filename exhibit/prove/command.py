"""The proof as a command: play visits, search while they run and after, print one table."""

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from exhibit.orders import LobbyOrder
from exhibit.prove.memory import files_open_for_writing, forms, may_look, search
from exhibit.rehearse import watched, without_camera

PROVEN, FAILED, NOT_PROVEN = 0, 1, 3
_MARK = "EXHIBIT_PROVING"


@dataclass
class Evidence:
    """What was found."""

    during: dict[str, int] = field(default_factory=dict)  # process: hits, summed over visits
    after: dict[str, int] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    receipts: list[dict[str, Any]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)

    def faults(self, visits: int) -> list[str]:
        """Every way in which this is not as promised, in words."""
        after = self.after.items()
        faults = [f"{name}: {hits} traces after a visit" for name, hits in after if hits]
        faults += [f"a file was open for writing: {path}" for path in self.files]
        faults += [f"a process outlived the lobby: {each}" for each in self.left]
        if len(self.receipts) != visits:
            faults.append(f"{visits} visits began, {len(self.receipts)} ended in a receipt")
        for receipt in self.receipts:
            failed = [line["key"] for line in receipt["lines"] if not line["holds"]]
            faults += [f"the receipt's line {key} failed" for key in failed]
        return faults

    def doubts(self) -> list[str]:
        """Why even a clean search would prove nothing."""
        doubts = list(self.unseen)
        if not self.during.get("room"):
            doubts.append("the tracer was not found in the room, so the search may be blind")
        unknown = {line["key"] for receipt in self.receipts for line in receipt["lines"]}
        if "files_unknown" in unknown or "network_uncounted_unknown" in unknown:
            doubts.append("the kernel's lock is not enforced on this computer")
        return doubts


def plan(visits: int) -> str:
    """Visits one after the other, each stopping for a search while it runs and after it."""
    moments = []
    at = 0.0
    for _ in range(visits):
        for do in ("await spare", "press begin", "press choice:1", "await pictures 40",
                   "stop during", "next", "await pictures 60", "leave", "await spare",
                   "stop after", "press done"):
            at += 0.05
            moments.append(f'[[moment]]\nat = {at:.2f}\ndo = "{do}"')
    return "\n".join(moments)


@contextmanager
def _stopped(lobby: int, rooms: Sequence[int]) -> Iterator[None]:
    """The lobby, which halts itself, and its rooms, held still while they are searched."""
    os.waitid(os.P_PID, lobby, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    for pid in rooms:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in (*rooms, lobby):
            os.kill(pid, signal.SIGCONT)


@contextmanager
def _screen() -> Iterator[int | None]:
    """An X server of our own, if one is installed: its process number."""
    program = shutil.which("Xvfb")
    if program is None:
        yield None
        return
    reading, writing = os.pipe()
    screen = ["-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    command = [program, "-displayfd", str(writing), *screen]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with open(reading, encoding="ascii") as answer:
        number = answer.readline().strip()
    try:
        if number:
            os.environ["DISPLAY"] = f":{number}"
        yield server.pid if number else None
    finally:
        server.terminate()
        server.wait()


def _look(evidence: Evidence, told: dict[str, Any], screen: int | None, patterns: Any) -> None:
    """Search every process there is at one moment."""
    processes: dict[str, int] = {}
    processes |= {name: told[name] for name in ("lobby", "room", "spare") if name in told}
    if screen:
        processes["X server"] = screen
    found = evidence.during if told["picture"] == "during" else evidence.after
    rooms = [pid for name, pid in processes.items() if name in ("room", "spare")]
    with _stopped(processes["lobby"], rooms):
        for name, pid in processes.items():
            hits = sum(search(pid, patterns).values())
            found[name] = found.get(name, 0) + hits
            if name != "X server":
                evidence.files += files_open_for_writing(pid)


def gather(order: LobbyOrder, visits: int) -> Evidence:
    """Play the visits and look."""
    evidence = Evidence()
    seed = secrets.randbits(31)
    with _screen() as screen:
        told = replace(without_camera(order), plan=plan(visits), tracer=seed)
        if screen is None:
            evidence.unseen += [] if "DISPLAY" not in os.environ else ["the X server is not ours"]
        with watched(told, headless=screen is None) as (lobby, tales):
            for record in tales:
                if "picture" in record.values:
                    _look(evidence, record.values, screen, forms(seed))
                elif "trouble" in record.values:
                    print(f"exhibit: in the room: {record.values['trouble']}", file=sys.stderr)
                elif "receipt" in record.values:
                    evidence.receipts.append(record.values["receipt"])
        evidence.left += _left(lobby)
    return evidence


def _left(lobby: int) -> list[str]:
    """Rooms that are still there although their lobby is gone."""
    left = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if b"exhibit.room" in command and f'"parent":{lobby},'.encode() in b"".join(command):
                left.append(entry.name)
    return left


def _print(evidence: Evidence, faults: list[str], doubts: list[str]) -> None:
    """One table, one verdict."""
    print(f"{'process':<12}{'traces during':>16}{'traces after':>16}")
    for name in dict.fromkeys((*evidence.during, *evidence.after)):
        during = evidence.during.get(name, "-")
        print(f"{name:<12}{during:>16}{evidence.after.get(name, 'gone'):>16}")
    attempts = [sum(each["refused"].values()) for each in evidence.receipts]
    print(f"visits {len(evidence.receipts)}; files open for writing {len(evidence.files)}; "
          f"network attempts refused {sum(attempts)}; processes left {len(evidence.left)}")
    for each in (*faults, *doubts):
        print(f"- {each}")
    print("FAILED" if faults else "NOT PROVEN" if doubts else "PROVEN: no running program of the "
          "exhibit holds what was planted in the visitor's picture")


def _as_root_of_our_own(arguments: Sequence[str]) -> int | None:
    """Run again where we may look, in a user namespace of our own; None if there is none."""
    program = shutil.which("unshare")
    if program is None or _MARK in os.environ:
        return None
    if subprocess.run([program, "-Ur", "true"], capture_output=True, check=False).returncode:
        return None
    command = [program, "-Ur", sys.executable, "-m", "exhibit", *arguments]
    return subprocess.run(command, env={**os.environ, _MARK: "1"}, check=False).returncode


def main(order: LobbyOrder, visits: int, as_json: bool, arguments: Sequence[str]) -> int:
    """The command: 0 proven, 1 failed, 3 not proven."""
    without_camera(order)
    if sys.platform != "linux":
        print("NOT PROVEN: only Linux lets a program look into another's memory in this way.")
        return NOT_PROVEN
    if not may_look():
        code = _as_root_of_our_own(arguments)
        if code is None:
            print("NOT PROVEN: this user may not look into other programs; try it as root.")
            return NOT_PROVEN
        return code
    evidence = gather(order, visits)
    faults, doubts = evidence.faults(visits), evidence.doubts()
    if as_json:
        print(json.dumps({**vars(evidence), "faults": faults, "doubts": doubts}))
    else:
        _print(evidence, faults, doubts)
    return FAILED if faults else NOT_PROVEN if doubts else PROVEN
