"""Tags: marks each text and figure of a PDF, so that a reader aloud follows the right order.

ReportLab has no tags of its own; this adds the structure tree that PDF 1.4 describes: one flat list
of headings, paragraphs and figures, in the order in which they are drawn. All else is an artifact.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

Foot = Callable[["TaggedCanvas", int, int], None]


@dataclass(frozen=True)
class _Tag:
    """One marked piece: what it is, on which page, its number there, words for a figure."""

    role: str
    page: int
    number: int
    alt: str


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """A canvas that remembers what was drawn as what.

    foot: draws what stands below each page, handed the canvas, the page's number and that of all;
    only at the end, when all are known.
    """

    def __init__(self, *arguments: Any, foot: Foot, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._tags: list[_Tag] = []
        self._inside = False
        self._foot = foot

    @contextmanager
    def tagged(self, role: str, alt: str = "") -> Iterator[None]:
        """What is drawn within is a piece of its own: P, H1, H2, Figure."""
        if self._inside:  # a figure's own words belong to the figure
            yield
            return
        page = self.getPageNumber() - 1
        number = sum(each.page == page for each in self._tags)
        self._tags.append(_Tag(role, page, number, alt))
        with self._marked(f"/{role} <</MCID {number}>> BDC"):
            yield

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn within says nothing: lines, fills, the foot of the page."""
        if self._inside:
            yield
            return
        with self._marked("/Artifact BMC"):
            yield

    @contextmanager
    def _marked(self, opening: str) -> Iterator[None]:
        """A marked part of the page; there is none inside another."""
        self._code.append(opening)
        self._inside = True
        yield
        self._inside = False
        self._code.append("EMC")

    def save(self) -> None:
        """Add feet and structure, then save as ever."""
        if len(self._code):
            self.showPage()
        pages = self._doc.Pages.pages
        for number, page in enumerate(pages, 1):
            self._code: list[str] = []
            with self.artifact():
                self._foot(self, number, len(pages))
            page.setStream([page.stream, *self._code])
        self._code = []
        self._structure()
        super().save()

    def _structure(self) -> None:
        """The tree of pieces, and the table that leads from a page's numbers to them."""
        document, pages = self._doc, self._doc.Pages.pages
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        whole = PDFDictionary({"Type": PDFName("StructElem"), "S": PDFName("Document")})
        top, body = document.Reference(root), document.Reference(whole)
        made: dict[int, list[Any]] = {number: [] for number in range(len(pages))}
        for tag in self._tags:
            piece = self._piece(tag, body, document.Reference(pages[tag.page]))
            made[tag.page].append(document.Reference(piece))
        numbers: list[Any] = []
        for number, page in enumerate(pages):
            page.StructParents = number
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.Tabs = PDFName("S")
            numbers += [number, document.Reference(PDFArray(made[number]))]
        whole.dict |= {"P": top, "K": PDFArray([one for each in made.values() for one in each])}
        parents = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        root.dict |= {"K": PDFArray([body]), "ParentTree": parents}
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    @staticmethod
    def _piece(tag: _Tag, body: Any, page: Any) -> Any:
        """One element of the structure."""
        entries: dict[str, Any] = {"Type": PDFName("StructElem"), "S": PDFName(tag.role), "P": body}
        entries |= {"Pg": page, "K": tag.number}
        if tag.alt:
            entries["Alt"] = PDFString(tag.alt)
        return PDFDictionary(entries)
