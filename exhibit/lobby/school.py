"""What a class needs of the lobby: plan, time, votes, larger text, benches, teacher's notes."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from exhibit.lesson import BENCHES, Phase, phase
from exhibit.lobby.teacher import Teacher
from exhibit.messages import Vote
from exhibit.orders import LobbyOrder, NotesOrder
from exhibit.page.words import Words
from exhibit.settings import Settings

if TYPE_CHECKING:
    from exhibit.lobby.loop import Lobby

_SIZES = (0.8, 1.0, 1.15, 1.3, 1.6)  # of text, chosen by + and -


@dataclass
class School:
    """One lesson. It knows counts and minutes, and nothing of anybody."""

    plan: int
    steps: tuple[str, ...]
    own: tuple[str, ...] = ()  # those of them that pupils wrote
    teacher: Teacher = field(default_factory=Teacher)
    first: str = ""  # a bench to open on
    began: float | None = None
    votes: dict[Vote, tuple[int, int]] = field(default_factory=dict)

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

    def open_notes(self, lobby: Lobby, again: bool = True) -> None:
        """Have the notes of this plan shown, in the language of now; anew, or if there are none."""
        if again or not self.teacher.opened:
            self.teacher.close()
            language = lobby.words.languages[lobby.language]
            folders = lobby.order.settings.visit.step_folders
            where = lobby.order.notes
            order = NotesOrder(0, where, language, self.plan, self.steps, folders)
            self.teacher.open(order)

    def tell(self, step: int, now: float) -> None:
        """Step and minutes, for the teacher's notes."""
        self.teacher.tell(step, self.left(now))

    def blame(self, step: int) -> None:
        """Say on the terminal which of the pupils' steps may have fallen silent."""
        near = [each for each in self.steps[step : step + 2] if each in self.own]
        if near:
            print(
                f"exhibit: the step {' or '.join(near)} gave no answer for two seconds: "
                "is there a loop in it that never ends?",
                file=sys.stderr, flush=True,
            )  # fmt: skip

    def grow(self, lobby: Lobby, by: int) -> bool:
        """Another size of text for every page and room from now on; whether there is one."""
        text = lobby.order.settings.screen.text
        sizes = [each for each in _SIZES if (each - text) * by > 1e-6]
        if not sizes:
            return False
        size = min(sizes) if by > 0 else max(sizes)
        lobby.order = replace(lobby.order, settings=_sized(lobby.order.settings, size))
        order = lobby.keeper.order
        lobby.keeper.order = replace(order, settings=_sized(order.settings, size))
        lobby.keeper.dismiss()
        lobby.page = None
        return True

    def sit(self, lobby: Lobby, bench: str = "") -> None:
        """Have the next rooms run one bench, or the whole lesson."""
        steps = (BENCHES[bench].step, "delete") if bench else self.steps
        order = lobby.keeper.order
        visit = replace(order.settings.visit, steps=steps)
        told = replace(order, settings=replace(order.settings, visit=visit), try_it=bench)
        if told != order:
            lobby.keeper.order = told
            lobby.keeper.dismiss()


def school_for(order: LobbyOrder, words: Words) -> School | None:
    """What a class needs, if this is one."""
    if not order.lesson:
        return None
    steps = tuple(order.settings.visit.steps or words.step_names)
    theirs = Words.load().step_names
    own = tuple(each for each in steps if each not in theirs)
    return School(order.lesson, steps, own, first=order.try_it)


def _sized(settings: Settings, text: float) -> Settings:
    """The same settings with another size of text."""
    return replace(settings, screen=replace(settings.screen, text=text))
