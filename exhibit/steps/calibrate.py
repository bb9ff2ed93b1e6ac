"""Calibration, for staff: framing, light, size of a face, distance, rate; and what to write down.

It is no step of a visit: its texts stand under [calibrate], and a room runs nothing else with it.
"""

from dataclasses import dataclass, replace
from math import atan, degrees
from statistics import median

import numpy as np

from exhibit.page.calibration import (
    Reading,
    Trial,
    draw_aim,
    draw_light,
    draw_lines_to_write,
    draw_readings,
)
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage
from exhibit.senses.lens import focal_length
from exhibit.senses.seen import Distance, Face

SOURCES: list[str] = []
LINK = None

TURNS = (0, 90, 180, 270)
TAPE = (60, 100, 150, 200)  # centimetres, to be chosen where a tape measure says so
_KEPT = 30  # pictures
_BINS = 16
_CORNERS = [33, 263]  # outer corners of the eyes
_LARGE = 40.0  # pixels between them: what a face number needs, see senses/first_print.py
_SLOW = 15.0  # pictures a second
_DIM, _GLARING, _UNEVEN = 60.0, 215.0, 1.6
_NEUTRAL = ("distance_tape", "where_none")
_ACROSS, _DOWN = (0.3, 0.7), (0.2, 0.6)  # where in the picture a face should be


@dataclass(frozen=True)
class Calibration:
    """What the last pictures say.

    times: seconds; rate: pictures a second, None at first. shares: of the pixels, dark to bright;
    light: key of its words; mean: grey level of the face, None without one. apart: pixels between
    the eyes' corners; where: key of the framing's words. far: centimetres, the last few; cm, error:
    their median. view: degrees across that would make it what the tape says, None without a tape.
    """

    times: tuple[float, ...] = ()
    rate: float | None = None
    shares: tuple[float, ...] = ()
    light: str = "light_good"
    mean: float | None = None
    apart: float | None = None
    where: str = "where_none"
    far: tuple[float, ...] = ()
    cm: float | None = None
    error: float = 0.0
    view: float | None = None


def work(visit: Visit) -> Calibration:
    last = visit.get(Calibration) or Calibration()
    visit.mirror = bool(_picked(visit, "mirror", int(visit.lens.mirror)))
    seen, face, now = visit.seen, visit.get(Face), visit.get(Distance)
    if seen is None:
        return last
    times = (*last.times, seen.at)[-_KEPT:]
    span = times[-1] - times[0]
    grey = seen.image[::8, ::8].mean(axis=2)
    counts = np.bincount((grey.ravel() * _BINS / 256).astype(int), minlength=_BINS)
    found = Calibration(times, (len(times) - 1) / span if span > 0 else None,
                        tuple(map(float, counts / counts.sum())))  # fmt: skip
    if face is None:
        return replace(found, light=_alone(float(grey.mean())))
    high, wide = seen.image.shape[:2]
    light, mean = _light(grey, tuple(each / 8 for each in face.box))
    apart = float(np.linalg.norm(np.subtract(*face.points[_CORNERS, :2])))
    x, y = (face.box[0] + face.box[2]) / 2 / wide, (face.box[1] + face.box[3]) / 2 / high
    found = replace(found, light=light, mean=mean, apart=apart, where=_where(x, y))
    far = (*last.far, now.cm)[-_KEPT:] if now else last.far
    if not far:
        return found
    cm = median(far)
    error = now.error if now else last.error
    return replace(found, far=far, cm=cm, error=error, view=_view(visit, cm, (wide, high)))


def _picked(visit: Visit, name: str, usual: int) -> int:
    """What was picked to try, or what is set."""
    return visit.picked.get(f"calibrate.{name}", usual)


def _alone(mean: float) -> str:
    """Words for a picture's light while there is no face in it."""
    return "light_dark" if mean < _DIM else "light_bright" if mean > _GLARING else "light_good"


def _light(grey: np.ndarray, box: tuple[float, ...]) -> tuple[str, float | None]:
    """Words for the light on the middle of a face, and its mean grey level."""
    x0, y0, x1, y1 = box
    left, right = max(0, round(x0 + 0.2 * (x1 - x0))), round(x1 - 0.2 * (x1 - x0))
    skin = grey[max(0, round(y0 + 0.3 * (y1 - y0))) : round(y1 - 0.2 * (y1 - y0)), left:right]
    if min(skin.shape) < 2:
        return "light_good", None
    mean, half = float(skin.mean()), skin.shape[1] // 2
    sides = sorted((float(skin[:, :half].mean()), float(skin[:, half:].mean())))
    if mean < _DIM:
        behind = float(grey.mean()) > _UNEVEN * mean
        return "light_behind" if behind else "light_dark", mean
    if mean > _GLARING:
        return "light_bright", mean
    return "light_side" if sides[1] > _UNEVEN * sides[0] else "light_good", mean


def _where(x: float, y: float) -> str:
    """Words for where a face is, as parts of the picture."""
    if not _ACROSS[0] <= x <= _ACROSS[1]:
        return "where_aside"
    return "where_high" if y < _DOWN[0] else "where_low" if y > _DOWN[1] else "where_good"


def _view(visit: Visit, cm: float, size: tuple[int, int]) -> float | None:
    """The field of view with which this median would be what the tape says (pinhole camera)."""
    tape = _picked(visit, "tape", -1)
    if tape < 0:
        return None
    across = size[1] if visit.lens.rotate in (90, 270) else size[0]
    focal = focal_length(size, visit.focal) * TAPE[tape] / cm
    return min(150.0, max(20.0, degrees(2 * atan(across / 2 / focal))))


def draw(page: VisitPage, visit: Visit) -> None:
    found = visit.get(Calibration) or Calibration()
    page.ground("paper")
    _picture(page, visit, found)
    page.who(visit)
    said = ("dark", "bright", "face_mean")
    dark, bright, face = (page.text(f"calibrate.{each}") for each in said)
    draw_light(page, found.shares, found.mean, (dark, bright, face))
    draw_readings(page, page.text("calibrate.title"), _readings(page, found), _trials(page, visit))
    draw_lines_to_write(page, page.text("calibrate.write"), _lines(visit, found))


def _picture(page: VisitPage, visit: Visit, found: Calibration) -> None:
    """The picture with the frame for a face; turned, for a trial, it shows mosaic only."""
    turn = _picked(visit, "rotate", TURNS.index(visit.lens.rotate)) - TURNS.index(visit.lens.rotate)
    if turn % 4 and visit.frame is not None:
        page.photo(np.ascontiguousarray(np.rot90(visit.frame, -turn)), visit.mirror)
    elif (picture := page.seen(visit)) and (face := visit.get(Face)):
        picture.box(face.box, page.text("calibrate.pixels", pixels=found.apart or 0))
    draw_aim(page)


def _readings(page: VisitPage, found: Calibration) -> list[Reading]:
    """Everything measured, in words."""

    def reading(name: str, value: str, says: str, **fields: object) -> Reading:
        keys = (f"calibrate.{each}" for each in (name, value, says))
        first, second, third = (page.text(key, **fields) for key in keys)
        fine = None if says in _NEUTRAL else says.endswith("good")
        return Reading(first, second, third, fine)

    no_face = found.apart is None
    near = not no_face and (found.apart or 0) >= _LARGE
    slow = found.rate is not None and found.rate < _SLOW
    rate = "rate_value" if found.rate else "wait"
    return [
        reading("face", "no_face" if no_face else "pixels",
                found.where if near or no_face else "small",
                pixels=found.apart or 0, least=_LARGE),
        reading("light", "light_value" if found.mean is not None else "no_face", found.light,
                mean=found.mean or 0),
        reading("distance", "distance_value" if found.cm else "no_face",
                "distance_good" if found.view else "distance_tape",
                cm=found.cm or 0, error=found.error),
        reading("rate", rate, "rate_slow" if slow else "rate_good", rate=found.rate or 0),
    ]  # fmt: skip


def _trials(page: VisitPage, visit: Visit) -> list[Trial]:
    """What may be tried out here."""
    on_off = (page.text("calibrate.off"), page.text("calibrate.on"))
    turns = tuple(f"{each}°" for each in TURNS)
    tape = tuple(str(each) for each in TAPE)
    lens = visit.lens
    return [
        _trial(page, visit, "mirror", on_off, int(lens.mirror)),
        _trial(page, visit, "rotate", turns, TURNS.index(lens.rotate)),
        _trial(page, visit, "tape", tape, -1),
    ]


def _trial(
    page: VisitPage, visit: Visit, name: str, options: tuple[str, ...], usual: int
) -> Trial:
    """One of them."""
    chosen = _picked(visit, name, usual)
    key = f"calibrate.{name}"
    return Trial(key, page.text(key), options, chosen if chosen >= 0 else None)


def _lines(visit: Visit, found: Calibration) -> list[tuple[str, bool]]:
    """What to write into exhibit.toml, and whether it differs from what is set."""
    lens = visit.lens
    mirror = bool(_picked(visit, "mirror", int(lens.mirror)))
    rotate = TURNS[_picked(visit, "rotate", TURNS.index(lens.rotate))]
    view = round(found.view or lens.field_of_view, 1)
    return [
        (f"mirror = {str(mirror).lower()}", mirror is not lens.mirror),
        (f"rotate = {rotate}", rotate != lens.rotate),
        (f"field_of_view = {view}", view != lens.field_of_view),
    ]
