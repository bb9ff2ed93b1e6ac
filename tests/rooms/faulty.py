"""A real room with one planted fault: faulty.py FAULT ORDER."""

import os
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


class Unplugged:
    """A capture whose cable is pulled after 20 pictures, or that repeats one, or goes black."""

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
        return self.fault != "unplugged" or self.count < 20

    def retrieve(self):
        if self.count > 20 and self.fault == "black":
            return True, np.zeros((72, 128, 3), np.uint8)
        if self.count > 20 and self.fault == "frozen":
            return True, np.full((72, 128, 3), 90, np.uint8)
        return True, self.noise.integers(0, 255, (72, 128, 3), np.uint8)

    def release(self):
        pass


def plant(fault, order):
    """Put the fault into the room's own modules."""
    from exhibit.room import life, tour

    if fault == "tell":
        life.open_camera = telling(life.open_camera, order)
    elif fault in ("unplugged", "frozen", "black"):
        life.open_camera = lambda source, clock, **_: camera(fault, clock)
    elif fault == "open":
        life.open_camera = lambda *_, **__: broken()
    elif fault == "load":
        life.Senses = lambda *_: broken()
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


def tested_again():
    """A step that claims a better self-test than there was."""
    from exhibit.messages import From, Message, pack

    for descriptor in range(3, 12):
        try:
            os.write(descriptor, pack(Message(From.TESTED, 31, 511, 511)))
        except OSError:
            continue


def nonsense():
    """Sixteen bytes that are no message, into every pipe there is."""
    for descriptor in range(3, 12):
        try:
            os.write(descriptor, b"not a message at")
        except OSError:
            continue


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


def main():
    fault, order = sys.argv[1:]
    sys.argv = ["room", order]
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


main()
