"""What a class needs of the lobby: plan, time, votes, larger text, and the teacher's notes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from exhibit.lesson import BENCHES, Phase, phase
from exhibit.lobby.teacher import Teacher
from exhibit.messages import SourceKind, Vote

if TYPE_CHECKING:
    from exhibit.lobby.loop import Lobby

_SIZES = (1.0, 1.15, 1.3, 1.6)  # of text, chosen by + and -


@dataclass
class School:
    """One lesson. It knows counts and minutes, and nothing of anybody."""

    plan: int
    teacher: Teacher
    began: float | None = None
    votes: dict[Vote, tuple[int, int]] = field(default_factory=dict)
    warned: bool = False
    _size: int = 0

    def begin(self, now: float) -> None:
        """The lesson's time runs from the first visit on."""
        if self.began is None:
            self.began = now

    def choose(self, plan: int) -> None:
        """Another plan; its time begins anew."""
        self.plan, self.began = plan, None

    def left(self, now: float) -> int:
        """Whole minutes left of the plan, a begun one counted."""
        gone = 0.0 if self.began is None else now - self.began
        return max(0, self.plan - int(gone // 60))

    def phase(self, now: float) -> Phase:
        """Where the lesson is, by its plan."""
        return phase(self.plan, self.left(now))

    def tell(self, step: int, now: float) -> None:
        """Step and minutes, for the teacher's notes."""
        self.teacher.tell(step, self.left(now))

    def grow(self, lobby: Lobby, by: int) -> bool:
        """Another size of text for every page and room from now on; whether there is one."""
        size = min(len(_SIZES) - 1, max(0, self._size + by))
        if size == self._size:
            return False
        self._size = size
        screen = replace(lobby.order.settings.screen, text=_SIZES[size])
        self._set(lobby, replace(lobby.order.settings, screen=screen))
        lobby.page = None
        return True

    def sit(self, lobby: Lobby, bench: str) -> None:
        """Have the next rooms run one bench, or the whole lesson for ""."""
        steps = lobby.school_steps if not bench else (BENCHES[bench].step, "delete")
        order = lobby.keeper.order
        settings = replace(order.settings, visit=replace(order.settings.visit, steps=steps))
        if (order.try_it, order.settings) != (bench, settings):
            lobby.keeper.order = replace(order, settings=settings, try_it=bench)
            lobby.keeper.dismiss()

    @staticmethod
    def _set(lobby: Lobby, settings: object) -> None:
        raise NotImplementedError

    def live(self, lobby: Lobby) -> bool:
        """Whether something other than the actor may be looked at, if the teacher says so."""
        return lobby.source is not SourceKind.ACTOR
