"""The eye that says whether the camera is open, and the sign that says it is closed."""

from pygame import Rect

from exhibit.page.eye import eye
from exhibit.page.page import Page

_OPENINGS = 16  # how many pictures there are between a shut and an open eye


def draw_eye(page: Page, box: str | Rect, openness: float, colour: str = "paper") -> None:
    """The eye, as large as its box allows."""
    area = page.box(box) if isinstance(box, str) else box
    width = min(area.width, round(area.height * 2.3))
    size = (width, round(width / 2.3))
    # Every openness is a sprite of its own, so there is a fixed number of them.
    shown = round(openness * _OPENINGS) / _OPENINGS
    sprite = eye(size, shown, max(2.5, width / 46), page.colour(colour))
    page.surface.blit(sprite, sprite.get_rect(center=area.center))


def closed_sign(page: Page, box: str = "closed_sign") -> None:
    """The shut eye and its words in the band, right-aligned."""
    with page.scaled(min(page.k, 1.0)):
        _closed_sign(page, page.box(box))


def _closed_sign(page: Page, area: Rect) -> None:
    """The same, small: it stands beside other words."""
    drawn = page.line(page.text("ui.closed"), "body_strong", "", area.right, area.centery, "right")
    side = page.grown(78)
    draw_eye(page, Rect(drawn.left - side - page.px(28), area.top, side, area.height), 0.0)
