"""The notes in the terminal, for a computer with one screen: a few lines for each step."""

import sys
import textwrap

from exhibit.messages import Inbox
from exhibit.notes.said import Notes, Said

_WIDTH = 76


def lines(notes: Notes, said: Said, whole: bool = True) -> list[str]:
    """What is printed: the whole note of a new step, or the minutes alone."""
    minutes = notes.say("class.notes.left", left=said.left)
    phase = notes.say("class.notes.phase", name=said.phase, left=said.phase_left)
    if not whole:
        return [f"   {minutes}  {phase}"]
    head = f"{said.number}/{said.count}  {said.title}"
    told = ["", f"== {head} ==  {minutes}  {phase}"]
    for key, text in (("ask", said.ask), ("wrong", said.wrong), ("ahead", said.ahead)):
        if text:
            label = notes.say(f"class.notes.{key}")
            told += textwrap.wrap(f"{label}: {text}", _WIDTH, subsequent_indent="   ")
    return told


def show(inbox: Inbox, notes: Notes) -> None:
    """Print until the pipe is closed."""
    step = phase = None
    while not inbox.closed:
        inbox.wait(None)
        for message in inbox.take():
            said = notes.at(message.a, message.b)
            if message.a != step or said.phase != phase:
                print("\n".join(lines(notes, said, message.a != step)), file=sys.stderr, flush=True)
            step, phase = message.a, said.phase
