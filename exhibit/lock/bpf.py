"""Filters for system calls: readable rules, assembled into the bytes the kernel runs."""

import errno
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from exhibit.lock.kernel import Machine


class Answer(IntEnum):
    """What the kernel does with a call. Of two filters' answers, the smaller one counts."""

    KILL = 0x8000_0000
    """End the process. It counts before all others: to the kernel it is a negative number."""
    EPERM = 0x0005_0000 | errno.EPERM
    ENOSYS = 0x0005_0000 | errno.ENOSYS
    NOTIFY = 0x7FC0_0000
    """Ask whoever holds the listener; without one, ENOSYS."""
    TRACE = 0x7FF0_0000
    """Ask a tracer that wants to be asked; without one, ENOSYS."""
    ALLOW = 0x7FFF_0000


class Compare(IntEnum):
    """How an argument is compared with the values of a rule."""

    IS = 0x15
    HAS_BIT = 0x45


_ALL = 0xFFFF_FFFF


@dataclass(frozen=True)
class Rule:
    """One call and its answer; with values, only if the argument passes for one of them.

    An argument is compared by its lower 32 bits, which is all the kernel reads of an int, and of
    those by the bits of the mask. With no answer otherwise, the next rule for the call decides.
    """

    call: str
    answer: Answer
    argument: int = 0
    compare: Compare = Compare.IS
    values: tuple[int, ...] = ()
    mask: int = _ALL
    otherwise: Answer | None = Answer.ALLOW


_LOAD = 0x20
_AND = 0x54
_RETURN = 0x06

# Offsets in struct seccomp_data; both machines keep the lower half of an argument first.
_CALL = 0
_MACHINE = 4
_ARGUMENTS = 16

# x32, the other way to call an x86_64 kernel, has numbers with this bit; aarch64 has none.
_X32 = 0x4000_0000


def _line(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
    """One instruction; yes and no are how many lines to skip after a comparison."""
    return struct.pack("=HBBI", code, yes, no, value)


def _verdict(rule: Rule) -> list[bytes]:
    """The lines that answer a call once it is known to be the rule's."""
    if not rule.values:
        return [_line(_RETURN, rule.answer)]
    more = len(rule.values) - 1
    masked = [] if rule.mask == _ALL else [_line(_AND, rule.mask)]
    return [
        _line(_LOAD, _ARGUMENTS + 8 * rule.argument),
        *masked,
        *(
            _line(rule.compare, value, yes=more - i, no=int(i == more))
            for i, value in enumerate(rule.values)
        ),
        _line(_RETURN, rule.answer),
        _line(_LOAD, _CALL) if rule.otherwise is None else _line(_RETURN, rule.otherwise),
    ]


def _lines(rule: Rule, machine: Machine) -> list[bytes]:
    """The lines of one rule; none where the machine has no such call."""
    number = machine.number(rule.call)
    if number is None:
        return []
    verdict = _verdict(rule)
    return [_line(Compare.IS, number, no=len(verdict)), *verdict]


def assemble(rules: Iterable[Rule], machine: Machine) -> bytes:
    """The filter for a machine: eight bytes an instruction; what no rule names is allowed."""
    lines = [
        _line(_LOAD, _MACHINE),
        _line(Compare.IS, machine.audit, yes=1),
        _line(_RETURN, Answer.KILL),
        _line(_LOAD, _CALL),
        _line(Compare.HAS_BIT, _X32, no=1),
        _line(_RETURN, Answer.EPERM),
    ]
    for rule in rules:
        lines += _lines(rule, machine)
    return b"".join([*lines, _line(_RETURN, Answer.ALLOW)])
