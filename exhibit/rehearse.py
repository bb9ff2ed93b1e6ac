"""exhibit rehearse: a whole visit without a window, its pictures and findings left in a folder."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from exhibit import __version__, door
from exhibit.errors import BadPlan, BadSettings, RoomTrouble
from exhibit.lobby.plan import read_plan
from exhibit.messages import Ending, SourceKind
from exhibit.orders import LobbyOrder
from exhibit.out import folder as make_folder
from exhibit.page.theme import Theme
from exhibit.source import ACTOR, parse_source, second_source
from exhibit.witness import Record, Tales
from exhibit.written import read

HELD_DELETE = Ending.HELD_DELETE.name  # how a visit ends that went through all its steps
_LONGEST_PLAN = 100_000  # it is handed on as a variable of an environment


def without_camera(order: LobbyOrder) -> LobbyOrder:
    """The same order if nobody living is before its source; else a complaint. auto is the actor."""
    source = parse_source(order.source)
    if source.kind is SourceKind.CAMERA:
        raise BadSettings(
            "This command keeps pictures or numbers, so it never meets a live camera: "
            "give --source actor, a film, a picture or a folder of pictures."
        )
    second = second_source(order.settings.camera.second, source)
    if second and second.kind is SourceKind.CAMERA:
        raise BadSettings(
            "This command keeps pictures or numbers, so it never meets a live camera: "
            "in the settings, give [camera] second a film, actor or nothing."
        )
    return replace(order, source=str(source if source.kind else ACTOR))


@contextmanager
def watched(order: LobbyOrder, headless: bool = True) -> Iterator[tuple[int, Tales]]:
    """Run a lobby with a witness: its process number and what it tells; ended on leaving."""
    with door.with_city(order) as told, watched_lobby(told, headless) as seen:
        yield seen


@contextmanager
def watched_lobby(order: LobbyOrder, headless: bool) -> Iterator[tuple[int, Tales]]:
    """The same for a lobby whose city is being built, or has been."""
    reading, writing = os.pipe()
    lobby = door.open_lobby(replace(order, witness=writing), [writing], headless)
    os.close(writing)
    try:
        over = None if sys.platform == "win32" else lambda: lobby.poll() is not None
        yield lobby.pid, Tales(reading, over)
        code = lobby.wait()
    finally:
        lobby.kill()
        lobby.wait()
        os.close(reading)
    if code:
        raise RoomTrouble(f"The lobby ended with code {code}: its own words stand above this.")


def _plan(path: Path | None) -> str | None:
    """The text of a plan, which is checked here: the lobby's words would come too late."""
    if path is None:
        return None
    try:
        text = read(path)
    except (OSError, ValueError):
        raise BadPlan(f"The plan {path} cannot be read: is it there, and text in UTF-8?") from None
    if len(text) > _LONGEST_PLAN:
        raise BadPlan(f"The plan {path} has over {_LONGEST_PLAN} characters: make several of it.")
    read_plan(text)
    return text


def play(order: LobbyOrder, out: Path | None, plan: str | None) -> dict[str, Any]:
    """Play a plan by its own clock; what was found, with the pictures written to a folder."""
    told = replace(without_camera(order), plan=plan, handed_time=True)
    found: dict[str, Any] = {"exhibit": __version__, "language": order.settings.visit.language,
                             "source": told.source, "pictures": [], "frames": []}
    with watched(told) as (_, tales):
        for record in tales:
            _note(found, record, out)
    return found


def _note(found: dict[str, Any], record: Record, out: Path | None) -> None:
    """Put one record where it belongs."""
    values = record.values
    if "picture" in values:
        name = f"{len(found['pictures']) + 1:02d}-{values['picture']}.png"
        found["pictures"].append({**values, "file": name})
        if out:
            (out / name).write_bytes(record.payload)
    elif "finding" in values:
        found["frames"].append(values)
    elif "trouble" in values:
        found.setdefault("troubles", []).append(values["trouble"])
        print(f"exhibit: in the room: {values['trouble']}", file=sys.stderr)
    else:
        found.update(values)


def main(order: LobbyOrder, out: Path, plan: Path | None) -> int:
    """The command."""
    without_camera(order)
    Theme.named(order.settings.screen.theme)  # the lobby's words would come too late
    words = _plan(plan)
    folder = make_folder(out)
    found = play(order, folder, words)
    (folder / "findings.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
    looked = found["pictures"] + found["frames"]
    overflows = {tuple(each) for shown in looked for each in shown.get("overflows", ())}
    for each in sorted(overflows):
        print(f"exhibit: this text does not fit its box: {each}", file=sys.stderr)
    cut_short = words is None and found.get("receipt", {}).get("ending") != HELD_DELETE
    if cut_short:
        ending = found.get("receipt", {}).get("ending", "none").lower().replace("_", " ")
        print(f"exhibit: the visit did not come to its last step ({ending}).", file=sys.stderr)
    print(f"{len(found['pictures'])} pictures and findings.json are in {folder}")
    bad = overflows or cut_short or "troubles" in found or not found["pictures"]
    return 1 if bad else 0


