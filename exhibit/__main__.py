"""The command line: exhibit, rehearse, prove, check, bench, sheet, count, kit."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from exhibit import __version__
from exhibit.asked import Parser, order_of, settings_of, size_of
from exhibit.errors import BadSettings, ExhibitError, did_you_mean
from exhibit.settings import Settings, load_settings
from exhibit.unheard import REASONS, unheard

_ABOUT = """\
exhibit             run the installation (Esc leaves a visit, Ctrl+Q closes, F11 full screen)
exhibit class       a lesson, driven by a teacher: on the actor, with benches and notes
exhibit rehearse    play a whole visit without a window and leave its pictures in a folder
exhibit prove       look for what a visit leaves behind; exit 0 proven, 1 failed, 3 not proven
exhibit check       say what is wrong with this computer, and how to mend it
exhibit bench       measure speeds on this computer
exhibit sheet       every screen in every language and size, and contact sheets of them
exhibit bill        the software bill of materials: every package and file of others
exhibit count       sum the code lines of many visits, from a log on standard input
exhibit kit         papers for classrooms and museums: lesson plans, cards, letters, as PDFs
"""
_ALL_SETTINGS = Path()


def _parser(command: str) -> Parser:
    """What every command takes."""
    parser = Parser(
        prog="exhibit" if command == "run" else f"exhibit {command}",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--source", help="camera number, film, picture, folder, actor or auto")
    parser.add_argument("--language", help="the language it starts in, for instance en or id")
    # After check it may stand alone, and then means --explain.
    alone: dict[str, Any] = {"nargs": "?", "const": _ALL_SETTINGS} if command == "check" else {}
    parser.add_argument("--settings", type=Path, help="a settings file (exhibit.toml)", **alone)
    parser.add_argument("--version", action="version", version=__version__)
    return parser


def _settings(given: argparse.Namespace) -> Settings:
    """The settings file with the command line laid over it."""
    return settings_of(given.settings, given.source, given.language)


def _run(arguments: Sequence[str]) -> int:
    """exhibit"""
    from exhibit import door

    parser = _parser("run")
    parser.add_argument("--window", metavar="WxH", help="a window of this size, not full screen")
    given = parser.read(arguments)
    settings = _settings(given)
    size = size_of(given.window) if given.window else None
    if size is None and not settings.screen.full_screen:
        size = (1280, 720)
    return door.run(order_of(given, settings, size))


def _class(arguments: Sequence[str]) -> int:
    """exhibit class"""
    from exhibit import classroom, door
    from exhibit.lesson import PLANS, SHORT
    from exhibit.own_steps import load_words

    parser = _parser("class")
    parser.add_argument("--window", metavar="WxH", help="a window of this size, not full screen")
    parser.add_argument("--plan", type=int, choices=list(PLANS), default=SHORT, help="minutes")
    parser.add_argument("--bench", default="", help="open on one experiment, for instance mask")
    parser.add_argument("--steps", type=Path, metavar="FOLDER", help="steps of your own")
    parser.add_argument(
        "--notes", choices=["auto", "window", "terminal", "none"], default="auto",
        help="the teacher's notes; auto: a window if there is a second screen",
    )  # fmt: skip
    given = parser.read(arguments)
    bench = classroom.check_bench(given.bench)
    settings = classroom.settings_of(_settings(given), given.source, given.steps)
    size = size_of(given.window) if given.window else None
    order = order_of(given, settings, size)
    words = load_words(settings)
    classroom.tell_own(words, settings.visit.steps or words.step_names)
    return door.run(replace(order, lesson=given.plan, try_it=bench, notes=given.notes))


def _rehearse(arguments: Sequence[str]) -> int:
    """exhibit rehearse"""
    from exhibit import rehearse

    parser = _parser("rehearse")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    parser.add_argument("--plan", type=Path, help="a plan (TOML) in place of the whole visit")
    parser.add_argument("--size", default="1920x1080", metavar="WxH")
    given = parser.read(arguments)
    given.source = given.source or "actor"
    order = order_of(given, _settings(given), size_of(given.size))
    return rehearse.main(order, given.out, given.plan)


def _prove(arguments: Sequence[str]) -> int:
    """exhibit prove"""
    from exhibit import prove

    parser = _parser("prove")
    parser.add_argument("--visits", type=int, default=3)
    parser.add_argument("--size", default="1280x720", metavar="WxH")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--page", type=Path, metavar="FILE", help="a page (HTML) to hand over")
    given = parser.read(arguments)
    given.source = given.source or "actor"
    if given.visits < 1:
        raise BadSettings(f"--visits should be 1 or more, not {given.visits}.")
    order = order_of(given, _settings(given), size_of(given.size))
    return prove.main(order, given.visits, given.json, ["prove", *arguments], given.page)


def _check(arguments: Sequence[str]) -> int:
    """exhibit check"""
    from exhibit import check

    parser = _parser("check")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--camera", action="store_true",
                        help="open each camera for a second; no picture is kept")  # fmt: skip
    parser.add_argument("--explain", action="store_true",
                        help="print exhibit.toml, every setting explained")  # fmt: skip
    given = parser.read(arguments)
    if given.explain or given.settings == _ALL_SETTINGS:
        from exhibit import explain

        return explain.main(given.json)
    return check.main(given.settings, given.json, given.camera, given.source, given.language)


def _bench(arguments: Sequence[str]) -> int:
    """exhibit bench"""
    from exhibit import bench
    from exhibit.bench_display import DISPLAYS, DUMMY
    from exhibit.own_steps import load_words

    parser = _parser("bench")
    parser.add_argument("--size", default="1920x1080", metavar="WxH")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--peer", action="store_true", help="the plain loop too, for comparison")
    parser.add_argument("--people", type=int, default=1, choices=range(1, 13), metavar="N",
                        help="the source so many times in each picture")  # fmt: skip
    parser.add_argument("--display", choices=DISPLAYS, default=DUMMY, help="what it draws on")
    parser.add_argument("--visits", type=int, default=0, help="memory over so many visits instead")
    parser.add_argument("--search", action="store_true", help="the search for a face number only")
    parser.add_argument("--city", action="store_true", help="the invented city only")
    parser.add_argument("--page", action="store_true", help="what each step's page costs, only")
    given = parser.read(arguments)
    if given.page:
        from exhibit import bench_pages

        return bench_pages.main(_settings(given), size_of(given.size), given.json)
    if given.search:
        from exhibit.city import bench_search

        return bench_search.main(given.json)
    given.source = given.source or "actor"
    settings = _settings(given)
    if given.city:
        from exhibit import bench_city

        return bench_city.main(order_of(given, settings, (640, 360)), given.json)
    order = replace(order_of(given, settings, size_of(given.size)), bench=given.people)
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
    given = parser.read(arguments)
    given.source = given.source or "actor"
    sizes = [size_of(each) for each in given.size or sheet.SIZES]
    return sheet.main(order_of(given, _settings(given), sizes[0]), sizes, given.out)


def _bill(arguments: Sequence[str]) -> int:
    """exhibit bill"""
    from exhibit import bill

    parser = _parser("bill")
    parser.add_argument("--json", action="store_true", help="as CycloneDX 1.5")
    return bill.main(parser.read(arguments).json)


def _count(arguments: Sequence[str]) -> int:
    """exhibit count"""
    from exhibit import count

    given = _parser("count").read(arguments)
    return count.main(_settings(given))


def _kit(arguments: Sequence[str]) -> int:
    """exhibit kit"""
    parser = _parser("kit")
    parser.add_argument("--out", type=Path, required=True, help="folder for the PDFs")
    parser.add_argument("--plan", choices=("45", "90"), help="minutes of the lesson; both without")
    parser.add_argument("--paper", choices=("A4", "letter"), default="A4")
    given = parser.read(arguments)
    try:
        from exhibit.kit import command
    except ModuleNotFoundError as error:
        if str(error.name).split(".")[0] != "reportlab":
            raise
        says = "The kit needs reportlab, which is missing: install the exhibit again."
        raise BadSettings(says) from None
    plans = [int(given.plan)] if given.plan else [45, 90]
    settings = load_settings(given.settings)
    language = given.language or settings.visit.language
    code = command.main(settings, language, given.out, plans, given.paper)
    if given.settings is None:
        print("exhibit: notice and assessment hold the settings as they come: for those of a "
              "station, give its file with --settings.", file=sys.stderr)  # fmt: skip
    return code


_COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "class": _class,
    "rehearse": _rehearse,
    "prove": _prove,
    "check": _check,
    "bench": _bench,
    "bill": _bill,
    "count": _count,
    "sheet": _sheet,
    "kit": _kit,
}


def _obey(given: Sequence[str]) -> int:
    """Run the command that the first word names, or the installation; the exit code."""
    name = given[0] if given else ""
    if name in _COMMANDS:
        return _COMMANDS[name](given[1:])
    if name and not name.startswith("-"):
        known = ", ".join(_COMMANDS)
        near = did_you_mean(name, list(_COMMANDS))
        raise BadSettings(f'There is no command "{name}": try {known}, or exhibit --help.{near}')
    return _run(given)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; a complaint is one sentence on stderr and an exit code, never a traceback."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _obey(given)
        sys.stdout.flush()
        return code
    except OSError as error:
        if error.errno not in REASONS:
            raise
        return unheard(error)
    except ExhibitError as error:
        print(f"exhibit: {error}", file=sys.stderr)
        return error.code
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
