"""The command line: exhibit, rehearse, prove, check, bench, sheet, count, kit."""

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from exhibit import __version__
from exhibit.errors import BadSettings, ExhibitError, did_you_mean
from exhibit.orders import LobbyOrder
from exhibit.settings import Settings, load_settings

_ABOUT = """\
exhibit             run the installation (Esc leaves a visit, Ctrl+Q closes, F11 full screen)
exhibit rehearse    play a whole visit without a window and leave its pictures in a folder
exhibit prove       look for what a visit leaves behind; exit 0 proven, 1 failed, 3 not proven
exhibit check       say what is wrong with this computer, and how to mend it
exhibit bench       measure speeds on this computer
exhibit sheet       every screen in every language and size, and contact sheets of them
exhibit count       sum the code lines of many visits, from a log on standard input
exhibit kit         papers for classrooms and museums: lesson plans, cards, letters, as PDFs
"""
_SMALLEST, _LARGEST = 200, 8192  # pixels of the screen, each way


def _size(text: str) -> tuple[int, int]:
    """1280x720 as two numbers."""
    match = re.fullmatch(r"(\d{3,5})x(\d{3,5})", text)
    if not match:
        raise BadSettings(f'A size is written like 1280x720, not "{text}".')
    width, height = int(match[1]), int(match[2])
    if not (_SMALLEST <= width <= _LARGEST and _SMALLEST <= height <= _LARGEST):
        raise BadSettings(f"A size is from {_SMALLEST} to {_LARGEST} pixels each way, not {text}.")
    return width, height


def _parser(command: str) -> argparse.ArgumentParser:
    """What every command takes."""
    parser = argparse.ArgumentParser(
        prog="exhibit" if command == "run" else f"exhibit {command}",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--source", help="camera number, film, picture, folder, actor or auto")
    parser.add_argument("--language", help="the language it starts in, for instance en or id")
    parser.add_argument("--settings", type=Path, help="a settings file (exhibit.toml)")
    parser.add_argument("--version", action="version", version=__version__)
    return parser


def _settings(given: argparse.Namespace) -> Settings:
    """The settings file with the command line laid over it."""
    from exhibit.page.words import Words
    from exhibit.paths import TEXT

    settings = load_settings(given.settings)
    if given.source:
        settings = replace(settings, camera=replace(settings.camera, source=given.source))
    if given.language:
        settings = replace(settings, visit=replace(settings.visit, language=given.language))
    languages = list(Words.load(TEXT).languages)
    if settings.visit.language not in languages:
        near = did_you_mean(settings.visit.language, languages) or f" Try {', '.join(languages)}."
        raise BadSettings(f'There is no language "{settings.visit.language}".{near}')
    return settings


def _order(settings: Settings, size: tuple[int, int] | None) -> LobbyOrder:
    """The lobby's order, after everything that can be checked without a window has been."""
    from exhibit.models import check_models
    from exhibit.source import parse_source, second_source
    from exhibit.own_steps import check_visit

    check_models()
    check_visit(settings)
    source = parse_source(settings.camera.source)
    for each in (source, second_source(settings.camera.second, source)):
        if each and each.path is not None:
            from exhibit.camera.clip import Clip

            Clip(each.path, lambda: 0.0).close()
    width, height = size or (0, 0)
    return LobbyOrder(settings, parent=0, source=str(source), width=width, height=height)


def _run(arguments: Sequence[str]) -> int:
    """exhibit"""
    from exhibit import door

    parser = _parser("run")
    parser.add_argument("--window", metavar="WxH", help="a window of this size, not full screen")
    given = parser.parse_args(arguments)
    settings = _settings(given)
    size = _size(given.window) if given.window else None
    if size is None and not settings.screen.full_screen:
        size = (1280, 720)
    return door.run(_order(settings, size))


def _rehearse(arguments: Sequence[str]) -> int:
    """exhibit rehearse"""
    from exhibit import rehearse

    parser = _parser("rehearse")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--plan", type=Path, help="a plan (TOML) in place of the whole visit")
    parser.add_argument("--size", default="1920x1080", metavar="WxH")
    given = parser.parse_args(arguments)
    given.source = given.source or "actor"
    return rehearse.main(_order(_settings(given), _size(given.size)), given.out, given.plan)


def _prove(arguments: Sequence[str]) -> int:
    """exhibit prove"""
    from exhibit import prove

    parser = _parser("prove")
    parser.add_argument("--visits", type=int, default=3)
    parser.add_argument("--size", default="1280x720", metavar="WxH")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--page", type=Path, metavar="FILE", help="a page (HTML) to hand over")
    given = parser.parse_args(arguments)
    given.source = given.source or "actor"
    if given.visits < 1:
        raise BadSettings(f"--visits should be 1 or more, not {given.visits}.")
    order = _order(_settings(given), _size(given.size))
    return prove.main(order, given.visits, given.json, ["prove", *arguments], given.page)


def _check(arguments: Sequence[str]) -> int:
    """exhibit check"""
    from exhibit import check

    parser = _parser("check")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    return check.main(given.settings, given.json)


def _bench(arguments: Sequence[str]) -> int:
    """exhibit bench"""
    from exhibit import bench
    from exhibit.bench_display import DISPLAYS, DUMMY
    from exhibit.own_steps import load_words

    parser = _parser("bench")
    parser.add_argument("--size", default="1920x1080", metavar="WxH")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--peer", action="store_true", help="the plain loop too, for comparison")
    parser.add_argument("--display", choices=DISPLAYS, default=DUMMY, help="what it draws on")
    parser.add_argument("--visits", type=int, default=0, help="memory over so many visits instead")
    parser.add_argument("--search", action="store_true", help="the search for a face number only")
    given = parser.parse_args(arguments)
    if given.search:
        from exhibit.city import bench_search

        return bench_search.main(given.json)
    given.source = given.source or "actor"
    settings = _settings(given)
    order = _order(settings, _size(given.size))
    if given.visits > 0:
        return bench.show_visits(order, given.visits, given.json)
    steps = settings.visit.steps or load_words(settings).step_names
    return bench.main(order, steps, given.json, given.peer, given.display)


def _sheet(arguments: Sequence[str]) -> int:
    """exhibit sheet"""
    from exhibit import sheet

    parser = _parser("sheet")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--size", action="append", metavar="WxH", help="may be given repeatedly")
    given = parser.parse_args(arguments)
    given.source = given.source or "actor"
    sizes = [_size(each) for each in given.size or sheet.SIZES]
    return sheet.main(_order(_settings(given), sizes[0]), sizes, given.out)


def _count(arguments: Sequence[str]) -> int:
    """exhibit count"""
    from exhibit import count

    given = _parser("count").parse_args(arguments)
    return count.main(_settings(given).visit.steps)


def _kit(arguments: Sequence[str]) -> int:
    """exhibit kit"""
    parser = _parser("kit")
    parser.add_argument("--out", type=Path, required=True, help="folder for the PDFs")
    parser.add_argument("--plan", choices=("45", "90"), help="minutes of the lesson; both without")
    parser.add_argument("--paper", choices=("A4", "letter"), default="A4")
    given = parser.parse_args(arguments)
    try:
        from exhibit.kit import command
    except ModuleNotFoundError as error:
        if str(error.name).split(".")[0] != "reportlab":
            raise
        raise BadSettings("The kit needs reportlab: pip install 'exhibit[kit]'.") from None
    plans = [int(given.plan)] if given.plan else [45, 90]
    settings = load_settings(given.settings)
    language = given.language or settings.visit.language
    return command.main(settings, language, given.out, plans, given.paper)


_COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "rehearse": _rehearse,
    "prove": _prove,
    "check": _check,
    "bench": _bench,
    "count": _count,
    "sheet": _sheet,
    "kit": _kit,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; a complaint is one sentence on stderr and an exit code, never a traceback."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    given = list(sys.argv[1:] if arguments is None else arguments)
    name = given[0] if given else ""
    try:
        if name in _COMMANDS:
            return _COMMANDS[name](given[1:])
        if name and not name.startswith("-"):
            known = ", ".join(_COMMANDS)
            near = did_you_mean(name, list(_COMMANDS))
            raise BadSettings(f'There is no command "{name}"; there are {known}.{near}')
        return _run(given)
    except ExhibitError as error:
        print(f"exhibit: {error}", file=sys.stderr)
        return error.code
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
