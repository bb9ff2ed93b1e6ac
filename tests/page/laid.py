"""Where a page's texts stand: the ink of every line it sets, to find lines that meet."""

from typing import Any

from pygame import Rect, Surface

TOUCH = 3  # pixels that two lines may share


class Laid:
    """Mixed into a page: remembers the ink of every line since its ground was laid."""

    inks: list[tuple[str, Rect]]

    def ground(self, name: str) -> None:
        self.inks = []
        super().ground(name)  # type: ignore[misc]

    def _on_line(self, drawn: Surface, block: Any, x: int, middle: float) -> Rect:
        placed: Rect = super()._on_line(drawn, block, x, middle)  # type: ignore[misc]
        ink = drawn.get_bounding_rect().move(x, placed.top)
        self.inks.append((" ".join(block.lines), ink))
        return placed

    @property
    def meeting(self) -> list[tuple[str, str]]:
        """Different texts whose lines cover each other."""
        found = []
        for number, (text, one) in enumerate(self.inks):
            for other_text, other in self.inks[:number]:
                shared = one.clip(other)
                if text == other_text:  # one text's own lines may: an accent reaches high
                    continue
                if shared.width > TOUCH and shared.height > TOUCH:
                    found.append((other_text, text))
        return found
