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

SIZES = [(1280, 720), (1080, 1920), (1024, 768), (1920, 1080), (3840, 2160)]
WORDS = Words.load()
THEME = Theme.load()
SOURCES = load_sources()


class Heard(VisitPage):
    """A page that remembers every text it sets."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.said: list[str] = []

    def write(self, text: str, *how: Any, **more: Any) -> pygame.Rect:
        self.said.append(text)
        return super().write(text, *how, **more)

    def line(self, text: str, *how: Any, **more: Any) -> pygame.Rect:
        self.said.append(text)
        return super().line(text, *how, **more)

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
    return page


def inside(page: Heard, box: str) -> np.ndarray:
    """The pixels of a named box, (w,h,3)."""
    area = page.box(box)
    return pygame.surfarray.array3d(page.surface)[area.left : area.right, area.top : area.bottom]
