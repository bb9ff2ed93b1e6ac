"""Claims: what an article of 2025 says, graded; texts under [claim.ID] in each language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from exhibit.errors import BadText, did_you_mean
from exhibit.page.sources import GRADES, Sources
from exhibit.paths import CLAIMS
from exhibit.written import read, tables

GUESSES = GRADES[:5]  # what a claim may be; the sixth, recommendation, is for advice
KINDS = ("evidence", "opinion")  # how the answer is drawn
PLACES = ("indonesia", "europe", "us", "others")
TOPICS = (
    "cameras",
    "recognition",
    "rules",
    "access",
    "face_payment",
    "schools",
    "payments",
    "posts",
    "traces",
    "profile",
    "score",
    "prediction",
    "makers",
    "book",
    "advice",
    "power",
)
_ID = re.compile(r"[A-Z]\d{1,3}", re.ASCII)
TEXTS = ("claim", "known", "elsewhere")  # keys of [claim.ID]


@dataclass(frozen=True)
class Claim:
    """One claim of the article.

    sources stand behind what is known; elsewhere behind the same tool in the place named.
    facts: numbers of the fact base it rests on. check: to be checked once more before print.
    """

    id: str
    grade: str
    kind: str
    topic: str
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    place: str
    elsewhere: tuple[str, ...]
    check: bool

    @property
    def number(self) -> int:
        """Its number in the article, from 1."""
        return int(self.id[1:])


@dataclass(frozen=True)
class Claims:
    """All claims in the order they are shown; the first few are on everybody's path."""

    shown: tuple[Claim, ...]
    first: int

    @property
    def cited(self) -> frozenset[str]:
        """Every source that any of them names."""
        return frozenset(each for claim in self.shown for each in claim.sources + claim.elsewhere)

    def need(self, sources: Sources, where: str = "claims.toml") -> None:
        """Complain about the first source that is not there."""
        for claim in self.shown:
            sources.need(claim.sources + claim.elsewhere, f"{where} [{claim.id}]")


_AMONG = {"grade": GUESSES, "kind": KINDS, "topic": TOPICS, "place": PLACES}
_WANTED = {each.name: each.type for each in fields(Claim) if each.name != "id"}


def _texts(given: object) -> bool:
    """Whether this is a list of texts, and not an empty one."""
    return isinstance(given, list) and bool(given) and all(isinstance(each, str) for each in given)


def _claim(where: str, name: str, given: Any) -> Claim:
    """One entry, checked."""
    if not _ID.fullmatch(name):
        raise BadText(f"{where} should be a letter and a number, such as [S12].")
    if not isinstance(given, dict) or set(given) != set(_WANTED):
        raise BadText(f"{where} needs just these: {', '.join(_WANTED)}.")
    for key, value in given.items():
        if key in _AMONG and value not in _AMONG[key]:
            near = did_you_mean(str(value), _AMONG[key])
            raise BadText(f'{where}: {key} is "{value}", which is none.{near}')
        if _WANTED[key] == tuple[str, ...] and not _texts(value):
            raise BadText(f"{where}: {key} should be a list of texts, not {value!r}.")
        if _WANTED[key] is bool and not isinstance(value, bool):
            raise BadText(f"{where}: {key} should be true or false, not {value!r}.")
    made: Any = {key: tuple(v) if isinstance(v, list) else v for key, v in given.items()}
    return Claim(name, **made)


def _order(path: Path, first: object, claims: Mapping[str, Claim]) -> Claims:
    """The claims of everybody's path, then the others by their numbers."""
    if not isinstance(first, list) or not first:
        raise BadText(f"{path.name} should open with first, a list of claims for everybody.")
    if len(first) != len(set(map(str, first))):
        raise BadText(f"{path.name}: first names a claim twice.")
    for name in first:
        if not isinstance(name, str) or name not in claims:
            near = did_you_mean(str(name), list(claims))
            raise BadText(f'{path.name}: first names "{name}", which is no claim.{near}')
    rest = [each for name, each in claims.items() if name not in first]
    shown = [claims[name] for name in first] + sorted(rest, key=lambda each: each.number)
    return Claims(tuple(shown), len(first))


def load_claims(path: Path = CLAIMS) -> Claims:
    """The claims in a file; BadText says what is wrong and where."""
    try:
        given = tables(read(path))
    except (OSError, ValueError) as error:
        raise BadText(f"The claims {path} cannot be read: {error}.") from None
    first = given.pop("first", None)
    claims = {name: _claim(f"{path.name} [{name}]", name, each) for name, each in given.items()}
    return _order(path, first, claims)
