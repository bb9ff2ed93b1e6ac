"""exhibit sheet: every screen in every language at several sizes, and contact sheets of them."""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pygame

from exhibit.lobby.plan import lasting
from exhibit.orders import LobbyOrder
from exhibit.out import folder
from exhibit.page.theme import Size
from exhibit.page.words import Words
from exhibit.rehearse import play, without_camera

SIZES = ("1280x720", "1920x1080", "1080x1920", "3840x2160")
_WIDE = 480  # pixels of a picture on a sheet; half as much for an upright one
_TURN = 0.3  # seconds for a page in another language


def plan(steps: Sequence[str], languages: Sequence[str]) -> str:
    """A plan in TOML: every screen once, a picture of it in each language."""
    doings = list(_visit(steps, languages))
    return "\n".join(f'[[moment]]\nat = {at:.1f}\ndo = "{do}"' for at, do in doings)


def _visit(steps: Sequence[str], languages: Sequence[str]) -> Iterator[tuple[float, str]]:
    """What is done when."""
    turns = _TURN * len(languages)  # what the pictures of one screen take
    at = 0.5
    for screen, press in (("welcome", "begin"), ("choice", "choice:1")):
        yield from _shown(at, screen, languages)
        yield at + turns, f"press {press}"
        at += turns + 1.0
    for name in steps:
        yield from _shown(at + lasting(name), name, languages)
        at += lasting(name) + turns
        if name != steps[-1]:
            yield at, "next"
    yield at, "hold 3.5"
    yield at + 4.0, "await receipt"
    yield from _shown(at + 4.2, "receipt", languages)
    yield at + 4.2 + turns, "press take_away"
    yield from _shown(at + 4.5 + turns, "take_away", languages)


def _shown(at: float, screen: str, languages: Sequence[str]) -> Iterator[tuple[float, str]]:
    """One picture a language, and back to the first."""
    for number, language in enumerate(languages):
        yield at + number * _TURN, f"picture {screen}-{language}"
        yield at + number * _TURN + 0.1, "language"


def compose(pictures: Sequence[Path], columns: int, out: Path) -> None:
    """Lay pictures side by side, a screen a row, on one sheet."""
    first = pygame.image.load(pictures[0])
    width = _WIDE if first.get_width() > first.get_height() else _WIDE // 2
    height = round(width * first.get_height() / first.get_width())
    rows = -(-len(pictures) // columns)
    sheet = pygame.Surface((columns * (width + 8), rows * (height + 8)))
    sheet.fill("white")
    for number, path in enumerate(pictures):
        row, column = divmod(number, columns)
        small = pygame.transform.smoothscale(pygame.image.load(path), (width, height))
        sheet.blit(small, (column * (width + 8) + 4, row * (height + 8) + 4))
    pygame.image.save(sheet, str(out))


def _one_size(order: LobbyOrder, size: Size, out: Path, words: Words) -> int:
    """All pictures of one size and their sheet; how many texts did not fit."""
    name = f"{size[0]}x{size[1]}"
    place = folder(out / name)
    steps = order.settings.visit.steps or words.step_names
    told = replace(order, width=size[0], height=size[1])
    found = play(told, place, plan(steps, words.languages))
    files = [place / each["file"] for each in found["pictures"]]
    compose(files, len(words.languages), out / f"sheet-{name}.png")
    looked = found["pictures"] + found["frames"]
    overflows = {tuple(each) for shown in looked for each in shown.get("overflows", ())}
    for each in sorted(overflows):
        print(f"exhibit: at {name} this text does not fit its box: {each}", file=sys.stderr)
    return len(overflows) + len(found.get("troubles", ()))


def main(order: LobbyOrder, sizes: Sequence[Size], out: Path) -> int:
    """The command."""
    without_camera(order)
    folder(out)
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    words = Words.load()
    wrong = sum(_one_size(order, size, out, words) for size in sizes)
    print(f"{len(sizes)} contact sheets and their pictures are in {out}")
    return 1 if wrong else 0
