"""What holds for every step's words: how many on a screen, how long a sentence, how long a line."""

import re
import sys
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pygame
import pytest
from reading import words_in
from step_pages import LARGEST, SOURCES, THEME, WORDS, Heard, drawn, step_of

sys.path.insert(0, str(Path(__file__).parent.parent / "senses"))

from made_faces import face_at

from exhibit.lobby.screens import leave_strip
from exhibit.messages import SourceKind
from exhibit.page.lines import is_han
from exhibit.paths import TEXT
from exhibit.room.measures import Measures
from exhibit.room.visit import Visit
from exhibit.room.visitor import follow
from exhibit.senses.look import MESH, OUTLINE
from exhibit.senses.seen import Face, Person, Seen, person_box
from exhibit.settings import Senses

WORDS_A_SCREEN, WORDS_A_SENTENCE, CHARACTERS_A_LINE = 75, 25, 55
IMAGE = np.full((720, 1280, 3), 120, np.uint8)
STATES = ("nobody", "one", "two")


class Lined(Heard):
    """A page that remembers every line it sets, as it was broken."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.lines: list[str] = []

    def write(self, text: str, box: Any, style: str = "body", *how: Any, **more: Any) -> Any:
        area = self.box(box) if isinstance(box, str) else box
        balance = more.get("balance", len(how) > 3 and how[3])
        self.lines += self.block(text, style, area.width, balance).lines
        return super().write(text, box, style, *how, **more)

    def line(self, text: str, *how: Any, **more: Any) -> Any:
        self.lines.append(text)
        return super().line(text, *how, **more)

    @property
    def read(self) -> int:
        """How many words there are to read; the code of the language on its button is none."""
        return self.count - self.said.count(self.language.upper())


def texts(language: str) -> dict[str, str]:
    """Every text of a language by its dotted key."""

    def flat(table: dict[str, Any], prefix: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, value in table.items():
            deeper = isinstance(value, dict)
            found |= flat(value, f"{prefix}{name}.") if deeper else {prefix + name: value}
        return found

    return flat(tomllib.loads((TEXT / f"{language}.toml").read_text(encoding="utf-8")), "")


def sentences(text: str) -> list[str]:
    """A text's sentences; a line of its own ends one, as does a colon."""
    return re.split(r"[.?!:;]\s|[。？！：；]|\n", text)


def wide(line: str) -> int:
    """How long a line is in letters; a Chinese character is as wide as two."""
    return sum(2 if is_han(each) else 1 for each in line)


@lru_cache(maxsize=8)
def visit(state: str) -> Visit:
    """A visit that every step has worked on for a while, with so many people in view.

    A visitor's own: the caption that stands on an actor's portrait is not counted.
    """
    made = Visit(source=SourceKind.CAMERA, mesh=MESH, outline=OUTLINE)
    measures = Measures(Senses(pulse=False, face_number=False, body=False))
    places = {"nobody": (), "one": (640,), "two": (480, 860)}[state]
    for frame in range(8):
        made.now = frame / 30
        faces = [Face.around(face_at(x)) for x in places]
        people = [
            Person(n, person_box(face.box), face, 0.0, made.now) for n, face in enumerate(faces, 1)
        ]
        follow(made, Seen(tuple(people), IMAGE, made.now))
        measures.look(made)
        for name in WORDS.step_names:
            found = step_of(name).work(made)
            if found is not None:
                made.put(found)
    return made


def screen(name: str, state: str, language: str) -> Lined:
    """A step's whole screen, with what the lobby draws over it."""
    pygame.font.init()
    page = Lined(pygame.Surface((1280, 720), 0, 32), THEME, WORDS, language, 1.0, name)
    page.sources = SOURCES
    step = step_of(name)
    step.draw(page, visit(state))
    page.band([step.link] if step.link else [])
    leave_strip(page)
    return page


@pytest.mark.parametrize("language", WORDS.languages)
@pytest.mark.parametrize("name", WORDS.step_names)
@pytest.mark.parametrize("state", STATES)
def test_a_screen_has_few_words_in_short_lines_that_fit(
    name: str, state: str, language: str
) -> None:
    page = screen(name, state, language)
    assert page.read <= WORDS_A_SCREEN
    assert [line for line in page.lines if wide(line) > CHARACTERS_A_LINE] == []
    assert page.overflows == []


@pytest.mark.parametrize("language", WORDS.languages)
@pytest.mark.parametrize("name", WORDS.step_names)
def test_each_page_fits_the_largest_screen(name: str, language: str) -> None:
    assert drawn(name, visit("one"), LARGEST, language).overflows == []


@pytest.mark.parametrize("language", WORDS.languages)
def test_no_sentence_is_long(language: str) -> None:
    for key, text in texts(language).items():
        for sentence in sentences(text):
            assert words_in(sentence, language) <= WORDS_A_SENTENCE, key


@pytest.mark.parametrize("name", WORDS.step_names)
def test_a_figure_that_is_not_measured_here_has_somebody_behind_it(name: str) -> None:
    own = [text for key, text in texts("en").items() if key.startswith(f"step.{name}.")]
    plain = [re.sub(r"\{[^}]*\}", "", text) for text in own]
    if any(re.search(r"\d{2,}|\d ?%", text) for text in plain):
        assert step_of(name).sources


def test_every_claim_that_gives_a_figure_names_a_source() -> None:
    from exhibit.page.claims import load_claims

    given = texts("en")
    for claim in load_claims().shown:
        if re.search(r"\d", given[f"claim.{claim.id}.known"]):
            assert set(claim.sources) - {"dantri-2025"}, claim.id


def test_such_limits_can_be_broken() -> None:
    page = screen("presence", "nobody", "en")
    page.write("word " * 70, "words")
    assert page.read > WORDS_A_SCREEN
    page.write("w" * 56, "band")
    assert any(len(line) > CHARACTERS_A_LINE for line in page.lines)
    assert any(len(each.split()) > WORDS_A_SENTENCE for each in sentences("a " * 26 + ". b"))
