"""The draft impact assessment: the program's true facts, and lines for the museum to fill in."""

from reportlab.platypus import KeepTogether, Spacer

from exhibit.kit.flow import Pen, Rules
from exhibit.kit.heads import Story, head, section
from exhibit.kit.said import Kit
from exhibit.lobby.receipt import Mark
from exhibit.messages import Choice

NUMBERS = ("idle", "question", "gone", "hold", "receipt", "faces", "citizens")
_SECONDS = NUMBERS[:5]
_CHOICES = {Choice.EVERYTHING: "everything", Choice.NO_NUMBER: "no_number", Choice.ACTOR: "actor"}


def assessment(kit: Kit, pen: Pen) -> Story:
    """All eleven parts."""
    return [
        *head(kit, pen, "assess"),
        *_words(kit, pen, "need"),
        *section(kit, pen, "assess.describe", pen.bullets(_done(kit))),
        *section(kit, pen, "assess.measured", [_measures(kit, pen)]),
        *section(kit, pen, "assess.numbers", [_numbers(kit, pen)]),
        *section(kit, pen, "assess.kept", pen.bullets(kept(kit))),
        *section(kit, pen, "assess.lock", [
            _parts(kit, pen), Spacer(1, 6), *pen.bullets(kit.each("assess.lock_words")),
        ]),
        *_words(kit, pen, "necessary"),
        *section(kit, pen, "assess.risks", [_risks(kit, pen)]),
        *section(kit, pen, "assess.rest", pen.bullets([*kit.each("assess.rest_words"),
                                                       _unknown(kit)])),
        *_words(kit, pen, "class"),
        *section(kit, pen, "assess.decide", _decide(kit, pen), 200),
    ]  # fmt: skip


def _words(kit: Kit, pen: Pen, key: str) -> Story:
    """A part that is a list."""
    return section(kit, pen, f"assess.{key}", pen.bullets(kit.each(f"assess.{key}_words")))


def _done(kit: Kit) -> list[str]:
    """What is done, at the second camera too where there is one."""
    second = [kit.text("assess.second.describe")] if kit.facts.second else []
    return [*kit.each("assess.describe_words"), *second]


def _measures(kit: Kit, pen: Pen) -> object:
    """A row a measure: whether it is on here, after which choice it runs."""
    top = [kit.text("assess.measure"), kit.text("assess.on")]
    top += [kit.markup(kit.ours(f"choice.{name}.title")) for name in _CHOICES.values()]
    top.append(kit.text("assess.class_head"))
    rows = []
    for each in kit.facts.measures:
        row = [kit.text(f"measure.{each.name}"), _yes(kit, each.on)]
        for choice in (*_CHOICES, Choice.CLASS):
            agreed = each.on and choice in each.choices
            actor = agreed and choice is Choice.ACTOR
            row.append(kit.text("assess.only_actor") if actor else _yes(kit, agreed))
        rows.append(row)
    return pen.table([top, *rows], [31, 12, 14, 17, 14, 12])


def _yes(kit: Kit, is_so: bool) -> str:
    return kit.text("assess.yes" if is_so else "assess.no")


def _numbers(kit: Kit, pen: Pen) -> object:
    """The settings that matter, as they are."""
    fields = kit.facts.fields()
    rows = [[kit.text("assess.setting"), kit.text("assess.value")]]
    for name in NUMBERS:
        form = "assess.seconds" if name in _SECONDS else "assess.count"
        rows.append([kit.text(f"assess.number.{name}"), kit.text(form, value=fields[name])])
    return pen.table(rows, [72, 28])


def kept(kit: Kit) -> list[str]:
    """What is left after a visit."""
    counters = "counters" if kit.facts.settings.visit.counters else "no_counters"
    return [*kit.each("assess.kept_words"), kit.text(f"assess.kept_words.{counters}")]


def _parts(kit: Kit, pen: Pen) -> object:
    """The parts of the lock, and which process asks for them."""
    rows = [[kit.text(f"assess.{key}") for key in ("lock_part", "lobby", "room")]]
    rows += [
        [kit.text(f"assess.part.{name}"), _yes(kit, lobby), _yes(kit, room)]
        for name, lobby, room in kit.facts.parts
    ]
    return pen.table(rows, [68, 16, 16])


def _risks(kit: Kit, pen: Pen) -> object:
    """Risks, what the program does, what the museum does."""
    rows = [[kit.text(f"assess.{key}") for key in ("risk", "program", "you")]]
    row, number = "assess.risk_row.1", 1
    while kit.words.has(f"kit.{row}.risk"):
        rows.append([kit.text(f"{row}.{key}") for key in ("risk", "program", "you")])
        number += 1
        row = f"assess.risk_row.{number}"
    if kit.facts.second:
        rows.append([kit.text(f"assess.second.{key}") for key in ("risk", "program", "you")])
    return pen.table(rows, [28, 38, 34])


def _unknown(kit: Kit) -> str:
    """What the receipt itself says cannot be checked."""
    keys = [each.key for each in kit.facts.receipt if each.mark is Mark.UNKNOWN]
    names = ", ".join(kit.ours(f"receipt.line.{key}") for key in keys)
    return kit.text("assess.unknown", names=names)


def _decide(kit: Kit, pen: Pen) -> Story:
    """What only the museum can say."""
    return [
        KeepTogether([pen.set("text", each), Rules(2, 20), Spacer(1, 8)])
        for each in kit.each("assess.decide_words")
    ]
