"""The answer sheet: what the worksheets, cards, game and quiz come to, with sources."""

from reportlab.platypus import Spacer

from exhibit.kit import cards, game, quiz
from exhibit.kit.flow import Pen
from exhibit.kit.heads import Story, head, section
from exhibit.kit.said import Kit
from exhibit.kit.worksheets import count_fields, first_claims, grade_key
from exhibit.page.claims import load_claims


def answers(kit: Kit, pen: Pen) -> Story:
    """The whole sheet."""
    count = [kit.text(f"sheet3.answer_{number}", **count_fields()) for number in range(1, 6)]
    return [
        *head(kit, pen, "answers"),
        *section(kit, pen, "answers.sheet1", pen.numbered(kit.each("sheet1.why"))),
        *section(kit, pen, "answers.sheet2", [pen.set("text", kit.text("answers.sheet2_words"))]),
        *section(kit, pen, "answers.sheet3", pen.numbered(count)),
        *section(kit, pen, "answers.sheet4", [_claims(kit, pen)], 200),
        Spacer(1, 6),
        *section(kit, pen, "answers.cards", cards.answers(kit, pen)),
        *section(kit, pen, "answers.game", game.answers(kit, pen)),
        *section(kit, pen, "answers.quiz", quiz.answers(kit, pen)),
    ]


def _claims(kit: Kit, pen: Pen) -> object:
    """The claims of worksheet 4 with grade, evidence and the same tool elsewhere."""
    claims = {each.id: each for each in load_claims().shown}
    top = ["", *(kit.text(f"answers.{key}") for key in ("grade", "known", "elsewhere"))]
    rows = []
    for name in first_claims():
        claim = claims[name]
        known = f"{kit.ours(f'claim.{name}.known')}{_ids(claim.sources)}"
        elsewhere = f"{kit.ours(f'claim.{name}.elsewhere')}{_ids(claim.elsewhere)}"
        rows.append([
            pen.set("claim", kit.markup(kit.ours(f"claim.{name}.claim"))),
            kit.markup(kit.ours(f"step.claims.grade.{grade_key(claim.grade)}")),
            kit.markup(known), kit.markup(elsewhere),
        ])  # fmt: skip
    return pen.table([top, *rows], [25, 15, 33, 27])


def _ids(sources: tuple[str, ...]) -> str:
    """Sources as a text cites them."""
    return "".join(f" @{each}" for each in sources)
