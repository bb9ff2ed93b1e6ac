"""The five worksheets: predict, break it, count the field, take a stand, something to do."""

from reportlab.platypus import KeepTogether, Spacer

from exhibit.city.prediction import Fate, Outcome, outcome
from exhibit.kit.drawings import Field, Sign
from exhibit.kit.flow import Pen, Rules, Ticks
from exhibit.kit.heads import Story, head, legend, name_line, new_page
from exhibit.kit.said import Kit
from exhibit.page.claims import GUESSES, load_claims
from exhibit.steps.rights import PLACES, PLEDGES

PEOPLE, ONE_IN, RARER = 400, 20, 500
COLUMNS = 25
SIGNS = {"hit": Fate.HIT, "false": Fate.FALSE_ALARM, "missed": Fate.MISSED, "left": Fate.LEFT}


def worksheets(kit: Kit, pen: Pen) -> Story:
    """All five, each on a page of its own."""
    sheets = [_predict, _break, _count, _stand, _pledge]
    story: Story = []
    for sheet in sheets:
        story += [new_page()] if story else []
        story += sheet(kit, pen)
    return story


def _predict(kit: Kit, pen: Pen) -> Story:
    """1: measured, guessed, or neither?"""
    top = [kit.text(f"sheet1.{key}") for key in ("statement", "measure", "guess", "neither")]
    rows = [[pen.set("large", each), Ticks(), Ticks(), Ticks()] for each in kit.each("sheet1.row")]
    return [
        *head(kit, pen, "sheet1"), *name_line(kit, pen),
        pen.table([top, *rows], [55, 15, 15, 15]), Spacer(1, 12), legend(kit, pen), Spacer(1, 16),
        *vote(kit, pen), Spacer(1, 14), pen.set("label", kit.text("sheet1.same")), *vote(kit, pen),
    ]  # fmt: skip


def vote(kit: Kit, pen: Pen) -> Story:
    """The question that is asked twice, with boxes."""
    row: Story = []
    for key in ("nobody", "shop", "owner"):
        row += [Ticks(), pen.set("cell", kit.text(f"exit.{key}"))]
    words = pen.set("text", kit.text("plan.pair_question"))
    return [KeepTogether([words, pen.table([row], [5, 20, 5, 20, 5, 45], head=False)])]


def _break(kit: Kit, pen: Pen) -> Story:
    """2: what was tried, what the number did."""
    top = [kit.text(f"sheet2.{key}") for key in ("try", "number", "said", "right")]
    rows = [[[pen.set("text", each), Spacer(1, 30)], "", "", ""] for each in kit.each("sheet2.row")]
    return [
        *head(kit, pen, "sheet2"), *name_line(kit, pen), pen.table([top, *rows], [40, 22, 26, 12]),
        Spacer(1, 16), pen.set("large", kit.text("sheet2.end")), Rules(4, 26),
    ]  # fmt: skip


def counted() -> tuple[Outcome, Outcome]:
    """What the field shows, and the same program for a rarer thing."""
    return outcome(ONE_IN, PEOPLE), outcome(RARER)


def count_fields() -> dict[str, object]:
    """The numbers of worksheet 3 and its answers."""
    found, rare = counted()
    return {
        "people": PEOPLE, "one_in_field": ONE_IN, "rarer": RARER,
        "flagged": found.flagged, "innocent": found.false_alarms, "missed": found.missed,
        "share": 100 * found.false_alarms / found.flagged,
        "flagged_rare": rare.flagged, "innocent_rare": rare.false_alarms,
        "share_rare": 100 * rare.false_alarms / rare.flagged,
    }  # fmt: skip


def _count(kit: Kit, pen: Pen) -> Story:
    """3: the field of figures."""
    numbers = count_fields()
    field = Field(counted()[0], COLUMNS, pen.width - 70, kit.plain("figure.field", **numbers))
    signs: Story = []
    for key, fate in SIGNS.items():
        words = pen.set("cell", kit.text(f"sheet3.{key}"))
        signs += [Sign(fate, 13, kit.plain("figure.sign")), words]
    keys = pen.table([signs[:4], signs[4:]], [5, 45, 5, 45], head=False)
    asked = [
        [[pen.set("text", kit.text(f"sheet3.question_{number}", **numbers)), Rules(1, 12)]]
        for number in range(1, 6)
    ]
    return [
        *head(kit, pen, "sheet3", **numbers), keys, Spacer(1, 6),
        pen.marked("invented", [field]), *[one for row in asked for cell in row for one in cell],
    ]  # fmt: skip


def _stand(kit: Kit, pen: Pen) -> Story:
    """4: claims of the article, graded before the evidence is heard."""
    grades = [
        [pen.set("cell_strong", kit.markup(kit.ours(f"step.claims.grade.{grade_key(each)}"))),
         kit.markup(kit.ours(f"step.claims.means.{grade_key(each)}"))]
        for each in GUESSES
    ]  # fmt: skip
    top = [kit.text(f"sheet4.{key}") for key in ("claim", "mine", "change")]
    rows = [
        [[pen.set("large", kit.markup(f"“{claim}”")), Spacer(1, 44)], "", ""]
        for claim in (kit.ours(f"claim.{each}.claim") for each in first_claims())
    ]
    return [
        *head(kit, pen, "sheet4"), *name_line(kit, pen),
        pen.set("label", kit.text("sheet4.grades")), pen.table(grades, [26, 74], head=False),
        Spacer(1, 14), pen.table([top, *rows], [46, 20, 34]),
    ]  # fmt: skip


def first_claims() -> tuple[str, ...]:
    """The claims that everybody meets on the screen."""
    claims = load_claims()
    return tuple(each.id for each in claims.shown[: claims.first])


def grade_key(grade: str) -> str:
    """A grade as the texts name it."""
    return grade.replace(" ", "_")


def _pledge(kit: Kit, pen: Pen) -> Story:
    """5: one thing to do, and what has worked before."""
    rows = [
        [Ticks(), pen.set("cell_strong", kit.markup(kit.ours(f"step.rights.pledge.{each}"))),
         kit.markup(kit.ours(f"step.rights.how.{each}")), ""]
        for each in PLEDGES
    ]  # fmt: skip
    top = ["", kit.text("sheet5.pick"), "", kit.text("sheet5.when")]
    ask = [kit.markup(kit.ours(f"take.question_{number}")) for number in range(1, 5)]
    hope = [
        f"{kit.markup(kit.ours(f'step.rights.place.{each}'))}: {_hope(kit, each)}"
        for each in PLACES
    ]
    return [
        *head(kit, pen, "sheet5"), pen.table([top, *rows], [6, 26, 48, 20]), Spacer(1, 12),
        pen.marked("try", [pen.set("cell_strong", kit.text("sheet5.ask")), *pen.numbered(ask)]),
        pen.marked("known", [pen.set("cell_strong", kit.text("sheet5.hope")), *pen.bullets(hope)]),
        pen.set("text", kit.text("sheet5.tell")), Rules(2),
    ]  # fmt: skip


# Who stands behind the lines of hope.
_HOPE = {"eu": "imy-2019", "uk": "ico-2024", "us": "williams-2024", "indonesia": "kai-2022",
         "vietnam": "vietnam-91-2025", "elsewhere": "guo-bing-2020"}  # fmt: skip


def _hope(kit: Kit, place: str) -> str:
    """A line of hope and its source."""
    return kit.markup(f"{kit.ours(f'step.rights.hope.{place}')} @{_HOPE[place]}")
