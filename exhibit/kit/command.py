"""exhibit kit: writes the papers of the classroom kit into a folder, one PDF each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from exhibit.errors import BadSettings
from exhibit.kit.answers import answers
from exhibit.kit.assessment import assessment
from exhibit.kit.cards import cards
from exhibit.kit.facts import Facts
from exhibit.kit.flow import Pen
from exhibit.kit.game import game
from exhibit.kit.handouts import exit_card, letter, notice, sign
from exhibit.kit.heads import Story
from exhibit.kit.notes import notes
from exhibit.kit.paper import About, build
from exhibit.kit.plans import plan
from exhibit.kit.quiz import quiz
from exhibit.kit.said import Kit
from exhibit.kit.source_list import source_list
from exhibit.kit.worksheets import worksheets
from exhibit.out import folder
from exhibit.settings import Settings


@dataclass(frozen=True)
class Paper:
    """One PDF: its file's name, the text that is its title, what is in it."""

    name: str
    title: str
    story: Callable[[Kit, Pen], Story]


def papers(plans: Sequence[int], second: bool = False) -> tuple[Paper, ...]:
    """All papers in the order in which they are used; the sources last, when all have cited.

    second: whether there is a second camera, which has a sign of its own.
    """
    return (
        *(Paper(f"plan-{each}", "plan", partial(plan, minutes=each)) for each in plans),
        Paper("notes", "notes", partial(notes, plans=plans)),
        Paper("worksheets", "sheets", worksheets),
        Paper("cards", "cards", cards),
        Paper("game", "game", game),
        Paper("exit-card", "exit", exit_card),
        Paper("quiz", "quiz", quiz),
        Paper("answers", "answers", answers),
        Paper("letter", "letter", letter),
        Paper("notice", "notice", notice),
        *([Paper("sign", "sign", sign)] if second else []),
        Paper("assessment", "assess", assessment),
        Paper("sources", "list", source_list),
    )


def make(kit: Kit, out: Path, plans: Sequence[int]) -> list[Path]:
    """Write all papers; where they are."""
    return [write(kit, out, each) for each in papers(plans, kit.facts.second)]


def write(kit: Kit, out: Path, paper: Paper) -> Path:
    """Write one paper; where it is."""
    path = out / f"{paper.name}-{kit.language}.pdf"
    build(path, kit.paper, _about(kit, paper), paper.story(kit, Pen(kit.han, kit.paper)))
    return path


def _about(kit: Kit, paper: Paper) -> About:
    """What a paper says of itself."""
    title = kit.plain(f"{paper.title}.title")
    return About(
        title=title,
        subject=kit.plain("subject"),
        author="exhibit",
        language=kit.language,
        foot=f"{title} · {kit.plain('foot')}",
        page=lambda number, count: kit.plain("page", number=number, count=count),
    )


def main(settings: Settings, language: str, out: Path, plans: Sequence[int], paper: str) -> int:
    """The command."""
    kit = Kit.load(language, paper, Facts(settings))
    folder(out)
    try:
        written = make(kit, out, plans)
    except OSError as error:
        raise BadSettings(
            f"The kit cannot be written to {out} ({error.strerror}): name another with --out."
        ) from None
    print(f"{len(written)} papers are in {out}")
    return 0
