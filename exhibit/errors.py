"""Every way the exhibit can complain, each in one sentence that says what to try.

ExhibitError
├── BadInput             something a person wrote or passed is wrong
│   ├── BadSettings      exhibit.toml or a command-line value
│   ├── BadText          a language file under assets/text
│   ├── BadTheme         assets/theme.toml or a font
│   ├── BadStep          a step file breaks the step contract
│   ├── BadPlan          a rehearsal plan
│   ├── BadModel         a model file is missing or damaged
│   └── BadClip          a film, picture or folder that cannot be shown
├── CameraTrouble        a live camera let us down
│   ├── CameraMissing    no such camera, or it was unplugged
│   ├── CameraBusy       another program holds it
│   ├── CameraFrozen     it repeats one picture
│   └── CameraBlack      it sends black pictures
├── RoomTrouble          the room did not start, or went silent
├── DisplayTrouble       no window can be opened
└── NotEnforced          the lock cannot be had on this computer
"""

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path

_HEAD, _TAIL = 500, 200  # characters of a sentence that quotes a whole book


class ExhibitError(Exception):
    """A complaint for people: what is wrong, where, and what to try. Never shown as a traceback."""

    code = 1

    def __init__(self, sentence: str) -> None:
        super().__init__(_one_line(sentence))


def _one_line(sentence: str) -> str:
    """A sentence on one line of bounded length, whatever it quotes; nothing drives a terminal."""
    plain = "".join(each if each.isprintable() else " " for each in sentence)
    return plain if len(plain) <= _HEAD + _TAIL else f"{plain[:_HEAD]} … {plain[-_TAIL:]}"


class BadInput(ExhibitError):
    """Something a person wrote or passed is wrong."""

    code = 2


class BadSettings(BadInput):
    """exhibit.toml or a command-line value is wrong."""


class BadText(BadInput):
    """A language file under assets/text is wrong."""


class BadTheme(BadInput):
    """assets/theme.toml or a font is wrong."""


class BadStep(BadInput):
    """A step file breaks the step contract."""


class BadPlan(BadInput):
    """A rehearsal plan is wrong."""


class BadModel(BadInput):
    """A model file is missing or damaged."""


class BadClip(BadInput):
    """A film, picture or folder of pictures cannot be shown."""


class CameraTrouble(ExhibitError):
    """A live camera let us down; the visit ends and everything is deleted."""

    code = 4


class CameraMissing(CameraTrouble):
    """There is no such camera, or it was unplugged."""


class CameraBusy(CameraTrouble):
    """Another program holds the camera."""


class CameraFrozen(CameraTrouble):
    """The camera repeats one picture."""


class CameraBlack(CameraTrouble):
    """The camera sends black pictures."""


class RoomTrouble(ExhibitError):
    """The room did not start, or went silent."""

    code = 5


class DisplayTrouble(ExhibitError):
    """No window can be opened."""

    code = 6


class NotEnforced(ExhibitError):
    """The lock cannot be had on this computer."""

    code = 3


def did_you_mean(wrong: str, right: "list[str] | tuple[str, ...]") -> str:
    """' Did you mean X?' for the nearest of the right words, or '' when none is near."""
    near = get_close_matches(wrong, right, n=1, cutoff=0.6)
    return f' Did you mean "{near[0]}"?' if near else ""


@contextmanager
def naming(setting: str = "", file: Path | None = None) -> Iterator[None]:
    """Complaints about a setting, said with the setting and the file that it stands in.

    setting: such as "[camera] source", for complaints that do not begin with theirs; "": none.
    """
    try:
        yield
    except BadInput as error:
        says = str(error)
        if setting and not says.startswith("["):
            says = f"{setting}: {says}"
        raise type(error)(in_file(file, says)) from None


def in_file(file: Path | None, says: str) -> str:
    """A complaint that begins with a setting, with the file before it."""
    return f"{file}: {says}" if file and says.startswith("[") else says
