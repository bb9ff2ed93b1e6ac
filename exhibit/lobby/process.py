"""The lobby's birth: the lock first, then the window, then the loop until it is closed."""

import os
from dataclasses import replace
from pathlib import Path

from exhibit import devices
from exhibit.lock import die_with, lock_lobby, self_test
from exhibit.messages import SourceKind
from exhibit.orders import LobbyOrder, RoomOrder, take_order
from exhibit.page.canvas import Token
from exhibit.settings import Staff
from exhibit.source import Source, parse_source, resolve


def _nodes() -> tuple[str, ...]:
    """The camera nodes there are now: the only things that may be opened for writing."""
    return tuple(each.path for each in devices.cameras() or ())


def _room_order(order: LobbyOrder, source: Source, nodes: tuple[str, ...]) -> RoomOrder:
    """What every room is told; canvas and socket are filled in for each."""
    # In a class that only has the actor, pupils may hear what is wrong with their step.
    spoken = bool(order.lesson) and source.kind is SourceKind.ACTOR
    return RoomOrder(
        settings=replace(order.settings, staff=Staff()),  # the code is the lobby's alone
        parent=os.getpid(),
        source=str(source),
        canvas=Token(-1, 0, 0),
        handover=None,
        cameras=() if spoken else nodes,
        witness=order.witness,
        handed_time=order.handed_time,
        tracer=order.tracer,
        bench=order.bench,
        step_folders=order.settings.visit.step_folders,
        city=order.city,
        register=order.register,
        lesson=order.lesson,
        spoken=spoken,
    )


def main() -> int:
    """Run the lobby; its exit code."""
    order = take_order(LobbyOrder)
    if not die_with(order.parent):
        return 0
    nodes = _nodes()
    source = resolve(parse_source(order.source))
    lock = lock_lobby([Path(each) for each in nodes])
    test = self_test(lock)

    from exhibit.lobby.loop import Lobby

    stand_in = order.source == "auto" and source.kind is SourceKind.ACTOR
    lobby = Lobby(order, _room_order(order, source, nodes), lock, test, stand_in)
    return lobby.run()
