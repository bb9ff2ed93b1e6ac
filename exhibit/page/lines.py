"""Setting type: fonts, measuring, breaking into lines, and texts drawn once and kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pygame
from pygame.font import Font

from exhibit.page.theme import Colour, Size, Theme

_OPENS = "（《〈「『【“‘"
_CLOSES = "，。、！？；：）》〉」』】”’％…—·,.!?;:)%°"
CAPITAL = 0.714  # height of a capital in sizes, in both families


@dataclass(frozen=True)
class Block:
    """A text broken into lines: what it takes in pixels, and what it is set in."""

    lines: tuple[str, ...]
    font: Font
    pixels: int
    line: int
    width: int

    @property
    def height(self) -> int:
        """From the top of the first line to the foot of the last, in pixels."""
        return self.line * len(self.lines)


class Setter:
    """Sets text in the types of a theme, for one picture size and one distance factor k."""

    def __init__(self, theme: Theme, size: Size, k: float = 1.0) -> None:
        pygame.font.init()
        self._theme, self._size, self._k = theme, size, k
        self._font = lru_cache(maxsize=64)(lambda face, pixels: Font(str(face), pixels))
        self._drawn = lru_cache(maxsize=512)(_drawn)
        self.block = lru_cache(maxsize=512)(self._block)

    def font(self, style: str, text: str = "") -> tuple[Font, int]:
        """The font of a style, the Chinese one for a Chinese text, and its size in pixels."""
        pixels = self._theme.size(style, self._size, self._k)
        face = self._theme.type(style).face
        if any(map(is_han, text)):
            face = self._theme.han.get(face, face)
        return self._font(face, pixels), pixels

    def face(self, style: str) -> Path:
        """The file of a style's font."""
        return self._theme.type(style).face

    def _block(self, text: str, style: str, width: int, balance: bool = False) -> Block:
        """A text in lines at most width pixels wide; balance makes their lengths alike."""
        font, pixels = self.font(style, text)
        lines = broken(text, font, width)
        if balance and len(lines) > 1:
            lines = _balanced(text, font, width, len(lines))
        line = round(pixels * self._theme.type(style).leading)
        return Block(tuple(lines), font, pixels, line, widest(lines, font))

    def drawn(self, text: str, font: Font, colour: Colour) -> pygame.Surface:
        """One line of text on nothing."""
        return self._drawn(text, font, colour)


@lru_cache(maxsize=32)
def setter(theme: Theme, size: Size, k: float) -> Setter:
    """The setter of a picture size, kept, so that a page may be made for every picture."""
    pygame.register_quit(setter.cache_clear)  # its fonts do not outlive pygame
    return Setter(theme, size, k)


def _drawn(text: str, font: Font, colour: Colour) -> pygame.Surface:
    return font.render(text, True, colour)


def is_han(character: str) -> bool:
    """Whether a character is Chinese, or of Chinese punctuation: lines may break beside it."""
    return "\u2e80" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """What may stand on a line of its own, each with what joins it to the one before.

    Words, joined by a space; between two Chinese characters nothing. No piece begins with a sign
    that closes or ends with one that opens (requirements of GB/T 15834-2011).
    """
    for number, word in enumerate(text.split(" ")):
        joint, start = " " if number else "", 0
        for at in range(1, len(word)):
            before, after = word[at - 1], word[at]
            free = (is_han(before) or is_han(after)) and before not in _OPENS
            if free and after not in _CLOSES:
                yield joint, word[start:at]
                joint, start = "", at
        yield joint, word[start:]


def broken(text: str, font: Font, width: int) -> list[str]:
    """A text in as few lines as fit a width in pixels; \\n always breaks, a word never does."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for joint, piece in pieces(paragraph):
            longer = f"{line}{joint}{piece}" if line else piece
            if line and font.size(longer)[0] > width:
                lines.append(line)
                line = piece
            else:
                line = longer
        lines.append(line)
    return lines


def _balanced(text: str, font: Font, width: int, count: int) -> list[str]:
    """The narrowest setting that needs no more lines, so that no word is left alone."""
    low, high = 1, width
    while low < high:
        middle = (low + high) // 2
        lines = broken(text, font, middle)
        fits = len(lines) <= count and widest(lines, font) <= middle
        low, high = (low, middle) if fits else (middle + 1, high)
    return broken(text, font, high)


def widest(lines: Sequence[str], font: Font) -> int:
    """The width in pixels of the longest of some lines."""
    return max((font.size(line)[0] for line in lines), default=0)
