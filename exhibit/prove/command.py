"""The proof as a command: play visits, search while they run and after, print one table."""

import json
import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from exhibit import door
from exhibit.orders import LobbyOrder
from exhibit.out import refused, try_file
from exhibit.prove import disk, processes
from exhibit.prove.evidence import Evidence, Verdict
from exhibit.prove.forms import forms
from exhibit.prove.memory import Search, may_look
from exhibit.prove.report import page, table
from exhibit.prove.watch import Watch
from exhibit.python import python
from exhibit.rehearse import without_camera

_MARK = "EXHIBIT_PROVING"
_SIDE_BY_SIDE = 2  # lobbies, where there are many visits: a birth keeps one processor busy
_MANY, _LONGEST = 8, 100  # visits: two lobbies from so many on, and so many in one at most
_LONGEST_END = 5.0  # seconds for the last process to go
_NO_SCREEN = "screen: none was used, so none was searched; install xvfb to have one searched too"


@contextmanager
def _screen() -> Iterator[int | None]:
    """An X server of our own, if one is installed: its process number; else no screen at all."""
    program = shutil.which("Xvfb")
    if program is None:
        os.environ.pop("DISPLAY", None)  # the visits then draw on none, and nobody may think so
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


def _shares(visits: int) -> list[int]:
    """How many visits each lobby has; a plan of more would be too long for an order."""
    lobbies = max(-(-visits // _LONGEST), _SIDE_BY_SIDE if visits >= _MANY else 1)
    return [visits // lobbies + (n < visits % lobbies) for n in range(lobbies)]


def gather(order: LobbyOrder, visits: int) -> Evidence:
    """Play the visits and look."""
    processes.adopt_orphans()
    evidence = Evidence(notes=processes.settings())
    begun, since = time.monotonic(), time.time()
    numbered = set(processes.numbered_memory())
    with _screen() as screen, door.with_city(order) as told:
        if screen is None and "DISPLAY" in os.environ:
            evidence.unseen.append("the X server is not ours")
        if screen is None:
            evidence.notes.append(_NO_SCREEN)
        shares = _shares(visits)
        seeds = [secrets.randbits(31) for _ in shares]
        labels = [f"lobby {n}, " if len(shares) > 1 else "" for n in range(1, len(shares) + 1)]
        ours = {screen} if screen else set()
        watches = [Watch(told, *each, ours=ours, screen=screen)
                   for each in zip(shares, seeds, labels, strict=True)]
        with ThreadPoolExecutor(min(_SIDE_BY_SIDE, os.cpu_count() or 1)) as threads:
            for found in threads.map(Watch.run, watches):
                evidence.merge(found)
    _outlived(evidence)
    _left_on_disk(evidence, since, seeds)
    for number, maker in processes.numbered_memory().items():
        if number not in numbered and maker in {pid for each in watches for pid in each.known}:
            evidence.wrong.append(f"memory shared by number was left behind: {number}")
    evidence.seconds = time.monotonic() - begun
    return evidence


def _outlived(evidence: Evidence) -> None:
    """Whatever is still there although its lobby is gone; it may hold a visitor, so end it."""
    for pid in processes.gone(processes.descendants(os.getpid()), _LONGEST_END):
        name = processes.name_of(pid)
        evidence.wrong.append(f"a process outlived its lobby: {name} (process {pid})")
        os.kill(pid, 9)


def _left_on_disk(evidence: Evidence, since: float, seeds: Sequence[int]) -> None:
    """Search the files that changed meanwhile, wherever they are from."""
    paths, beyond = disk.changed(since)
    found, skipped = disk.traces(paths, [Search(forms(seed)) for seed in seeds])
    evidence.changed = len(paths) - len(skipped)
    for path, hits in found.items():
        evidence.wrong.append(f"a file written since the lock holds {hits} traces: {path}")
    for path in skipped:
        evidence.unseen.append(f"a file written since the lock is too large to be searched: {path}")
    for place in beyond:
        evidence.notes.append(f"too many files to look at all of them: {place}")


def _as_root_of_our_own(arguments: Sequence[str]) -> int | None:
    """Run again where we may look, in a user namespace of our own; None if there is none."""
    program = shutil.which("unshare")
    if program is None or _MARK in os.environ:
        return None
    if subprocess.run([program, "-Ur", "true"], capture_output=True, check=False).returncode:
        return None
    command = [program, "-Ur", *python("-m", "exhibit", *arguments)]
    return subprocess.run(command, env={**os.environ, _MARK: "1"}, check=False).returncode


def _hand_over(paper: Path, text: str) -> None:
    """Write the page; a place that cannot be written any more is a complaint."""
    try:
        paper.write_text(text, encoding="utf-8")
    except OSError as error:
        raise refused(paper, error) from None


def main(
    order: LobbyOrder,
    visits: int,
    as_json: bool,
    arguments: Sequence[str],
    paper: Path | None = None,
) -> int:
    """The command: 0 proven, 1 failed, 3 not proven. paper: where a page for people goes."""
    order = without_camera(order)
    if paper:
        try_file(paper)
    if sys.platform != "linux":
        print("NOT PROVEN: only Linux lets a program look into another's memory in this way.")
        return Verdict.NOT_PROVEN
    if not may_look():
        code = _as_root_of_our_own(arguments)
        if code is None:
            print("NOT PROVEN: this user may not look into other programs; try it as root.")
            return Verdict.NOT_PROVEN
        return code
    evidence = gather(order, visits)
    verdict = evidence.verdict(visits)
    if as_json:
        faults, doubts = evidence.faults(visits), evidence.doubts()
        told = {**asdict(evidence), "faults": faults, "doubts": doubts, "verdict": verdict.name}
        print(json.dumps(told))
    else:
        print(table(evidence, visits))
    if paper:
        _hand_over(paper, page(evidence, visits))
    return verdict
