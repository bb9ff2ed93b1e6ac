"""exhibit count: sums the code lines that visits leave, from a log on standard input."""

import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from exhibit.messages import Ending
from exhibit.own_steps import load_words
from exhibit.settings import Settings

# What the lobby prints; anything else in the log is passed over.
_LINE = re.compile(r"exhibit visit=(\d+) ending=(\d+) step=(\d+) language=(\d+) clean=([01])\s*$")


@dataclass
class Counts:
    """What can be said of many visits without anything about a visitor."""

    visits: int = 0
    starts: int = 0  # the first visit after a start of the program
    unclean: int = 0  # receipts with a failed line
    endings: Counter[str] = field(default_factory=Counter)
    steps: Counter[int] = field(default_factory=Counter)  # the furthest each came
    languages: Counter[int] = field(default_factory=Counter)


def count(lines: Iterable[str]) -> Counts:
    """The sums of the code lines among these."""
    counts = Counts()
    for line in lines:
        if not (match := _LINE.search(line)):
            continue
        visit, ending, step, language, clean = map(int, match.groups())
        if ending not in {*Ending}:
            continue
        counts.visits += 1
        counts.starts += visit == 1
        counts.unclean += not clean
        counts.endings[Ending(ending).name.lower().replace("_", " ")] += 1
        counts.steps[step] += 1
        counts.languages[language] += 1
    return counts


def table(counts: Counts, steps: tuple[str, ...], languages: tuple[str, ...]) -> str:
    """The sums as lines to read."""
    rows = [("visits", counts.visits), ("starts", counts.starts)]
    rows += [("deleted with a failed check", counts.unclean)]
    rows += [(f"ended: {name}", number) for name, number in counts.endings.most_common()]
    reached = sorted(counts.steps.items())
    rows += [(f"furthest step: {_name(steps, step)}", number) for step, number in reached]
    rows += [(f"language: {_name(languages, at)}", n) for at, n in counts.languages.most_common()]
    return "\n".join(f"{number:8,}  {name}" for name, number in rows)


def _name(names: tuple[str, ...], at: int) -> str:
    """A name by its number; the number where there is none."""
    return names[at] if at < len(names) else str(at)


def main(settings: Settings) -> int:
    """Read standard input, print the sums; steps have the names that these settings give them."""
    words = load_words(settings)
    counts = count(sys.stdin)
    if not counts.visits:
        print("exhibit: no code line of a visit came in: try exhibit count < FILE", file=sys.stderr)
        return 1
    print(table(counts, settings.visit.steps or words.step_names, words.languages))
    return 0
