"""exhibit.toml as frozen values: what a museum may set, the defaults and the limits."""

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

from exhibit.errors import BadSettings, did_you_mean
from exhibit.setting import fitting, formed, number, one_of, setting
from exhibit.written import read, tables


@dataclass(frozen=True)
class Screen:
    """How the exhibit is shown. Type grows with the distance: k = 265 x metres / height in mm."""

    full_screen: bool = setting(True, "false: in a window")
    height_mm: int = number(0, 0, 5000, "height of the lit picture, in mm; 0: unknown")
    distance_m: float = number(2.0, 0.3, 20.0, "from which people read; needs height_mm")
    text: float = number(1.0, 0.8, 1.6, "how much larger all type is; 1.3 is large text")
    theme: str = setting("museum", "or contrast, or a theme file of your own")
    reduced_motion: bool = setting(False, "true: nothing moves that need not")

    @property
    def k(self) -> float:
        """The factor on every type size, between 0.8 and 1.6."""
        far = 265 * self.distance_m / self.height_mm if self.height_mm else 1.0
        return min(1.6, max(0.8, far * self.text))


@dataclass(frozen=True)
class Lens:
    """Which camera looks, and how."""

    source: str = setting("auto", "camera number, path, actor; auto: a camera if there is one")
    mirror: bool = setting(True, "show the picture as a mirror does")
    rotate: int = one_of(0, (0, 90, 180, 270), "degrees clockwise, for a camera on its side")
    field_of_view: float = number(
        0.0, 20.0, 150.0, "degrees across; 0: unknown, so distances are less sure", zero=True
    )
    second: str = setting("", "another camera's number, or a film: open at You again only")


_SHORT = ("presence", "face_map", "face_number", "name", "score", "rights", "delete")


@dataclass(frozen=True)
class Tour:
    """What a visit holds and how long it waits."""

    language: str = setting("en", "the language it starts in, and goes back to")
    steps: tuple[str, ...] = setting((), 'such as ["presence", "delete"]; empty: all of them')
    short_steps: tuple[str, ...] = setting(_SHORT, "the short path; empty: none is offered")
    step_folders: tuple[str, ...] = setting((), "folders with steps of your own, from this file's")
    idle_seconds: float = number(60, 5, 3600, 'nobody touches it: "are you still there?"')
    question_seconds: float = number(20, 5, 600, "then, without an answer, all is deleted")
    gone_seconds: float = number(12, 3, 60, "nobody before the camera: all is deleted")
    hold_seconds: float = number(3, 0.5, 10, "how long the delete button is held")
    receipt_seconds: float = number(45, 5, 600, "how long the receipt stays")
    counters: bool = setting(True, "a line of codes a visit on stderr, nothing about a person")


@dataclass(frozen=True)
class Senses:
    """What the program may measure."""

    faces: int = number(6, 1, 16, "how many faces are looked for at once")
    body: bool = setting(True, "posture, arms and legs")
    hands: bool = setting(True, "what the hands do; needs body")
    rules: bool = setting(True, "of the line and the light, see [rules]")
    gaze: bool = setting(True, "where the visitor looks")
    eyes: bool = setting(True, "blinks, and the share of time with eyes shut")
    mouth: bool = setting(True, "whether the mouth moves")
    pulse: bool = setting(True, 'heart rate from skin colour; only after "everything"')
    face_number: bool = setting(True, '128 numbers for the face; only after "everything"')
    company: bool = setting(True, "who stands near the visitor, and who moves along")
    clothes: bool = setting(True, "the colour of the visitor's clothes")
    again: bool = setting(True, "whether a visitor who left is back; for this visit only")


@dataclass(frozen=True)
class Rules:
    """The line and the light on the picture, as the visitor sees it, and what is not allowed."""

    line: float = number(0.68, 0.1, 0.9, "where the line is, from the left, part of the width")
    way: str = one_of("right", ("left", "right"), "the way that is allowed")
    green_seconds: float = number(8, 3, 300, "at least 3: nothing may flash")
    red_seconds: float = number(8, 3, 300, "the same")
    stood_seconds: float = number(30, 3, 3600, "so long in one place is too long")
    gathered_people: int = number(3, 2, 16, "so many together are a gathering,")
    gathered_seconds: float = number(5, 1, 600, "after so long")


@dataclass(frozen=True)
class Input:
    """How people without a touch screen drive it."""

    wave: bool = setting(True, "an open hand, raised and held, goes on; never consents, deletes")
    scan_seconds: float = number(0, 0, 10, "one switch: the focus moves on after so long; 0: off")


@dataclass(frozen=True)
class Staff:
    """Who may close the exhibit while it runs."""

    pin: str = formed("", r"(\d{4,8})?", "4 to 8 digits, or empty",
                      "opens the staff menu; empty: no menu, and Ctrl+Q closes")  # fmt: skip


_TIME = (r"(([01]\d|2[0-3]):[0-5]\d)?", 'a time such as "09:30", or empty')


@dataclass(frozen=True)
class Hours:
    """When the station is awake, by the computer's clock; empty: always."""

    opens: str = formed("", *_TIME, "when it wakes, by the computer's clock")
    closes: str = formed("", *_TIME, "when it sleeps; both empty: never")

    def open_at(self, minutes: int) -> bool:
        """Whether the station is awake at a minute of the day; hours may run past midnight."""
        if not self.opens or not self.closes:
            return True
        start, end = (60 * int(each[:2]) + int(each[3:]) for each in (self.opens, self.closes))
        return (minutes - start) % 1440 < (end - start) % 1440 or start == end


@dataclass(frozen=True)
class City:
    """The invented city. Fewer citizens are made sooner and need less memory."""

    citizens: int = number(1_000_000, 0, 1_000_000, "fewer are made sooner; 0: no city")


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
        changes[name] = fitting(f"{where}: [{part}] {name}", value, kinds[name], limits)
    return replace(default, **changes)


def read_settings(text: str, where: str = "exhibit.toml") -> Settings:
    """Settings from TOML text; BadSettings says what is wrong and where."""
    try:
        given = tables(text)
    except ValueError as error:
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
        settings = read_settings(read(path), str(path))
    except OSError as error:
        raise BadSettings(_unread(path, error)) from None
    except ValueError:
        says = f"The settings file {path} is not text in UTF-8: save it as that."
        raise BadSettings(says) from None
    return _beside(path.parent.resolve(), settings)


def _unread(path: Path, error: OSError) -> str:
    """Why a settings file cannot be read, and what to try."""
    if isinstance(error, IsADirectoryError):
        return f"{path} is a folder: name the settings file in it."
    if isinstance(error, FileNotFoundError):
        return (
            f"There is no settings file {path}: mend its name, or write one with "
            "exhibit check --explain > exhibit.toml."
        )
    reason = error.strerror or error
    return f"The settings file {path} cannot be read ({reason}): mend that, or name another."


def _beside(folder: Path, settings: Settings) -> Settings:
    """The same settings, their paths taken from the folder of the file they stand in.

    Else what a theme or a film is would depend on where a command, or a service, is started.
    """
    screen, camera, visit = settings.screen, settings.camera, settings.visit
    if screen.theme.endswith(".toml"):
        screen = replace(screen, theme=str(folder / screen.theme))
    source, second = (_path_from(folder, each) for each in (camera.source, camera.second))
    folders = tuple(str(folder / each) for each in visit.step_folders)
    return replace(
        settings,
        screen=screen,
        camera=replace(camera, source=source, second=second),
        visit=replace(visit, step_folders=folders),
    )


def _path_from(folder: Path, source: str) -> str:
    """A source, a path taken from a folder; what is no path, or begins at home, stays."""
    no_path = source.isdecimal() or source in ("auto", "actor") or "://" in source
    return source if no_path or not source.strip() or source[0] == "~" else str(folder / source)
