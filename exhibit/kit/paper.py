"""Paper: sizes, margins, fonts, and a document built of flowables with its foot on every page."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from reportlab.lib.colors import Color
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

from exhibit.kit.tags import TaggedCanvas
from exhibit.page.theme import Theme
from exhibit.paths import FONTS

PAPERS = {"A4": A4, "letter": LETTER}
SIDE, TOP, FOOT = 19 * mm, 16 * mm, 17 * mm

_FACES = {
    "title": "Literata-Display.ttf",
    "text": "NotoSans-Medium.ttf",
    "strong": "NotoSans-Bold.ttf",
    "semi": "NotoSans-SemiBold.ttf",
    "slanted": "NotoSans-MediumItalic.ttf",
}
_HAN = re.compile("[\u3000-\u9fff]")


@dataclass(frozen=True)
class Kind:
    """How a kind of text is set: face, size and leading in points, space before and after."""

    face: str
    size: float
    leading: float
    before: float = 0
    after: float = 0
    role: str = "P"
    colour: str = "ink"


KINDS = {
    "kicker": Kind("semi", 9.5, 13, after=3, colour="soft"),
    "title": Kind("title", 25, 29, after=6, role="H1"),
    "lead": Kind("title", 12.5, 17.5, after=8),
    "head": Kind("title", 14.5, 18, before=11, after=4, role="H2"),
    "text": Kind("text", 10, 14.4, after=5),
    "large": Kind("text", 11.5, 17, after=6),
    "item": Kind("text", 10, 13.6, after=2),
    "cell": Kind("text", 9.2, 12.6),
    "question": Kind("strong", 10.5, 14.5),
    "cell_strong": Kind("strong", 9.2, 12.6),
    "small": Kind("text", 8.2, 11.2, colour="soft"),
    "claim": Kind("slanted", 10, 14),
    "label": Kind("semi", 8.2, 11, colour="soft"),
    "figure": Kind("title", 30, 34),
    "card": Kind("text", 11, 15, after=2),
    "card_title": Kind("title", 15, 19),
}


@cache
def _theme() -> Theme:
    return Theme.load()


@cache
def colour(name: str) -> Color:
    """A colour of the exhibit's theme."""
    red, green, blue = _theme().colour(name)
    return Color(red / 255, green / 255, blue / 255)


@cache
def _font(path: Path) -> str:
    """Register a face once; only the letters in use are embedded."""
    pdfmetrics.registerFont(TTFont(path.stem, str(path)))
    return path.stem


def face(name: str, han: bool = False) -> str:
    """The registered name of a face; its Chinese stand-in where a language needs one."""
    path = FONTS / _FACES[name]
    return _font(_theme().han.get(path, path) if han else path)


def is_han(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return bool(_HAN.search(text))


@cache
def style(name: str, han: bool = False) -> ParagraphStyle:
    """A kind of text as ReportLab wants it."""
    kind = KINDS[name]
    return ParagraphStyle(
        name,
        fontName=face(kind.face, han),
        fontSize=kind.size,
        leading=kind.leading,
        spaceBefore=kind.before,
        spaceAfter=kind.after,
        textColor=colour(kind.colour),
        alignment=TA_LEFT,
        keepWithNext=0,
        allowOrphans=0,
        allowWidows=0,
        splitLongWords=int(name == "small"),  # addresses only
        wordWrap="CJK" if han else None,
    )


@dataclass(frozen=True)
class About:
    """What a PDF says of itself, and what stands at its foot."""

    title: str
    subject: str
    author: str
    language: str
    foot: str
    page: Callable[[int, int], str]  # number of the page, number of all


def inner(paper: str) -> float:
    """The width of the text in points."""
    return float(PAPERS[paper][0] - 2 * SIDE)


def inner_height(paper: str) -> float:
    """The height of the text in points."""
    return float(PAPERS[paper][1] - TOP - FOOT)


def build(path: Path, paper: str, about: About, story: Sequence[Any]) -> None:
    """Write a PDF of these flowables."""
    width, height = PAPERS[paper]

    def foot(canvas: TaggedCanvas, number: int, count: int) -> None:
        _foot(canvas, width, about.foot, about.page(number, count))

    document = BaseDocTemplate(
        str(path),
        pagesize=(width, height),
        title=about.title,
        subject=about.subject,
        author=about.author,
        creator="exhibit",
        producer="exhibit",
        lang=about.language,
        displayDocTitle=True,
        invariant=1,
        pageCompression=1,
    )
    frame = Frame(SIDE, FOOT, width - 2 * SIDE, height - TOP - FOOT, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame]))
    document.build(list(story), canvasmaker=partial(TaggedCanvas, foot=foot))


def _foot(canvas: Any, width: float, left: str, right: str) -> None:
    """A hairline, whose page it is, which page."""
    canvas.setStrokeColor(colour("ink"))
    canvas.setLineWidth(0.5)
    canvas.line(SIDE, FOOT - 12, width - SIDE, FOOT - 12)
    canvas.setFillColor(colour("soft"))
    canvas.setFont(face("text", is_han(left)), 7.8)
    canvas.drawString(SIDE, FOOT - 23, left)
    canvas.drawRightString(width - SIDE, FOOT - 23, right)
