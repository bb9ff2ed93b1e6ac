"""The texts of steps of one's own: NAME.toml files in their folder, laid over the exhibit's."""

from collections.abc import Mapping
from pathlib import Path

from exhibit.errors import BadText, did_you_mean
from exhibit.written import read, tables

Texts = dict[str, dict[str, str]]  # by language, then by dotted key


def own_files(folder: Path, languages: list[str]) -> list[Path]:
    """The language files of a folder, English first; BadText when there is none."""
    there = [each for each in sorted(folder.glob("*.toml")) if each.stem != "sources"]
    for path in there:
        if path.stem not in languages:
            near = did_you_mean(path.stem, languages)
            raise BadText(f"{path} is named after no language of the exhibit.{near}")
    if not there:
        names = " or ".join(f"{each}.toml" for each in languages[:2])
        raise BadText(f"{folder} has no texts: write {names} there, with [step.NAME] and a title.")
    return sorted(there, key=lambda path: languages.index(path.stem))


def check_keys(path: Path, texts: Mapping[str, str], taken: Mapping[str, str]) -> None:
    """Complain about a text that is not a step's, or that the exhibit has already."""
    for key in texts:
        parts = key.split(".")
        if parts[0] != "step" or len(parts) < 3:
            raise BadText(f'{path}: "{key}" should stand in a table [step.NAME].')
        if any(each.startswith(f"step.{parts[1]}.") for each in taken):
            raise BadText(f"{path}: the exhibit has a step {parts[1]} already: give yours a name.")


def own_tables(path: Path) -> dict[str, object]:
    """What a file holds; [language] is the exhibit's own matter."""
    try:
        given = tables(read(path))
    except OSError as error:
        raise BadText(f"The text {path} cannot be read: {error.strerror or error}.") from None
    except ValueError as error:
        raise BadText(f"The text {path} is not valid TOML: {error}.") from None
    given.pop("language", None)
    return given


def own_step_names(path: Path) -> list[str]:
    """The steps that a file has words for."""
    steps = own_tables(path).get("step", {})
    return list(steps) if isinstance(steps, dict) else []
