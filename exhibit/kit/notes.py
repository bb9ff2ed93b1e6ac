"""The teacher's notes: what to ask and what goes wrong, by phase and by step, with minutes."""

from collections.abc import Sequence

from exhibit.kit.flow import Pen
from exhibit.kit.heads import Story, chain, head, section
from exhibit.kit.said import Kit
from exhibit.lesson import NOBODY, PLANS, POINTS


def notes(kit: Kit, pen: Pen, plans: Sequence[int]) -> Story:
    """The whole sheet."""
    return [
        *head(kit, pen, "notes"),
        *section(kit, pen, "notes.phases", [_phases(kit, pen, plans)]),
        *section(kit, pen, "notes.steps", [
            pen.set("text", kit.text("notes.steps_words")), chain(kit, pen), _steps(kit, pen),
        ]),
        *section(kit, pen, "notes.drive", pen.bullets(kit.each("notes.drive_words"))),
        *section(kit, pen, "notes.hard", pen.bullets(kit.each("notes.hard_words"))),
    ]  # fmt: skip


def _phases(kit: Kit, pen: Pen, plans: Sequence[int]) -> object:
    """Each phase of the plans, once."""
    longest = PLANS[max(plans)]
    rows = [[kit.text(f"notes.{key}") for key in ("phase", "ask", "wrong")]]
    for name, minutes in longest.items():
        title = f"{kit.text(f'phase.{name}.name')}, {kit.text('minutes', minutes=minutes)}"
        rows.append([title, *(kit.text(f"phase.{name}.{key}") for key in ("ask", "wrong"))])
    return pen.table(rows, [22, 36, 42])


def _steps(kit: Kit, pen: Pen) -> object:
    """Each step of the visit that the notes know, in its order."""
    rows = [[kit.text(f"notes.{key}") for key in ("step", "ask", "wrong", "pupils")]]
    for name in kit.exhibit.step_names:
        if not kit.words.has(f"kit.step.{name}.ask"):
            continue
        title = kit.markup(kit.ours(f"step.{name}.title"))
        ask, wrong = (kit.text(f"step.{name}.{key}") for key in ("ask", "wrong"))
        rows.append([title, ask, wrong, kit.text(f"notes.{_pupils(name)}")])
    return pen.table(rows, [18, 30, 37, 15])


def _pupils(name: str) -> str:
    """What may be shown of the class at a step."""
    return "points" if name in POINTS else "nothing" if name in NOBODY else "never"
