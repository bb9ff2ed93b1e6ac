"""What draws people across a hall: the shut eye breathes, and the chain grows link by link.

Nothing here looks at anybody. Everything follows from the seconds that are handed in.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pygame import Rect

from exhibit.page.chain import PLACES, Link, loose_ring
from exhibit.page.eye import eye
from exhibit.page.motion import eased
from exhibit.page.page import Page

# The links of a visit, by step. The lobby may not load the steps, so a test holds them alike.
LINKS = {
    "presence": Link("measured", "person"),
    "face_map": Link("measured", "map"),
    "gaze": Link("guessed", "eye"),
    "pulse": Link("measured", "pulse"),
    "face_number": Link("measured", "code"),
    "rules": Link("guessed", "event"),
    "company": Link("measured", "company"),
    "again": Link("guessed", "again"),
    "name": Link("guessed", "name"),
    "drawers": Link("invented", "drawers"),
    "score": Link("invented", "door"),
    "prediction": Link("guessed", "field"),
}
_BREATH = 7.0  # seconds
_DEEP = 0.3  # how much longer the lashes get
_EACH, _COME = 2.4, 0.6  # seconds a link is the newest, and in which it comes
_WHOLE, _GO = 4.0, 0.3  # seconds for which all are seen, and in which each goes
_STEPS = 8  # pictures of a breath, and of a link that comes: not more, so that little is drawn


@dataclass(frozen=True)
class Pose:
    """How the picture stands: equal poses look alike, so that only a new one need be drawn.

    breath: 0 to _STEPS. made: links that are there; newest: how far the last one has come, 0 to
    _STEPS; gone: how many are deleted again.
    """

    breath: int = 0
    made: int = 0
    newest: int = _STEPS
    gone: int = 0


def pose(seconds: float, count: int, still: bool) -> Pose:
    """The picture so many seconds after the welcome began, with count links; still: no motion."""
    if still:
        return Pose(0, count)
    breath = round(_STEPS * (1 - math.cos(math.tau * seconds / _BREATH)) / 2)
    at = seconds % (_EACH * (count + 1) + _WHOLE + _GO * count)
    made = min(count, int(at / _EACH))
    if made < count or at < _EACH * count + _COME:
        newest = round(_STEPS * eased((at - made * _EACH) / _COME))
        return Pose(breath, made, newest)
    gone = int((at - _EACH * (count + 1) - _WHOLE) / _GO) + 1
    return Pose(breath, count, _STEPS, min(count, max(0, gone)))


def draw_attract(page: Page, now: Pose, steps: Sequence[str]) -> None:
    """The eye, and under it the chain with the newest link's name, each in another language."""
    _breathe(page, page.box("welcome_eye"), now.breath / _STEPS)
    _chain(page, now, [each for each in steps if each in LINKS][:PLACES])


def _breathe(page: Page, area: Rect, depth: float) -> None:
    """The shut eye; its lashes grow and shrink."""
    width = min(area.width, round(area.height * 2.3))
    size = (width, round(width / 2.3))
    lash = 1 - _DEEP * (1 - depth)
    sprite = eye(size, 0.0, max(2.5, width / 46), page.colour("paper"), lash=lash)
    page.surface.blit(sprite, sprite.get_rect(center=area.center))


def _chain(page: Page, now: Pose, steps: Sequence[str]) -> None:
    """The rings that are there, the newest coming from the right; dots where one is deleted."""
    box = page.box("welcome_chain")
    pitch = box.width / PLACES
    left = box.centerx - pitch * len(steps) / 2
    for number, step in enumerate(steps[: now.made]):
        newest = number == now.made - 1 and not now.gone
        come = now.newest / _STEPS if newest else 1.0
        x = left + (number + 0.5 + (1 - come)) * pitch
        ring = loose_ring(page, LINKS[step], pitch, number < now.gone)
        ring.set_alpha(round(255 * come))
        page.surface.blit(ring, ring.get_rect(center=(round(x), box.centery)))
    if now.made and not now.gone:
        _name(page, steps[now.made - 1], now.made - 1, now.newest / _STEPS)


def _name(page: Page, step: str, number: int, share: float) -> None:
    """What the newest link is called."""
    languages = page.words.languages
    here = languages.index(page.language)
    language = languages[(here + number) % len(languages)]
    area = page.box("welcome_link")
    words = page.words.say(language, f"step.{step}.link")
    page.write(words, area, "body", "light_soft", "centre", middle=True, fit=True)
    page.veil(area, share)
