"""A proof of a lobby that breaks one rule in each visit, and that lobby itself.

python broken.py prove RULES FOLDER    prove, and print the evidence as JSON
python broken.py lobby RULES FOLDER    be the lobby: real, but for RULES, a comma between two
"""

import os
import runpy
import socket
import subprocess
import sys
from dataclasses import replace

ALBUM, HELD = [], []


class Rules:
    """Which rule is broken in which visit."""

    def __init__(self, rules):
        self.rules, self.visit = rules, -1

    def broken(self, rule):
        return 0 <= self.visit < len(self.rules) and self.rules[self.visit] == rule


def in_flight(descriptor):
    """A descriptor that nobody has open, on its way from a socket to itself, until it is taken."""
    ours, theirs = socket.socketpair()
    socket.send_fds(theirs, [b"."], [descriptor])
    os.close(descriptor)
    theirs.close()
    return ours


def take(flight):
    return socket.recv_fds(flight, 1, 1)[1][0]


def daemon():
    """A grandchild that nobody waits for."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            import signal

            while True:
                signal.pause()
        os._exit(0)
    os.wait()


def break_memory(rules):
    """A copy that is kept, a canvas that is not zeroed, one that the next room gets too."""
    from exhibit.lobby import keeper
    from exhibit.page.canvas import Canvas, Token

    show, zero, count = keeper.Room.picture, Canvas.zero, Canvas.count_zeros
    create, close = Canvas.create.__func__, Canvas.close
    reused = []

    def picture(room):
        shown = show(room)
        if shown is not None and rules.broken("copy") and len(ALBUM) < 3:
            ALBUM.append(shown.copy())
        return shown

    def closed(canvas):
        if rules.broken("map") and not reused:
            reused.append(replace(canvas.token, descriptor=os.dup(canvas.token.descriptor)))
        close(canvas)

    def created(cls, width, height, generic=False):
        if not reused or not rules.broken("map"):
            return create(cls, width, height, generic)
        canvas = cls(Token(os.dup(reused[0].descriptor), width, height))
        canvas._header[0] = canvas._header[2] = 99
        return canvas

    keeper.Room.picture = picture
    Canvas.zero = lambda canvas: None if rules.broken("unwiped") else zero(canvas)
    Canvas.count_zeros = lambda each: each.bytes if rules.broken("unwiped") else count(each)
    Canvas.create, Canvas.close = classmethod(created), closed


def break_lock(rules, folder):
    """What came in before the lock, unnoticed: an open file, a socket; and a grandchild."""
    from exhibit.lobby import keeper

    network = in_flight(socket.socket(socket.AF_INET, socket.SOCK_DGRAM).detach())
    file = in_flight(os.open(f"{folder}/album", os.O_WRONLY | os.O_CREAT))
    start = keeper.Keeper.visit

    def visit(self, now):
        while HELD:
            os.close(HELD.pop())
        ALBUM.clear()
        rules.visit += 1
        if rules.broken("socket"):
            HELD.append(take(network))
        if rules.broken("file"):
            HELD.append(take(file))
        if rules.broken("grandchild"):
            daemon()
        return start(self, now)

    def end(visit):
        newest = visit.room.canvas.newest() if visit.wiped is None else None
        if rules.broken("file") and newest is not None:
            os.write(HELD[0], visit.room.canvas.slot(newest))
        return ended(visit)

    ended, keeper.Visit.end = keeper.Visit.end, end
    keeper.Keeper.visit = visit


def lobby(rules, folder):
    sys.modules["numpy"] = None
    told = Rules(rules.split(","))
    break_memory(told)
    break_lock(told, folder)
    runpy.run_module("exhibit.lobby", run_name="__main__")


def prove(rules, folder):
    from exhibit import door
    from exhibit.orders import LobbyOrder, surroundings
    from exhibit.prove.command import main
    from exhibit.prove.memory import may_look
    from exhibit.settings import City, Senses, Settings, Tour

    if not may_look():
        os.execvp("unshare", ["unshare", "-Ur", sys.executable, *sys.argv])

    def open_broken(order, passed=(), headless=False):
        given = replace(order, parent=os.getpid())
        told = surroundings(given, **door._SURROUNDINGS, SDL_VIDEODRIVER="dummy")
        command = [sys.executable, __file__, "lobby", rules, folder]
        return subprocess.Popen(command, env=told, stdout=subprocess.DEVNULL, pass_fds=passed)

    door.open_lobby = open_broken
    # What this test is not about is left out, so that rooms are born sooner.
    off = ("body", "hands", "pulse", "face_number", "company", "clothes", "again")
    settings = Settings(
        visit=Tour(steps=("presence", "face_map", "delete")),
        city=City(citizens=0),
        senses=Senses(**dict.fromkeys(off, False)),
    )
    order = LobbyOrder(settings, parent=0, source="actor", width=640, height=360)
    sys.exit(main(order, rules.count(",") + 1, True, []))


if __name__ == "__main__":
    {"prove": prove, "lobby": lobby}[sys.argv[1]](*sys.argv[2:])
