"""Advice for whoever writes a first step: mistakes that Python would let pass, or says darkly."""

import ast
from collections.abc import Callable, Iterator

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


def said_in(tree: ast.Module) -> Iterator[tuple[int, str, set[str] | None]]:
    """Every page.text("key", field=...) of a file: line, key, its fields; None: not to be seen."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr != "text" or not node.args or not isinstance(node.args[0], ast.Constant):
            continue
        names = {each.arg for each in node.keywords}
        known = None if None in names else {str(each) for each in names}
        yield node.lineno, str(node.args[0].value), known


def check_texts(
    where: str, tree: ast.Module, step: str, texts: Callable[[str], frozenset[str] | None],
    keys: list[str], language: str,
) -> None:
    """Complain about a text that is asked for and not there, or whose fields are not given.

    texts: the fields of a text by its whole key, None if there is none. keys: those of the step.
    """  # fmt: skip
    for line, key, given in said_in(tree):
        own = texts(f"step.{step}.{key}")
        needs = own if own is not None else texts(key)
        if needs is None:
            near = did_you_mean(key, keys)
            raise BadText(
                f'{where} line {line}: there is no text "{key}" under [step.{step}] in '
                f"{language}.toml.{near}"
            )
        missing = sorted(needs - given) if given is not None else []
        if missing:
            near = did_you_mean(missing[0], sorted(given or ()))
            raise BadText(
                f'{where} line {line}: the text "{key}" has a field {{{missing[0]}}}, so write '
                f'page.text("{key}", {missing[0]}=...).{near}'
            )
