"""The proof in words: a table for the terminal, and a page for people to take along."""

import html
import time
from collections import Counter
from string import Template

from exhibit import __version__
from exhibit.prove.evidence import End, Evidence, Verdict

_SAID = {
    Verdict.PROVEN: "PROVEN: no running program of the exhibit holds what was planted in the "
    "visitor's picture, or what was measured of the visitor",
    Verdict.FAILED: "FAILED",
    Verdict.NOT_PROVEN: "NOT PROVEN",
}
_ENDS = {
    End.LEFT: "left by the visitor",
    End.KILLED: "room killed in the midst",
    End.HALTED: "room halted as if it hung",
}


def _pair(during: int | None, after: int | None, ended: bool) -> str:
    """Traces during and after: a dash where a process was not there, "gone" where it is no more."""
    there = "-" if during is None else str(during)
    return f"{there} / {'gone' if ended else '-' if after is None else after}"


def _matrix(evidence: Evidence) -> list[list[str]]:
    """A line for each form and their sum, a column for each process: during / after."""
    both = (evidence.during, evidence.after)
    names = list(dict.fromkeys(name for counts in both for name in counts))
    every = dict.fromkeys(form for counts in both for hits in counts.values() for form in hits)
    lines = [["traces during the visits / after them", *names]]
    for form in [*every, "together"]:
        line = [form]
        for name in names:
            found = [counts.get(name) for counts in both]
            cells = [hits if hits is None else sum(hits.values()) if form == "together"
                     else hits.get(form, 0) for hits in found]
            line.append(_pair(cells[0], cells[1], ended=name == "room" and found[1] is None))
        lines.append(line)
    return lines


def _how(evidence: Evidence) -> str:
    """How the visits ended, and how many in each way."""
    endings = Counter(each["ending"] for each in evidence.receipts)
    how = [f"{said}: {endings[end.value]}" for end, said in _ENDS.items() if endings[end.value]]
    return ", ".join(how) or "none"


def facts(evidence: Evidence) -> list[str]:
    """Everything else that was looked at, a line each, with how it is known."""
    zeros = f"{evidence.canvas_bytes} bytes shared by rooms and lobby, the visitors' pictures"
    return [
        f"visits ended with a receipt: {len(evidence.receipts)} ({_how(evidence)}); "
        f"searches: {evidence.searches}; seconds: {evidence.seconds:.0f}",
        f"{zeros}: read again by this proof after each end, every one should be zero",
        "files open for writing: by each process's own list of open files, at every search",
        f"files changed since the lock, by anyone, in the folders programs write to: "
        f"{evidence.changed}, each searched",
        f"bytes that these processes made a disk write, as the kernel counts: {evidence.written} "
        "(the dates of files that were only read are among them)",
        f"network: {evidence.opened} sockets open at a search; {evidence.refused} attempts "
        "refused by the kernel and counted by the lobby",
        "processes: everything below the lobby at every search, and after its end",
        *evidence.notes,
    ]


def table(evidence: Evidence, visits: int) -> str:
    """For the terminal: the table, the facts, what is wrong, the verdict."""
    lines = _matrix(evidence)
    wide = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    text = ["  ".join([line[0].ljust(wide[0])]
                      + [cell.rjust(width) for cell, width in zip(line[1:], wide[1:], strict=True)])
            for line in lines]
    said = [*facts(evidence), *evidence.faults(visits), *evidence.doubts()]
    return "\n".join([*text, *[f"- {each}" for each in said], _SAID[evidence.verdict(visits)]])


_PAGE = Template("""<!doctype html>
<html lang="en"><meta charset="utf-8"><title>exhibit: what is left after a visit</title>
<style>
body { font: 16px/1.5 sans-serif; max-width: 46em; margin: 3em auto; padding: 0 1em }
table { border-collapse: collapse; font-size: 12px } td, th { padding: 2px 8px; text-align: right }
td:first-child, th:first-child { text-align: left } tr { border-bottom: 1px solid #ccc }
.verdict { font-size: 24px; font-weight: bold; border: 3px solid; padding: 0.5em }
</style>
<h1>What is left after a visit?</h1>
<p>On $day, exhibit $version was started on this computer and visited $visits times by an actor, not
by a living person. Into each picture a small tile of noise was painted that exists nowhere else.
Numbers, points of a face and a sentence were left in the memory of the room as well. How
the visits ended: $how.</p>
<p class="verdict">$verdict</p>
$faults
<h2>How it was looked for</h2>
<p>While each visit ran, the memory of every program of the exhibit was searched, byte by byte. What
was planted had to be found then: a search that finds nothing could be blind. After each visit every
program that was still there was searched again. Then nothing may be found.</p>
<table>$table</table>
<h2>What else was looked at</h2><ul>$facts</ul>
<h2>What this does not show</h2>
<p>Nobody searched memory after programs gave it back to the system, memory of the graphics card or
the screen, swap on a disk, or the camera itself. What is kept in a form this search does not know
would not be found. Whoever owns the computer can change the program. So we say: no running program
of the exhibit holds it. We do not say: it was physically erased.</p>
<h2>Try it yourself</h2><p>Type <code>exhibit prove</code> on this computer.</p>
</html>
""")


def page(evidence: Evidence, visits: int) -> str:
    """A page of HTML for somebody who never typed a command."""
    verdict = evidence.verdict(visits)
    wrong = [*evidence.faults(visits), *evidence.doubts()]
    rows = [f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in line)}</tr>"
            for line in _matrix(evidence)]
    return _PAGE.substitute(
        day=time.strftime("%d %B %Y"),
        version=__version__,
        visits=visits,
        how=_how(evidence),
        verdict=html.escape(_SAID[verdict]),
        faults=f"<ul>{_list(wrong)}</ul>" if wrong else "",
        table="".join(rows),
        facts=_list(facts(evidence)),
    )


def _list(items: list[str]) -> str:
    """The items of a list."""
    return "".join(f"<li>{html.escape(each)}</li>" for each in items)
