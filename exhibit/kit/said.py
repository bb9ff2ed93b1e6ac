"""Everything a sheet may say: the kit's texts, the exhibit's own, the true numbers, the sources."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from exhibit.errors import BadSettings, did_you_mean
from exhibit.kit.facts import Facts
from exhibit.kit.paper import is_han
from exhibit.page.sources import Sources, load_sources
from exhibit.page.words import Words
from exhibit.paths import ASSETS, TEXT

KIT = ASSETS / "kit"
KIT_TEXT = KIT / "text"

# " @imy-2019 @ico-2024" after a sentence names who says so.
CITED = re.compile(r"(?: @[a-z0-9-]+)+")


def cited(text: str) -> list[str]:
    """The ids a text cites, in its order."""
    return [each for found in CITED.findall(text) for each in re.findall(r"@(\S+)", found)]


@dataclass(frozen=True)
class Kit:
    """One language of the kit, for one station, on one paper; it remembers what was cited."""

    language: str
    paper: str
    facts: Facts
    words: Words
    exhibit: Words
    sources: Sources
    used: dict[str, None] = field(default_factory=dict)

    @classmethod
    def load(cls, language: str, paper: str, facts: Facts) -> "Kit":
        """The kit in a language; BadSettings when it has not been written in it."""
        words = Words.load(KIT_TEXT)
        if language not in words.languages:
            near = did_you_mean(language, words.languages)
            have = ", or ".join(words.languages)
            says = f'The kit is not written in "{language}": try --language {have}.{near}'
            raise BadSettings(says)
        return cls(language, paper, facts, words, Words.load(TEXT), load_sources(own=[KIT]))

    def plain(self, key: str, **fields: object) -> str:
        """A text of the kit with its numbers, and without its citations."""
        return CITED.sub("", self._said(key, fields))

    def text(self, key: str, **fields: object) -> str:
        """A text of the kit as markup, its citations as short names."""
        return self.markup(self._said(key, fields))

    def _said(self, key: str, fields: Mapping[str, object]) -> str:
        """A text with its numbers."""
        return self.words.say(self.language, f"kit.{key}", **{**self.facts.fields(), **fields})

    def each(self, key: str, **fields: object) -> list[str]:
        """The texts key.1, key.2 and so on, as markup."""
        return [self.text(each, **fields) for each in self.keys(key)]

    def keys(self, key: str) -> list[str]:
        """key.1, key.2 and so on, as many as there are."""
        return list(self._numbered(key))

    def _numbered(self, key: str) -> Iterator[str]:
        number = 1
        while self.words.has(f"kit.{key}.{number}"):
            yield f"{key}.{number}"
            number += 1

    def ours(self, key: str, **fields: object) -> str:
        """A text of the exhibit itself, in one line."""
        said = self.exhibit.say(self.language, key, **fields)
        return said.replace("\n", " ")

    @property
    def han(self) -> bool:
        """Whether the language is written in Chinese characters, by its own name."""
        return is_han(self.words.name(self.language))

    def number(self, value: float, spec: str = ",") -> str:
        """A number as the language writes it."""
        return self.words.number(self.language, value, spec)

    def cite(self, ids: Sequence[str]) -> str:
        """Short names of sources, which from now on stand in the list of sources."""
        self.sources.need(ids, "The kit")
        self.used.update(dict.fromkeys(ids))
        return self.sources.cite(*ids)

    def markup(self, said: str) -> str:
        """Text made safe for a paragraph, its citations set as short names."""
        parts, at = [], 0
        for found in CITED.finditer(said):
            names = self.cite(re.findall(r"@(\S+)", found.group()))
            parts.append(escape(said[at : found.start()], quote=False))
            parts.append(f' <font size="-1.6">({escape(names, quote=False)})</font>')
            at = found.end()
        return "".join(parts) + escape(said[at:], quote=False)
