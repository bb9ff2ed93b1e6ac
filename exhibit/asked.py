"""What somebody asked for on the command line, read; a mistake in it is one sentence."""

import argparse
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from exhibit.errors import BadSettings, did_you_mean, in_file, naming
from exhibit.orders import LobbyOrder
from exhibit.settings import Settings, load_settings

_SMALLEST, _LARGEST = 200, 8192  # pixels of the screen, each way

# What argparse says, and what we say in its place.
_SAYS = (
    (r"argument (\S+): expected .*", "{0} needs a value behind it: see {prog} --help."),
    (r"argument (\S+): invalid choice: (.+) \(choose from (.+)\)",
     "{0} should be one of {2}, not {1}."),
    (r"argument (\S+): invalid int value: (.*)", "{0} should be a whole number, not {1}."),
    (r"argument (\S+): ignored explicit argument (.*)", "{0} takes no value: leave out {1}."),
    (r"the following arguments are required: (.+)", "{prog} needs {0}: see {prog} --help."),
    (r"ambiguous option: (\S+) could match (.+)", "{0} may mean {1}: write it out."),
    (r"unrecognized arguments: (\S+).*", '{prog} does not know "{0}": see {prog} --help.'),
)  # fmt: skip


class Parser(argparse.ArgumentParser):
    """A parser that complains in one sentence and names the nearest flag."""

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        """What the words ask for; an empty one is never taken as one that was not given."""
        flags = ["--help", *re.findall(r"--[a-z-]+", self.format_usage())]
        for before, word in pairwise([self.prog, *words]):
            flag, given, value = word.partition("=")
            if not word or (given and not value and flag.startswith("--")):
                raise BadSettings(
                    f'"{flag or before}" is followed by an empty text: '
                    "say what is meant, or leave it out."
                )
            if flag.startswith("--") and not any(each.startswith(flag) for each in flags):
                near = did_you_mean(flag, flags)
                says = f'{self.prog} does not know "{flag}": see {self.prog} --help.'
                raise BadSettings(says + near)
        return self.parse_args(words)

    def error(self, message: str) -> NoReturn:
        """argparse's own complaint, in our words."""
        for pattern, says in _SAYS:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                plain = [each.replace("'", "") for each in found.groups()]
                raise BadSettings(says.format(*plain, prog=self.prog))
        raise BadSettings(f"{self.prog}: {message}; see {self.prog} --help.")


def size_of(text: str) -> tuple[int, int]:
    """1280x720 as two numbers."""
    match = re.fullmatch(r"(\d{1,6})x(\d{1,6})", text, re.ASCII)
    if not match:
        raise BadSettings(f'A size is written like 1280x720, not "{text}".')
    width, height = int(match[1]), int(match[2])
    if not (_SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
        raise BadSettings(f"A size is from {_SMALLEST} to {_LARGEST} pixels each way, not {text}.")
    return width, height


def settings_of(path: Path | None, source: str | None, language: str | None) -> Settings:
    """The settings file, with what the command line says laid over it."""
    from exhibit.page.words import language_files
    from exhibit.paths import TEXT

    settings = load_settings(path)
    if source is not None:
        settings = replace(settings, camera=replace(settings.camera, source=source))
    if language is not None:
        settings = replace(settings, visit=replace(settings.visit, language=language))
    languages = [each.stem for each in language_files(TEXT)]
    chosen = settings.visit.language
    if chosen not in languages:
        near = did_you_mean(chosen, languages) or f" Try {', '.join(languages)}."
        where = "[visit] language: there" if language is None else "There"
        raise BadSettings(in_file(path, f'{where} is no language "{chosen}".{near}'))
    return settings


def order_of(
    given: argparse.Namespace, settings: Settings, screen: tuple[int, int] | None
) -> LobbyOrder:
    """The lobby's order, after everything that can be checked without a window has been.

    screen: width and height in pixels; None: all of it.
    """
    from exhibit.models import check_models
    from exhibit.own_steps import check_visit
    from exhibit.page.theme_file import theme_file
    from exhibit.source import parse_source, second_source
    from exhibit.tried import try_clip

    check_models()
    with naming(file=given.settings):
        check_visit(settings)
        theme_file(settings.screen.theme)
    with naming("" if given.source else "[camera] source", given.settings):
        source = parse_source(settings.camera.source)
    with naming("[camera] second", given.settings):
        second = second_source(settings.camera.second, source)
    for each in (source, second):
        if each and each.path is not None:
            try_clip(each.path)
    width, height = screen or (0, 0)
    return LobbyOrder(settings, parent=0, source=str(source), width=width, height=height)
