"""exhibit bench --page: what each step's page costs to draw, with every chart moving."""

import json
import time
from collections.abc import Iterator
from statistics import quantiles

from exhibit.acted import Acted, act, city_records, watch_actor
from exhibit.page.theme import Size
from exhibit.settings import Settings

_SEEN, _WARM, _DRAWN = 90, 30, 60  # pictures of the actor; drawn before, and while measuring
_LIMIT = 20.0  # milliseconds at 1920x1080, 95 of 100
_WIDE = 1920 * 1080


def _costs(acted: Acted, frames: int) -> Iterator[float]:
    """Milliseconds of this thread's processor time for each picture of the step that is on."""
    for _ in range(frames):
        acted.look()
        begun = time.thread_time()
        acted.draw()
        yield (time.thread_time() - begun) * 1000


def measure(settings: Settings, size: Size) -> dict[str, dict[str, float]]:
    """For each step milliseconds a page: the first one, p50, p95."""
    seen, found = watch_actor(_SEEN), {}
    with city_records() as records:
        acted = act(settings, size, seen, records)
        for step in acted.tour.steps:
            acted.go(step.name)
            first, *_ = _costs(acted, _WARM)
            hundredths = quantiles(_costs(acted, _DRAWN), n=100)
            found[step.name] = {"first": first, "p50": hundredths[49], "p95": hundredths[94]}
    return found


def main(settings: Settings, size: Size, as_json: bool) -> int:
    """The command: 1 when the worst page costs more than it may at 1920x1080."""
    found = measure(settings, size)
    worst = max(found, key=lambda name: found[name]["p95"])
    if as_json:
        print(json.dumps({"size": size, "worst": worst, "pages": found}))
    else:
        print(f"{'ms a page':<16}{'first':>8}{'p50':>8}{'p95':>8}")
        for name, costs in found.items():
            print(f"{name:<16}" + "".join(f"{costs[each]:>8.1f}" for each in costs))
        print(f"worst: {worst}, p95 {found[worst]['p95']:.1f} ms at {size[0]}x{size[1]}")
    return int(size[0] * size[1] <= _WIDE and found[worst]["p95"] > _LIMIT)
