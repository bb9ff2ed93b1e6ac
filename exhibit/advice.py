"""Advice for whoever writes a first step: mistakes that Python would let pass, or says darkly."""

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exhibit.errors import BadStep, BadText, did_you_mean


def not_python(where: str, error: SyntaxError) -> BadStep:
    """The complaint for a file that Python cannot read."""
    said = f"{where} is not Python in line {error.lineno}: {error.msg}."
    if isinstance(error, TabError):
        said += " Begin lines with spaces only, never with tabs."
    elif isinstance(error, IndentationError):
        said += " Lines inside def, if and for begin four spaces further in, all of them alike."
    return BadStep(said)


def advise(where: str, tree: ast.Module) -> None:
    """Complain about what runs and does nothing: a print, or work that gives nothing back."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "print":
                raise BadStep(
                    f"{where} line {node.lineno}: nobody sees what is printed here; "
                    'write it on the page with page.write(page.text("measured"), "words").'
                )
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == "work" and _forgets(node):
            raise BadStep(
                f"{where}: work(visit) computes something and gives nothing back; "
                "end it with return and your finding."
            )


def _forgets(work: ast.FunctionDef) -> bool:
    """Whether a function does something and returns nothing, not even None on purpose."""
    idle = (ast.Pass, ast.Expr)
    does = [each for each in work.body if not isinstance(each, idle)]
    return bool(does) and not any(isinstance(each, ast.Return) for each in ast.walk(work))


@dataclass(frozen=True)
class Said:
    """A text that a call puts on the page: its key, the fields it is given, None: not to be seen.

    call: how the call begins, such as 'page.measured('.
    """

    line: int
    key: str
    given: frozenset[str] | None
    call: str


# The keys of what these say by themselves, each after the argument that names another for it.
_PAGE: Mapping[str, Sequence[tuple[str | None, str]]] = {
    "title": [("key", "title")],
    "measured": [("figure", "figure"), ("unit", "unit"), ("words", "measured")],
    "known": [(None, "used_by"), (None, "fails")],
    "try_this": [("key", "try")],
}
_UNSURE = ("figure", "unit")  # not said where sure=False is written


def said_in(tree: ast.Module) -> Iterator[Said]:
    """Every text of a file that is said by page.text("key", field=...), page.measured(...) etc."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        names = {each.arg for each in node.keywords}
        given = None if None in names else frozenset(str(each) for each in names)
        if node.func.attr == "text" and node.args:
            for key in _constants(node.args[0]):
                yield Said(node.lineno, key, given, f'page.text("{key}", ')
        elif isinstance(node.func.value, ast.Name) and node.func.value.id == "page":
            call = f"page.{node.func.attr}("
            for key in _by_itself(node, node.func.attr):
                yield Said(node.lineno, key, given, call)


def _by_itself(node: ast.Call, name: str) -> Iterator[str]:
    """The keys of what a call says by itself, as far as they are written out."""
    named = {each.arg: each.value for each in node.keywords}
    sure = named.get("sure")
    unsure = isinstance(sure, ast.Constant) and sure.value is False
    for at, (argument, key) in enumerate(_PAGE.get(name, [])):
        if unsure and argument in _UNSURE:
            continue
        if argument and at < len(node.args):
            yield from _constants(node.args[at])
        elif argument and argument in named:
            yield from _constants(named[argument])
        else:
            yield key


def _constants(node: ast.expr) -> Iterator[str]:
    """The text that is written there, or both where it is one or the other."""
    if isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)
    elif isinstance(node, ast.Constant):
        yield str(node.value)


def check_texts(
    where: str, tree: ast.Module, step: str, texts: Callable[[str], frozenset[str] | None],
    keys: list[str], file: str,
) -> None:
    """Complain about a text that is asked for and not there, or whose fields are not given.

    texts: the fields of a text by its whole key, None if there is none. keys: those of the step.
    file: where its words stand.
    """  # fmt: skip
    for said in said_in(tree):
        own = texts(f"step.{step}.{said.key}")
        needs = own if own is not None else texts(said.key)
        if needs is None:
            near = did_you_mean(said.key, keys) or " Write it there."
            raise BadText(
                f'{where} line {said.line}: there is no text "{said.key}" under [step.{step}] in '
                f"{file}.{near}"
            )
        missing = sorted(needs - said.given) if said.given is not None else []
        if missing:
            near = did_you_mean(missing[0], sorted(said.given or ()))
            raise BadText(
                f'{where} line {said.line}: the text "{said.key}" has a field {{{missing[0]}}}, '
                f"so write {said.call}{missing[0]}=...).{near}"
            )
