"""The lesson plans of 45 and 90 minutes: goals, frameworks, the strip of time, limits."""

from reportlab.platypus import Spacer

from exhibit.kit.drawings import Minutes
from exhibit.kit.flow import Pen
from exhibit.kit.heads import Story, face_map, head, legend, section
from exhibit.kit.said import Kit
from exhibit.lesson import PLANS

GOALS = {45: (1, 2, 4, 7), 90: (1, 2, 3, 4, 5, 6, 7)}


def plan(kit: Kit, pen: Pen, minutes: int) -> Story:
    """A whole plan."""
    return [
        *head(kit, pen, "plan", minutes=minutes),
        _needs(kit, pen),
        *section(kit, pen, "plan.goals", [_goals(kit, pen, minutes)]),
        *section(kit, pen, "plan.flow", [_strip(kit, pen, minutes), _flow(kit, pen, minutes)], 220),
        *section(kit, pen, "plan.pair", _pair(kit, pen), 170),
        *section(kit, pen, "plan.limits", pen.bullets(kit.each("plan.limit"))),
        *section(kit, pen, "plan.frameworks", pen.bullets(kit.each("plan.framework"))),
        Spacer(1, 8),
        legend(kit, pen),
    ]


def _needs(kit: Kit, pen: Pen) -> object:
    """For whom, with what, beside the actor's net."""
    rows = [
        [[pen.set("cell_strong", kit.text(f"plan.{name}")),
          pen.set("cell", kit.text(f"plan.{name}_words")), Spacer(1, 5)]]
        for name in ("who", "need", "before", "without")
    ]  # fmt: skip
    words = [one for row in rows for cell in row for one in cell]
    picture = [face_map(kit, 104), pen.set("small", kit.text("figure.face_caption"))]
    return pen.columns([words, picture], [69, 31])


def _goals(kit: Kit, pen: Pen, minutes: int) -> object:
    """What a pupil can do afterwards, and where frameworks ask for it."""
    rows = [
        [kit.text(f"plan.goal.{number}"), kit.text(f"plan.goal_in.{number}")]
        for number in GOALS[minutes]
    ]
    return pen.table([[kit.text("plan.pupil_can"), kit.text("plan.frameworks")], *rows], [56, 44])


def _strip(kit: Kit, pen: Pen, minutes: int) -> object:
    """The lesson as a strip of time."""
    return Minutes(list(PLANS[minutes].values()), pen.width, kit.plain("figure.minutes"))


def _flow(kit: Kit, pen: Pen, minutes: int) -> object:
    """The phases as a table."""
    rows = [[kit.text("plan.when"), kit.text("plan.what"), "", kit.text("plan.with")]]
    rows += [
        [str(time), *(kit.text(f"phase.{name}.{key}") for key in ("name", "what", "with"))]
        for name, time in PLANS[minutes].items()
    ]
    return pen.table(rows, [7, 21, 51, 21])


def _pair(kit: Kit, pen: Pen) -> Story:
    """The question before and after."""
    return [
        pen.set("text", kit.text("plan.pair_words")),
        pen.marked("try", [
            pen.set("large", kit.text("plan.pair_question")),
            pen.set("text", kit.text("plan.pair_answer")),
        ]),
    ]  # fmt: skip
