"""The notes' life: the lock first, then a step and minutes come, and are shown until the end."""

import os

from exhibit.lock import die_with, lock_lobby
from exhibit.messages import Inbox, Note
from exhibit.notes.said import Notes
from exhibit.orders import NotesOrder, take_order


def main() -> int:
    """Show notes until the lobby closes its pipe, or the window is closed; the exit code."""
    order = take_order(NotesOrder)
    if not die_with(order.parent):
        return 0
    lock_lobby()
    notes = Notes(order)
    inbox = Inbox(os.dup(0), Note)
    if order.where == "terminal":
        from exhibit.notes.terminal import show
    else:
        from exhibit.notes.window import show
    show(inbox, notes)
    return 0
