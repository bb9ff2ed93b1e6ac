"""exhibit bench: how long things take on this computer, from one run without a window."""

import json
import time
from dataclasses import replace

from exhibit.orders import LobbyOrder
from exhibit.rehearse import watched, without_camera

_PICTURES = 150  # over which the rate is measured, after 30 to settle

_PLAN = (
    "picture welcome",
    "await spare",
    "picture warm",
    "press begin",
    "press choice:1",
    "picture yes",
    "await pictures 1",
    "picture first",
    "await pictures 30",
    "picture settled",
    f"await pictures {30 + _PICTURES}",
    "picture measured",
    "leave",
    "picture receipt",
)


def _plan() -> str:
    """The plan as TOML, in real time."""
    moments = [f'[[moment]]\nat = {n * 0.02:.2f}\ndo = "{do}"' for n, do in enumerate(_PLAN)]
    return "\n".join(moments)


def measure(order: LobbyOrder) -> dict[str, float]:
    """Seconds, milliseconds and rates of one visit; names say which."""
    told = replace(without_camera(order), plan=_plan(), handed_time=False)
    at: dict[str, float] = {}
    counted: dict[str, int] = {}
    wipe = 0.0
    begun = time.monotonic()
    with watched(told) as (_, tales):
        for record in tales:
            values = record.values
            if "picture" in values:
                at[values["picture"]] = values["clock"]
                counted[values["picture"]] = values["pictures"]
            elif "receipt" in values:
                wipe = values["receipt"]["milliseconds"]
    drawn = counted["measured"] - counted["settled"]
    return {
        "start to welcome, s": at["welcome"] - begun,
        "welcome to warm spare, s": at["warm"] - at["welcome"],
        "yes to first picture, ms": (at["first"] - at["yes"]) * 1000,
        "pictures a second": drawn / (at["measured"] - at["settled"]),
        "leave to receipt, ms": (at["receipt"] - at["measured"]) * 1000,
        "of which kill, zero and count, ms": wipe,
    }


def main(order: LobbyOrder, as_json: bool) -> int:
    """The command."""
    found = measure(order)
    if as_json:
        print(json.dumps(found))
        return 0
    print(f"source {order.source}, page {order.width}x{order.height}, no window (dummy display)")
    for name, value in found.items():
        print(f"{name:<36}{value:>10.2f}")
    return 0
