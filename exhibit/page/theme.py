"""Colours, type sizes and named boxes, read from assets/theme.toml."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pygame import Rect

from exhibit.errors import BadTheme, did_you_mean
from exhibit.page.theme_file import theme_file
from exhibit.paths import FONTS, THEME
from exhibit.written import is_file, read, tables

Colour = tuple[int, int, int]
Size = tuple[int, int]
Made = TypeVar("Made")

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_TABLES = ("colours", "type", "wide", "portrait")
_MAY = ("han",)


@dataclass(frozen=True)
class Type:
    """A font file, a size as a fraction of the height, the line height in sizes.

    grows: whether it grows with the visitor's distance.
    """

    face: Path
    size: float
    leading: float
    grows: bool = True


@dataclass(frozen=True, eq=False)
class Theme:
    """Everything the look is made of; names that do not exist raise BadTheme."""

    colours: Mapping[str, Colour]
    types: Mapping[str, Type]
    han: Mapping[Path, Path]  # which face stands in for which where a text is Chinese
    boxes: Mapping[str, Mapping[str, tuple[float, float, float, float]]]

    @classmethod
    def named(cls, name: str) -> "Theme":
        """The theme a setting names: museum, one of assets/themes, or a file of one's own.

        All but the first are laid over it, and say only what differs.
        """
        own = theme_file(name)
        return cls.load(over=None if own == THEME else own)

    @classmethod
    def load(cls, path: Path = THEME, fonts: Path = FONTS, over: Path | None = None) -> "Theme":
        """The theme in a file, with its fonts from a folder; BadTheme says what is wrong.

        over: another file, whose entries take the place of the first one's.
        """
        tables = _tables(path)
        if over:
            _lay_over(over, tables)
            path = over
        return cls(
            colours=_each(path, "colours", tables, _colour),
            types=_each(path, "type", tables, lambda given: _type(given, fonts)),
            han=_faces(path, tables, fonts),
            boxes=_layouts(path, tables),
        )

    def colour(self, name: str) -> Colour:
        """Red, green, blue from 0 to 255."""
        return _named(self.colours, name, "colour")

    def type(self, name: str) -> Type:
        """The type a kind of text is set in."""
        return _named(self.types, name, "type")

    def box(self, name: str, size: Size) -> Rect:
        """A named box in pixels of a picture of width x height."""
        layout = self.boxes["wide" if size[0] >= size[1] else "portrait"]
        x, y, width, height = _named(layout, name, "box")
        left, top = round(x * size[0]), round(y * size[1])
        # Edges are rounded, not extents, so that neighbours meet without a seam.
        right, bottom = round((x + width) * size[0]), round((y + height) * size[1])
        return Rect(left, top, right - left, bottom - top)

    def size(self, name: str, size: Size, k: float = 1.0) -> int:
        """The height in pixels of a type on a picture of width x height, k times."""
        kind = self.type(name)
        return max(6, round(kind.size * unit(size) * (k if kind.grows else 1.0)))


def unit(size: Size) -> float:
    """The height of the 16:9 picture (9:16 when upright) that fits the given width x height."""
    long, short = max(size), min(size)
    return min(short, long * 9 / 16)


def _named(table: Mapping[str, Made], name: str, what: str) -> Made:
    """An entry of a table, or a complaint that suggests the nearest."""
    if name not in table:
        near = did_you_mean(name, list(table))
        raise BadTheme(f'The theme has no {what} "{name}".{near}')
    return table[name]


def _read(path: Path) -> dict[str, Any]:
    """What a theme file holds."""
    try:
        return tables(read(path))
    except OSError as error:
        reason = error.strerror or error
        raise BadTheme(f"The theme {path} cannot be read: {reason}.") from None
    except ValueError as error:
        raise BadTheme(f"The theme {path} is not valid TOML: {error}.") from None


def _tables(path: Path) -> dict[str, Any]:
    """The tables of a whole theme file."""
    given = _read(path)
    for name in given:
        if name not in _TABLES + _MAY:
            raise BadTheme(f"{path} has an unknown table [{name}].{did_you_mean(name, _TABLES)}")
    for name in _TABLES:
        if not isinstance(given.get(name), dict):
            raise BadTheme(f"{path} has no table [{name}]; see the theme that comes with exhibit.")
    if not isinstance(given.get("han", {}), dict):
        raise BadTheme(f"{path}: han should be a table; write [han] above its faces.")
    return given


def _lay_over(path: Path, tables: dict[str, Any]) -> None:
    """Put the entries of a second theme in place of the first one's."""
    for table, entries in _read(path).items():
        if table not in _TABLES + _MAY or not isinstance(entries, dict):
            near = did_you_mean(table, _TABLES)
            raise BadTheme(f"{path} has an unknown table [{table}].{near}")
        for name in entries:
            if name not in tables.get(table, {}):
                near = did_you_mean(name, list(tables.get(table, {})))
                raise BadTheme(f"{path}: [{table}] has no {name} to lay over.{near}")
        tables[table] = {**tables[table], **entries}


def _each(
    path: Path, table: str, tables: Mapping[str, Any], make: Callable[[Any], Made]
) -> dict[str, Made]:
    """Every entry of a table made into what it stands for."""
    made = {}
    for name, given in tables[table].items():
        try:
            made[name] = make(given)
        except BadTheme as error:
            raise BadTheme(f"{path}: [{table}] {name} {error}") from None
    return made


def _colour(given: object) -> Colour:
    """#RRGGBB as three numbers."""
    if not isinstance(given, str) or not _HEX.fullmatch(given):
        raise BadTheme(f'should be a colour such as "#13222E", not {given!r}.')
    return int(given[1:3], 16), int(given[3:5], 16), int(given[5:7], 16)


def _type(given: Any, fonts: Path) -> Type:
    """A table of face, size, leading and perhaps grows, whose font file is there."""
    if not isinstance(given, dict) or set(given) - {"grows"} != {"face", "size", "leading"}:
        raise BadTheme(f"should have face, size, leading and perhaps grows, not {given!r}.")
    face = _face(given["face"], fonts)
    size, leading = _fraction(given["size"], 0.5), _fraction(given["leading"], 3.0)
    if not isinstance(grows := given.get("grows", True), bool):
        raise BadTheme(f"has grows = {grows!r}, which should be true or false.")
    return Type(face, size, leading, grows)


def _face(name: object, fonts: Path) -> Path:
    """The file of a font that is there."""
    face = fonts / f"{name}.ttf"
    if not is_file(face):
        near = did_you_mean(str(name), [each.stem for each in fonts.glob("*.ttf")])
        raise BadTheme(f"names a font that is not there: {face}.{near}")
    return face


def _faces(path: Path, tables: Mapping[str, Any], fonts: Path) -> dict[Path, Path]:
    """The faces for Chinese, each in place of another; none if the theme has none."""
    if "han" not in tables:
        return {}
    given = _each(path, "han", tables, lambda name: _face(name, fonts))
    return {fonts / f"{name}.ttf": face for name, face in given.items()}


def _fraction(given: object, most: float) -> float:
    """A number above zero and up to a limit."""
    if isinstance(given, bool) or not isinstance(given, int | float) or not 0 < given <= most:
        raise BadTheme(f"should be a number above 0 and up to {most:g}, not {given!r}.")
    return float(given)


def _box(given: object) -> tuple[float, float, float, float]:
    """Four fractions that stay inside the picture."""
    numbers = isinstance(given, list) and all(
        isinstance(each, int | float) and math.isfinite(each) for each in given
    )
    if not isinstance(given, list) or not numbers or len(given) != 4:
        raise BadTheme(f"should be four numbers: x, y, width, height, not {given!r}.")
    x, y, width, height = (float(each) for each in given)
    if min(x, y) < 0 or min(width, height) <= 0 or max(x + width, y + height) > 1.0005:
        raise BadTheme(f"leaves the picture: {given}; x + width and y + height end at 1.")
    return x, y, width, height


def _layouts(
    path: Path, tables: Mapping[str, Any]
) -> dict[str, dict[str, tuple[float, float, float, float]]]:
    """Both layouts, which must name the same boxes."""
    layouts = {name: _each(path, name, tables, _box) for name in ("wide", "portrait")}
    for name in sorted(set(layouts["wide"]) ^ set(layouts["portrait"])):
        missing = "portrait" if name in layouts["wide"] else "wide"
        near = did_you_mean(name, list(layouts[missing]))
        raise BadTheme(f'{path}: [{missing}] has no box "{name}" as the other layout has.{near}')
    return layouts
