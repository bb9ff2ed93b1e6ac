"""What the notes say of a step at a minute: from the same texts as the printed sheet."""

import re
from dataclasses import dataclass
from pathlib import Path

from exhibit.lesson import phase
from exhibit.orders import NotesOrder
from exhibit.page.words import FIRST, Words
from exhibit.paths import ASSETS, TEXT

KIT_TEXT = ASSETS / "kit" / "text"
# Numbers that these texts name; a test compares them with the program's.
FIELDS = {"threshold": 0.6, "right": 95.0, "hold": 3.0}

_CITED = re.compile(r"(?: @[a-z0-9-]+)+")


@dataclass(frozen=True)
class Said:
    """The notes of one moment: what stands on screen, what to ask, what usually goes wrong.

    ahead: the next step, "" at the last. phase, phase_ask: of the plan; phase_left: minutes.
    """

    number: int
    count: int
    title: str
    ahead: str
    ask: str
    wrong: str
    phase: str
    phase_ask: str
    phase_wrong: str
    phase_left: int
    left: int


class Notes:
    """Every text the notes may show, in one language; the kit's first language where it lacks."""

    def __init__(self, order: NotesOrder) -> None:
        self.order = order
        own = [Path(each) for each in order.step_folders]
        self.words = Words.load(TEXT, own)
        self.kit = Words.load(KIT_TEXT)
        self.language = order.language
        self._kit_language = order.language if order.language in self.kit.languages else FIRST

    def at(self, step: int, left: int) -> Said:
        """What to say of a step, by its number from 0, with so many minutes left."""
        steps = self.order.steps
        name = steps[min(step, len(steps) - 1)]
        ahead = steps[step + 1] if step + 1 < len(steps) else ""
        now = phase(self.order.plan, min(left, self.order.plan))
        return Said(
            number=step + 1,
            count=len(steps),
            title=self.title(name),
            ahead=self.title(ahead) if ahead else "",
            ask=self._of(f"step.{name}.ask", "class.notes.own_ask"),
            wrong=self._of(f"step.{name}.wrong", "class.notes.own_wrong"),
            phase=self._of(f"phase.{now.name}.name"),
            phase_ask=self._of(f"phase.{now.name}.ask"),
            phase_wrong=self._of(f"phase.{now.name}.wrong"),
            phase_left=now.left,
            left=left,
        )

    def title(self, name: str) -> str:
        """A step's title in one line."""
        return self.say(f"step.{name}.title").replace("\n", " ")

    def say(self, key: str, **fields: object) -> str:
        """A text of the exhibit."""
        return self.words.say(self.language, key, **fields)

    def _of(self, key: str, instead: str = "") -> str:
        """A text of the kit without its citations; for a step of one's own, another."""
        if not self.kit.has(f"kit.{key}"):
            return self.say(instead)
        said = self.kit.say(self._kit_language, f"kit.{key}", **FIELDS)
        return _CITED.sub("", said)
