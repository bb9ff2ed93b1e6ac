"""The teacher's notes, as the lobby knows them: a process that is told a step and the minutes."""

import os
import subprocess
import sys
from dataclasses import replace

import pygame

from exhibit.messages import Message, Note, Outbox
from exhibit.orders import NotesOrder, surroundings
from exhibit.python import python

_PROGRAM = python("-m", "exhibit.notes")


class Teacher:
    """Tells the notes, if there are any; if they were closed, the lesson goes on without."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._outbox: Outbox | None = None
        self._told = (-1, -1)
        self.opened = False

    def open(self, order: NotesOrder) -> None:
        """Start the notes' process: in a window, in the terminal, or not at all."""
        self.opened = True
        where = place(order.where)
        if where == "none":
            return
        order = replace(order, parent=os.getpid(), where=where)
        self._process = subprocess.Popen(
            _PROGRAM,
            env=surroundings(order),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            bufsize=0,
        )
        assert self._process.stdin
        self._outbox = Outbox(self._process.stdin.fileno())

    def tell(self, step: int, left: int) -> None:
        """The step on screen and the minutes left, when either has changed."""
        if self._outbox and (step, left) != self._told and left <= 99:
            if self._outbox.say(Message(Note.STEP, step, left)):
                self._told = (step, left)

    def close(self) -> None:
        """The lesson is over: so are the notes."""
        if self._process:
            assert self._process.stdin
            self._process.stdin.close()
            self._process.kill()
            self._process.wait()
            self._process = self._outbox = None
            self._told = (-1, -1)


def place(where: str) -> str:
    """Where the notes are: for auto a window of their own only if there is a second screen."""
    if where != "auto":
        return where
    if pygame.display.get_num_displays() > 1:
        return "window"
    return "terminal" if sys.stderr is not None and sys.stderr.isatty() else "none"
