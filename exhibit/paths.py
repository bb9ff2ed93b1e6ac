"""Where the exhibit's own files lie: models, fonts, texts, actors."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _assets() -> Path:
    """The folder of assets: inside the package once installed, beside it in a checkout."""
    inside = _PACKAGE / "assets"
    return inside if inside.is_dir() else _PACKAGE.parent / "assets"


ASSETS = _assets()
ACTORS = ASSETS / "actors"
FONTS = ASSETS / "fonts"
MODELS = ASSETS / "models"
REGISTER = ASSETS / "register" / "register.npz"
TEXT = ASSETS / "text"
THEME = ASSETS / "theme.toml"
THEMES = ASSETS / "themes"
SOURCES = ASSETS / "sources.toml"
CLAIMS = ASSETS / "claims.toml"
