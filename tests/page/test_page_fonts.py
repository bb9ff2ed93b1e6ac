"""The fonts: unchanged files, and a glyph for every character of every text."""

import hashlib
import tomllib
from collections.abc import Iterator
from typing import Any

import pygame
import pytest
from pygame.font import Font

from exhibit.page.lines import broken, pieces, setter
from exhibit.page.theme import Theme
from exhibit.page.words import Words
from exhibit.paths import FONTS, TEXT

SHOWN = "0123456789.,±°%\N{MINUS SIGN}\N{EN DASH}"
NOWHERE = "\N{HANGUL SYLLABLE GA}"


def leaves(tables: dict[str, Any]) -> Iterator[str]:
    """The texts in nested tables."""
    for each in tables.values():
        yield from leaves(each) if isinstance(each, dict) else [each]


def lacking(characters: str, font: Font) -> str:
    """Those the font has no glyph for: it draws them all as the same empty box."""
    box = pygame.image.tobytes(font.render(NOWHERE, False, "white"), "RGBA")
    pictures = ((each, font.render(each, False, "white")) for each in characters)
    return "".join(each for each, seen in pictures if pygame.image.tobytes(seen, "RGBA") == box)


def test_files_are_those_that_were_built() -> None:
    lines = (FONTS / "SHA256SUMS").read_text(encoding="utf-8").split("\n")[:-1]
    sums = dict(reversed(line.split("  ")) for line in lines)
    built = {path.name: path for path in FONTS.iterdir() if path.suffix == ".ttf"}
    licences = {path.name for path in FONTS.glob("LICENSE-*")}
    assert len(licences) == 4 and set(built) | licences == set(sums)
    for name, wanted in sums.items():
        assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == wanted


@pytest.mark.parametrize("language", ["en", "id", "vi", "zh"])
def test_every_character_has_a_glyph_in_every_font(language: str, theme: Theme) -> None:
    tables = tomllib.loads((TEXT / f"{language}.toml").read_text(encoding="utf-8"))
    texts = [*leaves(tables), SHOWN]
    fonts = setter(theme, (1280, 720), 1.0)
    for style in theme.types:
        faces = {fonts.font(style, text)[0] for text in texts}
        for face in faces:
            mine = (text for text in texts if fonts.font(style, text)[0] is face)
            assert lacking("".join(sorted({*"".join(mine)} - {" ", "\n"})), face) == ""


def test_a_missing_glyph_is_found(theme: Theme) -> None:
    font, _ = setter(theme, (1280, 720), 1.0).font("body")
    assert lacking("a\N{GREEK SMALL LETTER ALPHA}b", font) == "\N{GREEK SMALL LETTER ALPHA}"


CHINESE = "程序会看、会数、会猜，然后把一切删除。它说：“我能证明。”"


@pytest.mark.parametrize("width", range(80, 700, 35))
def test_chinese_breaks_between_characters_but_not_at_signs(width: int, theme: Theme) -> None:
    block = setter(theme, (1280, 720), 1.0).block(CHINESE, "body", width)
    assert "".join(block.lines) == CHINESE
    assert block.width <= max(width, 3 * block.pixels)
    assert not any(line[0] in "，。、：”" or line[-1] == "“" for line in block.lines)


def test_words_within_chinese_stay_whole(theme: Theme) -> None:
    text = "眼睛约 11.7 毫米宽，见 NIST 2020 的报告。"
    assert "".join(joint + piece for joint, piece in pieces(text)) == text
    assert {"11.7", "NIST", "2020"} <= {piece for _, piece in pieces(text)}


def test_an_error_stays_on_the_line_of_its_sign():
    text = "Turned 26° from the camera, ± 7. Drawn anew."
    assert [piece for _, piece in pieces(text)][5:7] == ["± 7.", "Drawn"]
    assert "".join(joint + piece for joint, piece in pieces(text)) == text


def test_chinese_is_set_in_a_chinese_face(theme: Theme) -> None:
    fonts = setter(theme, (1280, 720), 1.0)
    for style in theme.types:
        assert lacking(CHINESE, fonts.font(style, CHINESE)[0]) == ""
        assert lacking("程", fonts.font(style)[0]) == "程"


@pytest.mark.parametrize("balance", [False, True])
def test_lines_are_as_few_as_fit_and_lose_no_word(balance: bool, theme: Theme) -> None:
    text = "A program will look, count and guess. Then it deletes all of it."
    block = setter(theme, (1280, 720), 1.0).block(text, "body", 300, balance)
    assert " ".join(block.lines) == text
    assert block.width <= 300
    assert len(block.lines) == len(broken(text, block.font, 300))


def test_balanced_lines_are_alike(theme: Theme) -> None:
    text = "All of this was only in memory."
    fonts = setter(theme, (1280, 720), 1.0)
    width = fonts.font("body")[0].size("All of this was only in")[0] + 2
    lines = fonts.block(text, "body", width, True).lines
    assert lines == ("All of this was", "only in memory.")


@pytest.mark.parametrize("k", [0.8, 1.0, 1.3])
def test_reading_sizes_grow_with_the_distance(k: float, theme: Theme) -> None:
    assert theme.size("body", (1920, 1080), k) == round(0.034 * 1080 * k)
    assert theme.size("title", (1920, 1080), k) == round(0.074 * 1080)


def test_every_language_is_covered_here(words: Words) -> None:
    assert words.languages == ("en", "id", "vi", "zh")
