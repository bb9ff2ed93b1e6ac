"""The whole of a visit's steps, their texts and sources, checked before any of them runs."""

from collections.abc import Sequence
from pathlib import Path

from exhibit.errors import BadSettings, BadStep, BadText
from exhibit.page.claims import load_claims
from exhibit.page.sources import load_sources
from exhibit.page.words import Words
from exhibit.paths import SOURCES, TEXT
from exhibit.settings import Settings
from exhibit.steps.contract import HERE, check_steps, cited_by, file_of


def own_folders(settings: Settings) -> list[Path]:
    """The folders of steps of one's own, each of which is there and has steps with new names."""
    folders = [Path(each) for each in settings.visit.step_folders]
    for folder in folders:
        if not folder.is_dir():
            raise BadSettings(
                f"[visit] step_folders names {folder}, which is no folder: "
                "make it, or mend its name in the settings."
            )
        steps = sorted(folder.glob("*.py"))
        if not steps:
            raise BadStep(f"{folder} has no step in it: a step is a file NAME.py.")
        for path in steps:
            if (HERE / path.name).is_file():
                raise BadStep(f"{path}: the exhibit has a step of this name; give yours another.")
    return folders


def load_words(settings: Settings) -> Words:
    """All texts of a visit, those of its own steps among them."""
    return Words.load(TEXT, own_folders(settings))


def _titles(words: Words, folders: Sequence[Path]) -> None:
    """Complain about a step of one's own that nobody would ever see."""
    for folder in folders:
        for path in sorted(folder.glob("*.py")):
            if not words.has(f"step.{path.stem}.title"):
                raise BadText(
                    f"{path} has no words: add [step.{path.stem}] with a title "
                    f"to {folder.name}/{words.languages[0]}.toml."
                )


def check_visit(settings: Settings) -> None:
    """Complain about the first thing that is wrong with any step of a visit; runs none of them."""
    folders = own_folders(settings)
    words = load_words(settings)
    _titles(words, folders)
    names = settings.visit.steps or words.step_names
    check_steps(names, folders)
    for name in names:
        if not words.has(f"step.{name}.title"):
            raise BadStep(f'"{name}" is no step of a visit: take it out of [visit] steps.')
    sources = load_sources(SOURCES, folders)
    for name in names:
        path = file_of(name, folders)
        sources.need(cited_by(path), f"{path.parent.name}/{path.name}")
    load_claims().need(sources)
