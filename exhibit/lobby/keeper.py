"""The keeper: starts rooms, watches them, and ends them; one warm spare waits."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field, replace

import pygame

from exhibit.elsewhere import elsewhere
from exhibit.errors import RoomTrouble
from exhibit.held import is_shut, lent
from exhibit.lobby.limits import THREADS, too_much
from exhibit.lobby.wipe import Wiped, wipe
from exhibit.lock import AT_ONCE, Attempts, Part, SelfTest, Trial, receive_listener
from exhibit.messages import Ending, From, Inbox, Message, Outbox, SourceKind, To
from exhibit.orders import RoomOrder, surroundings
from exhibit.page.canvas import Canvas
from exhibit.python import python
from exhibit.waiting import readable

NOTHING = Part(0)
_SURROUNDINGS = {
    # A room is killed with all it ever held: unlike the lobby it need not overwrite what it frees.
    "MALLOC_PERTURB_": "0",
    "PYTHONMALLOC": "default",
    # The memory of a picture serves the next one, instead of being given back and asked for anew.
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    "MALLOC_TRIM_THRESHOLD_": str(128 << 20),
}

PROGRAM = python("-m", "exhibit.room")


@dataclass
class Room:
    """One room as the lobby sees it: a process, a canvas, two pipes, and what it said."""

    process: subprocess.Popen[bytes]
    canvas: Canvas
    inbox: Inbox
    outbox: Outbox
    handover: socket.socket | None
    born: float
    heard: float = 0.0
    ready: bool = False
    source: SourceKind | None = None
    steps: int = 0
    step: int = 0
    deleting: bool = False
    things: int = 0  # on its page, that may be pressed
    pictures: int = 0
    parts: Part = NOTHING
    test: SelfTest | None = None
    ending: Ending | None = None
    refused: Attempts | None = None
    surfaces: dict[int, pygame.Surface] = field(default_factory=dict)
    city: bool = False  # whether it was handed the invented city

    def picture(self) -> pygame.Surface | None:
        """The newest canvas slot as a surface over the shared memory itself: no copy is made."""
        number = self.canvas.newest()
        if number is None:
            return None
        if number not in self.surfaces:
            slot = self.canvas.slot(number)
            surface = pygame.image.frombuffer(slot, self.canvas.size, "BGRA")
            surface.set_alpha(None)  # opaque: blitting copies rows and keeps nothing
            self.surfaces[number] = surface
        return self.surfaces[number]

    def say(self, kind: To, a: int = 0, b: int = 0, c: int = 0) -> None:
        """Tell the room; never waits."""
        self.outbox.say(Message(kind, a, b, c))

    def listen(self, now: float) -> None:
        """Take in all that the room said; a broken message or pipe is an ending."""
        self.answer()
        try:
            for message in self.inbox.take():
                self.heard = now
                self._hear(message)
        except RoomTrouble:
            self.ending = Ending.CRASHED
        if self.ending is None and (self.inbox.closed or too_much(self.process.pid)):
            self.ending = Ending.CRASHED

    def descriptors(self) -> list[int]:
        """What to wait on for news of this room."""
        watched = [] if self.inbox.closed else [self.inbox.fileno()]
        if self.refused:
            watched.append(self.refused.fileno())
        elif self.handover:
            watched.append(self.handover.fileno())
        return watched

    def answer(self, most: int = AT_ONCE) -> None:
        """Refuse and count the network attempts that the kernel holds up for us."""
        if self.refused is None and self.handover and readable([self.handover.fileno()], 0):
            listener = receive_listener(self.handover)
            self.refused = Attempts(listener) if listener is not None else None
            self.handover.close()
            self.handover = None
        if self.refused:
            self.refused.answer(most)

    def _hear(self, message: Message) -> None:
        """One message."""
        match message.kind:
            case From.TESTED if self.test is not None:
                self.ending = Ending.CRASHED  # a room is tested once, before any step can run
            case From.TESTED:
                self.parts = Part(message.a)
                if not (self.refused and self.refused.proven):
                    self.parts &= ~Part.COUNTED  # somebody else's filter answers before ours
                self.test = SelfTest(Trial(message.b), Trial(message.c))
            case From.READY:
                self.ready, self.source, self.steps = True, SourceKind(message.a), message.b
            case From.OPENED:
                self.source = SourceKind(message.a)
            case From.PICTURE:
                self.pictures += 1
            case From.STEP:
                self.step, self.deleting, self.things = message.a, bool(message.b), message.c
            case From.ENDED:
                self.ending = Ending(message.a)

    def close(self) -> None:
        """Let go of pipes, listener and canvas; the process is dead by now."""
        for pipe in (self.process.stdin, self.process.stdout, self.handover):
            if pipe:
                pipe.close()
        if self.refused:
            self.refused.close()
        self.surfaces.clear()
        self.canvas.close()


def _process(command: Sequence[str], given: RoomOrder) -> subprocess.Popen[bytes]:
    """A room's process; what is printed there could be about a visitor, and goes nowhere.

    Only beside a witness, which never meets a living visitor, may a developer ask to see it; and
    in a class that has no camera, pupils what is wrong with their step.
    """
    watched = given.witness is not None
    debugging = given.spoken or (watched and "EXHIBIT_DEBUG" in os.environ)
    descriptor = given.canvas.descriptor
    handed = (descriptor, given.handover, given.witness, given.city, given.register)
    return subprocess.Popen(
        command,
        env=surroundings(given, **_SURROUNDINGS),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=None if debugging else subprocess.DEVNULL,
        bufsize=0,
        # Windows passes no descriptors, and needs none: its canvas has a name.
        pass_fds=() if sys.platform == "win32" else [n for n in handed if isinstance(n, int)],
    )


def start_room(
    order: RoomOrder, size: tuple[int, int], now: float, program: Sequence[str] = PROGRAM
) -> Room:
    """A new room process with a canvas of its own; raises RoomTrouble if it cannot be started."""
    with ExitStack() as undone:
        try:
            canvas = Canvas.create(*size)
            undone.callback(canvas.close)
            ours, theirs = (None, None) if elsewhere() else socket.socketpair()
            if ours and theirs:
                undone.callback(ours.close)
            handover = theirs.fileno() if theirs else None
            given = replace(order, canvas=canvas.token, handover=handover)
            with (
                theirs or nullcontext(),
                lent(order.city) as city,
                lent(order.register) as register,
            ):
                given = replace(given, city=city, register=register)
                process = _process(program, given)
        except OSError as error:  # too many processes or descriptors, or no memory
            raise RoomTrouble(f"A room could not be started: {error.strerror}.") from None
        undone.pop_all()
    assert process.stdin and process.stdout
    inbox, outbox = Inbox(process.stdout.fileno(), From), Outbox(process.stdin.fileno())
    whole = city is not None and register is not None
    return Room(process, canvas, inbox, outbox, ours, now, now, city=whole)


class Keeper:
    """Keeps one warm spare and hands it out for a visit; whatever happens, it is ended."""

    def __init__(
        self, order: RoomOrder, size: tuple[int, int], program: Sequence[str] = PROGRAM
    ) -> None:
        self.order, self.size, self.program = order, size, program
        self.spare: Room | None = None
        self.failures = 0
        self._not_before = 0.0

    def prepare(self, now: float, patient: bool = True) -> None:
        """Start a spare if there is none; after failures wait longer each time, if patient."""
        if self.spare is not None and not self.spare.city and is_shut(self.order.city):
            self.dismiss()  # it was faster than the builder: another will have a city to ask
        if self.spare is None and (now >= self._not_before or not patient):
            try:
                self.spare = start_room(self.order, self.size, now, self.program)
            except RoomTrouble:  # too many processes or descriptors: it may pass
                self._lost(now)

    def attend(self, now: float) -> None:
        """Hear the spare: it waits for our answers while it loads."""
        if self.spare is not None:
            self.spare.listen(now)
            if self.spare.ending is not None:
                self._lost(now)
            elif self.spare.ready:
                self.failures = 0

    def _lost(self, now: float) -> None:
        """The spare died before anybody came, or could not be born."""
        self.failures += 1
        self._not_before = now + min(30.0, 2.0**self.failures)
        self.dismiss()

    def dismiss(self) -> None:
        """End the spare, if there is one."""
        if self.spare is not None:
            wipe(self.spare.process, self.spare.canvas)
            self.spare.close()
            self.spare = None

    @contextmanager
    def visit(self, now: float) -> Iterator["Visit"]:
        """The spare, for one visit. It cannot be left without the room being ended and wiped.

        RoomTrouble if there is none and none can be started.
        """
        if self.spare is None:
            self.prepare(now, patient=False)
        if self.spare is None:
            raise RoomTrouble("No room could be started for this visit.")
        visit = Visit(self.spare)
        self.spare = None
        try:
            yield visit
        finally:
            visit.end()
            self.failures = 0 if visit.room.ready else self.failures


class Visit:
    """One visit: a room in use, and after the end the proof that it is gone."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.wiped: Wiped | None = None

    def end(self) -> Wiped:
        """Kill the room and wipe its canvas; the first call counts."""
        if self.wiped is None:
            self.room.surfaces.clear()
            try:
                self.room.answer(most=THREADS + 1)  # a dead room's waiting attempts are lost
            finally:
                self.wiped = wipe(self.room.process, self.room.canvas)
            if self.room.refused:
                self.wiped = self.wiped.with_refused(self.room.refused.counts)
            self.room.close()
        return self.wiped
