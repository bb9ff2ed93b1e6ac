"""A real room with one planted fault: faulty.py FAULT. FAULT may end in :AN ARGUMENT."""

import os
import signal
import sys
import threading
import time

import numpy as np


def after(calls, fault, real):
    """The real function for so many calls, the fault from then on."""
    counted = iter(range(calls))

    def either(*args, **kwargs):
        if next(counted, None) is None:
            fault()
        return real(*args, **kwargs)

    return either


def broken():
    raise ValueError("planted")


def hang():
    while True:
        time.sleep(1)


ODD = {
    "larger": ((144, 256, 3), np.uint8),
    "smaller": ((1, 1, 3), np.uint8),
    "grey": ((72, 128), np.uint8),
    "with alpha": ((72, 128, 4), np.uint8),
    "sixteen bits": ((72, 128, 3), np.uint16),
    "floats": ((72, 128, 3), np.float32),
    "empty": ((0, 0, 3), np.uint8),
}


class Unplugged:
    """A capture that goes wrong after 20 pictures: see retrieve()."""

    def __init__(self, fault):
        self.fault, self.count = fault, 0
        self.noise = np.random.default_rng(1)

    def isOpened(self):
        return True

    def set(self, *_):
        return True

    def grab(self):
        time.sleep(1 / 30)
        self.count += 1
        if self.fault == "returns":
            return not 20 < self.count < 26
        return self.fault != "unplugged" or self.count < 20

    def retrieve(self):
        if self.count > 20 and self.fault == "black":
            return True, np.zeros((72, 128, 3), np.uint8)
        if self.count > 20 and self.fault == "frozen":
            return True, np.full((72, 128, 3), 90, np.uint8)
        if self.count > 20 and self.fault in ODD:
            shape, kind = ODD[self.fault]
            return True, self.noise.integers(0, 255, shape).astype(kind)
        return True, self.noise.integers(0, 255, (72, 128, 3), np.uint8)

    def release(self):
        pass


def plant(fault, order):
    """Put the fault into the room's own modules."""
    from exhibit.room import life, tour

    fault, _, argument = fault.partition(":")
    if fault in ("flood", "text", "half", "threads", "attack"):
        return plant_attack(fault, argument, order)
    if fault == "garbage":
        life.Senses.seen = garbage(life.Senses.seen)
    elif fault == "model hangs":
        life.Senses.look = after(10, hang, life.Senses.look)
    elif fault == "publish":
        life.Canvas.publish = after(10, broken, life.Canvas.publish)
    elif fault == "half drawn":
        tour.Tour.draw = half_drawn(tour.Tour.draw)
    elif fault == "header":
        life.Canvas.publish = scribbling(life.Canvas.publish)
    elif fault == "stops itself":
        stop = lambda: os.kill(os.getpid(), signal.SIGSTOP)  # noqa: E731
        tour.Tour.draw = after(10, stop, tour.Tour.draw)
    elif fault == "tell":
        life.open_camera = telling(life.open_camera, order)
    elif fault in ("unplugged", "frozen", "black", "returns", *ODD):
        life.open_camera = lambda source, clock, **_: camera(fault, clock)
    elif fault == "open":
        life.open_camera = lambda *_, **__: broken()
    elif fault == "load":
        life.Senses = lambda *_: broken()
    elif fault == "stuck":
        from exhibit.senses.mediapipe_tasks import FaceMaps

        FaceMaps._deliver = after(10, hang, FaceMaps._deliver)
    elif fault == "look":
        life.Senses.look = after(10, broken, life.Senses.look)
    elif fault == "work":
        tour.Tour.see = after(10, broken, tour.Tour.see)
    elif fault == "draw":
        tour.Tour.draw = after(10, broken, tour.Tour.draw)
    elif fault == "hang":
        tour.Tour.draw = after(10, hang, tour.Tour.draw)
    elif fault == "nonsense":
        tour.Tour.draw = after(10, nonsense, tour.Tour.draw)
    elif fault == "tested":
        tour.Tour.draw = after(10, tested_again, tour.Tour.draw)
    elif fault == "exit":
        tour.Tour.draw = after(10, lambda: os._exit(0), tour.Tour.draw)


def plant_attack(fault, argument, order):
    """Something hostile in place of the tenth picture."""
    import attacks

    from exhibit.room import tour
    from exhibit.witness import Sender, Witness

    def attack():
        tour.Tour.draw = real
        if fault == "attack":
            Witness(order.witness, Sender.ROOM).tell(attacks=attacks.everything(argument))
        elif fault == "threads":
            attacks.threads()
        else:
            getattr(attacks, fault)([outbox()])

    real = tour.Tour.draw
    tour.Tour.draw = after(10, attack, real)


def outbox():
    """The descriptor of the pipe to the lobby, which the room has put away from 1."""
    import gc

    from exhibit.messages import Outbox

    gc.unfreeze()  # a room has put what it was born with out of sight
    return next(each for each in gc.get_objects() if isinstance(each, Outbox))._descriptor


def garbage(real):
    """A model that answers nonsense from the tenth time on: not a number, endless, far outside."""
    from dataclasses import replace

    rounds = iter(range(10**9))
    nonsense = (np.nan, np.inf, -1e30, 1e30)

    def seen(self, wait=False):
        found = real(self, wait)
        turn = next(rounds)
        if found is None or turn < 10:
            return found
        spoilt = [
            replace(each, face=replace(each.face, points=np.full_like(each.face.points, value)))
            for each in found.people
            if each.face
            for value in [nonsense[turn % len(nonsense)]]
        ]
        return replace(found, people=tuple(spoilt))

    return seen


def half_drawn(real):
    """A room that is killed with half of its page in the slot."""
    rounds = iter(range(10))

    def draw(self, surface):
        if next(rounds, None) is None:
            surface.fill((200, 30, 30), (0, 0, surface.get_width(), surface.get_height() // 2))
            os.kill(os.getpid(), signal.SIGKILL)
        real(self, surface)

    return draw


def scribbling(real):
    """A room that writes nonsense where it should say which slot is the newest."""

    def publish(canvas, number):
        sequence = real(canvas, number)
        for place, value in enumerate((77, 2**32 - 1, 4000000000)):
            canvas._header[place] = value
        return sequence

    return publish


def tested_again():
    """A step that claims a better self-test than there was."""
    from exhibit.messages import From, Message, pack

    os.write(outbox(), pack(Message(From.TESTED, 31, 511, 511)))


def nonsense():
    """Sixteen bytes that are no message."""
    os.write(outbox(), b"not a message at")


def telling(real, order):
    """The real opening of the camera, told to the witness as it happens."""
    from exhibit.witness import Sender, Witness

    def opening(*args, **kwargs):
        Witness(order.witness, Sender.ROOM).tell(opened=True)
        return real(*args, **kwargs)

    return opening


def camera(fault, clock):
    """A real Webcam on a capture of our own; not living, so that a witness may watch."""
    from exhibit.camera.webcam import Webcam
    from exhibit.devices import State

    class Fake(Webcam):
        live = False

    missing = State.MISSING if fault == "unplugged" else State.PRESENT
    return Fake(0, clock, opener=lambda _: Unplugged(fault), state=lambda _: missing)


RECORD = 64  # bytes for the name of one fault


def births(path, faults):
    """A FIFO that gives each new room its fault, for as long as the returned descriptor is open.

    A room cannot count its births in a file: its lobby may write none, and so may it.
    """
    os.mkfifo(path)
    descriptor = os.open(path, os.O_RDWR)
    for fault in faults:
        os.write(descriptor, fault.encode().ljust(RECORD))
    return descriptor


def born(path):
    """The fault of this birth; none when there is nobody any more who hands one out."""
    # Never waiting: what waits here, before it is tied to its lobby, would outlive it.
    fifo = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        fault = os.read(fifo, RECORD).decode().strip() or "none"
    except BlockingIOError:
        fault = "none"
    os.close(fifo)
    if fault == "birth":
        os._exit(1)
    return fault


def main():
    (fault,) = sys.argv[1:]
    if fault.startswith("births:"):
        fault = born(fault.removeprefix("births:"))
    from exhibit.room import process

    if fault != "none":
        lock = process._lock

        def lock_then_plant(given):
            locked = lock(given)
            assert threading.active_count() == 1
            plant(fault, given)
            return locked

        process._lock = lock_then_plant
    process.main()


if __name__ == "__main__":
    main()
