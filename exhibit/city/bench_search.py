"""exhibit bench --search: the search for a face number against plainer ones, turn by turn."""

import json
import os
import time
from collections.abc import Callable
from importlib import import_module
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


def _flat_index(rows: Floats, number: Floats) -> Callable[[], object] | None:
    """FAISS's exact search for the nearest of all, the same work; None where it is not installed.

    It finds the nearest alone; ours counts besides how many there are at each distance.
    """
    try:
        faiss = import_module("faiss")
    except ImportError:
        return None
    index = faiss.IndexFlatL2(rows.shape[1])
    index.add(rows)
    return lambda: index.search(number[np.newaxis], 1)


def measure(citizens: int = CITIZENS, times: int = _TIMES) -> dict[str, float]:
    """Milliseconds of each, always in turns, so that a busy computer slows all alike."""
    begun = time.perf_counter()
    register = make_register(citizens)
    made, number, rows = time.perf_counter() - begun, shape().actor, _whole(register)
    register.search(number, citizens)
    ways: dict[str, Callable[[], object]] = {
        "search": lambda: register.search(number, citizens),
        "plain product": lambda: rows @ number,
    }
    if flat := _flat_index(rows, number):
        ways["FAISS flat index"] = flat
    spent = {name: np.empty(times) for name in ways}
    for turn in range(times):
        for name, way in ways.items():
            spent[name][turn] = _milliseconds(way)
    found = {"citizens": float(citizens), "register made, s": made}
    for name, took in spent.items():
        found[f"{name}, ms, p50"] = median(took)
        found[f"{name}, ms, p95"] = float(np.percentile(took, 95))
        if name != "search":
            found[f"search / {name}"] = median(spent["search"] / took)
    return found | {"load average": os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0}


def main(as_json: bool) -> int:
    """The command."""
    found = measure()
    if as_json:
        print(json.dumps(found))
        return 0
    print("nearest and every count, against a product of 128 numbers a citizen alone,")
    print("and FAISS's nearest of all, if it is installed")
    for name, value in found.items():
        print(f"{name:<40}{value:>14,.2f}")
    return 0
