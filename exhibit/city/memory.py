"""What was found in an archive and is needed again; it goes when the archive goes."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

from exhibit.city.archive import Archive

_Given = ParamSpec("_Given")
_Found = TypeVar("_Found")
_MOST = 64  # answers of one function


def remembered(
    find: Callable[Concatenate[Archive, _Given], _Found],
) -> Callable[Concatenate[Archive, _Given], _Found]:
    """Remember a function's newest answers for each archive. Arguments by place, and hashable."""
    kept: WeakKeyDictionary[Archive, dict[tuple[object, ...], _Found]] = WeakKeyDictionary()

    def found(archive: Archive, *given: _Given.args, **none: _Given.kwargs) -> _Found:
        answers = kept.setdefault(archive, {})
        if given not in answers:
            answers[given] = find(archive, *given, **none)
            while len(answers) > _MOST:
                answers.pop(next(iter(answers)))
        return answers[given]

    return cast("Callable[Concatenate[Archive, _Given], _Found]", wraps(find)(found))
