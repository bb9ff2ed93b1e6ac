"""A proof of a lobby that breaks one rule in each visit, and that lobby itself.

python broken.py prove RULES FOLDER    prove, and print the evidence as JSON
python broken.py lobby RULES CHANNEL    be the lobby: real, but for RULES, a comma between two

CHANNEL is a socket by which the lobby asks for what came in before its lock, unnoticed.
"""

import ctypes
import fcntl
import mmap
import os
import runpy
import signal
import socket
import subprocess
import sys
import threading
from dataclasses import replace

ALBUM, HELD, MAPPED = [], [], []
LIBC = ctypes.CDLL(None)
LIBC.mmap.restype = ctypes.c_void_p
LIBC.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]


class Rules:
    """Which rule is broken in which visit."""

    def __init__(self, rules):
        self.rules, self.visit = rules, -1

    def broken(self, rule):
        return self.now == rule

    @property
    def now(self):
        return self.rules[self.visit] if 0 <= self.visit < len(self.rules) else ""


def give(channel, folder):
    """Hand the lobby a descriptor of each kind it asks for."""
    makes = {
        b"socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).detach(),
        b"file": lambda: os.open(f"{folder}/album", os.O_WRONLY | os.O_CREAT),
        b"unlinked": lambda: os.open("/dev/shm", os.O_TMPFILE | os.O_RDWR),
    }
    while asked := channel.recv(16):
        descriptor = makes[asked]()
        socket.send_fds(channel, [b"."], [descriptor])
        os.close(descriptor)


def ask(channel, what):
    channel.send(what.encode())
    return socket.recv_fds(channel, 1, 1)[1][0]


def daemon(life):
    """A grandchild that nobody waits for."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            signal.alarm(300)  # where nobody finds it
            life()
        os._exit(0)
    os.wait()


def idle():
    while True:
        signal.pause()


def without_a_head():
    """Its first thread ends, another goes on."""
    libc = ctypes.CDLL(None)
    libc.prctl(15, b"headless", 0, 0, 0)  # PR_SET_NAME
    threading.Thread(target=threading.Event().wait).start()
    libc.syscall({"x86_64": 60, "aarch64": 93}[os.uname().machine], 0)


def memory(slot):
    """A picture in memory that is open, and not mapped; no copy of it is anywhere else."""
    descriptor = os.memfd_create("album", os.MFD_ALLOW_SEALING)
    os.write(descriptor, slot)
    return descriptor


def hide(rule, slot, channel):
    """Put the picture where a search of mapped memory alone would not look."""
    if rule == "pipe":
        HELD.extend(os.pipe())
        os.set_blocking(HELD[-1], False)
        os.write(HELD[-1], slot[:4096])
    elif rule == "socketpair":
        HELD.extend(each.detach() for each in socket.socketpair())
        os.write(HELD[-1], slot[:4096])
    elif rule == "memfd":
        HELD.append(memory(slot))
    elif rule == "sealed":
        HELD.append(memory(slot))
        fcntl.fcntl(HELD[-1], fcntl.F_ADD_SEALS, fcntl.F_SEAL_WRITE)
        ALBUM.append(mmap.mmap(HELD[-1], len(slot), mmap.MAP_SHARED, mmap.PROT_READ))
    elif rule == "private":
        descriptor = memory(slot)
        start = LIBC.mmap(None, len(slot), mmap.PROT_READ, mmap.MAP_PRIVATE, descriptor, 0)
        os.close(descriptor)
        MAPPED.append((start, len(slot)))
    elif rule == "unlinked":
        descriptor = ask(channel, rule)
        os.write(descriptor, slot)
        HELD.append(os.open(f"/proc/self/fd/{descriptor}", os.O_RDONLY))
        os.close(descriptor)


def let_go():
    ALBUM.clear()
    while HELD:
        os.close(HELD.pop())
    while MAPPED:
        LIBC.munmap(*map(ctypes.c_void_p, MAPPED.pop()))


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


def break_lock(rules, channel):
    """What came in before the lock, unnoticed: an open file, a socket; and a grandchild."""
    from exhibit.lobby import keeper

    start = keeper.Keeper.visit

    def visit(self, now):
        let_go()
        rules.visit += 1
        for what in ("socket", "file"):
            if rules.broken(what):
                HELD.append(ask(channel, what))
        if rules.broken("grandchild"):
            daemon(idle)
        if rules.broken("headless"):
            daemon(without_a_head)
        return start(self, now)

    def end(visit):
        newest = visit.room.canvas.newest() if visit.wiped is None else None
        if newest is not None:
            with visit.room.canvas.slot(newest) as slot:
                if rules.broken("file"):
                    os.write(HELD[0], slot)
                hide(rules.now, slot, channel)
        return ended(visit)

    ended, keeper.Visit.end = keeper.Visit.end, end
    keeper.Keeper.visit = visit


def lobby(rules, channel):
    sys.modules["numpy"] = None
    told = Rules(rules.split(","))
    break_memory(told)
    break_lock(told, socket.socket(fileno=int(channel)))
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
        ours, theirs = socket.socketpair()
        threading.Thread(target=give, args=(ours, folder), daemon=True).start()
        with theirs:
            handed = theirs.fileno()
            command = [sys.executable, __file__, "lobby", rules, str(handed)]
            return subprocess.Popen(command, env=told, stdout=subprocess.DEVNULL,
                                    pass_fds=(*passed, handed))  # fmt: skip

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
