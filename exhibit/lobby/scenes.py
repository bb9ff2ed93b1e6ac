"""The lobby's scenes: welcome, choice, trouble, receipt, take-away; visiting.py has the visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exhibit.lobby import screens
from exhibit.lobby.attract import LINKS, Pose, pose
from exhibit.lobby.corner import Corner
from exhibit.lobby.input import Act, Action
from exhibit.lobby.receipt import Receipt
from exhibit.messages import Choice, Ending
from exhibit.page.page import Page

if TYPE_CHECKING:
    from exhibit.lobby.loop import Lobby

_TROUBLE_SECONDS = 12.0
_CAMERA_TROUBLES = (
    Ending.CAMERA_MISSING,
    Ending.CAMERA_BUSY,
    Ending.CAMERA_FROZEN,
    Ending.CAMERA_BLACK,
)
_TROUBLES = (*_CAMERA_TROUBLES, Ending.SILENT, Ending.CRASHED)
CHOICES = (Choice.EVERYTHING, Choice.NO_NUMBER, Choice.ACTOR)  # the visitor's


class Scene:
    """One thing the lobby shows: it draws, and it answers what people do."""

    warm = True  # a spare room may be started while this is shown

    def __init__(self, now: float) -> None:
        self.since = now
        self.touches: list[tuple[str, tuple[int, int, int, int]]] = []

    def act(self, lobby: Lobby, action: Action) -> None:
        """Answer an action; touches become presses of what lies under them."""
        if action.act is Act.POINT and action.down and not action.moved:
            for name, (x, y, width, height) in reversed(self.touches):
                if x <= action.x < x + width and y <= action.y < y + height:
                    return self.press(lobby, name)
        if action.act is Act.PRESS and action.down:
            return self.press(lobby, self.things[lobby.focus.at - 1])
        if action.act is Act.LANGUAGE and action.down:
            lobby.speak((lobby.language + 1) % len(lobby.words.languages))
        return None

    @property
    def things(self) -> list[str]:
        """Names of what may be pressed, in the order drawn."""
        return list(dict(self.touches))

    @property
    def count(self) -> int:
        """How many things the focus may be on."""
        return len(self.things)

    def show_focus(self, lobby: Lobby) -> None:
        """The focus has moved; only a visit has somebody to tell."""

    def awake(self, now: float) -> None:
        """Somebody is there: the focus was moved."""

    def focused(self, lobby: Lobby) -> str:
        """The name of our own thing in focus, or nothing."""
        return self.things[lobby.focus.at - 1] if lobby.focus.at else ""

    def press(self, lobby: Lobby, name: str) -> None:
        """Answer a press of a named touchable; every scene knows the languages."""
        kind, _, code = name.partition(":")
        if kind == "language":
            lobby.speak(lobby.words.languages.index(code))

    def tick(self, lobby: Lobby) -> bool:
        """Let time pass; whether the picture has changed."""
        return False

    def draw(self, lobby: Lobby, page: Page) -> None:
        """Draw the whole picture."""
        raise NotImplementedError

    def excuse(self, now: float) -> None:
        """The lobby itself was held up: nobody was silent or idle meanwhile."""

    def leave(self, lobby: Lobby) -> None:
        """Tidy up; called once, whatever happens."""


class Welcome(Scene):
    """The camera is closed; nobody is looking."""

    def __init__(self, now: float) -> None:
        super().__init__(now)
        self._corner = Corner()
        self._pose = Pose()

    def act(self, lobby: Lobby, action: Action) -> None:
        """Next begins; a long press in the corner is for staff."""
        self._corner.act(action, lobby.display.size, lobby.now)
        if action.act is Act.NEXT and action.down:
            return self.press(lobby, "begin")
        if action.act is Act.FULL_SCREEN:
            return lobby.full_screen()
        return super().act(lobby, action)

    def press(self, lobby: Lobby, name: str) -> None:
        """Begin, or another language."""
        if name in ("begin", "short"):
            return lobby.show(Choosing(lobby.now, name == "short"))
        return super().press(lobby, name)

    def tick(self, lobby: Lobby) -> bool:
        """A camera that came or went needs another lock, and so another lobby."""
        lobby.look_for_cameras()
        if self._corner.held(lobby.now):
            lobby.staff()
        elif not lobby.open:
            lobby.sleep()
        before, still = self._pose, lobby.order.settings.screen.reduced_motion
        self._pose = pose(lobby.now - self.since, len(LINKS), still)
        return self._pose != before

    def draw(self, lobby: Lobby, page: Page) -> None:
        """The welcome."""
        short = bool(lobby.order.settings.visit.short_steps)
        screens.welcome(page, lobby.words.languages, lobby.notes(), short, self._pose)


class Choosing(Scene):
    """Consent, by button only."""

    _PATIENCE = 60.0

    def __init__(self, now: float, short: bool = False) -> None:
        """short: by the short path."""
        super().__init__(now)
        self.short = short

    def act(self, lobby: Lobby, action: Action) -> None:
        """A number chooses; back and leave go back. Next alone chooses nothing."""
        if action.act is Act.CHOOSE and action.number in CHOICES:
            return self.press(lobby, f"choice:{action.number}")
        if action.act in (Act.BACK, Act.LEAVE):
            return self.press(lobby, "back")
        return super().act(lobby, action)

    def press(self, lobby: Lobby, name: str) -> None:
        """One of the choices, or back."""
        if name == "back":
            return lobby.welcome()
        kind, _, number = name.partition(":")
        if kind == "choice":
            return lobby.begin(Choice(int(number)), self.short)
        return super().press(lobby, name)

    def tick(self, lobby: Lobby) -> bool:
        """Nobody chose: back to the welcome."""
        if lobby.now - self.since > self._PATIENCE:
            lobby.welcome()
        return False

    def draw(self, lobby: Lobby, page: Page) -> None:
        """The three choices."""
        screens.choice(page, lobby.source, bool(lobby.order.settings.camera.second))


class Closing(Scene):
    """What comes after a visit: each scene knows the receipt."""

    def __init__(self, now: float, receipt: Receipt) -> None:
        super().__init__(now)
        self.receipt = receipt

    def act(self, lobby: Lobby, action: Action) -> None:
        """Every act but a touch goes on to what comes next."""
        if action.act in (Act.NEXT, Act.BACK, Act.LEAVE) and action.down:
            # A key still held from the delete-hold must not close the receipt at once.
            if lobby.now - self.since > 1.0:
                self.onward(lobby)
            return None
        return super().act(lobby, action)

    def onward(self, lobby: Lobby) -> None:
        """What comes next."""
        lobby.welcome()

    def press(self, lobby: Lobby, name: str) -> None:
        """Done, or the take-away, or the receipt again."""
        if name == "done":
            return lobby.welcome()
        if name == "take_away":
            return lobby.show(TakeAway(lobby.now, self.receipt))
        if name == "receipt":
            return lobby.show(Shown(lobby.now, self.receipt))
        return super().press(lobby, name)

    def tick(self, lobby: Lobby) -> bool:
        """Nobody is there any more."""
        if lobby.now - self.since > lobby.order.settings.visit.receipt_seconds:
            lobby.welcome()
        return False


class Shown(Closing):
    """The receipt."""

    def draw(self, lobby: Lobby, page: Page) -> None:
        """Every line with its mark."""
        screens.receipt(page, self.receipt)


class Trouble(Closing):
    """Something went wrong; it was deleted all the same."""

    def onward(self, lobby: Lobby) -> None:
        """The receipt."""
        lobby.show(Shown(lobby.now, self.receipt))

    def tick(self, lobby: Lobby) -> bool:
        """The receipt follows by itself."""
        if lobby.now - self.since > _TROUBLE_SECONDS:
            self.onward(lobby)
        return False

    def draw(self, lobby: Lobby, page: Page) -> None:
        """One friendly sentence."""
        screens.trouble(page, self.receipt.ending)


class TakeAway(Closing):
    """The code to take along."""

    def onward(self, lobby: Lobby) -> None:
        """Back to the receipt."""
        lobby.show(Shown(lobby.now, self.receipt))

    def draw(self, lobby: Lobby, page: Page) -> None:
        """The code and what it holds."""
        screens.take_away(page)


def after(receipt: Receipt, now: float) -> Scene:
    """The scene that follows a visit."""
    return (Trouble if receipt.ending in _TROUBLES else Shown)(now, receipt)
