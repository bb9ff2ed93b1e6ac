"""A visit that a teacher drives: jump, pause, hide, larger text, votes, and the lesson's time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exhibit.lobby import screen_class
from exhibit.lobby.class_scenes import school_of
from exhibit.lobby.input import Act, Action
from exhibit.lobby.visiting import Visiting
from exhibit.lobby.vote import Counting
from exhibit.messages import Choice, Ending, To, Vote
from exhibit.page.page import Page

if TYPE_CHECKING:
    from exhibit.lobby.loop import Lobby

_TYPING = 1.5  # seconds for a second digit of a step's number
_ALONE = 600.0  # seconds without a key after which an open camera asks whether anybody is there


class Teaching(Visiting):
    """A lesson, or a bench of it. Everything ends, and is deleted, as in any visit."""

    hold_words = "class.hold"

    def __init__(
        self, lobby: Lobby, choice: Choice, at: int = 0, bench: str = "", grown: bool = False
    ) -> None:
        super().__init__(lobby, choice)
        self.choice, self.bench, self.grown = choice, bench, grown
        self.paused = self.hidden = False
        self.counting: Counting | None = None
        self.typed = ""
        self._typed_at = 0.0
        if at:
            self.room.say(To.JUMP, at)
        for which, (hands, of) in school_of(lobby).votes.items():
            self.room.say(To.VOTE, which, hands, of)

    def act(self, lobby: Lobby, action: Action) -> None:
        """A teacher's keys first; what is left is as in any visit."""
        if self.counting:
            self.touched_at = lobby.now
            return self._count(lobby, self.counting, action)
        if not action.down:
            return super().act(lobby, action)
        match action.act:
            case Act.HIDE:
                self.hidden = not self.hidden
            case Act.PAUSE:
                self._pause(not self.paused)
            case Act.VOTE:
                self.counting = self._vote(lobby)
            case Act.CHOOSE if self.bench:  # there a number is a control's, Next being 0
                self.room.say(To.CHOOSE, action.number + 1)
            case Act.CHOOSE:
                self._type(lobby, action.number)
            case Act.FIRST:
                self._jump(0)
            case Act.LAST:
                self._jump(self.room.steps - 1)
            case Act.LARGER | Act.SMALLER:
                self._grow(lobby, 1 if action.act is Act.LARGER else -1)
            case _:
                super().act(lobby, action)
        self.touched_at = lobby.now

    def _pause(self, paused: bool) -> None:
        """Look no more for now; what was seen last stays on screen."""
        self.paused = paused
        self.room.say(To.PAUSE, int(paused))

    def _jump(self, step: int) -> None:
        """To a step by its number from 0."""
        self.typed = ""
        if 0 <= step < self.room.steps:
            self.room.say(To.JUMP, step)

    def _type(self, lobby: Lobby, digit: int) -> None:
        """One more digit of a step's number; it goes when no more can follow."""
        self.typed, self._typed_at = self.typed + str(digit), lobby.now
        if int(self.typed) * 10 > self.room.steps or len(self.typed) > 1:
            self._jump(int(self.typed) - 1)

    def _vote(self, lobby: Lobby) -> Counting:
        """The next vote to be entered."""
        votes = school_of(lobby).votes
        before = votes.get(Vote.BEFORE)
        return Counting(Vote.AFTER if before else Vote.BEFORE, before[1] if before else 0)

    def _count(self, lobby: Lobby, counting: Counting, action: Action) -> None:
        """A vote is being entered; Esc gives it up, and any key closes what it came to."""
        if action.act is Act.QUIT or not action.down:
            return
        if counting.done or action.act is Act.LEAVE:
            self.counting = None
            return
        counting.act(action)
        if counting.done and counting.hands is not None:
            school_of(lobby).votes[counting.which] = (counting.hands, counting.of)
            self.room.say(To.VOTE, counting.which, counting.hands, counting.of)

    def _grow(self, lobby: Lobby, by: int) -> None:
        """Another size of text: this room is deleted, and another made at the same step."""
        if school_of(lobby).grow(lobby, by):
            at = self.room.step
            self._ends.close()
            lobby.display.black()
            lobby.record(self.visit, Ending.RESIZED, at)
            lobby.show(Teaching(lobby, self.choice, at, self.bench, grown=True))

    def tick(self, lobby: Lobby) -> bool:
        """As any visit; and the teacher's notes are told."""
        if self.typed and lobby.now - self._typed_at > _TYPING:
            self._jump(int(self.typed) - 1)
        changed = super().tick(lobby)
        if not self.bench:
            school_of(lobby).tell(self.room.step, lobby.now)
        return changed or self.counting is not None

    def _asked(self, lobby: Lobby) -> float:
        """The actor waits for ever; an open camera, for ten minutes without a key."""
        if self.choice is Choice.ACTOR:
            return 0.0
        return max(0.0, lobby.now - self.touched_at - _ALONE)

    def draw(self, lobby: Lobby, page: Page) -> None:
        """As any visit, or a blank page; the time left, and what is being entered."""
        school = school_of(lobby)
        if self.hidden:
            screen_class.hidden(page, self.choice is Choice.CLASS)
        else:
            if self.room.pictures:
                super().draw(lobby, page)
            elif self.grown:
                screen_class.grown(page)
            else:
                super().draw(lobby, page)
            screen_class.clock(page, school.plan, school.left(lobby.now), self.bench)
        if self.paused and not self.hidden:
            screen_class.note(page, page.text("class.paused"))
        if self.typed:
            screen_class.note(page, page.text("class.jump", number=int(self.typed)))
        if self.counting:
            screen_class.counting(page, self.counting, school.votes)

    def end(self, lobby: Lobby, ending: Ending) -> None:
        """As any visit; silence may be the doing of a step of one's own."""
        if ending is Ending.SILENT:
            school_of(lobby).blame(self.room.step)
        super().end(lobby, ending)
