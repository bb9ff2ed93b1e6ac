"""A lesson: its plans in phases and minutes, and its try-it benches; nothing that sees."""

from collections.abc import Mapping
from dataclasses import dataclass

# The phases of each plan with their minutes; their texts stand under kit.phase.
PLANS: Mapping[int, Mapping[str, int]] = {
    45: {"predict": 5, "demo": 10, "break": 12, "stand": 10, "delete": 5, "exit": 3},
    90: {"predict": 5, "demo": 10, "break": 12, "cards": 20, "score": 20, "stand": 10,
         "delete": 5, "pledge": 5, "exit": 3},
}  # fmt: skip
SHORT = 45

# Steps that show no more of whoever is in view than presence and points, and steps about nobody.
POINTS = ("presence", "face_map")
NOBODY = ("drawers", "score", "prediction", "claims", "rights", "delete")


@dataclass(frozen=True)
class Bench:
    """One experiment as free play: the step it uses, and what pupils have the actor do.

    poses: names of exhibit.camera.stage. picked: what is chosen on the page at the start.
    """

    step: str
    poses: tuple[str, ...] = ()
    picked: tuple[tuple[str, int], ...] = ()


BENCHES: Mapping[str, Bench] = {
    "mask": Bench("face_number", ("plain", "mask", "hand")),
    "hat": Bench("face_number", ("plain", "hat", "sunglasses")),
    "turn": Bench("face_number", ("plain", "turn_15", "turn_30", "turn_45")),
    "threshold": Bench("name"),
    "four_points": Bench("drawers", picked=(("drawers.view", 1),)),
    "score": Bench("score"),
    "base_rates": Bench("prediction"),
}
POSE = "bench.pose"  # the key under which the chosen pose is picked


@dataclass(frozen=True)
class Phase:
    """Where a lesson is: the phase, the minutes left of it, begun ones counted."""

    name: str
    left: int


def phase(plan: int, left: int) -> Phase:
    """The phase of a plan when so many whole minutes of the lesson are left; at 0 the last one."""
    gone = plan - left
    for name, minutes in PLANS[plan].items():
        if gone < minutes:
            return Phase(name, minutes - gone)
        gone -= minutes
    return Phase(list(PLANS[plan])[-1], 0)
