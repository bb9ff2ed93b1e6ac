"""The step contract: what a step file must have, checked before anything runs.

A step is a Python file with
    SOURCES                 a list of ids in assets/sources.toml, empty if it claims nothing
    LINK                    (kind, glyph) of the ring it adds to the chain, or None
    work(visit)             computes; returns a finding (a frozen dataclass) or None for "not sure"
    draw(page, visit)       draws; computes nothing
    touch(visit, name)      optional: what a touch on one of its buttons does
    linked(visit)           optional: whether its ring was really made; without it, it always is
and one entry [step.NAME] in each language, where NAME is the file's name.
"""

import ast
import importlib.util
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exhibit.advice import advise, not_python
from exhibit.errors import BadStep, did_you_mean
from exhibit.written import is_file, read

HERE = Path(__file__).parent
_MUST = {"work": ["visit"], "draw": ["page", "visit"]}
_MAY = {"touch": ["visit", "name"], "linked": ["visit"]}
_VALUES = {
    "SOURCES": 'a list of ids, such as ["iris-ruler"]',
    "LINK": 'None, or a kind and a mark, such as ("measured", "person")',
}
_KINDS = ("measured", "guessed", "invented")
_INSTEAD = {
    "time": "visit.now",
    "datetime": "visit.now",
    "random": "visit.chance",
    "cv2": "page",
    "pygame": "page",
    "mediapipe": "visit.get",
}


@dataclass(frozen=True)
class Step:
    """A step that keeps the contract."""

    name: str
    sources: tuple[str, ...]
    link: tuple[str, str] | None
    work: Callable[[Any], Any]
    draw: Callable[[Any, Any], None]
    touch: Callable[[Any, str], None] | None = None
    linked: Callable[[Any], bool] | None = None


def _parameters(given: ast.arguments) -> list[str]:
    """The names of all that must be given, or may be."""
    return [each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)]


def _functions(tree: ast.Module) -> dict[str, list[str]]:
    """Names of the functions in a file, each with its parameters."""
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return {node.name: _parameters(node.args) for node in found}


def _values(tree: ast.Module) -> dict[str, ast.expr | None]:
    """Names that a file gives a value, each with that value."""
    found: dict[str, ast.expr | None] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            found |= {each.id: node.value for each in node.targets if isinstance(each, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found[node.target.id] = node.value
    return found


def _fits(name: str, value: ast.expr | None) -> bool:
    """Whether SOURCES or LINK is written out as it should be."""
    try:
        given: Any = ast.literal_eval(value) if value else ...
    except (TypeError, ValueError, RecursionError, MemoryError):
        return False
    if name == "SOURCES":
        return isinstance(given, list | tuple) and all(isinstance(each, str) for each in given)
    pair = isinstance(given, tuple) and len(given) == 2 and isinstance(given[1], str)
    return given is None or (pair and given[0] in _KINDS)


def _imports(tree: ast.Module) -> list[str]:
    """First names of the modules a file imports."""
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    return [name.split(".")[0] for name in names]


def _meant(wrong: str, has: Sequence[str]) -> str:
    """' Did you mean wrong where it says X?' when a near name is there."""
    near = did_you_mean(wrong, [each for each in has if each != wrong])
    return f" Did you mean {wrong} where it says {near.split(chr(34))[1]}?" if near else ""


def parsed(path: Path) -> ast.Module:
    """What stands in a file; BadStep where it is not Python. Runs none of it."""
    where = f"{path.parent.name}/{path.name}"
    try:
        return ast.parse(read(path))
    except SyntaxError as error:
        raise not_python(where, error) from None
    except (OSError, ValueError):
        raise BadStep(f"{where} cannot be read as text: is the file there, and in UTF-8?") from None
    except (RecursionError, MemoryError):
        raise BadStep(f"{where} is nested too deeply: write it in shorter lines.") from None


def check_file(path: Path) -> None:
    """Raise BadStep, with one sentence, if the file breaks the contract. Runs none of it."""
    where = f"{path.parent.name}/{path.name}"
    tree = parsed(path)
    functions, values = _functions(tree), _values(tree)
    for name, parameters in _MUST.items():
        if name not in functions:
            call = f"{name}({', '.join(parameters)})"
            raise BadStep(f"{where} has no {call}.{_meant(name, list(functions))}")
    for name, parameters in (_MUST | _MAY).items():
        if functions.get(name, parameters) != parameters:
            raise BadStep(f"{where}: write def {name}({', '.join(parameters)}).")
    for name, right in _VALUES.items():
        if name not in values:
            raise BadStep(f"{where} has no {name}.{_meant(name, list(values))}")
        if not _fits(name, values[name]):
            raise BadStep(f"{where}: {name} should be {right}.")
    for name in _imports(tree):
        if name in _INSTEAD:
            raise BadStep(f"{where} imports {name}: use {_INSTEAD[name]} instead.")
    advise(where, tree)


def cited_by(path: Path) -> list[str]:
    """The ids in a checked file's SOURCES; runs none of it."""
    value = _values(parsed(path))["SOURCES"]
    return list(ast.literal_eval(value)) if value else []


def file_of(name: str, folders: Sequence[Path] = ()) -> Path:
    """The file of a step: in the package, or in a folder of the museum's or teacher's own."""
    for folder in (HERE, *folders):
        path = folder / f"{name}.py"
        if path.name == f"{name}.py" and is_file(path):
            return path
    known = [each.stem for folder in (HERE, *folders) for each in folder.glob("*.py")]
    raise BadStep(f'There is no step "{name}".{did_you_mean(name, sorted(known))}')


def check_steps(names: Sequence[str], folders: Sequence[Path] = ()) -> None:
    """Check every step's file; raises BadStep for the first that is wrong."""
    for name in names:
        check_file(file_of(name, folders))


def load_step(name: str, folders: Sequence[Path] = ()) -> Step:
    """Check a step's file and run it."""
    path = file_of(name, folders)
    check_file(path)
    spec = importlib.util.spec_from_file_location(f"exhibit.steps.{name}", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    try:
        spec.loader.exec_module(module)
        given = (tuple(module.SOURCES), module.LINK, module.work, module.draw)
    except (Exception, SystemExit) as error:
        raise BadStep(f"{path.parent.name}/{path.name} does not start: {error}.") from error
    return Step(name, *given, getattr(module, "touch", None), getattr(module, "linked", None))
