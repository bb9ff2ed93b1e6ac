"""What a bad input may do: be taken, or be refused in one clear sentence and a code."""

import os
import re

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from exhibit.errors import ExhibitError

MORE = int(os.environ.get("EXHIBIT_FUZZ", "0"))  # examples a test, and another draw each time


def fuzzed(examples=25):
    """So many examples, the same ones each time; EXHIBIT_FUZZ=5000 for more, and others."""
    return settings(
        max_examples=MORE or examples, derandomize=not MORE, database=None, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


def refused(do, quoted=True):
    """What do() complains of, checked for its form; None if it does not complain.

    quoted: what is wrong may be repeated there, and its full stops are no ends of sentences.
    """
    try:
        do()
    except ExhibitError as error:
        check_sentence(str(error), type(error).code, quoted)
        return str(error)
    return None


def check_sentence(said, code, quoted=False):
    """One line of one or two sentences, no words of a traceback, and a code of its own."""
    assert said and said.isprintable() and len(said) <= 710
    assert said[-1] in ".?" or "://" in said or "…" in said
    assert "Traceback" not in said and 'File "' not in said and " object at 0x" not in said
    assert quoted or len(re.findall(r"[.?!](?= |$)", said)) <= 2, said
    assert code in (2, 3, 4, 5, 6)


LONG = "0x" + "F" * 5000
# What TOML may hold and hardly any program expects.
TRAPS = (
    "nan", "-inf", "inf", "1e400", "-0.0", LONG, "9" * 5000, str(2**63 - 1), "-1", "0", "true",
    '""', '" "', '"\\u0000"', '"\\u001b[2J"', '"a\\nb"', '"\\u202e"', '"\\U0010ffff"', "''",
    '"' + "x" * 100_000 + '"', "[]", "{}", "[[]]", "{a = {}}", '["a", 1]', "[" * 3000 + "]" * 3000,
    "1979-05-27T07:32:00Z", "07:32:00", '"{"', '"{}"', '"{0}"', '"{a.b}"', '"{a:>99999999999}"',
    '"{a!r}"', '"{a:{b}}"', '"../../etc/passwd"', '"/dev/zero"', f'"{"y" * 300}"',
)  # fmt: skip

traps = st.sampled_from(TRAPS)


@st.composite
def damaged(draw, text):
    """A text with a few values, lines or characters of it changed."""
    for _ in range(draw(st.integers(1, 3))):
        text = draw(st.sampled_from([_value, _line, _character]))(draw, text)
    return text


def _value(draw, text):
    """A trap in place of what some key is."""
    spots = [each.span(1) for each in re.finditer(r"(?m)^[\w-]+ = (.+)$", text)] or [(0, 0)]
    start, end = draw(st.sampled_from(spots))
    return text[:start] + draw(traps) + text[end:]


def _line(draw, text):
    """A line that is gone, there twice, or another."""
    lines = text.splitlines()
    at = draw(st.integers(0, len(lines) - 1)) if lines else 0
    other = draw(st.sampled_from(["", "[x]", "[[x]]", "x = 1", ".".join("a" * 3000) + " = 1"]))
    lines[at : at + 1] = draw(st.sampled_from([[], lines[at : at + 1] * 2, [other]]))
    return "\n".join(lines)


def _character(draw, text):
    """A few characters that are others."""
    at = draw(st.integers(0, len(text)))
    cut = draw(st.integers(0, 3))
    return text[:at] + draw(st.text(max_size=3)) + text[at + cut :]
