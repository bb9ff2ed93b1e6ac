"""The citizens' names: given and family names of many languages, in pairs that no language makes.

The only file that loads Faker, and only the builder loads it.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from exhibit.city.make_draw import Chance, Ints, unit

LANGUAGES = ("id_ID", "yo_NG", "fi_FI", "es_ES", "pl_PL", "tr_TR", "de_DE", "zu_ZA", "fr_FR",
             "nl_NL", "hr_HR", "pt_BR")  # fmt: skip
_DRAWN = 300  # of each kind and language
_LONGEST = 12  # letters, so that a name fits a line of the file
_SEED = 4


@dataclass(frozen=True)
class Names:
    """Given and family names, and the language each is of; a name of two languages is left out."""

    given: list[str]
    given_of: NDArray[np.int8]
    family: list[str]
    family_of: NDArray[np.int8]


def _only_once(drawn: list[set[str]]) -> tuple[list[str], NDArray[np.int8]]:
    """The names that one language alone has, in the order of the alphabet."""
    where: dict[str, list[int]] = {}
    for language, names in enumerate(drawn):
        for name in names:
            where.setdefault(name, []).append(language)
    kept = sorted(name for name, found in where.items() if len(found) == 1)
    return kept, np.array([where[name][0] for name in kept], np.int8)


def _plain(name: str) -> bool:
    """Whether a name is one short word."""
    return name.isalpha() and name[0].isupper() and len(name) <= _LONGEST


@cache
def load_names() -> Names:
    """Draw the lists from Faker, always the same ones."""
    from faker import Faker

    given, family = [], []
    for language in LANGUAGES:
        fake = Faker(language, providers=["faker.providers.person"])  # and no others: faster
        fake.seed_instance(_SEED)
        given.append({name for _ in range(_DRAWN) if _plain(name := fake.first_name())})
        family.append({name for _ in range(_DRAWN) if _plain(name := fake.last_name())})
    return Names(*_only_once(given), *_only_once(family))


def pairs(names: Names, chance: Chance, count: int) -> tuple[Ints, Ints]:
    """A given and a family name for everyone, never both of one language; as places in the lists.

    Some names are far more common than others, as everywhere.
    """
    given = (unit(chance, count) ** 1.6 * len(names.given)).astype(np.int32)
    given = chance.permutation(len(names.given)).astype(np.int32)[given]
    order = chance.permutation(len(names.family)).astype(np.int32)
    family = order[(unit(chance, count) ** 1.6 * len(order)).astype(np.int32)]
    while len(same := np.flatnonzero(names.given_of[given] == names.family_of[family])):
        family[same] = order[(unit(chance, len(same)) ** 1.6 * len(order)).astype(np.int32)]
    return given, family
