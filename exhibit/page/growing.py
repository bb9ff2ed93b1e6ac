"""Large type that gives way where it would not fit: a whole page of it, or one text."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pygame import Rect

from exhibit.page.lines import Block, Setter, setter
from exhibit.page.theme import Size, Theme

_SMALLER = 0.05  # of k: by so much it gives way at a time


def smaller(k: float) -> float:
    """The next smaller distance factor to try, down to 1."""
    return max(1.0, round(k - _SMALLER, 3))


class Growing:
    """What a sheet is drawn with, and how large."""

    theme: Theme
    size: Size
    language: str
    k: float
    setter: Setter
    touches: list[tuple[str, Rect]]
    overflows: list[tuple[str, str]]
    reached: dict[tuple[str, str], float]  # the largest k of a page in a language

    @contextmanager
    def scaled(self, k: float) -> Iterator[None]:
        """Draw with another distance factor for a while."""
        before, self.k, self.setter = (self.k, self.setter), k, setter(self.theme, self.size, k)
        try:
            yield
        finally:
            self.k, self.setter = before

    def fitted(self, name: str, draw: Callable[[], object]) -> None:
        """Draw a whole page as large as it fits, but k at the most.

        Large type that does not fit is set smaller on the whole page, down to k = 1, and stays so.
        """
        key, asked = (name, self.language), self.k
        self.reached.setdefault(key, asked)
        while True:
            self.touches.clear()
            self.overflows.clear()
            with self.scaled(min(asked, self.reached[key])):
                draw()
                if not self.overflows or self.k <= 1:
                    return
                self.reached[key] = smaller(self.k)

    def largest(self, set_in: Callable[[Setter], Block], room: tuple[float, float]) -> Block:
        """A text as large as a room of width x height allows, from k down to 1."""
        k = self.k
        while True:
            block = set_in(setter(self.theme, self.size, k))
            fits = block.width <= room[0] and block.height <= room[1] + block.line // 8
            if fits or k <= 1:
                return block
            k = smaller(k)
