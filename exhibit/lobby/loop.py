"""The lobby's loop: one window, one scene, one room at most in use and one spare."""

import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pygame

from exhibit import devices
from exhibit.door import CAMERAS_CHANGED
from exhibit.errors import DisplayTrouble, RoomTrouble
from exhibit.lobby import clock, receipt
from exhibit.lobby.class_scenes import Ready
from exhibit.lobby.display import Display
from exhibit.lobby.focus import Focus
from exhibit.lobby.gamepads import Gamepads
from exhibit.lobby.input import Act, Action, display_lost, read
from exhibit.lobby.keeper import PROGRAM, Keeper, Visit
from exhibit.lobby.rehearsal import rehearsal_for
from exhibit.lobby.scenes import Scene, Welcome, after
from exhibit.lobby.school import school_for
from exhibit.lobby.staff import Asleep, Code, Menu, Tries
from exhibit.lobby.visiting import Visiting
from exhibit.lock import Lock, SelfTest
from exhibit.messages import Choice, Ending, SourceKind
from exhibit.orders import LobbyOrder, RoomOrder
from exhibit.page.page import Page
from exhibit.page.theme import Theme
from exhibit.page.words import Words
from exhibit.source import parse_source
from exhibit.unheard import say

_CAMERAS_EVERY = 2.0
_HELD_UP = 1.0  # a turn so long means that the lobby itself was stopped, not that a room was silent


class Lobby:
    """Owns the window and the keeper; shows scenes until it is closed."""

    def __init__(
        self, order: LobbyOrder, room: RoomOrder, lock: Lock, test: SelfTest, stand_in: bool
    ) -> None:
        self.order, self.lock, self.test, self.stand_in = order, lock, test, stand_in
        own = [Path(each) for each in order.settings.visit.step_folders]
        self.words, self.theme = Words.load(own=own), Theme.named(order.settings.screen.theme)
        self.source = parse_source(room.source).kind or SourceKind.CAMERA
        self.display = Display(order.width, order.height)
        self.gamepads = Gamepads()
        self.keeper = Keeper(room, self.display.size, order.room or PROGRAM)
        self.time = clock.HandedTime() if order.handed_time else clock.RealTime()
        self.now = 0.0
        self.language = self.words.languages.index(order.settings.visit.language)
        self.rehearsal = rehearsal_for(order, self.words)
        self.school = school_for(order, self.words)
        self.scene: Scene = self._home()
        self.focus = Focus(order.settings.input.scan_seconds)
        self.tries = Tries()
        self.visits = 0
        self.unclean = 0  # visits whose receipt had a failed line
        self.exit_code = 0
        self.closing = False
        self.page: Page | None = None
        self.overflows: list[tuple[str, str]] = []
        self._dirty = True
        self._plugged = devices.plugged()
        self._cameras_at = 0.0

    def _home(self) -> Scene:
        """Where everything begins, and ends."""
        return Ready(self.now) if self.school else Welcome(self.now)

    def run(self) -> int:
        """Show scenes until closed; whatever happens, no room is left."""
        for name in ("SIGTERM", "SIGINT", "SIGHUP"):
            if hasattr(signal, name):  # Windows has no SIGHUP
                signal.signal(getattr(signal, name), self._asked_to_close)
        try:
            while not self.closing:
                self._turn()
        finally:
            self.scene.leave(self)
            self.keeper.dismiss()
            if self.school:
                self.school.teacher.close()
            self.display.close()
        return self.exit_code

    def _asked_to_close(self, _number: int, _frame: object) -> None:
        self.closing = True

    def _turn(self) -> None:
        """One turn: hear, do, draw, rest."""
        before, self.now = self.now, self.time.now()
        if self.now - before > _HELD_UP:
            self.scene.excuse(self.now)
        for action in self._actions():
            self._dirty = True
            if action.act is Act.QUIT:
                self._asked_to_quit()
            else:
                self._act(action)
        self._scan()
        self.keeper.attend(self.now)
        if self.scene.warm:
            self.keeper.prepare(self.now)
        if self.scene.tick(self):
            self._dirty = True
        if self._dirty and not self.closing:
            self._draw()
        if self.rehearsal and self.rehearsal.after_turn(self):
            self.closing = True
        self.time.rest(self._descriptors())

    def _asked_to_quit(self) -> None:
        """Ctrl+Q or the window's cross: at once where there is no code, else not in a visit."""
        if not self.order.settings.staff.pin:
            self.closing = True
        elif isinstance(self.scene, Welcome | Ready | Asleep):
            self.staff()

    def staff(self) -> None:
        """The code that staff must know; without one set there is nothing behind it."""
        if self.order.settings.staff.pin:
            self.show(Code(self.now, self.tries))
        elif isinstance(self.scene, Asleep):
            self.show(Menu(self.now))

    def sleep(self) -> None:
        """Outside the opening hours no room is kept warm."""
        self.keeper.dismiss()
        self.show(Asleep(self.now))

    @property
    def open(self) -> bool:
        """Whether it is within the opening hours."""
        return self.order.settings.hours.open_at(self.time.minute())

    def _act(self, action: Action) -> None:
        """The focus moves; a press of nothing in focus means Next; the rest is the scene's."""
        if action.act is Act.FOCUS:
            self.scene.awake(self.now)
            self.focus.move(action.number, self.scene.count, self.now)
            return self.scene.show_focus(self)
        if action.act is Act.PRESS and not 0 < self.focus.at <= self.scene.count:
            action = replace(action, act=Act.NEXT)
        try:
            self.scene.act(self, action)
        except RoomTrouble:  # none can be started: the first screen says so
            self.welcome()

    def _scan(self) -> None:
        """Move the focus on by itself, where a single switch is used."""
        if self.focus.tick(self.scene.count, self.now):
            self._dirty = True
            self.scene.show_focus(self)

    def unfocus(self) -> None:
        """Another page: nothing is in focus yet."""
        self.focus.clear(self.now)
        self.scene.show_focus(self)

    def _actions(self) -> Iterator[Action]:
        """What people did, and what the plan does."""
        events = pygame.event.get()
        if display_lost(events):
            raise DisplayTrouble("The display went away: is its server, or its cable, still there?")
        for event in events:
            self.gamepads.hear(event)
            action = read(event, self.display.size)
            if action is not None and action.act is Act.RESIZE:
                self._resize(action)
            if action is not None:
                yield action
            elif event.type in (pygame.WINDOWEXPOSED, pygame.WINDOWFOCUSGAINED):
                self._dirty = True
        if self.rehearsal:
            yield from self.rehearsal.actions(self)

    def _descriptors(self) -> list[int]:
        """What to listen to while resting."""
        rooms = [self.keeper.spare, getattr(self.scene, "room", None)]
        return [each for room in rooms if room and room.inbox for each in room.descriptors()]

    def _draw(self) -> None:
        """Draw the scene and show it."""
        self._dirty = False
        page = self._page()
        page.fitted(type(self.scene).__name__, lambda: self.scene.draw(self, page))
        self.scene.touches = [(name, tuple(box)) for name, box in page.touches]  # type: ignore[misc]
        self.overflows = page.overflows
        if name := self.scene.focused(self):
            page.in_focus(dict(page.touches)[name])
        self.display.flip()

    def _page(self) -> Page:
        """The one page, made anew only for another size."""
        surface = self.display.surface
        if self.page is None or self.page.size != surface.get_size():
            self.page = Page(surface, self.theme, self.words, "", self.k)
        self.page.surface, self.page.language = surface, self.words.languages[self.language]
        return self.page

    @property
    def k(self) -> float:
        """The factor on type sizes."""
        return self.order.settings.screen.k

    def notes(self) -> list[str]:
        """What the welcome must say in plain sight: keys of the texts."""
        notes = ["no_camera"] if self.stand_in else []
        if not (self.lock.network and self.lock.files):
            notes.append("not_enforced")
        elif not self.test.passed:
            notes.append("self_test_failed")
        if self.keeper.failures > 1:
            notes.append("room_trouble")
        return notes

    def show(self, scene: Scene) -> None:
        """Change the scene."""
        self.scene.leave(self)
        self.scene = scene
        self.focus.clear(self.now)
        self._dirty = True

    def welcome(self) -> None:
        """Back to the welcome, in the language it starts in; a class keeps its own."""
        if not self.school:
            self.language = self.words.languages.index(self.order.settings.visit.language)
        if self.order.visits and self.visits >= self.order.visits:
            self.closing = True
        self.show(self._home())

    def speak(self, language: int) -> None:
        """Change the language."""
        self.language = language
        self._dirty = True

    def begin(self, choice: Choice, short: bool = False) -> None:
        """Yes was said: a room for this visitor."""
        self.await_spare()
        self.show(Visiting(self, choice, short))

    def await_spare(self) -> None:
        """Where time is handed in, wait until the spare has loaded."""
        if self.keeper.spare:
            self.time.await_ready(self.keeper.spare, self.now)

    def ended(self, visit: Visit, ending: Ending, step: int, counted: bool = True) -> None:
        """A visit is over and wiped: its receipt is shown."""
        self.show(after(self.record(visit, ending, step, counted), self.now))

    def record(
        self, visit: Visit, ending: Ending, step: int, counted: bool = True
    ) -> receipt.Receipt:
        """Write the receipt of a visit that is wiped, and one line of codes if it counts."""
        self.visits += counted
        assert visit.wiped
        ours = receipt.locked(self.lock, self.test)
        theirs = receipt.Locked(visit.room.parts, visit.room.test)
        paper = receipt.write_receipt(ending, visit.wiped, ours, theirs)
        self.unclean += not paper.clean
        codes = f"visit={self.visits} ending={int(ending)} step={step} language={self.language}"
        if self.order.settings.visit.counters and counted:
            say(f"exhibit {codes} clean={int(paper.clean)}")
        if self.rehearsal:
            self.rehearsal.tell_receipt(paper)
        return paper

    def full_screen(self) -> None:
        """Between window and whole screen; a spare of the old size is of no use."""
        self.display.toggle()
        self._resized()

    def _resize(self, action: Action) -> None:
        """The window manager gave the window another size."""
        self.display.resized()
        if (action.x, action.y) != self.keeper.size:
            self.scene.act(self, action)  # a visit ends: its canvas has the old size
            self._resized()

    def _resized(self) -> None:
        self.keeper.dismiss()
        self.keeper.size = self.display.size
        self._dirty = True

    def look_for_cameras(self) -> None:
        """Where cameras matter, end when they are others than at the start: see door.run."""
        live = self.order.source == "auto" or self.source is SourceKind.CAMERA
        if not live or self.now - self._cameras_at < _CAMERAS_EVERY:
            return
        self._cameras_at = self.now
        if devices.plugged() != self._plugged:
            self.exit_code, self.closing = CAMERAS_CHANGED, True
