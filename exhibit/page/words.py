"""Every text in every language, read from assets/text, checked against each other, and said."""

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from exhibit.errors import BadText, did_you_mean
from exhibit.page.own_words import check_keys, own_files, own_tables
from exhibit.paths import TEXT
from exhibit.written import read, tables

FIRST = "en"  # the language that gives the order of the steps and what must be translated
_ABOUT = ("name", "decimal", "group")
# How a field may be written: {cm}, {people:,}, {share:.1f}, {minutes:02}.
_SPEC = re.compile(r"(0\d)?,?(\.\d)?[df%]?")


class _Speaker(string.Formatter):
    """Puts named fields into a text, with the decimal and group signs of one language."""

    def __init__(self, decimal: str, group: str) -> None:
        self._signs = str.maketrans({".": decimal, ",": group, "-": "\N{MINUS SIGN}"})

    def format_field(self, value: Any, spec: str) -> str:
        """One field; numbers take the signs of the language, texts stay as they are."""
        text = format(value, spec)
        plain = isinstance(value, bool) or not isinstance(value, int | float)
        return text if plain else text.translate(self._signs)


@dataclass(frozen=True)
class Language:
    """One language: its name in itself, its texts by dotted key, and how it writes numbers."""

    name: str
    texts: Mapping[str, str]
    speaker: _Speaker


class Words:
    """All languages at once; what one has, all have."""

    def __init__(self, languages: Mapping[str, Language]) -> None:
        self._languages = languages
        self.languages = tuple(languages)
        steps = (key.split(".") for key in languages[self.languages[0]].texts)
        self.step_names = tuple(dict.fromkeys(key[1] for key in steps if key[0] == "step"))

    @classmethod
    def load(cls, folder: Path = TEXT, own: Sequence[Path] = ()) -> "Words":
        """Every NAME.toml of a folder; BadText when one lacks or misspells what English has.

        own: folders with the texts of further steps, which run before the exhibit's last one.
        """
        paths = language_files(folder)
        if not paths or paths[0].stem != FIRST:
            raise BadText(f"{folder} has no {FIRST}.toml, the text that all others follow.")
        languages = {path.stem: _language(path) for path in paths}
        first = languages[FIRST]
        for path in paths[1:]:
            _compare(path, first.texts, languages[path.stem].texts)
        words = cls(languages)
        for each in own:
            words = words._with(each)
        return words

    def _with(self, folder: Path) -> "Words":
        """These words and the texts of a folder of steps; a language it lacks takes its first."""
        paths = own_files(folder, list(self.languages))
        read = {path.stem: _texts(path, own_tables(path)) for path in paths}
        for path in paths:
            check_keys(path, read[path.stem], self._languages[path.stem].texts)
            _compare(path, read[paths[0].stem], read[path.stem], paths[0].name)
        languages = {
            name: replace(each, texts={**each.texts, **read.get(name, read[paths[0].stem])})
            for name, each in self._languages.items()
        }
        more = Words(languages)
        new = [each for each in more.step_names if each not in self.step_names]
        more.step_names = (*self.step_names[:-1], *new, *self.step_names[-1:])
        return more

    def name(self, language: str) -> str:
        """What a language calls itself."""
        return self._language(language).name

    def has(self, key: str) -> bool:
        """Whether there is such a text; if so, then in every language."""
        return key in self._languages[self.languages[0]].texts

    def keys(self) -> tuple[str, ...]:
        """The keys of every text."""
        return tuple(self._languages[self.languages[0]].texts)

    def fields(self, key: str) -> frozenset[str] | None:
        """The names of the fields of a text; None if there is no such text."""
        text = self._languages[self.languages[0]].texts.get(key)
        return None if text is None else fields(text)

    def say(self, language: str, key: str, **fields: object) -> str:
        """A text with its named fields filled in; BadText for an unknown key or a missing field."""
        spoken = self._language(language)
        if key not in spoken.texts:
            near = did_you_mean(key, list(spoken.texts))
            raise BadText(f'There is no text "{key}" in {language}.toml.{near}')
        text = spoken.texts[key]
        if not ("{" in text or "}" in text):
            return text
        try:
            return spoken.speaker.vformat(text, (), fields)
        except KeyError as error:
            near = did_you_mean(str(error.args[0]), list(fields))
            raise BadText(f'{language}.toml: "{key}" needs the field {error}.{near}') from None
        except (ValueError, TypeError, OverflowError) as error:
            raise BadText(f'{language}.toml: "{key}" cannot be filled in: {error}.') from None

    def number(self, language: str, value: float, spec: str = ",") -> str:
        """A number as the language writes it: 1,000.5 in English, 1.000,5 in Indonesian."""
        return self._language(language).speaker.format_field(value, spec)

    def _language(self, language: str) -> Language:
        if language not in self._languages:
            near = did_you_mean(language, self.languages)
            raise BadText(f'There is no language "{language}".{near}')
        return self._languages[language]


def language_files(folder: Path) -> list[Path]:
    """Every NAME.toml of a folder, that of the first language first."""
    return sorted(folder.glob("*.toml"), key=lambda path: (path.stem != FIRST, path.stem))


def fields(text: str) -> frozenset[str]:
    """The names of the fields in a text; ValueError when one is no plain name, or written oddly."""
    names = set()
    for _, name, spec, conversion in string.Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier():
            raise ValueError(f"fields are plain names such as {{cm}}, not {{{name}}}")
        if conversion or not _SPEC.fullmatch(spec or ""):
            raise ValueError(f"write {{{name}}}, or {{{name}:.1f}} with one place after the point")
        names.add(name)
    return frozenset(names)


def _flat(path: Path, table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Dotted keys and texts of nested tables."""
    for name, value in table.items():
        key = prefix + name
        if isinstance(value, dict):
            yield from _flat(path, value, f"{key}.")
        elif isinstance(value, str) and value.strip():
            yield key, value
        else:
            raise BadText(f'{path}: "{key}" should be a text in quotes, not {value!r}.')


def _language(path: Path) -> Language:
    """One language file, its fields looked at."""
    try:
        given = tables(read(path))
    except OSError as error:
        raise BadText(f"The text {path} cannot be read: {error.strerror or error}.") from None
    except ValueError as error:
        raise BadText(f"The text {path} is not valid TOML: {error}.") from None
    about = given.pop("language", {})
    if not isinstance(about, dict) or set(about) != set(_ABOUT):
        raise BadText(f"{path} should open with [language] and its {', '.join(_ABOUT)}.")
    for name, value in about.items():
        if not isinstance(value, str):
            raise BadText(f"{path}: [language] {name} should be a text in quotes, not {value!r}.")
    texts = _texts(path, given)
    for key in texts:
        if key.split(".")[0] == "step" and key.count(".") < 2:
            raise BadText(f'{path}: "{key}" should stand in a table [step.NAME].')
    return Language(about["name"], texts, _Speaker(about["decimal"], about["group"]))


def _texts(path: Path, given: Mapping[str, Any]) -> dict[str, str]:
    """The texts of a file by dotted key, their fields looked at."""
    texts = dict(_flat(path, given))
    for key, text in texts.items():
        try:
            fields(text)
        except ValueError as error:
            raise BadText(f'{path}: "{key}" has a field nobody can fill: {error}.') from None
    return texts


def _compare(
    path: Path, first: Mapping[str, str], texts: Mapping[str, str], leader: str = f"{FIRST}.toml"
) -> None:
    """Complain about the first key or field that differs from the file that leads."""
    for key in texts:
        if key not in first:
            near = did_you_mean(key, list(first))
            raise BadText(f'{path}: "{key}" is not in {leader}.{near}')
    for key, text in first.items():
        if key not in texts:
            near = did_you_mean(key, [each for each in texts if each not in first])
            raise BadText(f'{path} lacks "{key}", which {leader} has: translate it there.{near}')
        want, have = fields(text), fields(texts[key])
        if want != have:
            names = ", ".join(sorted(want)) or "no fields"
            raise BadText(f'{path}: "{key}" should use {names} as {leader} does.')
