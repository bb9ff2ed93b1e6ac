"""exhibit bench --search: the search for a face number against a plain product, turn by turn."""

import json
import os
import time
from collections.abc import Callable
from statistics import median

import numpy as np

from exhibit.city.register import Floats, Register, make_register, shape

CITIZENS = 1_000_000
_TIMES = 50
_AT_ONCE = 100_000


def _whole(register: Register) -> Floats:
    """Every face number as 128 in single precision: what a plain search goes through."""
    rows = np.empty((len(register), 128), np.float32)
    for first in range(0, len(rows), _AT_ONCE):
        last = min(first + _AT_ONCE, len(rows))
        rows[first:last] = register.numbers(first, last)
    return rows


def _milliseconds(work: Callable[[], object]) -> float:
    """How long one turn takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def measure(citizens: int = CITIZENS, times: int = _TIMES) -> dict[str, float]:
    """Milliseconds of both, always in turns, so that a busy computer slows both alike."""
    begun = time.perf_counter()
    register = make_register(citizens)
    made, number, rows = time.perf_counter() - begun, shape().actor, _whole(register)
    register.search(number, citizens)
    spent = [
        (_milliseconds(lambda: register.search(number, citizens)),
         _milliseconds(lambda: rows @ number))
        for _ in range(times)
    ]  # fmt: skip
    search, plain = ([pair[which] for pair in spent] for which in (0, 1))
    return {
        "citizens": citizens,
        "register made, s": made,
        "search, ms, p50": median(search),
        "search, ms, p95": float(np.percentile(search, 95)),
        "plain product, ms, p50": median(plain),
        "plain product, ms, p95": float(np.percentile(plain, 95)),
        "search / plain product": median(a / b for a, b in spent),
        "load average": os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0,
    }


def main(as_json: bool) -> int:
    """The command."""
    found = measure()
    if as_json:
        print(json.dumps(found))
        return 0
    print("nearest and every count, against a product of 128 numbers a citizen alone")
    for name, value in found.items():
        print(f"{name:<40}{value:>14,.2f}")
    return 0
