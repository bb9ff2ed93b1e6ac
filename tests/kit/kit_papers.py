"""Writes a set of the kit's papers and opens them."""

from dataclasses import dataclass

import pypdfium2

from exhibit.kit import command
from exhibit.kit.facts import Facts
from exhibit.kit.said import KIT_TEXT, Kit
from exhibit.page.words import Words
from exhibit.settings import Settings

USUAL = Settings()
LANGUAGES = Words.load(KIT_TEXT).languages
SETS = [(language, paper) for language in LANGUAGES for paper in ("A4", "letter")]


@dataclass(frozen=True)
class Written:
    """One set of papers: the kit that wrote them, and each as an open PDF."""

    kit: Kit
    pdfs: dict[str, pypdfium2.PdfDocument]

    def text(self, name):
        """All text of a paper, in the order of its stream."""
        pages = (page.get_textpage().get_text_range() for page in self.pdfs[name])
        return " ".join(" ".join(pages).split())


def write(folder, language, paper, settings=USUAL, names=None):
    """Write and open one set, or the papers of it that are named."""
    kit = Kit.load(language, paper, Facts(settings))
    every = command.papers([45, 90], second=True)
    wanted = [each for each in every if not names or each.name in names]
    paths = [command.write(kit, folder, each) for each in wanted]
    pdfs = {
        path.stem.rpartition("-")[0]: pypdfium2.PdfDocument(path.read_bytes()) for path in paths
    }
    return Written(kit, pdfs)
