"""One setting: its default, what it does in a sentence, and whether a value fits its limits."""

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from exhibit.errors import BadSettings

LIST = tuple[str, ...]
_KINDS = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}


def setting(default: Any, why: str) -> Any:
    """A setting that may be anything of its kind; why: what it does, in a few words."""
    return field(default=default, metadata={"why": why})


def number(default: float, least: float, most: float, why: str, zero: bool = False) -> Any:
    """A setting that is a number between two limits; zero: or 0, which then means unknown."""
    limits = {"least": least, "most": most} | ({"zero": True} if zero else {})
    return field(default=default, metadata={**limits, "why": why})


def one_of(default: object, among: tuple[object, ...], why: str) -> Any:
    """A setting that is one of a few values."""
    return field(default=default, metadata={"among": among, "why": why})


def formed(default: str, pattern: str, form: str, why: str) -> Any:
    """A setting that is a text of a form, which is said in words too."""
    return field(default=default, metadata={"form": (pattern, form), "why": why})


def fitting(name: str, given: Any, kind: type, limits: Mapping[str, Any]) -> object:
    """A value given for a setting, checked for its kind and limits; BadSettings."""
    if not _fits(given, kind):
        kinds = _KINDS.get(kind, "a list of texts")
        raise BadSettings(f"{name} should be {kinds}, not {_shown(given)}{_try(given, kind)}.")
    if "among" in limits and given not in limits["among"]:
        right = ", ".join(map(str, limits["among"]))
        raise BadSettings(f"{name} should be one of {right}, not {given}.")
    if "form" in limits and not re.fullmatch(limits["form"][0], str(given), re.ASCII):
        raise BadSettings(f"{name} should be {limits['form'][1]}, not {given!r}.")
    if "least" in limits and not _within(given, limits):
        least, most, zero = limits["least"], limits["most"], "0 or " if "zero" in limits else ""
        raise BadSettings(f"{name} should be {zero}from {least:.9g} to {most:.9g}, not {given}.")
    return tuple(given) if kind == LIST else float(given) if kind is float else given


def _within(given: float, limits: Mapping[str, Any]) -> bool:
    """Whether a number is between its limits, or the 0 that is allowed beside them."""
    return limits["least"] <= given <= limits["most"] or ("zero" in limits and given == 0)


def _fits(given: object, kind: type) -> bool:
    """Whether a value is of a setting's kind; a whole number will do for a number."""
    if kind == LIST:
        return isinstance(given, list | tuple) and all(isinstance(each, str) for each in given)
    if isinstance(given, bool):
        return kind is bool
    return isinstance(given, (int, float) if kind is float else kind)


def _shown(given: object) -> str:
    """A value as people write it; times of day are no words of Python."""
    return str(given) if hasattr(given, "isoformat") else repr(given)


def _try(given: object, kind: type) -> str:
    """What to do about a text that lacks its quotes."""
    return ": write it in quotes" if kind is str and not isinstance(given, list | dict) else ""
