"""exhibit bench: how long things take on this computer, from one visit with frames made before."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from statistics import quantiles
from typing import Any

from exhibit.orders import LobbyOrder
from exhibit.rehearse import watched, without_camera

_SETTLE, _PICTURES = 60, 300
_PEER_SECONDS = 10
_IN_A_SET = ("Face", "Pose", "Hands")
_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def _plan(steps: int) -> str:
    """One visit in real time: to the last step but one, so that every sense is at work."""
    doings = ["picture welcome", "await spare", "picture warm", "press begin", "press choice:1"]
    doings += ["picture yes", "await pictures 1", "picture first", *["next"] * max(0, steps - 2)]
    doings += [f"await pictures {_SETTLE}", "picture settled"]
    doings += [f"await pictures {_SETTLE + _PICTURES}", "picture measured", "leave"]
    doings += ["picture receipt", "await spare", "picture reborn"]
    moments = [f'[[moment]]\nat = {n * 0.01:.2f}\ndo = "{do}"' for n, do in enumerate(doings)]
    return "\n".join(moments)


@dataclass
class Seen:
    """What the witness was told, and what the kernel says of the processes meanwhile."""

    at: dict[str, float] = field(default_factory=dict)
    pictures: list[dict[str, Any]] = field(default_factory=list)  # between settled and measured
    cpu: dict[str, float] = field(default_factory=dict)  # seconds between settled and measured
    private: dict[str, float] = field(default_factory=dict)  # MB
    wipe: float = 0.0


def _cpu(pid: int) -> float:
    """Processor seconds of a process so far; 0 where the system does not say."""
    try:
        parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(parts[11]) + int(parts[12])) / _TICK


def _private(pid: int) -> float:
    """Megabytes that a process shares with nobody."""
    try:
        _, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_text().split()
    except OSError:
        return 0.0
    return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _moment(seen: Seen, values: dict[str, Any]) -> None:
    """A picture the plan asked for: the time, and at two of them what the processes have used."""
    name = values["picture"]
    seen.at[name] = values["clock"]
    if name not in ("settled", "measured"):
        return
    sign = -1 if name == "settled" else 1
    for process in ("lobby", "room"):
        seen.cpu[process] = seen.cpu.get(process, 0.0) + sign * _cpu(values[process])
        seen.private[process] = _private(values[process])


def _watch(order: LobbyOrder) -> Seen:
    """Play the visit."""
    seen = Seen()
    with watched(order) as (_, tales):
        for record in tales:
            values = record.values
            if "picture" in values:
                _moment(seen, values)
            elif "finding" in values and "settled" in seen.at and "measured" not in seen.at:
                seen.pictures.append(values)
            elif "receipt" in values:
                seen.wipe = values["receipt"]["milliseconds"]
    return seen


def _spread(values: Sequence[float]) -> tuple[float, float]:
    """Half of the values are below the first, 95 of 100 below the second."""
    if len(values) < 2:
        return (values[0], values[0]) if values else (0.0, 0.0)
    hundredths = quantiles(values, n=100)
    return hundredths[49], hundredths[94]


def _rates(seen: Seen, seconds: float) -> Iterator[tuple[str, float]]:
    """How often each finding was new, a second."""
    fresh: dict[str, int] = {}
    for picture in seen.pictures:
        for name in picture["fresh"]:
            fresh[name] = fresh.get(name, 0) + 1
    yield from sorted((f"{name}, a second", count / seconds) for name, count in fresh.items())


def measure(order: LobbyOrder, steps: int) -> dict[str, float]:
    """Seconds, milliseconds, megabytes and rates of one visit; the names say which."""
    told = replace(without_camera(order), plan=_plan(steps), bench=True)
    begun = time.monotonic()
    seen = _watch(told)
    at, seconds = seen.at, seen.at["measured"] - seen.at["settled"]
    drawn = [each["at"] for each in seen.pictures]
    gaps = [(b - a) * 1000 for a, b in pairwise(drawn)]
    found = {
        "start to welcome, s": at["welcome"] - begun,
        "birth of a spare, s": at["warm"] - at["welcome"],
        "birth of the next spare, s": at["reborn"] - at["receipt"],
        "yes to first picture, ms": (at["first"] - at["yes"]) * 1000,
        "leave to receipt, ms": (at["receipt"] - at["measured"]) * 1000,
        "of which kill, zero and count, ms": seen.wipe,
        "pictures, a second": len(drawn) / seconds,
        "pictures under 40 ms apart, of 100": 100 * sum(each < 40 for each in gaps) / len(gaps),
    }
    for work in ("page", "work", "look", "source"):
        spent = [each["spent"].get(work, 0.0) for each in seen.pictures]
        found[f"{work}, ms, p50"], found[f"{work}, ms, p95"] = _spread(spent)
    late = [each["latency"] for each in seen.pictures if each["latency"] is not None]
    found["source to canvas, ms, p50"], found["source to canvas, ms, p95"] = _spread(late)
    found |= dict(_rates(seen, seconds))
    for process in ("lobby", "room"):
        found[f"{process}, processors in use"] = seen.cpu[process] / seconds
        found[f"{process}, private MB"] = seen.private[process]
    return found


def _sets(found: dict[str, float]) -> dict[str, float]:
    """Complete sets of face, body and hands a second: as many as the slowest of the three."""
    sets = min(found.get(f"{name}, a second", 0.0) for name in _IN_A_SET)
    used = found["room, processors in use"]
    return {
        "exhibit: sets, a second": sets,
        "exhibit: processor seconds a set": used / sets if sets else 0.0,
    }


def _peer() -> dict[str, float]:
    """The plain loop's figures, from a process of its own."""
    command = [sys.executable, "-m", "exhibit.peer", str(_PEER_SECONDS)]
    run = subprocess.run(command, capture_output=True, check=True)
    figures: dict[str, float] = json.loads(run.stdout)
    return figures


def main(order: LobbyOrder, steps: int, as_json: bool, peer: bool = False) -> int:
    """The command."""
    found = measure(order, steps)
    if peer:
        found |= _sets(found) | _peer()
    if as_json:
        print(json.dumps(found))
        return 0
    print(f"source {order.source}, frames made before; page {order.width}x{order.height};")
    print("no window (dummy display)")
    for name, value in found.items():
        print(f"{name:<40}{value:>10.2f}")
    return 0
