"""A rehearsal plan: what is done at which second, and where a picture is taken."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from exhibit.errors import BadPlan, did_you_mean
from exhibit.written import tables

# What a teacher's keys are called.
KEYS = ("hide", "pause", "vote", "first", "last", "larger", "smaller")

_SECONDS = r"\d{1,3}(\.\d{1,6})?"
_FRACTION = r"(0(\.\d+)?|1(\.0+)?)"
# word: what follows it, as a pattern and in words
_WORDS = {
    "press": (r"\S+", "a name on the lobby's screen"),
    "touch": (rf"{_FRACTION} {_FRACTION}", "x and y, as fractions of the screen"),
    "next": ("", "nothing"),
    "choose": (r"\d{1,2}", "the number of a thing on the step's page, Next being 1"),
    "back": ("", "nothing"),
    "leave": ("", "nothing"),
    "language": ("", "nothing"),
    "quit": ("", "nothing"),
    "hold": (_SECONDS, "a number of seconds"),
    "picture": (r"[\w-]{1,60}", "its name, one word"),
    "stop": (r"[\w-]{1,60}", "its name, one word"),  # the lobby halts until it is told to go on
    # everything after it is put off until then
    "await": (
        r"spare|receipt|delete|city|pictures \d{1,6}",
        "spare, receipt, delete (the step), city (built), or pictures and how many",
    ),
    "focus": (r"-?\d{1,2}", "by how many things it moves"),
    "enter": (f"({_SECONDS})?", "for how many seconds, or nothing"),
    "wait": ("", "nothing"),
    "key": ("|".join(KEYS), "one of " + ", ".join(KEYS)),
}
# Seconds for a step, by its name: a pulse takes twenty, after the actor has been away.
_EACH_STEP, _LONGER = 4.0, {"pulse": 34.0}


@dataclass(frozen=True)
class Moment:
    """At a second of the plan's clock, do something: a word and what belongs to it."""

    at: float
    word: str
    what: tuple[str, ...] = ()


def _moment(place: int, given: object) -> Moment:
    """One entry of the plan, checked."""
    where = f"The plan's moment {place}"
    if not isinstance(given, dict) or set(given) != {"at", "do"}:
        raise BadPlan(f'{where} needs just two things: at = SECONDS and do = "WORDS".')
    at, words = given["at"], str(given["do"]).split()
    if isinstance(at, bool) or not isinstance(at, int | float) or not 0 <= at <= 3600:
        raise BadPlan(f"{where}: at should be seconds from 0 to 3600, not {at!r}.")
    if not words or words[0] not in _WORDS:
        near = did_you_mean(words[0] if words else "", list(_WORDS))
        raise BadPlan(f"{where} does not say what to do: try one of {', '.join(_WORDS)}.{near}")
    pattern, follows = _WORDS[words[0]]
    if not re.fullmatch(pattern, " ".join(words[1:])):
        raise BadPlan(f'{where}: after "{words[0]}" comes {follows}.')
    return Moment(float(at), words[0], tuple(words[1:]))


def read_plan(text: str) -> list[Moment]:
    """The moments of a plan in TOML, in the order of time; BadPlan says what is wrong."""
    try:
        given = tables(text)
    except ValueError as error:
        raise BadPlan(f"The plan is not valid TOML: {error}.") from None
    moments = given.get("moment")
    if not isinstance(moments, list) or not moments:
        raise BadPlan("The plan has no [[moment]] in it.")
    return sorted((_moment(n, each) for n, each in enumerate(moments, 1)), key=lambda m: m.at)


def lasting(step: str) -> float:
    """For how many seconds a rehearsal stays at a step."""
    return _LONGER.get(step, _EACH_STEP)


def whole_visit(steps: Sequence[str]) -> list[Moment]:
    """The plan when none is given: every screen once, with a picture of each."""
    moments = [Moment(0.5, "picture", ("welcome",)), Moment(1.0, "press", ("begin",)),
               Moment(1.5, "picture", ("choice",)), Moment(2.0, "press", ("choice:1",))]
    at = 2.0
    for name in steps:
        at += lasting(name)
        moments.append(Moment(at - 0.5, "picture", (name,)))
        if name != steps[-1]:
            moments.append(Moment(at, "next"))
    moments += [Moment(at, "hold", ("3.5",)), Moment(at + 1.5, "picture", ("holding",)),
                Moment(at + 4.5, "picture", ("receipt",)),
                Moment(at + 5.0, "press", ("take_away",)),
                Moment(at + 5.5, "picture", ("take_away",)),
                Moment(at + 6.0, "wait")]
    return moments
