"""A vote by show of hands: two counts that the teacher types, before and after."""

from dataclasses import dataclass, field

from exhibit.lobby.input import Act, Action
from exhibit.messages import Vote

_MOST = 99


@dataclass
class Counting:
    """A vote being entered: first the hands, then of how many; then it is shown.

    which: before or after. typed: digits so far. hands: those that went up. done: both are there.
    """

    which: Vote
    of: int = 0  # known from the first vote, or still to be typed
    typed: str = ""
    hands: int | None = None
    done: bool = False
    wrong: bool = field(default=False)

    def act(self, action: Action) -> None:
        """A digit, a rubber, or enter."""
        if action.act is Act.CHOOSE and len(self.typed) < 2:
            self.typed, self.wrong = self.typed + str(action.number), False
        elif action.act is Act.BACK:
            self.typed = self.typed[:-1]
        elif action.act is Act.VOTE and not self.typed and self.hands is None:
            self.which = Vote.AFTER if self.which is Vote.BEFORE else Vote.BEFORE
        elif action.act in (Act.NEXT, Act.PRESS) and action.down:
            self._enter()

    def _enter(self) -> None:
        """Take what was typed, if it can be."""
        number = int(self.typed) if self.typed else self.of if self.hands is not None else None
        self.typed = ""
        if number is None:
            return
        if self.hands is None:
            self.hands = number
            return
        self.wrong = not 0 < number <= _MOST or self.hands > number
        if self.wrong:
            self.hands = None
        else:
            self.of, self.done = number, True
