"""Which file a theme is, by the name that a setting gives it; says so before a window is open."""

from pathlib import Path

from exhibit.errors import BadTheme, did_you_mean
from exhibit.paths import THEME, THEMES
from exhibit.written import is_file

PLAIN = "museum"


def theme_file(name: str) -> Path:
    """The file of museum, of one of assets/themes, or of one's own; BadTheme where none is."""
    if name == PLAIN:
        return THEME
    own = name.endswith(".toml")
    path = Path(name) if own else THEMES / f"{name}.toml"
    if is_file(path):
        return path
    known = [PLAIN, *sorted(each.stem for each in THEMES.glob("*.toml"))]
    near = did_you_mean(name.removesuffix(".toml"), known)
    what = "theme file" if own else "theme"
    raise BadTheme(
        f'[screen] theme: there is no {what} "{name}"; give {", ".join(known)}, '
        f"or a file that ends in .toml, beside the settings file.{near}"
    )
