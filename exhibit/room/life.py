"""A room's life after the lock: load, wait for yes, open the camera, look and draw until killed."""

import gc
import traceback
from collections.abc import Callable
from functools import partial

import cv2
import numpy as np
import pygame

from exhibit.camera import Camera, Image
from exhibit.camera import Clock as CameraClock
from exhibit.camera.source import open_camera
from exhibit.camera.stage import Stage
from exhibit.camera.stamped import Stamped, hold, read_stamp
from exhibit.camera.tracer import plant
from exhibit.city.archive import is_ready, open_archive
from exhibit.errors import (
    CameraBlack,
    CameraBusy,
    CameraFrozen,
    CameraTrouble,
    RoomTrouble,
)
from exhibit.lesson import POSE
from exhibit.messages import Choice, Ending, From, Inbox, Message, Outbox, SourceKind, To
from exhibit.orders import RoomOrder
from exhibit.page.canvas import Canvas
from exhibit.room.clock import Clock
from exhibit.room.measure_body import load
from exhibit.room.mistakes import sentence, speak
from exhibit.room.pace import Pace
from exhibit.room.records import Records
from exhibit.room.testimony import Testimony
from exhibit.room.tour import Tour
from exhibit.senses.gently import gently
from exhibit.senses.look import Senses
from exhibit.source import ACTOR, Source, parse_source
from exhibit.witness import Witness

_TROUBLES = {
    CameraBusy: Ending.CAMERA_BUSY,
    CameraFrozen: Ending.CAMERA_FROZEN,
    CameraBlack: Ending.CAMERA_BLACK,
}

_LARGE = 3840  # pixels across


def _records(order: RoomOrder) -> Records | None:
    """The invented city, to be opened when it is first asked; None if the lobby holds none."""
    city, register = order.city, order.register
    if city is None or register is None:
        return None
    return Records(
        partial(is_ready, city, register),
        partial(open_archive, city, register),
        order.handed_time,
    )


class Life:
    """Everything a room does; it ends by being killed."""

    def __init__(
        self, order: RoomOrder, inbox: Inbox, outbox: Outbox, witness: Witness | None
    ) -> None:
        self.order, self.inbox, self.outbox, self.witness = order, inbox, outbox, witness
        self.source = parse_source(order.source)
        if witness and self.source.kind in (SourceKind.CAMERA, None):
            raise RoomTrouble("A room with a live camera does not start beside a witness.")
        self.canvas = Canvas(order.canvas)
        if self.canvas.size[0] < _LARGE:
            # OpenCV's own threads wait for work in a busy loop: that pays on large pages only.
            cv2.setNumThreads(1)
        self.clock = Clock(order.handed_time)
        self.tour = Tour(order, self.canvas)
        self.tour.visit.records = _records(order)
        self.senses = gently(partial(Senses, order.settings.senses.faces))
        if order.settings.senses.body:
            gently(load)
        self.camera: Camera | None = None
        # A benchmark's frames are made before anybody waits for them.
        self._held = hold(self._opener(self.source), order.bench) if order.bench else None
        if self._held and witness:
            witness.tell(held=sum(each.nbytes for each in self._held.frames))
        self._pace = Pace()
        self._undrawn = False  # something was seen that no picture shows yet
        self._drawn: int | None = None  # a slot that waits to be shown
        self._told = Testimony(witness, self.tour, order.bench > 0, order.tracer is not None)
        self._told_step = (-1, 0, 0)
        self._slots: dict[int, pygame.Surface] = {}

    def say(self, kind: From, a: int = 0, b: int = 0, c: int = 0) -> None:
        """Tell the lobby."""
        self.outbox.say(Message(kind, a, b, c))

    def run(self) -> None:
        """Wait for yes, then look and draw for ever."""
        gc.collect()
        gc.freeze()  # what was loaded stays: looking through all of it would halt the page
        self.say(From.READY, self.source.kind or 0, self.tour.count)
        while True:
            for message in self._messages():
                self._obey(message)
            if self.camera and not self.clock.handed:
                self._live()

    def _messages(self) -> list[Message]:
        """What the lobby said; without a camera there is nothing else to do than to wait."""
        live = self.camera and not self.clock.handed
        now, drawn = self.clock.running(), self._drawn is not None
        self.inbox.wait(self._pace.patience(now, drawn) if live else None)
        messages = list(self.inbox.take())
        if self.inbox.closed:
            raise SystemExit(0)
        return messages

    def _obey(self, message: Message) -> None:
        """One message of the lobby."""
        match message.kind:
            case To.BEGIN:
                self._open(Choice(message.a), message.b, bool(message.c))
            case To.TICK if self.camera:
                self.clock.hand(message.a)
                self._look(self.camera)
                self._see(wait=True)
                self._show(self._draw())
            case To.PAUSE:
                self.clock.hold(bool(message.a))
            case _:
                self.tour.obey(message)

    def _open(self, choice: Choice, language: int, short: bool = False) -> None:
        """Yes was said: open the eye."""
        if self.order.lesson and choice not in (Choice.ACTOR, Choice.CLASS):
            raise RoomTrouble("In a class only the actor is measured; whoever is in view is not.")
        source = ACTOR if choice is Choice.ACTOR else self.source
        self.clock = Clock(self.order.handed_time)
        if source is ACTOR and (bench := self.tour.bench) and bench.poses:
            self.camera = Stage(self.clock, bench.poses)
        else:
            held = self._held
            self.camera = Stamped(held, self.clock) if held else self._opener(source)(self.clock)
        if self.witness and self.camera.live:
            raise RoomTrouble("A room with a live camera does not start beside a witness.")
        kind = source.kind or SourceKind.CAMERA
        self.tour.begin(choice, kind, language, short)
        if self.order.tracer is not None:
            self.tour.visit.put(plant(self.order.tracer))
        self.say(From.OPENED, kind)

    def _opener(self, source: Source) -> Callable[[CameraClock], Camera]:
        """What opens this source, given a clock."""
        lens = self.order.settings.camera
        return partial(
            open_camera,
            source,
            tracer=self.order.tracer,
            rotate=lens.rotate,
            field_of_view=lens.field_of_view or None,
        )

    def _live(self) -> None:
        """One turn in real time: the newest picture in, the newest finding out."""
        assert self.camera
        self._look(self.camera)
        begun, pace = self.clock.running(), self._pace
        if pace.may_see(begun, self._drawn is not None):
            self._undrawn |= self._see(wait=False)
            pace.saw(self.clock.running() - begun)
        if self.tour.visit.seen is None:
            return  # the lobby shows an eye that opens, until there is something to see
        begun = self.clock.running()
        if self._drawn is None and (self._undrawn or pace.must_draw(begun)):
            fresh, _ = self._undrawn, self._draw()
            now = self.clock.running()
            pace.drew(now, now - begun, fresh)
        if self._drawn is not None and pace.must_show(self.clock.running()):
            self._show(self._drawn)
            pace.showed(self.clock.running())

    @property
    def _paused(self) -> bool:
        """Whether the picture stands, as a teacher may have it."""
        return self.clock.held and self.tour.visit.seen is not None

    def _look(self, camera: Camera) -> None:
        """Hand the newest picture to the senses."""
        if self._paused:
            return
        if isinstance(camera, Stage):
            camera.pose = self.tour.visit.picked.get(POSE, 0)
        with self._told.timed("source"):
            frame = camera.read()
        with self._told.timed("look"):
            if frame is not None:
                self.tour.visit.focal = camera.focal
                self.senses.look(frame)

    def _see(self, wait: bool) -> bool:
        """Take in what the senses saw; whether it is new."""
        if self._paused:
            return False
        seen = self.senses.seen(wait)
        with self._told.timed("work"):
            return self.tour.see(seen, self.clock())

    def _draw(self) -> int:
        """Draw the step into a free slot of the canvas; its number."""
        self._undrawn = False
        self._drawn = number = self.canvas.free_slot()
        with self._told.timed("page"):
            self.tour.draw(self._surface(number))
        if self.witness and (self.order.bench or self.order.tracer is not None):
            self._copy_corner(number)
        return number

    def _show(self, number: int) -> None:
        """Publish a slot that was drawn."""
        self._drawn = None
        step = (self.tour.at, int(self.tour.deleting), len(self.tour.things))
        if step != self._told_step:
            self._told_step = step
            self.say(From.STEP, *step)
        sequence = self.canvas.publish(number)
        # Told first: once the lobby knows of the picture it may end this room at any moment.
        self._told.picture(self.clock(), self._latency(number))
        self.say(From.PICTURE, sequence)
        if self.tour.gone:
            self.say(From.ENDED, Ending.WALKED_AWAY)

    def _corner(self, number: int) -> Image:
        """The top right corner of a slot, 16x16x4, writable."""
        width, height = self.canvas.size
        pixels = np.frombuffer(self.canvas.slot(number), np.uint8).reshape(height, width, 4)
        return pixels[:16, -16:]

    def _copy_corner(self, number: int) -> None:
        """Bring the frame's own marked corner to the canvas as it is: the page pixelates it."""
        if self.tour.visit.seen is not None:
            self._corner(number)[..., :3] = self.tour.visit.seen.image[:16, :16]

    def _latency(self, number: int) -> float | None:
        """Milliseconds since the frame now on the canvas was given out, by the number it bears."""
        if not isinstance(self.camera, Stamped):
            return None
        given = self.camera.given.get(read_stamp(self._corner(number)))
        return None if given is None else (self.clock() - given) * 1000

    def _surface(self, number: int) -> pygame.Surface:
        """A surface over one slot of the canvas."""
        if number not in self._slots:
            slot = self.canvas.slot(number)
            surface = pygame.image.frombuffer(slot, self.canvas.size, "BGRA")
            surface.set_alpha(None)
            self._slots[number] = surface
        return self._slots[number]


def ending_of(error: BaseException) -> Ending:
    """The code for what went wrong; the sentence stays in the room."""
    if isinstance(error, CameraTrouble):
        return _TROUBLES.get(type(error), Ending.CAMERA_MISSING)
    return Ending.CRASHED


def live(order: RoomOrder, inbox: Inbox, outbox: Outbox) -> None:
    """Run a room; any failure is told as a code and then waits for its end."""
    from exhibit.witness import Sender

    witness = Witness(order.witness, Sender.ROOM) if order.witness is not None else None
    try:
        Life(order, inbox, outbox, witness).run()
    except Exception as error:
        if witness:
            kind = sentence(error, order.step_folders) or traceback.format_exc()
            witness.tell(trouble=kind)
        if order.spoken:
            speak(error, order.step_folders)
        outbox.say(Message(From.ENDED, ending_of(error)))
        while not inbox.closed:  # stay: only the lobby ends a room
            inbox.wait(None)
            for _ in inbox.take():
                pass
