"""A step's page, drawn with the real words and theme, and every text it sets."""

import os
from functools import lru_cache
from typing import Any

os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

import numpy as np
import pygame
from reading import words_in

from exhibit.page.sources import load_sources
from exhibit.page.theme import Theme
from exhibit.page.words import Words
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage
from exhibit.steps.contract import Step, load_step

SIZES = [(1280, 720), (1080, 1920), (1024, 768), (1920, 1080)]
LARGEST = (3840, 2160)  # four times as slow to draw, so in one state only: test_step_limits.py
WORDS = Words.load()
THEME = Theme.load()
SOURCES = load_sources()


NEAR = 24  # grey levels that an edge may be off, which is not quite solid
WHOLE = 0.97  # of a text's pixels: what shines through a thin line is still read


class Heard(VisitPage):
    """A page that remembers every text it sets, and where."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.said: list[str] = []
        self.inked: list[tuple[str, pygame.Surface, int, int]] = []

    def write(self, text: str, *how: Any, **more: Any) -> pygame.Rect:
        self.said.append(text)
        return super().write(text, *how, **more)

    def line(self, text: str, *how: Any, **more: Any) -> pygame.Rect:
        self.said.append(text)
        return super().line(text, *how, **more)

    def _on_line(self, drawn: pygame.Surface, block: Any, x: int, middle: float) -> pygame.Rect:
        where = super()._on_line(drawn, block, x, middle)
        self.inked.append((self.said[-1], drawn, x, where.top))
        return where

    def hidden(self) -> list[tuple[str, str]]:
        """Every text that is cut off, or lies under something that was drawn later."""
        there = pygame.surfarray.array3d(self.surface)
        found = []
        for text, drawn, x, top in self.inked:
            columns, rows = np.nonzero(pygame.surfarray.array_alpha(drawn) > 250)
            meant = pygame.surfarray.array3d(drawn)[columns, rows].astype(int)
            columns, rows = columns + x, rows + top
            on = (columns >= 0) & (columns < there.shape[0]) & (rows >= 0) & (rows < there.shape[1])
            off = np.abs(there[columns[on], rows[on]] - meant[on]).max(axis=1, initial=0)
            if (off < NEAR).sum() < WHOLE * len(columns):
                found.append((text, "hidden"))
        return found

    @property
    def count(self) -> int:
        """How many words of a language stand on it; figures and marks are no words."""
        return int(sum(words_in(each, self.language) for each in self.said))


@lru_cache(maxsize=32)
def step_of(name: str) -> Step:
    """A step, run once: its finding is a type of its own each time."""
    return load_step(name)


def drawn(step: str, visit: Visit, size: tuple[int, int] = SIZES[0], language: str = "en") -> Heard:
    """The page of a step in a visit."""
    pygame.font.init()
    page = Heard(pygame.Surface(size, 0, 32), THEME, WORDS, language, 1.0, step)
    page.sources = SOURCES
    found = step_of(step)
    found.draw(page, visit)
    page.band([found.link] if found.link else [])
    page.overflows += page.hidden()
    return page


def inside(page: Heard, box: str) -> np.ndarray:
    """The pixels of a named box, (w,h,3)."""
    area = page.box(box)
    return pygame.surfarray.array3d(page.surface)[area.left : area.right, area.top : area.bottom]
