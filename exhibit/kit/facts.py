"""Facts for the papers: what the program measures, keeps and enforces, asked of the program."""

from dataclasses import dataclass

from exhibit import __version__, lock
from exhibit.city import score
from exhibit.city.prediction import RIGHT
from exhibit.lobby.receipt import Line, Locked, write_receipt
from exhibit.lobby.wipe import Wiped
from exhibit.lock import Part, SelfTest, Trial
from exhibit.messages import Choice, Ending
from exhibit.room.measures import EVERY, Entry
from exhibit.senses.faceprint import THRESHOLD
from exhibit.settings import Settings

FACE = "face"  # the measure that has no switch

_TRIALS = ~Trial(0)
_ALL_HELD = SelfTest(_TRIALS, _TRIALS)


def runs(entry: Entry, choice: Choice) -> bool:
    """Whether a measure may run after a choice; Measures decides, and a test compares."""
    if choice in (Choice.CLASS, Choice.CALIBRATE):
        return entry.in_class
    return not entry.everything or choice is not Choice.NO_NUMBER


@dataclass(frozen=True)
class Measured:
    """Something the program may measure: its switch, whether it is on, after which choices."""

    name: str
    on: bool
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Facts:
    """What is true of one station, by its settings."""

    settings: Settings

    @property
    def measures(self) -> tuple[Measured, ...]:
        """All measures, with the switch that governs each."""
        return tuple(self._measured(each) for each in EVERY)

    def _measured(self, entry: Entry) -> Measured:
        """One of them."""
        agreed = tuple(each for each in Choice if runs(entry, each))
        on = bool(getattr(self.settings.senses, entry.switch or "faces"))
        return Measured(entry.switch or FACE, on, agreed)

    @property
    def second(self) -> bool:
        """Whether a second camera looks at whoever passes it; a film or the actor does not."""
        source = self.settings.camera.second
        return source.isdecimal() or source.startswith("/dev/video")

    @property
    def parts(self) -> tuple[tuple[str, bool, bool], ...]:
        """Each part of the lock: its name, whether the lobby asks for it, whether the room does."""
        return tuple(
            (str(part.name).lower(), part in lock.LOBBY, part in lock.ROOM) for part in Part
        )

    @property
    def receipt(self) -> tuple[Line, ...]:
        """The lines of the receipt after a visit in which all went well."""
        lobby, room = (Locked(parts, _ALL_HELD) for parts in (lock.LOBBY, lock.ROOM))
        return write_receipt(Ending.HELD_DELETE, Wiped(True, 0, 0, 0.0), lobby, room).lines

    def fields(self) -> dict[str, object]:
        """The numbers that texts may name."""
        visit, senses = self.settings.visit, self.settings.senses
        return {
            "idle": visit.idle_seconds,
            "question": visit.question_seconds,
            "gone": visit.gone_seconds,
            "hold": visit.hold_seconds,
            "receipt": visit.receipt_seconds,
            "faces": senses.faces,
            "citizens": self.settings.city.citizens,
            "threshold": THRESHOLD,
            "start": score.START,
            "one_in": score.ONE_IN,
            "right": 100 * RIGHT,
            "version": __version__,
        }
