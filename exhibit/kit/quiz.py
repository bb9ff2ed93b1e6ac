"""The quiz: ten questions, what fills them in, and which answer is right."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reportlab.platypus import KeepTogether, Spacer

from exhibit.city.prediction import outcome
from exhibit.kit.flow import Pen, Ticks
from exhibit.kit.heads import Story, head, name_line
from exhibit.kit.said import Kit

LETTERS = ("a", "b", "c")
ONE_IN = 100
CLAIM = "S11"

Fields = Callable[[Kit], Mapping[str, object]]


def _none(_: Kit) -> Mapping[str, object]:
    return {}


def _rare(_: Kit) -> Mapping[str, object]:
    """The third question's numbers."""
    found = outcome(ONE_IN)
    return {"people": found.people, "option_a": found.missed, "option_b": found.hits,
            "option_c": found.false_alarms, "innocent": found.false_alarms,
            "flagged": found.flagged}  # fmt: skip


def _receipt(kit: Kit) -> Mapping[str, object]:
    """The fifth question's lines."""
    return {key: kit.ours(f"receipt.line.{key}") for key in ("process", "numbers", "chips")}


def _claim(kit: Kit) -> Mapping[str, object]:
    """The sixth question's claim, in the exhibit's words."""
    grades = {
        "supported": "established", "not_supported": "not_supported", "opinion": "opinion",
    }  # fmt: skip
    said = {name: kit.ours(f"step.claims.grade.{grade}") for name, grade in grades.items()}
    texts = {key: kit.ours(f"claim.{CLAIM}.{key}") for key in ("claim", "known")}
    return {**said, **texts}


@dataclass(frozen=True)
class Question:
    """One question: the letter that is right, and what fills its texts."""

    right: str
    fields: Fields = _none


QUESTIONS = (
    Question("b"),
    Question("a"),
    Question("c", _rare),
    Question("a"),
    Question("c", _receipt),
    Question("b", _claim),
    Question("a"),
    Question("b"),
    Question("c"),
    Question("a"),
)


def quiz(kit: Kit, pen: Pen) -> Story:
    """The sheet for pupils."""
    story = [*head(kit, pen, "quiz"), *name_line(kit, pen)]
    for number, question in enumerate(QUESTIONS, 1):
        fields = question.fields(kit)
        asked = pen.set("question", f"{number}. {kit.text(f'quiz.{number}.ask', **fields)}")
        rows = []
        for letter in LETTERS:
            words = f"{letter.upper()}. {kit.text(f'quiz.{number}.{letter}', **fields)}"
            rows += [Spacer(1, 5), pen.columns([Ticks(), pen.set("item", words)], [5, 95])]
        story.append(KeepTogether([asked, *rows, Spacer(1, 20)]))
    return story


def answers(kit: Kit, pen: Pen) -> Story:
    """The right letters, and why."""
    rows = []
    for number, question in enumerate(QUESTIONS, 1):
        fields = question.fields(kit)
        words = kit.text(f"quiz.{number}.{question.right}", **fields)
        right = kit.plain("quiz.right", letter=question.right.upper(), words="").strip()
        rows.append([str(number), f"{right} {words}", kit.text(f"quiz.{number}.why", **fields)])
    return [pen.table(rows, [6, 42, 52], head=False)]
