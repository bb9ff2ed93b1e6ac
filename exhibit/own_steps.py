"""The whole of a visit's steps, their texts and sources, checked before any of them runs."""

from collections.abc import Sequence
from pathlib import Path

from exhibit.advice import check_texts
from exhibit.errors import BadSettings, BadStep, BadText, did_you_mean, naming
from exhibit.page.claims import load_claims
from exhibit.page.own_words import own_files, own_step_names
from exhibit.page.sources import load_sources
from exhibit.page.words import Words
from exhibit.paths import SOURCES, TEXT
from exhibit.settings import Settings
from exhibit.steps.contract import HERE, check_steps, cited_by, file_of, parsed
from exhibit.written import is_file, is_folder

_MOST_STEPS = 99  # a message from room to lobby counts no further


def own_folders(settings: Settings) -> list[Path]:
    """The folders of steps of one's own, each of which is there and has steps with new names."""
    folders = [Path(each) for each in settings.visit.step_folders]
    for folder in folders:
        if not is_folder(folder):
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
                    f"to {folder.name}/{_file(folder, words)}."
                )


def _texts(words: Words, folders: Sequence[Path]) -> None:
    """Complain about a text that a step of one's own asks for, and that is not as it asks."""
    for folder in folders:
        for path in sorted(folder.glob("*.py")):
            tree = parsed(path)
            begin = f"step.{path.stem}."
            keys = [each.removeprefix(begin) for each in words.keys() if each.startswith(begin)]
            where = f"{folder.name}/{path.name}"
            check_texts(where, tree, path.stem, words.fields, keys, _file(folder, words))


def _file(folder: Path, words: Words) -> str:
    """The name of the file of words that the others of a folder follow."""
    return own_files(folder, list(words.languages))[0].name


def check_visit(settings: Settings) -> None:
    """Complain about the first thing that is wrong with any step of a visit; runs none of them."""
    folders = own_folders(settings)
    words = load_words(settings)
    _titles(words, folders)
    names = settings.visit.steps or words.step_names
    _files(names, words, folders)
    _chosen(settings, names, words, folders)
    check_steps(names, folders)
    _texts(words, folders)
    sources = load_sources(SOURCES, folders)
    for name in names:
        path = file_of(name, folders)
        sources.need(cited_by(path), f"{path.parent.name}/{path.name}")
    load_claims().need(sources)


def _files(names: Sequence[str], words: Words, folders: Sequence[Path]) -> None:
    """Complain about words of one's own that no step belongs to."""
    for folder in folders:
        steps = [each.stem for each in sorted(folder.glob("*.py"))]
        for path in own_files(folder, list(words.languages)):
            for name in own_step_names(path):
                if name in names and not any(is_file(each / f"{name}.py") for each in folders):
                    raise BadText(
                        f"{folder.name}/{path.name} has words for [step.{name}], and there is no "
                        f"{name}.py: write it, or mend the name.{did_you_mean(name, steps)}"
                    )


def _chosen(
    settings: Settings, names: Sequence[str], words: Words, folders: Sequence[Path]
) -> None:
    """Complain about a step that the settings name, and that is none or stands in a wrong place."""
    visit = settings.visit
    if len(names) > _MOST_STEPS:
        raise BadSettings(f"[visit] steps names {len(names)}, and {_MOST_STEPS} are the most.")
    for name in visit.steps:
        with naming("[visit] steps"):
            file_of(name, folders)
        if not words.has(f"step.{name}.title"):
            raise BadStep(f'[visit] steps: "{name}" is no step of a visit, so take it out.')
    for name in visit.short_steps:
        if name not in names and not words.has(f"step.{name}.title"):
            near = did_you_mean(name, list(names)) or " Take it out."
            raise BadStep(f'[visit] short_steps: "{name}" is no step of a visit.{near}')
    if visit.short_steps and visit.short_steps[-1] != names[-1]:
        raise BadStep(
            f'[visit] short_steps: the short path must end like the long one, so put "{names[-1]}" '
            "last."
        )
