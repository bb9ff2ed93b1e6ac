"""What papers share: the head of a page, a section, lines for a name, the key to the marks."""

from functools import cache
from typing import Any

from reportlab.platypus import CondPageBreak, PageBreak, Spacer

from exhibit.kit.drawings import Chain, FaceMap
from exhibit.kit.flow import Pen, Rules
from exhibit.kit.marks import NAMES, Mark
from exhibit.kit.said import Kit
from exhibit.steps.contract import load_step

Story = list[Any]


def head(kit: Kit, pen: Pen, part: str, **fields: object) -> Story:
    """Kicker, title and lead of a paper."""
    return [
        pen.set("kicker", kit.text(f"{part}.kicker", **fields)),
        pen.set("title", kit.text(f"{part}.title", **fields)),
        pen.set("lead", kit.text(f"{part}.lead", **fields)),
    ]


def section(kit: Kit, pen: Pen, key: str, things: Story, room: float = 100) -> Story:
    """A heading with what follows, on a new page where less than room points are left."""
    return [CondPageBreak(room), pen.set("head", kit.text(key)), *things]


def name_line(kit: Kit, pen: Pen) -> Story:
    """Where a pupil may write a name."""
    return [pen.set("small", kit.text("sheet_name")), Rules(1, 16), Spacer(1, 8)]


def new_page() -> Any:
    """A page break."""
    return PageBreak()


def legend(kit: Kit, pen: Pen) -> Any:
    """The marks with their words, in one line."""
    row: Story = []
    for name in NAMES:
        row += [Mark(name), pen.set("cell", kit.text(f"mark.{name}"))]
    table = pen.table([row], [1, 4] * len(NAMES), head=False)
    table.setStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    return table


def chain(kit: Kit, pen: Pen) -> Chain:
    """The links of the visit, each as what it is."""
    return Chain(_links(kit.exhibit.step_names), pen.width, kit.plain("figure.chain"))


@cache
def _links(steps: tuple[str, ...]) -> tuple[str, ...]:
    """What the steps add to the chain: measured, guessed or invented."""
    links = (load_step(name).link for name in steps)
    return tuple(link[0] for link in links if link)


def face_map(kit: Kit, size: float) -> FaceMap:
    """The actor's net of points."""
    return FaceMap(size, size, kit.plain("figure.face"))
