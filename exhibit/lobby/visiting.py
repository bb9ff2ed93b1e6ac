"""The visit as the lobby lives it: it shows the canvas, passes touches on, and ends it."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from exhibit.lobby import screens
from exhibit.lobby.hold import Hold
from exhibit.lobby.input import Act, Action
from exhibit.lobby.scenes import Scene
from exhibit.messages import Choice, Ending, Phase, SourceKind, To
from exhibit.page.motion import eased
from exhibit.page.page import Page

if TYPE_CHECKING:
    from exhibit.lobby.keeper import Visit
    from exhibit.lobby.loop import Lobby

SILENCE = 2.0  # seconds without a word from a room that has begun to draw
_BIRTH = 25.0  # seconds for a cold room and a slow camera
_EYE = 0.7  # seconds the eye takes to open


class Visiting(Scene):
    """One visit. Leave and the delete-hold are answered here, whatever the room does."""

    warm = False
    hold_words = "hold.words"

    def __init__(self, lobby: Lobby, choice: Choice, short: bool = False) -> None:
        super().__init__(lobby.now)
        self._ends = ExitStack()
        self.visit: Visit = self._ends.enter_context(lobby.keeper.visit(lobby.now))
        self.room = self.visit.room
        self.room.heard = lobby.now
        self.room.say(To.BEGIN, choice, lobby.language, int(short))
        self._source = SourceKind.ACTOR if choice is Choice.ACTOR else lobby.source
        self.hold = Hold(lobby.order.settings.visit.hold_seconds)
        self.touched_at = lobby.now
        self._shown = 0
        self._step = 0
        self._steps_reached = 0

    def act(self, lobby: Lobby, action: Action) -> None:
        """Leave and hold are ours; everything else is the room's."""
        self.touched_at = lobby.now
        if action.act is Act.LEAVE:
            return self.end(lobby, Ending.LEFT)
        if action.act is Act.RESIZE:
            return self.end(lobby, Ending.RESIZED)
        if action.act is Act.POINT:
            return self._point(lobby, action)
        if action.act is Act.PRESS:
            return self._press(lobby, action)
        if action.act is Act.NEXT and self.room.deleting:
            return self._hold(lobby, action.down)
        if action.act is Act.LANGUAGE:
            return self._speak(lobby) if action.down else None
        if action.down:
            self._pass_on(action)
        return None

    @property
    def count(self) -> int:
        """The room's things come first, then our own: stay, leave, hold."""
        return self._theirs + len(self.things)

    @property
    def _theirs(self) -> int:
        """How many of the room's things can be reached; none behind a question."""
        return 0 if "stay" in self.things else self.room.things

    def focused(self, lobby: Lobby) -> str:
        """The name of our own thing in focus, or nothing."""
        own = lobby.focus.at - self._theirs
        return self.things[own - 1] if own > 0 else ""

    def _press(self, lobby: Lobby, action: Action) -> None:
        """The key or switch that presses: our thing in focus, or the room's."""
        own = self.focused(lobby)
        if self.room.deleting and (lobby.focus.scan or own not in ("leave", "speak")):
            self._hold(lobby, action.down)
        elif action.down and own == "leave":
            self.end(lobby, Ending.LEFT)
        elif action.down and own == "speak":
            self._speak(lobby)
        elif action.down and lobby.focus.at and not own:
            self.room.say(To.CHOOSE, lobby.focus.at)

    def awake(self, now: float) -> None:
        """Somebody is there: the focus was moved."""
        self.touched_at = now

    def show_focus(self, lobby: Lobby) -> None:
        """Tell the room which of its things is in focus."""
        theirs = lobby.focus.at if lobby.focus.at <= self._theirs else 0
        self.room.say(To.FOCUS, theirs)

    def _speak(self, lobby: Lobby) -> None:
        """On to the next language, here and in the room."""
        lobby.speak((lobby.language + 1) % len(lobby.words.languages))
        self.room.say(To.LANGUAGE, lobby.language)

    def _pass_on(self, action: Action) -> None:
        """Next, back and choose go to the room."""
        match action.act:
            case Act.NEXT:
                self.room.say(To.NEXT)
            case Act.BACK:
                self.room.say(To.BACK)
            case Act.CHOOSE:
                self.room.say(To.CHOOSE, action.number)

    def _point(self, lobby: Lobby, action: Action) -> None:
        """A touch: on Leave, on the hold button, or the room's."""
        under = [
            name
            for name, (x, y, width, height) in self.touches
            if x <= action.x < x + width and y <= action.y < y + height
        ]
        if not action.down or (self.hold.pressed and "hold" not in under):
            self._hold(lobby, False)
        elif "leave" in under and not action.moved:
            return self.end(lobby, Ending.LEFT)
        elif "stay" in under:
            return None
        elif "speak" in under:
            return self._speak(lobby) if action.down and not action.moved else None
        elif "hold" in under:
            return self._hold(lobby, True)
        phase = Phase.MOVE if action.moved else Phase.DOWN if action.down else Phase.UP
        self.room.say(To.POINT, min(action.x, 32767), min(action.y, 32767), phase)
        return None

    def _hold(self, lobby: Lobby, down: bool) -> None:
        """The delete-hold begins or pauses."""
        (self.hold.press if down else self.hold.release)(lobby.now)

    def tick(self, lobby: Lobby) -> bool:
        """Hear the room, watch the clock, end the visit when it is time."""
        lobby.time.drive(self.room, lobby.now - self.since)
        self.room.listen(lobby.now)
        if self.room.step != self._step:
            self._step = self.room.step
            lobby.unfocus()
        self._steps_reached = max(self._steps_reached, self.room.step)
        if not self.room.deleting and self.hold.pressed:
            self._hold(lobby, False)
        held = self.hold.progress(lobby.now)
        if self.hold.pressed:
            self.room.say(To.HELD, int(held * 1000))
        ending = self._ending(lobby, held)
        if ending is not None:
            self.end(lobby, ending)
            return True
        changed = self.room.pictures != self._shown
        self._shown = self.room.pictures
        return changed or self.hold.pressed or not self.room.pictures or self._asked(lobby) > 0

    def _ending(self, lobby: Lobby, held: float) -> Ending | None:
        """Why the visit should end now, if it should."""
        if held >= 1:
            return Ending.HELD_DELETE
        if self.room.ending is not None:
            return self.room.ending
        patience = SILENCE if self.room.pictures else _BIRTH
        if lobby.now - self.room.heard > patience:
            return Ending.SILENT
        if self._asked(lobby) > lobby.order.settings.visit.question_seconds:
            return Ending.IDLE
        return None

    def _asked(self, lobby: Lobby) -> float:
        """For how many seconds "still there?" has been on; 0 while it is not."""
        idle = lobby.now - self.touched_at - lobby.order.settings.visit.idle_seconds
        return max(0.0, idle)

    def draw(self, lobby: Lobby, page: Page) -> None:
        """The canvas as it is, our strip over it."""
        picture = self.room.picture()
        if picture is None:
            still = lobby.order.settings.screen.reduced_motion
            openness = 1.0 if still else eased((lobby.now - self.since) / _EYE)
            screens.opening_eye(page, openness, self._source)
        else:
            page.surface.blit(picture, (0, 0))
            if self.room.deleting:
                screens.hold(page, self.hold.progress(lobby.now), self.hold_words)
        screens.leave_strip(page)
        asked = self._asked(lobby)
        if asked > 0:
            left = lobby.order.settings.visit.question_seconds - asked
            screens.still_there(page, int(left) + 1)

    def end(self, lobby: Lobby, ending: Ending) -> None:
        """Kill, wipe, blacken; then the receipt."""
        step = self._steps_reached
        self._ends.close()
        lobby.display.black()
        assert self.visit.wiped
        lobby.ended(self.visit, ending, step)

    def excuse(self, now: float) -> None:
        """The room could not be heard; its silence counts from here."""
        self.room.heard = now

    def leave(self, lobby: Lobby) -> None:
        """The scene goes, by whatever way: so does the room."""
        self._ends.close()
