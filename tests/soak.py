"""The soak: many fast visits with faults, and what the lobby is like at the end.

python -m tests.soak --visits 1000 --seed 7    outside CI; tests/lobby/test_soak.py runs a few

One lobby and its rooms, as they are but for a fault in each room: from inside (tests/rooms), from
outside (kill, stop), or none, and then the visitor leaves at any moment. Which, a seed says.
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median, quantiles

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "lobby"), str(HERE / "rooms")]

import faulty  # noqa: E402
import live  # noqa: E402
from live import gone, lobby, order, plan, short, wait_gone  # noqa: E402

from exhibit.prove.memory import may_look  # noqa: E402
from exhibit.settings import City, Senses  # noqa: E402

OFF = ("body", "hands", "pulse", "face_number", "company", "clothes", "again", "rules")
LEFT = "LEFT"

# From inside: how it ends. birth is of a room that nobody met: the next one is the visitor's.
INSIDE = {
    "garbage": "CRASHED", "look": "CRASHED", "work": "CRASHED", "draw": "CRASHED",
    "publish": "CRASHED", "open": "CRASHED", "exit": "CRASHED", "half drawn": "CRASHED",
    "text": "CRASHED", "nonsense": "CRASHED", "tested": "CRASHED", "threads": "CRASHED",
    "model hangs": "SILENT", "hang": "SILENT", "half": "SILENT", "stops itself": "SILENT",
    "unplugged": "CAMERA_MISSING", "empty": "CAMERA_MISSING", "sixteen bits": "CAMERA_MISSING",
    "larger": LEFT, "smaller": LEFT, "returns": LEFT, "header": LEFT, "flood": LEFT,
}  # fmt: skip
OUTSIDE = {"kill": ("CRASHED", signal.SIGKILL), "stop": ("SILENT", signal.SIGSTOP)}
ENOUGH = 40  # pictures by which a fault has shown
QUIET = 0.35  # part of the visits without a fault


@dataclass
class Visit:
    """What one visit is to be, and what was told of it."""

    fault: str
    ending: str
    births: list[str]
    doings: list[str]
    told: list[str] = field(default_factory=list)  # endings
    clean: bool = True
    rooms: list[int] = field(default_factory=list)
    leaving: float | None = None
    left: float | None = None
    yes: float | None = None
    first: float | None = None


def fault_plan(seed, visits):
    """The visits of a seed."""
    chance = random.Random(seed)
    return [_visit(chance, number) for number in range(visits)]


def _visit(chance, number):
    """One visit: its fault, its end, the rooms it takes, and what the visitor does."""
    births = ["birth"] * (chance.random() < 0.02)
    begin = ["await spare", "press begin", "press choice:1", f"picture yes-{number}"]
    first = ["await pictures 1", f"picture first-{number}"]
    end = ["await receipt", f"picture after-{number}", "press done"]
    leave = [f"picture leaving-{number}", "leave", f"picture left-{number}"]
    kind = chance.random()
    if kind < QUIET:
        early = chance.random() < 0.2
        wander = [] if early else [*first, f"await pictures {chance.randint(1, 20)}",
                                   *["next"] * chance.randint(0, 2)]
        return Visit("none", LEFT, [*births, "none"], [*begin, *wander, *leave, *end])
    if kind < QUIET + 0.15:
        fault = chance.choice(list(OUTSIDE))
        middle = [*first, f"await pictures {chance.randint(1, 10)}", f"stop {fault}-{number}"]
        return Visit(fault, OUTSIDE[fault][0], [*births, "none"], [*begin, *middle, *end])
    fault = chance.choice(list(INSIDE))
    middle = [f"await pictures {ENOUGH}", *leave] if INSIDE[fault] == LEFT else []
    return Visit(fault, INSIDE[fault], [*births, fault], [*begin, *middle, *end])


@dataclass
class State:
    """What the lobby takes of the computer, between two visits."""

    private: int  # bytes that it shares with nobody
    descriptors: int
    threads: int
    processes: int


def state(pid):
    """The lobby's state now."""
    there = Path(f"/proc/{pid}")
    rollup = {line.split(":")[0]: line.split() for line in _rollup(there)}
    private = sum(int(rollup[name][1]) for name in ("Private_Clean", "Private_Dirty"))
    children = (there / "task" / str(pid) / "children").read_text().split()
    return State(private << 10, len(os.listdir(there / "fd")), len(os.listdir(there / "task")),
                 len(children))


def _rollup(there):
    return [line for line in (there / "smaps_rollup").read_text().splitlines() if "kB" in line]


@dataclass
class Found:
    """What a soak found."""

    visits: list[Visit]
    states: list[State] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def figures(self):
        """In numbers, end against beginning (a tenth of all visits each)."""
        tenth = max(1, len(self.states) // 10)
        settled, last = self.states[tenth : 2 * tenth] or self.states[:1], self.states[-tenth:]
        to_receipt = [v.left - v.leaving for v in self.visits if v.left and v.leaving]
        to_picture = [v.first - v.yes for v in self.visits if v.first and v.yes]
        return {
            "visits": len(self.visits),
            "seconds": round(self.seconds, 1),
            "faults": dict(Counter(v.fault for v in self.visits)),
            "wrong": self.wrong,
            "growth, MB": round((median(s.private for s in last)
                                 - median(s.private for s in settled)) / 1e6, 2),
            **{f"{name} more": max(getattr(s, name) for s in last)
               - max(getattr(s, name) for s in settled)
               for name in ("descriptors", "threads", "processes")},
            "leave to receipt, ms": _spread(to_receipt),
            "yes to first picture, ms": _spread(to_picture),
            "slower, leave to receipt": _slower(to_receipt),
            "slower, yes to first picture": _slower(to_picture),
        }  # fmt: skip


def _spread(seconds):
    """Median and 95th percentile, in milliseconds."""
    if len(seconds) < 2:
        return None
    late = quantiles(seconds, n=20)[-1]
    return {"median": round(median(seconds) * 1e3), "p95": round(late * 1e3)}


def _slower(seconds):
    """The last third's median over the first third's, as a part of it."""
    third = len(seconds) // 3
    return round(median(seconds[-third:]) / median(seconds[:third]) - 1, 3) if third else None


def soak(seed, visits, say=lambda _: None):
    """Play a seed's visits; what was found."""
    found = Found(fault_plan(seed, visits))
    with tempfile.TemporaryDirectory() as folder:
        births = [each for visit in found.visits for each in visit.births]
        path = f"{folder}/births"
        fifo = faulty.births(path, [])
        feeding = threading.Thread(target=_feed, args=(fifo, [*births, "none"]), daemon=True)
        feeding.start()
        try:
            _play(found, path, say)
        finally:
            os.close(fifo)
    return found


def _feed(fifo, births):
    """Hand out faults for as long as somebody takes them: a pipe holds a thousand."""
    try:
        for fault in births:
            os.write(fifo, fault.encode().ljust(faulty.RECORD))
    except OSError:
        return


def _play(found, births, say):
    """One lobby, all visits."""
    settings = replace(short(), senses=Senses(**dict.fromkeys(OFF, False)), city=City(citizens=0))
    doings = [each for visit in found.visits for each in visit.doings]
    text = plan(*doings, "await spare", "picture end-0")
    live.LIMIT = 120.0 + 30.0 * len(found.visits)
    begun = time.monotonic()
    with lobby(order(f"births:{births}", settings, plan=text)) as (process, tales):
        for record in tales:
            _take(found, process, record.values, say)
        if code := process.wait():
            found.wrong.append(f"the lobby ended with {code}")
    found.seconds = time.monotonic() - begun
    for visit in found.visits:
        found.wrong += [f"{visit.fault}: room {room} is still there" for room in visit.rooms
                        if not wait_gone(room)]


def _take(found, process, values, say):
    """One record."""
    if "receipt" in values:
        visit = next((each for each in found.visits if not each.told), found.visits[-1])
        visit.told.append(values["receipt"]["ending"])
        visit.clean = all(line["holds"] for line in values["receipt"]["lines"])
        if visit.told != [visit.ending] or not visit.clean:
            found.wrong.append(f"{visit.fault}: {visit.told}, clean {visit.clean}")
        return
    if "picture" not in values:
        return
    what, _, number = values["picture"].partition("-")
    visit = found.visits[int(number)]
    if "room" in values:
        visit.rooms.append(values["room"])
    if what in OUTSIDE:
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
        os.kill(values["room"], OUTSIDE[what][1])
        process.send_signal(signal.SIGCONT)
    elif what == "after":
        found.states.append(state(process.pid))
        found.wrong += [f"{visit.fault}: room {each} was left" for each in visit.rooms
                        if not gone(each)]
        say(f"{number} {visit.fault} {visit.told} {found.states[-1]}")
    elif what in ("leaving", "left", "yes", "first"):
        setattr(visit, what, values["clock"])


def main():
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--visits", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--quiet", action="store_true")
    given = parser.parse_args()
    if not may_look():
        print("The soak looks into processes that hide from their own user: run it as root.")
        return 3
    print(f"seed {given.seed}", flush=True)
    say = (lambda _: None) if given.quiet else (lambda line: print(line, flush=True))
    found = soak(given.seed, given.visits, say)
    print(json.dumps(found.figures(), indent=1))
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
