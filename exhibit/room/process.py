"""A room's birth: its pipes, the lock, the self-test; only then anything heavy is imported."""

import os
from pathlib import Path

from exhibit.lock import Lock, die_with, lock_room, self_test, send_listener
from exhibit.messages import From, Inbox, Message, Outbox, To
from exhibit.orders import RoomOrder, take_order
from exhibit.room import voice


def _pipes() -> tuple[Inbox, Outbox]:
    """Messages in and out, on descriptors of their own; whatever a library prints goes nowhere."""
    inward, outward = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return Inbox(inward, To), Outbox(outward)


def _lock(order: RoomOrder) -> Lock:
    """Lock this process, and hand the lobby the end at which refused attempts are answered."""
    lock, listener = lock_room([Path(each) for each in order.cameras])
    if order.handover is not None:
        send_listener(order.handover, listener)
    return lock


def main() -> None:
    """Run a room until the lobby kills it."""
    order = take_order(RoomOrder)
    if not die_with(order.parent):
        return
    if order.spoken:
        voice.keep()
    inbox, outbox = _pipes()
    lock = _lock(order)
    test = self_test(lock)
    outbox.say(Message(From.TESTED, int(lock.parts), int(test.tried), int(test.held)))

    from exhibit.room.life import live

    live(order, inbox, outbox)
