"""The score game: weights set by a group, four invented files, events, a die for the appeal."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportlab.platypus import Spacer

from exhibit.city.score import (
    COURT,
    DOORS,
    KINDS,
    ONE_IN,
    STOPS,
    Term,
    opened,
    total,
    without_strange,
)
from exhibit.kit.citizens import CITIZENS
from exhibit.kit.flow import Cut, Pen
from exhibit.kit.heads import Story, head, section
from exhibit.kit.said import Kit

DIE = 6
READ = tuple(range(DIE - DIE // ONE_IN + 1, DIE + 1))  # the throws on which an appeal is read


@dataclass(frozen=True)
class File:
    """What an invented citizen's file holds, how many times each; strange: the court record is not
    theirs."""

    citizen: str
    times: Mapping[str, int]
    strange: bool = False


FILES = (
    File("a", {COURT: 1, "cameras": 9, "posts": 4, "payments": 7}, strange=True),
    File("c", {COURT: 0, "cameras": 24, "posts": 0, "payments": 5}),
    File("f", {COURT: 0, "cameras": 6, "posts": 18, "payments": 3}),
    File("e", {COURT: 0, "cameras": 3, "posts": 1, "payments": 12}),
)
EVENTS = (("cameras", 5), ("cameras", 10), (COURT, 1), ("posts", 3), ("posts", 2), ("payments", 6))


def terms(file: File) -> tuple[Term, ...]:
    """The formula's lines with the city's own weights."""
    return tuple(
        Term(each.name, file.times[each.name], STOPS[each.stop] * each.points,
             strange=file.strange and each.name == COURT)
        for each in KINDS
    )  # fmt: skip


def game(kit: Kit, pen: Pen) -> Story:
    """Rules and weights, the files, the events to cut out."""
    return [
        *head(kit, pen, "game"), pen.marked("invented", [pen.set("text", kit.text("game.tag"))]),
        *section(kit, pen, "game.play", pen.numbered(kit.each("game.rule", die=_die()))),
        *section(kit, pen, "game.weights", [_weights(kit, pen)]),
        *section(kit, pen, "game.doors", [_doors(kit, pen)]),
        *section(kit, pen, "game.files", [_files(kit, pen)]),
        *section(kit, pen, "game.talk", pen.bullets(kit.each("game.talk_words")), 480),
        Spacer(1, 10),
        Cut(_events(kit, pen), 2, 3, 372),
    ]  # fmt: skip


def _die() -> str:
    return " / ".join(map(str, READ))


def _record(kit: Kit, name: str) -> str:
    """What a record is called on the screen."""
    return kit.ours(f"step.score.record.{name}")


def _signed(kit: Kit, points: int) -> str:
    return kit.number(points, "+,d") if points else "0"


def _weights(kit: Kit, pen: Pen) -> object:
    """A row a record, its stops to be ringed."""
    blank = [""] * (len(STOPS) - 1)
    top = [kit.text("game.record"), kit.text("game.choose"), *blank, kit.text("game.usual")]
    rows = [
        [kit.markup(_record(kit, each.name)),
         *(_signed(kit, stop * each.points) for stop in STOPS),
         _signed(kit, STOPS[each.stop] * each.points)]
        for each in KINDS
    ]  # fmt: skip
    table = pen.table([top, *rows], [28, *([10] * len(STOPS)), 22])
    table.setStyle([("SPAN", (1, 0), (len(STOPS), 0))])
    return table


def _doors(kit: Kit, pen: Pen) -> object:
    """The formula, and what each door needs."""
    needs = [f"{kit.ours(f'step.score.door.{each.name}')} {each.needs}" for each in DOORS]
    return pen.set("text", f"{kit.text('game.formula')} {kit.markup(' · '.join(needs))}")


def _files(kit: Kit, pen: Pen) -> object:
    """The four files, with room for a score."""
    kinds = [kit.markup(_record(kit, each.name)) for each in KINDS]
    top = [kit.text("game.who"), *kinds, kit.text("game.ours"), kit.text("game.shut")]
    rows = [
        [_who(kit, each), *(str(each.times[kind.name]) for kind in KINDS), "", ""] for each in FILES
    ]
    return pen.table([top, *rows], [24, 14, 12, 14, 14, 11, 13])


def _who(kit: Kit, file: File) -> str:
    """A citizen's name and work."""
    citizen = CITIZENS[file.citizen]
    job = kit.ours(f"step.drawers.word.job.{citizen.job}")
    words = kit.plain("game.file_words", job=job, home=citizen.home)
    return kit.markup(f"{citizen.name}: {words}")


def _events(kit: Kit, pen: Pen) -> list[Story]:
    """A card an event."""
    return [
        [pen.set("label", kit.text("invented")), pen.set("card_title", kit.text("game.event")),
         Spacer(1, 5), pen.set("card", kit.text(key, record=_record(kit, name), times=times))]
        for key, (name, times) in zip(kit.keys("game.event_card"), EVENTS, strict=True)
    ]  # fmt: skip


def _shut(kit: Kit, score: int) -> str:
    """The doors that stay shut, by name."""
    doors = zip(DOORS, opened(score), strict=True)
    shut = [kit.ours(f"step.score.door.{door.name}") for door, is_open in doors if not is_open]
    return ", ".join(shut)


def answers(kit: Kit, pen: Pen) -> Story:
    """Scores by the city's own weights."""
    rows = [[kit.text("game.who"), kit.markup(kit.ours("step.score.score")), kit.text("game.shut")]]
    for file in FILES:
        score = total(terms(file))
        shut = kit.markup(_shut(kit, score)) or kit.text("game.answer_none")
        rows.append([_who(kit, file), kit.number(score), shut])
    mistaken = FILES[0]
    score = total(without_strange(terms(mistaken)))
    shut = _shut(kit, score) or kit.plain("game.answer_none")
    return [
        pen.set("text", kit.text("game.answer_lead")), pen.table(rows, [45, 15, 40]), Spacer(1, 5),
        pen.set("text", kit.text("game.answer_note", score=kit.number(score), doors=shut)),
    ]  # fmt: skip
