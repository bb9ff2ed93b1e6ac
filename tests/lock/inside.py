"""Runs a task in a process that is really locked: as the lobby, as a room of one, or unlocked.

    python inside.py ROLE TASK ARGUMENTS [SOCKET]    prints the task's result as JSON

free: no lock. lobby: locked as the lobby. house: locked as the lobby, and the task runs in the
room it starts. room: what the house starts. Tests call run(), and are never locked themselves.
"""

import json
import os
import select
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from exhibit.lock import (
    Attempts,
    Lock,
    die_with,
    lock_lobby,
    lock_room,
    network,
    receive_listener,
    send_listener,
)


def run(role: str, task: str, *, pass_fds: Sequence[int] = (), **arguments: Any) -> Any:
    """Run a task in a process of its own; its result, or AssertionError with its complaint."""
    done = start(role, task, pass_fds=pass_fds, **arguments)
    output, complaint = done.communicate(timeout=60)
    assert done.returncode == 0, complaint.decode() or f"ended with {done.returncode}"
    return json.loads(output)


def start(
    role: str,
    task: str,
    *,
    pass_fds: Sequence[int] = (),
    stdout: Any = subprocess.PIPE,
    stderr: Any = subprocess.PIPE,
    **arguments: Any,
) -> "subprocess.Popen[bytes]":
    """Start run()'s process; the caller reads its pipes and waits for it."""
    command = [sys.executable, __file__, role, task, json.dumps(arguments)]
    return subprocess.Popen(command, stdout=stdout, stderr=stderr, pass_fds=tuple(pass_fds))


def told(lock: Lock) -> dict[str, Any]:
    """A lock, for JSON."""
    nodes = [str(node) for node in lock.cameras]
    return {"parts": int(lock.parts), "reasons": int(lock.reasons), "cameras": nodes}


def _cameras(arguments: dict[str, Any], role: str) -> list[Path]:
    return [Path(node) for node in arguments.pop(f"{role}_cameras", ())]


def _perform(task: str, arguments: dict[str, Any], lock: Lock | None) -> Any:
    import odd
    import tasks

    if lock is not None and arguments.pop("with_lock", False):
        arguments["lock"] = lock
    return getattr(tasks if hasattr(tasks, task) else odd, task)(**arguments)


def _lobby(task: str, arguments: dict[str, Any]) -> Any:
    lock = lock_lobby(_cameras(arguments, "lobby"))
    return _perform(task, arguments, lock)


def _room(task: str, arguments: dict[str, Any], channel: int) -> Any:
    if "dies_with" in arguments:
        assert die_with(arguments.pop("dies_with"))
    lock, listener = lock_room(_cameras(arguments, "room"))
    send_listener(channel, listener)
    return _perform(task, arguments, lock)


def _house(task: str, arguments: dict[str, Any]) -> Any:
    """Be the lobby of one room: start it, refuse its attempts, pass its result on."""
    pass_fds = arguments.pop("room_fds", [])
    if arguments.pop("outer_filter", False):
        network.install([network.Rule("socket", network.Answer.EPERM)], network.TSYNC)
    lock_lobby(_cameras(arguments, "lobby"))
    ours, theirs = socket.socketpair()
    command = [sys.executable, __file__, "room", task, json.dumps(arguments), str(theirs.fileno())]
    room = subprocess.Popen(command, stdout=subprocess.PIPE, pass_fds=[theirs.fileno(), *pass_fds])
    theirs.close()
    listener = receive_listener(ours)
    assert listener is not None, "the room sent no listener"
    with ours:
        attempts = Attempts(listener)
        output = _attend(room, attempts)
    return {
        "result": json.loads(output) if output else None,
        "ended": room.wait(),
        "counts": {family.name: n for family, n in attempts.counts.items()},
        "proven": attempts.proven,
        "tested": {family.name: n for family, n in attempts.tested.items()},
    }


def _attend(room: "subprocess.Popen[bytes]", attempts: Attempts) -> bytes:
    """Answer attempts until the room closes its stdout; everything it wrote there."""
    assert room.stdout is not None
    output = b""
    while True:
        ready, _, _ = select.select([room.stdout, attempts], [], [])
        if attempts in ready:
            attempts.answer()
        if room.stdout in ready:
            written = os.read(room.stdout.fileno(), 1 << 16)
            if written == b"hang up\n":
                attempts.close()
                os.kill(room.pid, 10)
                return output + room.stdout.read()
            output += written
            if not written:
                return output


def main(role: str, task: str, arguments: str, *channel: str) -> None:
    """Take the role, do the task, print its result."""
    given = json.loads(arguments)
    if role == "free":
        result = _perform(task, given, None)
    elif role == "lobby":
        result = _lobby(task, given)
    elif role == "room":
        result = _room(task, given, int(channel[0]))
    else:
        result = _house(task, given)
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
