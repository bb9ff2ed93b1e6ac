"""exhibit.toml as frozen values: what a museum may set, the defaults and the limits."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

from exhibit.errors import BadSettings, did_you_mean


def _number(default: float, least: float, most: float) -> Any:
    """A setting that is a number between two limits."""
    return field(default=default, metadata={"least": least, "most": most})


@dataclass(frozen=True)
class Screen:
    """How the exhibit is shown. Type grows with the distance: k = 265 x metres / height in mm."""

    full_screen: bool = True
    height_mm: int = _number(0, 0, 5000)  # height of the lit picture; 0: unknown, k stays 1
    distance_m: float = _number(2.0, 0.3, 20.0)
    text: float = _number(1.0, 0.8, 1.6)  # 1.3 is large text
    theme: str = "museum"  # or contrast, or a theme file of one's own
    reduced_motion: bool = False

    @property
    def k(self) -> float:
        """The factor on every type size, between 0.8 and 1.6."""
        far = 265 * self.distance_m / self.height_mm if self.height_mm else 1.0
        return min(1.6, max(0.8, far * self.text))


@dataclass(frozen=True)
class Lens:
    """Which camera looks, and how."""

    source: str = "auto"
    mirror: bool = True
    rotate: int = field(default=0, metadata={"among": (0, 90, 180, 270)})  # degrees, clockwise
    field_of_view: float = _number(60.0, 20.0, 150.0)  # degrees across; makers print the diagonal
    second: str = ""  # another camera's number, or a film: opened at "you again" only


@dataclass(frozen=True)
class Tour:
    """What a visit holds and how long it waits."""

    language: str = "en"
    steps: tuple[str, ...] = ()  # empty: every step, in the order of the English text
    step_folders: tuple[str, ...] = ()  # steps of one's own; from the settings file's own folder
    idle_seconds: float = _number(60, 5, 3600)
    question_seconds: float = _number(20, 5, 600)
    gone_seconds: float = _number(12, 3, 60)
    hold_seconds: float = _number(3, 0.5, 10)
    receipt_seconds: float = _number(45, 5, 600)
    counters: bool = True  # one line of codes a visit on stderr; never anything about a person


@dataclass(frozen=True)
class Senses:
    """What the program may measure."""

    faces: int = _number(6, 1, 16)
    body: bool = True
    hands: bool = True  # on the arms that body finds
    rules: bool = True
    gaze: bool = True
    eyes: bool = True
    mouth: bool = True
    pulse: bool = True
    face_number: bool = True
    company: bool = True
    clothes: bool = True
    again: bool = True


@dataclass(frozen=True)
class Rules:
    """The line and the light on the picture, as the visitor sees it, and what is not allowed."""

    line: float = _number(0.68, 0.1, 0.9)  # of the picture's width, from the left
    way: str = field(default="right", metadata={"among": ("left", "right")})
    green_seconds: float = _number(8, 3, 300)  # at least 3: nothing may flash
    red_seconds: float = _number(8, 3, 300)
    stood_seconds: float = _number(30, 3, 3600)  # in one place
    gathered_people: int = _number(3, 2, 16)
    gathered_seconds: float = _number(5, 1, 600)


@dataclass(frozen=True)
class Input:
    """How people without a touch screen drive it."""

    wave: bool = True  # an open hand, raised and held, goes on to the next step
    scan_seconds: float = _number(0, 0, 10)  # 0: off; else one switch is enough, see OPERATING.md


@dataclass(frozen=True)
class Staff:
    """Who may close the exhibit while it runs."""

    # Digits; empty: Ctrl+Q closes at once. Else: hold the top left corner of the welcome for 3 s.
    pin: str = field(default="", metadata={"form": (r"(\d{4,8})?", "4 to 8 digits, or empty")})


_TIME = (r"(([01]\d|2[0-3]):[0-5]\d)?", 'a time such as "09:30", or empty')


@dataclass(frozen=True)
class Hours:
    """When the station is awake, by the computer's clock; empty: always."""

    opens: str = field(default="", metadata={"form": _TIME})
    closes: str = field(default="", metadata={"form": _TIME})

    def open_at(self, minutes: int) -> bool:
        """Whether the station is awake at a minute of the day; hours may run past midnight."""
        if not self.opens or not self.closes:
            return True
        start, end = (60 * int(each[:2]) + int(each[3:]) for each in (self.opens, self.closes))
        return (minutes - start) % 1440 < (end - start) % 1440 or start == end


@dataclass(frozen=True)
class City:
    """The invented city. Fewer citizens are made sooner and need less memory; 0: no city."""

    citizens: int = _number(1_000_000, 0, 1_000_000)


@dataclass(frozen=True)
class Settings:
    """Everything in exhibit.toml, a table a part."""

    screen: Screen = Screen()
    camera: Lens = Lens()
    visit: Tour = Tour()
    senses: Senses = Senses()
    rules: Rules = Rules()
    input: Input = Input()
    staff: Staff = Staff()
    hours: Hours = Hours()
    city: City = City()


_LIST = tuple[str, ...]
_KINDS = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}


def _fits(given: object, kind: type) -> bool:
    """Whether a value is of a setting's kind; a whole number will do for a number."""
    if kind == _LIST:
        return isinstance(given, list | tuple) and all(isinstance(each, str) for each in given)
    if isinstance(given, bool):
        return kind is bool
    return isinstance(given, (int, float) if kind is float else kind)


def _value(name: str, given: Any, kind: type, limits: Mapping[str, Any]) -> object:
    """One setting, checked for its kind and limits."""
    if not _fits(given, kind):
        kinds = _KINDS.get(kind, "a list of texts")
        raise BadSettings(f"{name} should be {kinds}, not {given!r}.")
    if "among" in limits and given not in limits["among"]:
        right = ", ".join(map(str, limits["among"]))
        raise BadSettings(f"{name} should be one of {right}, not {given}.")
    if "form" in limits and not re.fullmatch(limits["form"][0], str(given)):
        raise BadSettings(f"{name} should be {limits['form'][1]}, not {given!r}.")
    if "least" in limits and not limits["least"] <= given <= limits["most"]:
        least, most = limits["least"], limits["most"]
        raise BadSettings(f"{name} should be from {least:g} to {most:g}, not {given}.")
    return tuple(given) if kind == _LIST else float(given) if kind is float else given


def _table(where: str, part: str, default: Any, given: object) -> Any:
    """One table of the file laid over its defaults."""
    if not isinstance(given, dict):
        raise BadSettings(f"{where}: {part} should be a table; write [{part}] above its settings.")
    known = {each.name: each for each in fields(default)}
    kinds = get_type_hints(type(default))
    changes = {}
    for name, value in given.items():
        if name not in known:
            near = did_you_mean(name, list(known))
            raise BadSettings(f'{where}: [{part}] has no setting "{name}".{near}')
        limits = known[name].metadata
        changes[name] = _value(f"{where}: [{part}] {name}", value, kinds[name], limits)
    return replace(default, **changes)


def read_settings(text: str, where: str = "exhibit.toml") -> Settings:
    """Settings from TOML text; BadSettings says what is wrong and where."""
    try:
        given = tomllib.loads(text)
    except ValueError as error:  # TOML's own, or a whole number too long to be one
        raise BadSettings(f"{where} is not valid TOML: {error}.") from None
    return from_tables(given, where)


def from_tables(given: dict[str, Any], where: str = "exhibit.toml") -> Settings:
    """Settings from tables already read."""
    settings = Settings()
    parts = [each.name for each in fields(settings)]
    for part, table in given.items():
        if part not in parts:
            raise BadSettings(f"{where} has no table [{part}].{did_you_mean(part, parts)}")
        changed = _table(where, part, getattr(settings, part), table)
        settings = replace(settings, **{part: changed})
    return settings


def load_settings(path: Path | None) -> Settings:
    """Settings from a file, or the defaults without one."""
    if path is None:
        return Settings()
    try:
        settings = read_settings(path.read_text(encoding="utf-8-sig"), str(path))
    except OSError as error:
        reason = error.strerror or error
        raise BadSettings(f"The settings file {path} cannot be read: {reason}.") from None
    except UnicodeDecodeError:
        raise BadSettings(f"The settings file {path} is not text in UTF-8.") from None
    folders = tuple(str(path.parent.resolve() / each) for each in settings.visit.step_folders)
    return replace(settings, visit=replace(settings.visit, step_folders=folders))
