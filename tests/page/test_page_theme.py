"""The theme: boxes that meet, and complaints that say where and what instead."""

import re
from pathlib import Path

import pytest

from exhibit.errors import BadTheme
from exhibit.page.theme import Theme, unit
from exhibit.paths import FONTS

GOOD = """
[colours]
ink = "#1B2028"
[type]
body = { face = "NotoSans-Medium", size = 0.034, leading = 1.3 }
[wide]
title = [0.1, 0.1, 0.5, 0.1]
[portrait]
title = [0.1, 0.1, 0.8, 0.1]
"""


def load(folder: Path, text: str) -> Theme:
    """A theme written here, with the real fonts."""
    path = folder / "theme.toml"
    path.write_text(text, encoding="utf-8")
    return Theme.load(path)


def test_a_small_theme_is_enough(tmp_path: Path) -> None:
    theme = load(tmp_path, GOOD)
    assert theme.colour("ink") == (0x1B, 0x20, 0x28)
    assert theme.type("body").face == FONTS / "NotoSans-Medium.ttf"
    assert theme.box("title", (1000, 1000)).size == (500, 100)
    assert theme.box("title", (1000, 2000)).topleft == (100, 200)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('"#1B2028"', '"#1B202"', '[colours] ink should be a colour such as "#13222E"'),
        ("NotoSans-Medium", "NotoSans-Medum", 'Did you mean "NotoSans-Medium"?'),
        ("size = 0.034", "size = 34", "[type] body should be a number above 0 and up to 0.5"),
        ("leading = 1.3", "leading = true", "[type] body should be a number above 0"),
        (", leading = 1.3", "", "[type] body should have face, size, leading"),
        ("1.3 }", "1.3, grows = 1 }", "grows = 1, which should be true or false"),
        ("0.5, 0.1]", "0.5]", "[wide] title should be four numbers"),
        ("0.8, 0.1]", "1.8, 0.1]", "[portrait] title leaves the picture"),
        ("[portrait]\ntitle", "[portrait]\ntitel", 'has no box "titel" as the other layout has'),
        ("[portrait]", "[portrayt]", 'unknown table [portrayt]. Did you mean "portrait"?'),
        ("[colours]", "[colours", "is not valid TOML"),
    ],
)
def test_complaints(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert old in GOOD
    with pytest.raises(BadTheme) as caught:
        load(tmp_path, GOOD.replace(old, new, 1))
    assert complaint in str(caught.value)


def test_a_theme_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadTheme, match="cannot be read"):
        Theme.load(tmp_path / "theme.toml")


@pytest.mark.parametrize("ask", ["colour", "type", "box"])
def test_names_that_do_not_exist_suggest_one_that_does(ask: str, theme: Theme) -> None:
    wrong = {"colour": "mesured", "type": "titel", "box": "instrumnt"}[ask]
    right = {"colour": "measured", "type": "title", "box": "instrument"}[ask]
    with pytest.raises(BadTheme, match=f'Did you mean "{right}"'):
        theme.box(wrong, (16, 9)) if ask == "box" else getattr(theme, ask)(wrong)


@pytest.mark.parametrize("width", range(1000, 1300, 7))
def test_neighbours_meet_without_a_seam(width: int, theme: Theme) -> None:
    size = (width, 719)
    view, scale = theme.box("view", size), theme.box("instrument", size)
    assert view.bottom == scale.top and view.right == scale.right
    assert scale.bottom == theme.box("band", size).top
    assert theme.box("band", size).bottomright == size


def test_the_unit_is_the_height_of_the_16_to_9_picture_that_fits() -> None:
    assert [unit(size) for size in [(1920, 1080), (1080, 1920), (1024, 768)]] == [1080, 1080, 576]


class TestLaidOver:
    def test_only_what_it_names_differs(self, tmp_path):
        (tmp_path / "own.toml").write_text('[colours]\npaper = "#FFEEDD"\n', encoding="utf-8")
        own, plain = Theme.named(str(tmp_path / "own.toml")), Theme.named("museum")
        assert own.colour("paper") == (255, 238, 221)
        assert own.colour("ink") == plain.colour("ink") and own.boxes == plain.boxes

    @pytest.mark.parametrize(
        "text, part",
        [
            ('[colours]\npapper = "#FFEEDD"\n', "papper"),
            ('[colour]\npaper = "#FFEEDD"\n', "[colour]"),
            ('[colours]\npaper = "red"\n', "paper"),
            ("[colours", "not valid TOML"),
        ],
    )
    def test_what_is_wrong_in_it_is_said(self, tmp_path, text, part):
        path = tmp_path / "own.toml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(BadTheme, match=re.escape(part)):
            Theme.named(str(path))

    def test_a_misspelt_name_gets_a_suggestion(self):
        with pytest.raises(BadTheme, match="contrast"):
            Theme.named("contrats")
