"""What is for staff: a code, a menu behind it, and the station asleep outside opening hours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exhibit.lobby import screen_staff
from exhibit.lobby.corner import Corner
from exhibit.lobby.input import Act, Action
from exhibit.lobby.scenes import Scene, Welcome
from exhibit.lobby.visiting import Visiting
from exhibit.messages import Choice, Ending
from exhibit.page.page import Page

if TYPE_CHECKING:
    from exhibit.lobby.loop import Lobby

_PATIENCE = 30.0  # seconds without a key
_TRIES = 3
_TURNING = 300.0  # seconds for which nobody is asked "still there?" while the camera is framed
_LOCKED = 30.0  # seconds after so many wrong codes


@dataclass
class Tries:
    """Wrong codes, kept by the lobby: who leaves the screen and comes back has no three more."""

    wrong: int = 0
    locked_until: float = 0.0

    def miss(self, now: float) -> None:
        """One more; after so many no code is taken for a while."""
        self.wrong += 1
        if self.wrong % _TRIES == 0:
            self.locked_until = now + _LOCKED


class Code(Scene):
    """Asks for the code of the settings; three wrong ones, and it takes none for a while."""

    def __init__(self, now: float, tries: Tries) -> None:
        super().__init__(now)
        self.typed = ""
        self.wrong = False  # the last one on this screen
        self._tries = tries
        self._touched = now

    def act(self, lobby: Lobby, action: Action) -> None:
        """Digits type; back and leave go back."""
        self._touched = lobby.now
        if action.act is Act.CHOOSE:
            return self._type(lobby, str(action.number))
        if action.act in (Act.BACK, Act.LEAVE):
            return lobby.welcome()
        return super().act(lobby, action)

    def press(self, lobby: Lobby, name: str) -> None:
        """A digit on the screen, or back."""
        kind, _, digit = name.partition(":")
        if kind == "digit":
            return self._type(lobby, digit)
        if name == "back":
            return lobby.welcome()
        return super().press(lobby, name)

    def locked(self, now: float) -> float:
        """For how many more seconds no code is taken."""
        return max(0.0, self._tries.locked_until - now)

    def _type(self, lobby: Lobby, digit: str) -> None:
        """One more digit; the last one decides."""
        pin = lobby.order.settings.staff.pin
        if self.locked(lobby.now):
            return None
        self.typed += digit
        if len(self.typed) < len(pin):
            return None
        right, self.typed = self.typed == pin, ""
        if right:
            self._tries.wrong = 0
            return lobby.show(Menu(lobby.now))
        self.wrong = True
        self._tries.miss(lobby.now)
        return None

    def tick(self, lobby: Lobby) -> bool:
        """Nobody types: back to the welcome."""
        if lobby.now - max(self._touched, self._tries.locked_until) > _PATIENCE:
            lobby.welcome()
        return self._tries.wrong > 0

    def draw(self, lobby: Lobby, page: Page) -> None:
        """Digits, and how many have been typed."""
        length = len(lobby.order.settings.staff.pin)
        waits = self.locked(lobby.now)
        screen_staff.code(page, len(self.typed), length, self.wrong, waits)


class Menu(Scene):
    """What staff may do: see how the station is, frame the camera, sleep, close."""

    def act(self, lobby: Lobby, action: Action) -> None:
        """Back and leave go back."""
        if action.act in (Act.BACK, Act.LEAVE):
            return lobby.welcome()
        return super().act(lobby, action)

    def press(self, lobby: Lobby, name: str) -> None:
        """Close, sleep, frame the camera, or back."""
        match name:
            case "close":
                lobby.closing = True
            case "sleep":
                lobby.keeper.dismiss()
                lobby.show(Asleep(lobby.now, ordered=True))
            case "calibrate":
                lobby.await_spare()
                lobby.show(Calibrating(lobby, Choice.CALIBRATE))
            case "back":
                lobby.welcome()
            case _:
                super().press(lobby, name)

    def tick(self, lobby: Lobby) -> bool:
        """Staff went away: back to the welcome."""
        if lobby.now - self.since > 4 * _PATIENCE:
            lobby.welcome()
        return False

    def draw(self, lobby: Lobby, page: Page) -> None:
        """How the station is, and what may be done."""
        screen_staff.menu(page, lobby.notes(), lobby.visits, lobby.unclean)


class Calibrating(Visiting):
    """The camera's picture for staff. It ends, and is deleted, as a visit; it is not counted."""

    def _asked(self, lobby: Lobby) -> float:
        """Whoever turns a camera has no hand free."""
        return max(0.0, lobby.now - self.touched_at - _TURNING)

    def end(self, lobby: Lobby, ending: Ending) -> None:
        """Kill, wipe, blacken; then the receipt."""
        self._ends.close()
        lobby.display.black()
        lobby.ended(self.visit, ending, 0, counted=False)


class Asleep(Scene):
    """Closed: a dark picture, no room, no camera. Staff or the opening hour wake it."""

    warm = False

    def __init__(self, now: float, ordered: bool = False) -> None:
        super().__init__(now)
        self.ordered = ordered  # by staff: then only staff wake it
        self._corner = Corner()

    def act(self, lobby: Lobby, action: Action) -> None:
        """Only the corner is heard."""
        self._corner.act(action, lobby.display.size, lobby.now)

    def tick(self, lobby: Lobby) -> bool:
        """Wake when it is time."""
        if self._corner.held(lobby.now):
            lobby.staff()
        elif not self.ordered and lobby.open:
            lobby.show(Welcome(lobby.now))
        return False

    def draw(self, lobby: Lobby, page: Page) -> None:
        """Dark, with one quiet line."""
        screen_staff.asleep(page, lobby.order.settings.hours.opens)
