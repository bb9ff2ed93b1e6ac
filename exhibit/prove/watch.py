"""Watching one lobby through its visits: each is searched while it runs and after its end."""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from exhibit.errors import ExhibitError
from exhibit.held import is_shut
from exhibit.orders import LobbyOrder
from exhibit.prove import descriptors, processes
from exhibit.prove.evidence import End, Evidence, add, ends
from exhibit.prove.forms import Forms, forms, stretches
from exhibit.prove.memory import Search, hides
from exhibit.rehearse import watched_lobby
from exhibit.witness import Record, Tales

X_SERVER = "X server"
_POINTS = 478 * 3 * 4  # bytes
_HELPERS = ("build",)  # what makes the city: it never meets a visitor
_CITY = "left out of the search: the invented city, which the kernel has sealed against writing"
_LATELY = 6  # pictures of which the measured values are sought
_ROOMS = ("room", "spare")
_FIRST, _EVERY = 2, 4  # visits searched while they run, too; after it every one is


def plan(visits: int) -> str:
    """Visits one after the other, each stopping for a search while it runs and after it."""
    moments = []
    at = 0.0
    for visit in range(1, visits + 1):
        first, more = (30, 40) if visit == 1 else (4, 6)
        leave = ("next", f"await pictures {more}", "leave") if ends(visit) is End.LEFT else ()
        for do in ("await spare", "press begin", "press choice:1", f"await pictures {first}",
                   "stop during", *leave, "await receipt", "await spare",
                   "stop after", "press done"):
            at += 0.01
            moments.append(f'[[moment]]\nat = {at:.2f}\ndo = "{do}"')
    return "\n".join(moments)


@contextmanager
def _stopped(lobby: int, rooms: Sequence[int]) -> Iterator[None]:
    """The lobby, which halts itself, and its rooms, held still while they are searched."""
    os.waitid(os.P_PID, lobby, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    for pid in rooms:
        processes.halt(pid)
    try:
        yield
    finally:
        for pid in (*rooms, lobby):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


@contextmanager
def _may_end(name: str) -> Iterator[None]:
    """What makes the city ends by itself, also while it is looked at; nothing else may."""
    try:
        yield
    except OSError:
        if name not in _HELPERS:
            raise


@dataclass
class Watch:
    """One lobby and all that is below it."""

    order: LobbyOrder
    visits: int
    seed: int
    label: str = ""  # in front of a visit's number, where there are several lobbies
    screen: int | None = None  # the X server's process, where it is ours
    found: Evidence = field(default_factory=Evidence)
    visit: int = 0
    ours: set[int] = field(default_factory=set)  # lobbies and screen: what the proof started
    known: set[int] = field(default_factory=set)  # every process ever seen below the lobby
    _tales: Tales = field(init=False)
    _own: list[bytes] = field(default_factory=list)
    _canvases: list[int] = field(default_factory=list)
    _shared: dict[str, tuple[str, bool]] = field(default_factory=dict)
    _written: dict[int, int] = field(default_factory=dict)

    def run(self) -> Evidence:
        """Play the visits and look; what the lobby's own end says is evidence too."""
        told = replace(self.order, plan=plan(self.visits), tracer=self.seed)
        try:
            with watched_lobby(told, headless=self.screen is None) as (lobby, tales):
                self.ours.add(lobby)
                self._tales = tales
                for record in tales:
                    self._take(lobby, record)
        except ExhibitError as error:
            self._wrong(str(error))
        return self.found

    def _wrong(self, what: str) -> None:
        """A fault, with the visit it was found in."""
        self.found.wrong.append(f"{self.label}visit {self.visit}: {what}")

    def _take(self, lobby: int, record: Record) -> None:
        """One record of the witness."""
        values = record.values
        try:
            self._note(lobby, record.payload, values)
        except OSError as error:
            self._wrong(f"a process ended while it was looked at ({error.strerror})")

    def _note(self, lobby: int, payload: bytes, values: dict[str, Any]) -> None:
        """Put a record where it belongs; OSError if a process is not there any more."""
        if "finding" in values and payload:
            self._own = [*self._own[1 - _LATELY :], payload]
        elif values.get("picture") == "during":
            self.visit += 1
            self._during(lobby, values)
        elif values.get("picture") == "after":
            self._after(lobby, values)
            self._own = []
        elif "trouble" in values:
            self._wrong(f"in the room: {values['trouble']}")
        elif "receipt" in values:
            self.found.receipts.append(values["receipt"])
            ending = values["receipt"]["ending"]
            if ending != ends(len(self.found.receipts)).value:
                self._wrong(f"it ended otherwise than it should: {ending}")
            failed = [line["key"] for line in values["receipt"]["lines"] if not line["holds"]]
            for key in failed:
                self._wrong(f"the receipt's line {key} failed")

    def _forms(self) -> Forms:
        """What was planted, and what the room says it measured in this visit."""
        sought = forms(self.seed)
        points: list[bytes] = []
        numbers: list[bytes] = []
        for each in self._own:
            points += stretches(np.frombuffer(each[:_POINTS], np.float32))
            if each[_POINTS:]:
                numbers += stretches(np.frombuffer(each[_POINTS:], np.float32))
        return sought | {"own face points, float32": points, "own face number, float32": numbers}

    def _cast(self, lobby: int, values: dict[str, Any]) -> dict[str, int]:
        """Every process there is now, by name; one that should not be there is a fault."""
        cast = {"lobby": lobby} | {name: values[name] for name in _ROOMS if name in values}
        below = processes.descendants(lobby)
        strays = set(processes.children(os.getpid())) - self.ours  # their own parent is gone
        for pid in sorted({*below, *strays} - {*cast.values()}):
            name = processes.name_of(pid)
            if name == "gone":
                continue
            if name not in _HELPERS:
                name = f"{name} {pid}"
                self._wrong(f"there is a process that is no room: {name}")
            cast[name] = pid
        self.known |= {lobby, *below}
        return cast | ({X_SERVER: self.screen} if self.screen else {})

    def _look(self, cast: dict[str, int], when: str) -> None:
        """Search every process, and ask the kernel about each."""
        counts = self.found.during if when == "during" else self.found.after
        search = Search(self._forms())
        searched = self._city()
        if searched and _CITY not in self.found.notes:
            self.found.notes.append(_CITY)
        for name, pid in cast.items():
            with _may_end(name):
                hits = search.process(pid, self._city())
                self._unnamed(search, name, pid, searched, hits)
                add(counts, name, hits)
                self.found.searches += 1
                total = sum(hits.values())
                if when == "after" and total:
                    where = ", ".join(f"{form}: {n}" for form, n in hits.items() if n)
                    self._wrong(f"{name}: {total} traces after the visit ({where})")
                if name != X_SERVER:
                    self._ask(name, pid)

    def _city(self) -> set[str]:
        """The memory that the door made for the city, once the kernel has sealed it."""
        places = [each for each in (self.order.city, self.order.register) if isinstance(each, int)]
        return {descriptors.inode(each) for each in places if is_shut(each)}

    def _unnamed(
        self, search: Search, name: str, pid: int, searched: set[str], hits: dict[str, int]
    ) -> None:
        """Search what a process holds open, mapped or not, and add to its hits; each once."""
        for key, (path, what) in descriptors.unnamed(pid).items():
            if key in searched:
                continue
            searched.add(key)
            try:
                for form, number in search.file(path).items():
                    hits[form] += number
            except OSError:
                self._wrong(f"{name}: holds what cannot be searched: {what}")

    def _kept(self, cast: dict[str, int]) -> None:
        """Memory that lobby and spare do not share, and whatever waits unread between them."""
        known, channels = self._city() | descriptors.standard(), descriptors.own_channels()
        held = {name: descriptors.unnamed(pid) for name, pid in cast.items()
                if name not in (X_SERVER, *_HELPERS)}
        spare = held.get("spare", {}).keys()
        both = held["lobby"].keys() & spare
        for name, there in held.items():
            for key in there.keys() - both - known:
                self._wrong(f"{name}: holds memory that has no name: {there[key][1]}")
            if hides(cast[name]):
                self._wrong(f"{name}: has memory that nobody else may read")
            try:
                for kind in descriptors.unread(cast[name], channels):
                    self._wrong(f"{name}: something waits unread in a {kind}")
            except PermissionError:
                self.found.unseen.append(f"{name}: what waits in its sockets may not be looked at")

    def _ask(self, name: str, pid: int) -> None:
        """Files, sockets, limits of one process of the exhibit."""
        for path in descriptors.files_open_for_writing(pid):
            self._wrong(f"{name}: a file is open for writing: {path}")
        for kind in descriptors.network_sockets(pid):
            self.found.opened += 1
            self._wrong(f"{name}: a network socket is open ({kind})")
        facts = processes.status(pid)
        if not facts["filters"]:
            self._wrong(f"{name}: the kernel has no filter on its calls")
        if facts["core"]:
            self._wrong(f"{name}: a crash may leave a dump of its memory")
        if facts["swapped"]:
            self.found.notes.append(f"{name}: {facts['swapped']} kB in swap were not searched")
        before = self._written.get(pid, facts.get("written", 0))
        self._written[pid] = facts.get("written", 0)
        self.found.written += self._written[pid] - before

    def _still_shared(self, name: str, pid: int) -> None:
        """Whether a process has mapped what the visitor's room had."""
        for key in processes.shared_maps(pid).keys() & self._shared.keys():
            memory = self._shared[key][0]
            self._wrong(f"{name}: still shares memory with the visitor's room ({memory})")

    def _during(self, lobby: int, values: dict[str, Any]) -> None:
        """Search while the visit runs: the positive control. Keep hold of its canvas."""
        room = values.get("room")
        with _stopped(lobby, [values[name] for name in _ROOMS if name in values]):
            for each in self._tales.at_once():  # the room went on until it was stopped
                self._take(lobby, each)
            cast = self._cast(lobby, values)
            if self.visit <= _FIRST or self.visit % _EVERY == 0:
                self._look(cast, "during")
            if room:
                self._canvases = descriptors.canvases(room)
                shared, city = processes.shared_maps(room).items(), self._city()
                self._shared = {key: each for key, each in shared if key not in city}
                if ends(self.visit) is End.KILLED:
                    os.kill(room, signal.SIGKILL)
        if room and ends(self.visit) is End.HALTED:
            processes.halt(room)

    def _after(self, lobby: int, values: dict[str, Any]) -> None:
        """Search after the visit, and look at the visitor's canvas ourselves."""
        with _stopped(lobby, [values[name] for name in _ROOMS if name in values]):
            cast = self._cast(lobby, values)
            self._look(cast, "after")
            self._kept(cast)
            for name, pid in cast.items():
                with _may_end(name):
                    self._still_shared(name, pid)
        for descriptor in self._canvases:
            left, size = descriptors.not_zero(descriptor)
            self.found.canvas_bytes += size
            if left:
                self._wrong(f"{left} of {size} bytes of the visitor's canvas are not zero")
        self._canvases = []
