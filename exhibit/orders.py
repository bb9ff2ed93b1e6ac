"""What a process is told at its birth: lobby, room, builder, notes; as JSON in its environment.

Not on a command line, which every user of the computer may read: the staff's code is in it.
"""

import json
import os
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from exhibit.held import Place
from exhibit.page.canvas import Token
from exhibit.settings import Settings, from_tables

_PLACE = "EXHIBIT_ORDER"

_Order = TypeVar("_Order", "LobbyOrder", "RoomOrder", "BuildOrder", "NotesOrder")


@dataclass(frozen=True)
class LobbyOrder:
    """How a lobby runs. With a witness its visits are watched, and no live camera is allowed."""

    settings: Settings
    parent: int  # the process that must stay alive
    source: str  # camera number, path, actor or auto
    width: int = 0  # 0: the whole screen
    height: int = 0
    witness: int | None = None  # descriptor of an inherited pipe
    plan: str | None = None  # a rehearsal plan, as TOML text
    handed_time: bool = False  # the plan's clock instead of the real one
    tracer: int | None = None  # seed of a grey tile painted into the frames
    bench: int = 0  # so many people in frames made beforehand and numbered; times are told
    visits: int = 0  # stop after so many; 0: never
    room: tuple[str, ...] = ()  # another program for rooms; tests only
    city: Place | None = None  # where the builder puts the invented city; only rooms look in
    register: Place | None = None
    lesson: int = 0  # minutes of the plan of a class; 0: no class
    try_it: str = ""  # a bench of exhibit.lesson that the class opens on
    notes: str = "auto"  # where the teacher's notes are: window, terminal or none


@dataclass(frozen=True)
class RoomOrder:
    """How a room runs."""

    settings: Settings
    parent: int
    source: str
    canvas: Token
    handover: int | None  # socket by which the listener of refused attempts goes to the lobby
    cameras: tuple[str, ...]  # the nodes that may be opened for writing
    witness: int | None = None
    handed_time: bool = False
    tracer: int | None = None
    bench: int = 0
    step_folders: tuple[str, ...] = field(default=())
    city: Place | None = None
    register: Place | None = None
    lesson: int = 0  # in a class nobody in view has agreed to anything
    try_it: str = ""  # a bench of exhibit.lesson
    spoken: bool = False  # what is wrong with a step may be told on the terminal: no camera here


@dataclass(frozen=True)
class BuildOrder:
    """What the builder makes, and where it puts it."""

    parent: int
    citizens: int
    city: Place
    register: Place


@dataclass(frozen=True)
class NotesOrder:
    """What the teacher's notes know of a lesson; the rest they are told: a step, and minutes."""

    parent: int
    where: str  # window or terminal
    language: str
    plan: int  # minutes
    steps: tuple[str, ...]
    step_folders: tuple[str, ...] = ()


def to_json(order: LobbyOrder | RoomOrder | BuildOrder | NotesOrder) -> str:
    """One line of JSON."""
    return json.dumps(asdict(order), separators=(",", ":"))


def from_json(kind: type[_Order], text: str) -> _Order:
    """The order in one line of JSON."""
    given: dict[str, Any] = json.loads(text)
    if "settings" in given:
        given["settings"] = from_tables(given["settings"], "settings")
    if "canvas" in given:
        given["canvas"] = Token(**given["canvas"])
    for name in ("cameras", "step_folders", "room", "steps"):
        if name in given:
            given[name] = tuple(given[name])
    return kind(**given)


def surroundings(
    order: LobbyOrder | RoomOrder | BuildOrder | NotesOrder, **more: str
) -> dict[str, str]:
    """The environment of a child: this process's own, more, and its order."""
    return {**os.environ, **more, _PLACE: to_json(order)}


def take_order(kind: type[_Order]) -> _Order:
    """What this process was told; its own children do not inherit it."""
    return from_json(kind, os.environ.pop(_PLACE))
