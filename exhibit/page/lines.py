"""Setting type: fonts, measuring, breaking into lines, and texts drawn once and kept."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pygame
from pygame.font import Font

from exhibit.page.theme import Colour, Size, Theme

_OPENS = "（《〈「『【“‘"
_CLOSES = "，。、！？；：）》〉」』】”’％…—·,.!?;:)%°"
_MARKS = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"  # letters with marks: í, č, ş
_MARKED = re.compile(f"[A-Za-z{_MARKS}]*[{_MARKS}][A-Za-z{_MARKS}]*")
_STOPS = {"、": 1, "，": 2, "：": 3, "；": 3, "。": 3, "！": 3, "？": 3}  # how good a line's end
CAPITAL = 0.714  # height of a capital in sizes, in both families


class Mixed:
    """A Chinese font that takes words with marked letters from another, on the same line."""

    def __init__(self, han: Font, plain: Font) -> None:
        self._han, self._plain = han, plain

    def _runs(self, text: str) -> Iterator[tuple[Font, str]]:
        """A text in parts, each with its font."""
        start = 0
        for word in _MARKED.finditer(text):
            yield self._han, text[start : word.start()]
            yield self._plain, word[0]
            start = word.end()
        yield self._han, text[start:]

    def size(self, text: str) -> tuple[int, int]:
        """Width and height in pixels, as a font tells them."""
        widths = (font.size(run)[0] for font, run in self._runs(text) if run)
        return sum(widths), max(self._han.get_height(), self._plain.get_height())

    def get_ascent(self) -> int:
        """From the top of what render returns to the line of writing."""
        return max(self._han.get_ascent(), self._plain.get_ascent())

    def render(self, text: str, smooth: bool, colour: Colour) -> pygame.Surface:
        """The text on nothing."""
        width, height = self.size(text)
        drawn, x = pygame.Surface((max(1, width), height), pygame.SRCALPHA, 32), 0
        for font, run in self._runs(text):
            if run:
                part = font.render(run, smooth, colour)
                drawn.blit(part, (x, self.get_ascent() - font.get_ascent()))
                x += part.get_width()
        return drawn


@dataclass(frozen=True)
class Block:
    """A text broken into lines: what it takes in pixels, and what it is set in."""

    lines: tuple[str, ...]
    font: "Font | Mixed"
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
        self._mixed = lru_cache(maxsize=64)(Mixed)
        self._drawn = lru_cache(maxsize=512)(_drawn)
        self.block = lru_cache(maxsize=512)(self._block)

    def font(self, style: str, text: str = "") -> "tuple[Font | Mixed, int]":
        """The font of a style, the Chinese one for a Chinese text, and its size in pixels."""
        pixels = self._theme.size(style, self._size, self._k)
        face = self._theme.type(style).face
        plain = opened(face, pixels)
        if not any(map(is_han, text)):
            return plain, pixels
        han = opened(self._theme.han.get(face, face), pixels)
        # Chinese faces have no letters with marks: names such as Dân trí take the other face.
        return (self._mixed(han, plain) if _MARKED.search(text) else han), pixels

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

    def drawn(self, text: str, font: "Font | Mixed", colour: Colour) -> pygame.Surface:
        """One line of text on nothing."""
        return self._drawn(text, font, colour)


@lru_cache(maxsize=128)
def opened(face: Path, pixels: int) -> Font:
    """A font, kept: each holds its file open for as long as it is in use."""
    pygame.register_quit(opened.cache_clear)  # no font outlives pygame
    return Font(str(face), pixels)


@lru_cache(maxsize=16)
def setter(theme: Theme, size: Size, k: float) -> Setter:
    """The setter of a picture size, kept, so that a page may be made for every picture."""
    pygame.register_quit(setter.cache_clear)  # its fonts do not outlive pygame
    return Setter(theme, size, k)


def _drawn(text: str, font: "Font | Mixed", colour: Colour) -> pygame.Surface:
    return font.render(text, True, colour)


def is_han(character: str) -> bool:
    """Whether a character is Chinese, or of Chinese punctuation: lines may break beside it."""
    return "\u2e80" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """What may stand on a line of its own, each with what joins it to the one before.

    Words, joined by a space; between two Chinese characters nothing. No piece begins with a sign
    that closes or ends with one that opens (requirements of GB/T 15834-2011), or with a ±.
    """
    for number, word in enumerate(re.split("(?<!±) ", text)):
        joint, start = " " if number else "", 0
        for at in range(1, len(word)):
            before, after = word[at - 1], word[at]
            free = (is_han(before) or is_han(after)) and before not in _OPENS
            if free and after not in _CLOSES:
                yield joint, word[start:at]
                joint, start = "", at
        yield joint, word[start:]


def broken(text: str, font: "Font | Mixed", width: int, early: bool = False) -> list[str]:
    """A text in as few lines as fit a width in pixels; \\n always breaks, a word never does.

    early: a line may end at a sign in its second half rather than at its very end.
    """
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for joint, piece in pieces(paragraph):
            longer = f"{line}{joint}{piece}" if line else piece
            if line and font.size(longer)[0] > width:
                cut = _sign(line) if early else len(line)
                lines.append(line[:cut].rstrip())
                line = f"{line[cut:]}{joint}{piece}".lstrip()
            else:
                line = longer
        lines.append(line)
    return lines


def _sign(line: str) -> int:
    """Where a line may be cut: behind its last Chinese sign, if that is not too early."""
    cut = max(line.rfind(each) for each in _STOPS) + 1
    return cut if cut > len(line) / 2 and line[cut:][:1] not in _CLOSES else len(line)


def _balanced(text: str, font: "Font | Mixed", width: int, count: int) -> list[str]:
    """The narrowest setting that needs no more lines, so that no word is left alone."""
    low, high = 1, width
    while low < high:
        middle = (low + high) // 2
        lines = broken(text, font, middle)
        fits = len(lines) <= count and widest(lines, font) <= middle
        low, high = (low, middle) if fits else (middle + 1, high)
    plain = broken(text, font, high)
    if not any(map(is_han, text)):
        return plain
    # Chinese may break anywhere: the reader is helped most by lines that end with a sign.
    widths = [*range(high, width, max(1, font.size("中")[0] // 2)), width]
    tried = [broken(text, font, each, early) for each in widths for early in (False, True)]
    return max((plain, *(each for each in tried if len(each) <= count)), key=_at_signs)


def _at_signs(lines: Sequence[str]) -> int:
    """How well lines end: with what sign, and not with a number, away from its unit."""
    ends = [line[-1:] for line in lines[:-1]]
    short = len(lines[-1]) < 0.3 * max(map(len, lines))  # a short last line is no better
    return -1 if short else sum(_STOPS.get(each, -each.isdigit()) for each in ends)


def widest(lines: Sequence[str], font: "Font | Mixed") -> int:
    """The width in pixels of the longest of some lines."""
    return max((font.size(line)[0] for line in lines), default=0)
