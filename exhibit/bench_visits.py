"""exhibit bench --visits N: whether lobby and room stay small over many short visits in a row."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from exhibit.orders import LobbyOrder
from exhibit.rehearse import watched, without_camera

_PICTURES = 10  # a visit: enough for every model to have been at work


def as_plan(doings: Sequence[str]) -> str:
    """A plan of things done one after the other, each as soon as it can be."""
    moments = [f'[[moment]]\nat = {n * 0.01:.2f}\ndo = "{do}"' for n, do in enumerate(doings)]
    return "\n".join(moments)


def private_megabytes(pid: int) -> float:
    """Megabytes that a process shares with nobody; 0 where the system does not say."""
    try:
        _, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_text().split()
    except OSError:
        return 0.0
    return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _plan(visits: int) -> str:
    """Visit after visit in real time, each left after a few pictures."""
    one = ["await spare", "press begin", "press choice:1", f"await pictures {_PICTURES}"]
    one += ["picture room", "leave", "await receipt", "picture receipt", "press done"]
    return as_plan(one * visits)


def many(order: LobbyOrder, visits: int) -> dict[str, float]:
    """Private megabytes: of the lobby, whose last third of visits is held against the first third,
    since what it holds for a moment is no growth; and of the largest room.
    """
    told = replace(without_camera(order), plan=_plan(visits), bench=0)
    lobby, rooms = [], []
    with watched(told) as (pid, tales):
        for record in tales:
            name = record.values.get("picture")
            if name == "receipt":
                lobby.append(private_megabytes(pid))
            elif name == "room":
                rooms.append(private_megabytes(record.values["room"]))
    third = max(1, len(lobby) // 3)
    return {
        "visits": float(len(lobby)),
        "lobby after the first visit, private MB": lobby[0],
        "lobby after the last visit, private MB": lobby[-1],
        "lobby, growth, MB": median(lobby[-third:]) - median(lobby[:third]),
        "lobby, most, private MB": max(lobby),
        "largest room, private MB": max(rooms),
    }
