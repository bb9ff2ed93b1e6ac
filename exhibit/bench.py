"""exhibit bench: how long things take on this computer, from one visit with frames made before."""

import json
import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from statistics import quantiles
from typing import Any

from exhibit.bench_display import DUMMY, on_display
from exhibit.bench_visits import as_plan, many, private_megabytes
from exhibit.orders import LobbyOrder
from exhibit.python import python
from exhibit.rehearse import watched, without_camera

_SETTLE, _PICTURES = 60, 300
_AT = "again"  # the last page with a picture of the visitor: every sense is at work by then
_PEER_SECONDS = 8
_IN_A_SET = ("Face", "Pose", "Hands")
_NOT_SENSES = ("page", "source", "telling")
_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def _plan(pages: int) -> str:
    """One visit in real time, so many pages on from the first."""
    doings = ["picture welcome", "await spare", "picture warm", "await city"]
    doings += ["press begin", "press choice:1"]
    doings += ["picture yes", "await pictures 1", "picture first", *["next"] * pages]
    doings += [f"await pictures {_SETTLE}", "picture settled"]
    doings += [f"await pictures {_SETTLE + _PICTURES}", "picture measured", "leave"]
    doings += ["picture receipt", "await spare", "picture reborn"]
    return as_plan(doings)


@dataclass
class Seen:
    """What the witness was told, and what the kernel says of the processes meanwhile."""

    at: dict[str, float] = field(default_factory=dict)
    pictures: list[dict[str, Any]] = field(default_factory=list)  # between settled and measured
    cpu: dict[str, float] = field(default_factory=dict)  # seconds between settled and measured
    private: dict[str, float] = field(default_factory=dict)  # MB
    held: float = 0.0  # MB of frames made before, which no visit has
    wipe: float = 0.0
    display: str = ""


def _cpu(pid: int) -> float:
    """Processor seconds of a process so far; 0 where the system does not say."""
    try:
        parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(parts[11]) + int(parts[12])) / _TICK


def _moment(seen: Seen, values: dict[str, Any]) -> None:
    """A picture the plan asked for: the time, and at two of them what the processes have used."""
    name = values["picture"]
    seen.at[name], seen.display = values["clock"], values["display"]
    if name not in ("settled", "measured"):
        return
    sign = -1 if name == "settled" else 1
    for process in ("lobby", "room"):
        seen.cpu[process] = seen.cpu.get(process, 0.0) + sign * _cpu(values[process])
        seen.private[process] = private_megabytes(values[process])


def _watch(order: LobbyOrder, headless: bool) -> Seen:
    """Play the visit."""
    seen = Seen()
    with watched(order, headless) as (_, tales):
        for record in tales:
            values = record.values
            if "picture" in values:
                _moment(seen, values)
            elif "finding" in values and "settled" in seen.at and "measured" not in seen.at:
                seen.pictures.append(values)
            elif "held" in values:
                seen.held = values["held"] / 1e6
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
    """How often each finding was new, a second; of bodies and hands, how often a model looked."""
    fresh: dict[str, int] = {}
    for picture in seen.pictures:
        for name in picture["fresh"]:
            fresh[name] = fresh.get(name, 0) + 1
    first, last = seen.pictures[0]["looked"], seen.pictures[-1]["looked"]
    fresh |= {name: last[name] - first[name] for name in last}
    yield from sorted((f"{name}, a second", count / seconds) for name, count in fresh.items())


def _senses(seen: Seen, seconds: float) -> dict[str, float]:
    """Processors the room's senses use, on all threads, and those it uses besides.

    The senses are all that is not drawing, making frames or telling the witness; part of them is
    what the main thread does with what the models found: who is who, measures, mosaic.
    """
    first, *others = seen.pictures
    spent = {
        work: sum(each["cpu"].get(work, 0.0) for each in others) / 1000 / seconds
        for work in (*_NOT_SENSES, "work")
    }
    every = (others[-1]["all_cpu"] - first["all_cpu"]) / 1000 / seconds
    besides = {f"{work}, processors in use": spent[work] for work in _NOT_SENSES}
    return {
        "senses, processors in use": every - sum(besides.values()),
        "of which measures and mosaic": spent["work"],
        **besides,
    }


def _parts(seen: Seen) -> dict[str, float]:
    """Milliseconds a picture of each part of the room's main thread, and until it is shown."""
    found = {}
    for work in ("page", "work", "look", "source"):
        spent = [each["spent"].get(work, 0.0) for each in seen.pictures]
        found[f"{work}, ms, p50"], found[f"{work}, ms, p95"] = _spread(spent)
    late = [each["latency"] for each in seen.pictures if each["latency"] is not None]
    found["source to canvas, ms, p50"], found["source to canvas, ms, p95"] = _spread(late)
    return found


def measure(order: LobbyOrder, pages: int, headless: bool = True) -> tuple[dict[str, float], str]:
    """Seconds, milliseconds, megabytes and rates of one visit, as named; and the display's name."""
    told = replace(without_camera(order), plan=_plan(pages), bench=max(1, order.bench))
    begun = time.monotonic()
    seen = _watch(told, headless)
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
    found |= _parts(seen) | dict(_rates(seen, seconds)) | _senses(seen, seconds)
    for process in ("lobby", "room"):
        found[f"{process}, processors in use"] = seen.cpu[process] / seconds
        found[f"{process}, private MB"] = seen.private[process] - seen.held * (process == "room")
    return found, seen.display


def _sets(found: dict[str, float]) -> dict[str, float]:
    """Complete sets of face, body and hands a second: as many as the slowest of the three.

    The models are the senses without measures and mosaic: with three faces to a set, handing over,
    waiting, and whatever pulse, face number and clothes do on threads of their own.
    """
    models = found["senses, processors in use"] - found["of which measures and mosaic"]
    sets = min(found.get(f"{name}, a second", 0.0) for name in _IN_A_SET)
    if not sets:
        return {"exhibit: sets, a second": 0.0}
    return {
        "exhibit: sets, a second": sets,
        "exhibit: faces in a set": found["Face, a second"] / sets,
        "exhibit: models' processor seconds a set": models / sets,
        "exhibit: senses' processor seconds a set": found["senses, processors in use"] / sets,
        "exhibit: with page, processor seconds a set": found["room, processors in use"] / sets,
    }


def _peer(order: LobbyOrder) -> dict[str, float]:
    """The plain loop's figures, from a process of its own, on the same frames."""
    faces, copies = order.settings.senses.faces, max(1, order.bench)
    told = json.dumps([order.source, _PEER_SECONDS, faces, copies])
    command = python("-m", "exhibit.peer", told)
    run = subprocess.run(command, capture_output=True, check=True)
    figures: dict[str, float] = json.loads(run.stdout)
    return figures


def _print(about: dict[str, str], found: dict[str, float], as_json: bool) -> None:
    """As a table, or as one line of JSON."""
    if as_json:
        print(json.dumps({**about, **found}))
        return
    for name, text in about.items():
        print(f"{name:<44}{text}")
    for name, value in found.items():
        print(f"{name:<44}{value:>10.3f}")


def _copies(people: int) -> str:
    return f"{people} times in the picture, " if people > 1 else ""


def _about(order: LobbyOrder, page: str, display: str) -> dict[str, str]:
    """What was measured, on what, and how busy the computer was besides."""
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    size = f"{order.width}x{order.height}"
    return {
        "source": f"{order.source}, {_copies(order.bench)}frames made before",
        "page": f"{size}, {page}" if page else size,
        "display": display,
        "load average": load,
    }


def show_visits(order: LobbyOrder, visits: int, as_json: bool) -> int:
    """The command, for many visits."""
    about = {**_about(order, "", DUMMY), "source": order.source}
    _print(about, many(order, visits), as_json)
    return 0


def main(
    order: LobbyOrder, steps: Sequence[str], as_json: bool, peer: bool = False, display: str = DUMMY
) -> int:
    """The command."""
    pages = steps.index(_AT) if _AT in steps else max(0, len(steps) - 2)
    about = _about(order, steps[pages], display)
    with on_display(display, (order.width, order.height)) as headless:
        found, driver = measure(order, pages, headless)
    about["display"] = display if driver == display else f"{display}, by {driver}"
    if peer:
        found |= _sets(found) | _peer(without_camera(order))
    _print(about, found, as_json)
    return 0
