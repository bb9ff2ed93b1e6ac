"""How Python is started again: never with what happens to lie in the working directory."""

import sys


def python(*words: str) -> tuple[str, ...]:
    """A command that runs this same Python.

    -P: without it, a folder called selectors there would be taken for Python's own, and run in
    lobby and builder before they are locked.
    """
    return (sys.executable, "-P", *words)
