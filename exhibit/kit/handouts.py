"""What is handed out or hung up: exit card, letter to parents, the notice, a camera's sign."""

from reportlab.platypus import Spacer

from exhibit.kit.flow import Cut, Pen, Rules, Ticks
from exhibit.kit.heads import Story, face_map, head
from exhibit.kit.paper import inner_height
from exhibit.kit.said import Kit


def exit_card(kit: Kit, pen: Pen) -> Story:
    """Four cards to a sheet, all the same."""
    return [Cut([_exit(kit, pen) for _ in range(4)], 2, 2, inner_height(kit.paper) - 2, False)]


def _exit(kit: Kit, pen: Pen) -> Story:
    """One card."""
    width = pen.width / 2 - 24
    narrow = Pen(kit.han, kit.paper)
    narrow.width = width
    rows = [[Ticks(), kit.text(f"exit.{key}")] for key in ("nobody", "shop", "owner")]
    return [
        pen.set("kicker", kit.text("exit.kicker")), pen.set("head", kit.text("exit.title")),
        pen.set("text", kit.text("exit.again")), narrow.table(rows, [11, 89], head=False),
        Spacer(1, 10), pen.set("text", kit.text("exit.surprised")), Rules(3, 19),
        Spacer(1, 8), pen.set("text", kit.text("exit.ask")), Rules(3, 19),
    ]  # fmt: skip


def letter(kit: Kit, pen: Pen) -> Story:
    """One page to parents and guardians."""
    words = [pen.set("large", each) for each in kit.each("letter.words")]
    return [
        pen.set("kicker", kit.text("letter.kicker")), pen.set("title", kit.text("letter.title")),
        pen.set("small", kit.text("letter.place")), Rules(1, 16), Spacer(1, 12),
        pen.set("large", kit.text("letter.dear")), *words,
        pen.set("large", kit.text("letter.questions")), pen.set("large", kit.text("letter.sign")),
        Spacer(1, 22), Rules(1, 6), pen.set("small", kit.text("letter.name")),
    ]  # fmt: skip


def notice(kit: Kit, pen: Pen) -> Story:
    """One page to hang beside the installation, with the station's own numbers.

    What is said of a second camera takes the place of the picture.
    """
    top, foot = head(kit, pen, "notice"), []
    if not kit.facts.second:
        top = [pen.columns([top, face_map(kit, 116)], [76, 24])]
        foot = [Spacer(1, 4), pen.set("small", kit.text("figure.face_caption"))]
    left = [
        *_part(kit, pen, "looks", pen.bullets(_looks(kit), "item")),
        *_part(kit, pen, "keeps", [pen.set("text", kit.text("notice.keeps_words")),
                                   *_line(kit, pen),
                                   pen.set("text", kit.text("notice.keeps_where"))]),
    ]  # fmt: skip
    right = [
        *_part(kit, pen, "ends", pen.bullets(kit.each("notice.ends_words"), "item")),
        *_part(kit, pen, "choose", pen.bullets(_choices(kit), "item")),
        *_words(kit, pen, "children"), *_words(kit, pen, "others"), *_second(kit, pen),
    ]  # fmt: skip
    return [
        *top, Spacer(1, 6), pen.columns([left, right], [50, 50]),
        *_words(kit, pen, "rights"), *_part(kit, pen, "owner", _owner(kit, pen)),
        Spacer(1, 5), pen.set("cell_strong", kit.text("notice.proof")), *foot,
    ]  # fmt: skip


def sign(kit: Kit, pen: Pen) -> Story:
    """One page to hang where people come before the second camera."""
    return [
        *head(kit, pen, "sign"), Spacer(1, 8),
        *(pen.set("large", each) for each in kit.each("sign.words")),
        Spacer(1, 8), *_part(kit, pen, "owner", _owner(kit, pen)),
    ]  # fmt: skip


def _owner(kit: Kit, pen: Pen) -> Story:
    """Lines for what only the museum can say."""
    lines = [[Rules(1, 22), pen.set("small", kit.text(f"notice.owner_{key}"))]
             for key in ("name", "officer", "ground")]  # fmt: skip
    return [pen.columns(lines, [30, 30, 40])]


def _second(kit: Kit, pen: Pen) -> Story:
    """The second camera, where there is one."""
    return [pen.set("text", kit.text("notice.second_words"))] if kit.facts.second else []


def _part(kit: Kit, pen: Pen, key: str, things: Story) -> Story:
    """A heading of the notice and what is under it."""
    return [pen.set("head", kit.text(f"notice.{key}")), *things]


def _words(kit: Kit, pen: Pen, key: str) -> Story:
    """A heading and its sentence."""
    return _part(kit, pen, key, [pen.set("text", kit.text(f"notice.{key}_words"))])


def _looks(kit: Kit) -> list[str]:
    """What is switched on here."""
    return [kit.text(f"measure.{each.name}") for each in kit.facts.measures if each.on]


def _line(kit: Kit, pen: Pen) -> Story:
    """The line of codes, where it is written."""
    counts = kit.facts.settings.visit.counters
    return [pen.set("text", kit.text("notice.keeps_line"))] if counts else []


def _choices(kit: Kit) -> list[str]:
    """The choices, in the words of the screen."""
    names = ("everything", "no_number", "actor")
    return [
        kit.markup(f"{kit.ours(f'choice.{each}.title')}. {kit.ours(f'choice.{each}.who')}.")
        for each in names
    ]
