"""The soak in short: some visits with faults by chance, and the lobby is as it was before."""

import random
import sys
from pathlib import Path

import pytest

from exhibit.prove.memory import may_look

sys.path.insert(0, str(Path(__file__).parent.parent))
import soak

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not may_look(), reason="it looks into processes that hide"
)

VISITS = 5


def test_visits_with_faults_by_chance_leave_nothing():
    seed = random.randrange(10**6)
    print(f"seed {seed}")  # shown when it fails: python -m tests.soak --visits 5 --seed SEED
    found = soak.soak(seed, VISITS, print)
    figures = found.figures()
    assert figures["wrong"] == []
    assert [each.told for each in found.visits] == [[each.ending] for each in found.visits]
    first, last = found.states[0], found.states[-1]
    assert last.descriptors <= first.descriptors + 3, "the spare's own may come and go"
    assert (last.threads, last.processes <= 1) == (first.threads, True)


def test_a_seed_is_one_plan():
    one, same, other = (soak.fault_plan(seed, 30) for seed in (1, 1, 2))
    assert one == same != other
    assert {each.fault for each in soak.fault_plan(3, 2000)} == {
        "none", *soak.OUTSIDE, *soak.INSIDE}  # fmt: skip
