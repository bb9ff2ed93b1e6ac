"""Linkage cards: a file put together by hand, a camera's wrong guess and a namesake's record."""

from typing import Any

from reportlab.platypus import Spacer

from exhibit.kit.citizens import CITIZENS, RECORDS, WANTED, Citizen, Record, namesakes, wrong
from exhibit.kit.flow import Cut, Pen
from exhibit.kit.heads import Story, head, new_page, section
from exhibit.kit.paper import inner_height
from exhibit.kit.said import Kit

COLUMNS, ROWS = 2, 6
_FOUND = 10  # rows of the sheet on which a group notes its file


def cards(kit: Kit, pen: Pen) -> Story:
    """How to play, then the cards."""
    return [*rules(kit, pen), *sheets(kit, pen, _all(kit, pen))]


def rules(kit: Kit, pen: Pen) -> Story:
    """The first page."""
    top = [kit.text(f"cards.{key}") for key in ("answer_card", "answer_key", "answer_sure")]
    return [
        *head(kit, pen, "cards"),
        pen.marked("invented", [pen.set("text", kit.text("invented_all")),
                                pen.set("text", kit.text("cards.town"))]),
        *section(kit, pen, "cards.play", pen.numbered(kit.each("cards.rule"))),
        pen.table([top, *([[Spacer(1, 10), "", ""]] * _FOUND)], [50, 30, 20]),
        *section(kit, pen, "cards.questions", pen.numbered(kit.each("cards.question"))),
        pen.set("small", f"{kit.text('cards.print')} {kit.text('cut')}"),
    ]  # fmt: skip


def sheets(kit: Kit, pen: Pen, all_cards: list[Story]) -> Story:
    """Cards, as many to a page as fit."""
    story: Story = []
    each = COLUMNS * ROWS
    for start in range(0, len(all_cards), each):
        part = all_cards[start : start + each]
        story += [new_page(), Cut(part, COLUMNS, ROWS, inner_height(kit.paper) - 2)]
    return story


def _all(kit: Kit, pen: Pen) -> list[Story]:
    """The register, then the records."""
    known = [_register(kit, pen, each) for each in CITIZENS.values()]
    return known + [_record(kit, pen, each) for each in RECORDS]


def _card(kit: Kit, pen: Pen, title: str, lines: list[str]) -> Story:
    """A card: its drawer, what it says, the word invented."""
    said = [pen.set("card", kit.markup(each)) for each in lines]
    tag = pen.set("label", kit.text("invented"))
    return [tag, pen.set("card_title", kit.markup(title)), Spacer(1, 5), *said]


def _register(kit: Kit, pen: Pen, citizen: Citizen) -> Story:
    """A citizen's entry in the register."""
    job = kit.ours(f"step.drawers.word.job.{citizen.job}")
    born = kit.plain("cards.born", year=str(citizen.born), job=job, home=citizen.home)
    card = kit.plain("cards.identity", ends=citizen.ends)
    phone = kit.plain("cards.phone_line", phone=citizen.telephone)
    title = f"{kit.plain('cards.register')}: {citizen.name}"
    return _card(kit, pen, title, [born, card, phone])


def _title(kit: Kit, drawer: str) -> str:
    """What a drawer is called."""
    if drawer in ("camera", "opened", "clinic"):
        return kit.plain(f"cards.{drawer}")
    return kit.ours(f"step.drawers.name.{drawer}")


def _record(kit: Kit, pen: Pen, record: Record) -> Story:
    """A record's card."""
    said = kit.plain(f"cards.{record.drawer}_row", **_fields(kit, record))
    return _card(kit, pen, _title(kit, record.drawer), [said, *_keys(kit, record)])


def _fields(kit: Kit, record: Record) -> dict[str, Any]:
    """What fills a record's text, in the language's own words and signs."""
    owner = CITIZENS[record.owner]
    fields: dict[str, Any] = dict(record.fields)
    fields |= {"phone": owner.telephone, "wallet": owner.wallet, "when": when(kit, record)}
    if record.day is not None:
        fields["day"] = kit.ours(f"step.drawers.day.{record.day}")
    if "other" in fields:
        fields["other"] = CITIZENS[fields["other"]].telephone
    if "coins" in fields:
        fields["coins"] = kit.number(float(fields["coins"]), ",.2f")
    kinds = {"gates": "gate", "wallet": "shop"}
    if "kind" in fields:
        fields["kind"] = kit.ours(f"step.drawers.word.{kinds[record.drawer]}.{fields['kind']}")
    for name in ("mode", "topic", "ward"):
        if name in fields:
            fields[name] = kit.ours(f"step.drawers.word.{name}.{fields[name]}")
    return fields


def when(kit: Kit, record: Record) -> str:
    """Day and time, as the exhibit writes them."""
    if record.day is None or not record.clock:
        return ""
    day = kit.ours(f"step.drawers.day.{record.day}")
    hour, minute = map(int, record.clock.split(":"))
    return kit.ours("step.drawers.clock", day=day, hour=hour, minute=minute)


def _keys(kit: Kit, record: Record) -> list[str]:
    """The key by which a program would join it."""
    owner, seems = CITIZENS[record.owner], CITIZENS[record.seems]
    match record.drawer:
        case "camera":
            distance = kit.number(float(record.fields["distance"]), ".2f")
            return [kit.plain("cards.camera_near", ends=seems.ends, distance=distance)]
        case "gates" | "clinic":
            return [kit.plain("cards.by_card", ends=owner.ends)]
        case "wallet" | "trips":
            return [kit.plain("cards.by_wallet", wallet=owner.wallet)]
        case "posts":
            return [kit.plain("cards.by_phone", phone=owner.telephone)]
        case "court":
            return [kit.plain("cards.court_by", name=owner.name, born=str(owner.born))]
    return []


def answers(kit: Kit, pen: Pen) -> Story:
    """Whose the cards truly are, and the two that lie."""
    wanted = CITIZENS[WANTED]
    right = [each for each in RECORDS if each.owner == WANTED]
    names = [f"{_title(kit, each.drawer)}{_at(kit, each)}" for each in right]
    lead = kit.plain("cards.answer_file", name=wanted.name, ends=wanted.ends)
    lies = [_lie(kit, each) for each in wrong()]
    return [
        pen.set("text", kit.markup(f"{lead} {'; '.join(names)}.")),
        *pen.bullets([kit.markup(each) for each in lies]),
        pen.set("text", kit.text("cards.answer_last")),
    ]


def _at(kit: Kit, record: Record) -> str:
    """When, in brackets, where a record has a time."""
    return f" ({when(kit, record)})" if when(kit, record) else ""


def _lie(kit: Kit, record: Record) -> str:
    """Why a card is wrong."""
    truly = CITIZENS[record.owner]
    if record.drawer == "camera":
        gates = (each for each in RECORDS if each.drawer == "gates")
        gate = next(each for each in gates if each.owner == record.shown)
        return kit.plain(
            "cards.answer_face", cell=record.fields["cell"], when=when(kit, record),
            distance=kit.number(float(record.fields["distance"]), ".2f"),
            threshold=kit.number(float(str(kit.facts.fields()["threshold"])), ".1f"),
            gate_cell=gate.fields["cell"], minutes=apart(gate, record)[0],
            kilometres=apart(gate, record)[1], truly=f"{truly.name}, …{truly.ends}",
        )  # fmt: skip
    count = len(namesakes(record.owner))
    return kit.plain("cards.answer_court", count=count, name=truly.name, born=str(truly.born),
                     ends=truly.ends)  # fmt: skip


def apart(one: Record, other: Record) -> tuple[int, int]:
    """Minutes and whole kilometres between two records; a cell is a kilometre each way."""
    times = [int(hour) * 60 + int(minute)
             for hour, minute in (each.clock.split(":") for each in (one, other))]  # fmt: skip
    (row, column), (row_2, column_2) = (
        (ord(each.fields["cell"][0]), int(each.fields["cell"][1:])) for each in (one, other)
    )
    return abs(times[1] - times[0]), round(((row - row_2) ** 2 + (column - column_2) ** 2) ** 0.5)
