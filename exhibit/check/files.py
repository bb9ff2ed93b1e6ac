"""Whether the exhibit's own files are whole: models, fonts, texts, theme, steps."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from exhibit.check.answer import Answer, Here, tried
from exhibit.errors import BadTheme
from exhibit.models import SUMS, check_models
from exhibit.own_steps import check_visit
from exhibit.page.column import SECOND_PAGE
from exhibit.page.theme import Theme
from exhibit.page.words import Words
from exhibit.settings import Settings
from exhibit.written import read

_LARGE = (
    "Type is to be {:.2g} times as large: pages with much on them stay smaller, as far as they "
    "must for everything to fit; see exhibit sheet."
)


def _fonts(folder: Path) -> None:
    """Complain about the first font that is missing or not what it was."""
    try:
        lines = read(folder / SUMS).splitlines()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no text"
        raise BadTheme(f"{folder / SUMS} cannot be read ({why}): install it again.") from None
    for right, _, name in (line.partition("  ") for line in lines):
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            raise BadTheme(
                f"The font {name} in {folder} cannot be read ({error.strerror}): "
                "install the exhibit again."
            ) from None
        if found != right:
            raise BadTheme(f"The font {name} in {folder} is damaged: install the exhibit again.")


def files(settings: Settings, here: Here) -> Iterator[Answer]:
    """An answer for each sort of file; no step is run."""
    yield tried("models", "Every model is what it should be.", lambda: check_models(here.models))
    yield tried("fonts", "Every font is what it should be.", lambda: _fonts(here.fonts))
    yield tried(
        "theme",
        f'The theme "{settings.screen.theme}" can be read.',
        lambda: Theme.named(settings.screen.theme),
    )
    if settings.screen.k > SECOND_PAGE:
        yield Answer("text", None, _LARGE.format(settings.screen.k))
    yield (texts := _texts(here.text))
    if texts.fine:
        yield _steps(settings)


def _texts(folder: Path) -> Answer:
    """Every language, against the first."""
    there = ", ".join(sorted(path.stem for path in folder.glob("*.toml")))
    good = f"The texts are whole in each language: {there}."
    return tried("texts", good, lambda: Words.load(folder))


def _steps(settings: Settings) -> Answer:
    """The steps, those of one's own among them, with their texts and what they cite."""
    own = settings.visit.step_folders
    also = f", those in {', '.join(own)} too" if own else ""
    good = f"All steps and what they cite are whole{also}."
    return tried("steps", good, lambda: check_visit(settings))
