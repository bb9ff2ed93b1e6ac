"""Measures every sense on the actor with the real models and prints the tables of docs/MEASURED.md.

    python tests/measure.py
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

os.environ["GLOG_minloglevel"] = "2"
sys.path.insert(0, str(Path(__file__).parent / "senses"))

import cv2
import numpy as np
from acted import LIVELY as TALKING
from acted import SIZE, acted
from stills import QUIET, finder, picture, wearing
from test_aside import ASIDE, found
from test_gaze import ACTED, RESTS, resting, true_angle
from test_mouth import moved
from test_pulse import LIVELY, nodding

from exhibit.camera.actor import ALONE, Actor, Script, Track, still
from exhibit.senses.distance import distance
from exhibit.senses.eyes import EyeWatch
from exhibit.senses.faceprint import Network, apart, chip
from exhibit.senses.gaze import GazeWatch, column_of
from exhibit.senses.head import head
from exhibit.senses.look import Senses
from exhibit.senses.mouth import MouthWatch
from exhibit.senses.pulse import SECONDS, Heart
from exhibit.senses.seen import Face

FOCAL = Actor.focal
RATE = 15
LIGHT = 0.04  # of the brightness: how much the lamp flickers


def row(*cells: object) -> None:
    """One line of a table."""
    print("| " + " | ".join(map(str, cells)) + " |", flush=True)


def heading(*names: str) -> None:
    """The head of a table."""
    print()
    row(*names)
    row(*["---"] * len(names))


def eyes_and_mouth() -> None:
    """Blinks counted over a minute, and frames in which the mouth was judged rightly."""
    eyes, lips, right, seen = EyeWatch(), MouthWatch(), [], None
    for each in acted(TALKING, 60, every=2):
        seen = eyes.look(each.face, each.head, each.at) or seen
        if found := lips.look(each.face, each.at):
            right.append(found.moving == moved(TALKING.mouth, each.at))
    count = len(TALKING.blinks) * round(60 / TALKING.blinks_every)
    counted = seen.blinks if seen else 0
    row("blinks in 60 s, talking and turning", f"{count} made, {counted} counted")
    row("mouth moving or not", f"right in {100 * np.mean(right):.1f} % of {len(right)} frames")


def gaze() -> None:
    """Rests of eyes and head whose region was found."""
    watch = GazeWatch()
    found = [
        (each.at, watch.look(each.face, each.head, each.at), each.truth)
        for each in acted(ACTED, RESTS[-1] + 1.4, every=2)
    ]
    right = []
    for frames in resting(found):
        said = [each.column if each else None for _, each, _ in frames]
        true = column_of(float(np.median([true_angle(told) for *_, told in frames])))
        right.append(max(set(said), key=said.count) == true)
    row("gaze: left, middle or right", f"{sum(right)} of {len(right)} rests")


def turns_and_distance() -> None:
    """Errors of head and distance, all through the calm script, and of wider turns."""
    wide = replace(QUIET, yaw=Track(((0, -30), (5, 30))), distance=still(60))
    calm, turned = acted(ALONE, 31, every=5), acted(wide, 5.1, every=5)
    for name, frames in (("calm script", calm), ("turning -30 to 30 degrees", turned)):
        both = [(each.head, each.truth) for each in frames if each.head]
        for angle in ("yaw", "pitch", "roll"):
            off = [abs(getattr(a, angle) - getattr(b, angle)) for a, b in both]
            row(f"{angle}, {name}", f"{np.mean(off):.1f}° off, {max(off):.1f}° at most")
    near = replace(QUIET, distance=Track(((0, 25), (6, 200))))
    for name, frames in (("calm script", calm), ("25 to 200 cm", acted(near, 6.1, every=5))):
        told = [(distance(each.face, SIZE, FOCAL), each.truth) for each in frames if each.face]
        shares = [100 * abs(cm.cm / so.distance - 1) for cm, so in told if cm]
        row(f"distance, {name}", f"{np.mean(shares):.1f} % off, {max(shares):.1f} % at most")


def aside() -> None:
    """Errors of turn and distance where she stands aside and faces the camera."""
    told = [found(degrees, cm) for degrees in ASIDE for cm in (60, 110)]
    off = [abs(each.head.turn - each.turn) for each in told]
    said = f"{np.mean(off):.1f}° off, {max(off):.1f}° at most"
    row("turn, 28° aside to 28°, facing the camera", said)
    shares = [100 * abs(each.far.cm / each.truth.distance - 1) for each in told]
    row("distance, the same", f"{np.mean(shares):.1f} % off, {max(shares):.1f} % at most")


def pulse(script: Script, flicker: float = 0.0) -> str:
    """What is said after 20 s; five estimates half a second apart."""
    now, heart, told = 0.0, Heart(), []
    actor = Actor(lambda: now, script)
    with Senses(1) as senses:
        for number in range(round((SECONDS + 2.5) * RATE)):
            now = number / RATE
            frame = actor.read()
            assert frame
            light = 1 + flicker * np.sin(2 * np.pi * now * 70 / 60)
            lit = cv2.convertScaleAbs(frame.image, alpha=light) if flicker else frame.image
            senses.look(replace(frame, image=np.asarray(lit, np.uint8)))
            seen = senses.seen(wait=True)
            if seen and seen.people and seen.people[0].face:
                told.append(heart.look(seen.image, seen.people[0].face, now))
    last = list({id(each): each for each in told[-2 * RATE :]}.values())
    numbers = [each.bpm for each in last if each.bpm is not None]
    if not numbers:
        return f"not sure ({', '.join(sorted({each.why for each in last}))})"
    sure = f"{min(numbers):.1f}" + (f" to {max(numbers):.1f}" if len(numbers) > 1 else "")
    return sure + (f", in {len(numbers)} of {len(last)}" if len(numbers) < len(last) else "")


def pulses() -> None:
    """The table of the pulse."""
    heading("Pulse planted, beats a minute", "0.4 % of green", "0.2 %", "0.1 %")
    for beats in (55, 72, 90, 110):
        depths = (0.004, 0.002, 0.001)
        row(beats, *(pulse(replace(LIVELY, pulse=beats, pulse_depth=each)) for each in depths))
    heading("No pulse planted", "said")
    none = replace(LIVELY, pulse_depth=0.0)
    row("the same head motion", pulse(none))
    row("72 nods a minute, 4 degrees", pulse(replace(none, pitch=nodding(72, 4))))
    row("70 flickers a minute, 4 % of the light", pulse(none, LIGHT))


def views() -> Iterator[tuple[str, Script]]:
    """What the face number is measured in."""
    quiet = replace(QUIET, distance=still(60))
    for name, degrees in (("yaw", (-30, -20, 20, 30)), ("pitch", (-20, -13, 17, 27))):
        for each in degrees:
            off = each - 7 if name == "pitch" else each
            yield f"{name} {off:+d}°", replace(quiet, **{name: still(each)})
    for far, size in ((22, 500), (100, 120), (208, 60)):
        yield f"face {size} px wide", replace(quiet, distance=still(far))
    for cover in ("hat", "sunglasses", "hand", "mask"):
        yield f"with {cover}", wearing(cover)
    yield "the made-up actor", replace(quiet, who="second", pitch=still(0))


def face_number() -> None:
    """How far each view is from the first print."""
    heading("Face number: view of the same actor", "distance from the first print, mean of five")
    network = Network()
    with finder() as find:

        def number(script: Script, at: float = 0.0):
            return network.numbers(chip(picture(script, at), find(picture(script, at))))

        first = np.mean([number(QUIET, each / 2) for each in range(5)], axis=0)
        for name, script in views():
            image = picture(script)
            turned = head(Face.around(find(image)), SIZE, FOCAL)
            shown = f" (found {turned.yaw:.0f}, {turned.pitch:.0f})" if "°" in name else ""
            row(name + shown, f"{apart(number(script), first):.2f}")
        for gain in (0.25, 2.0):
            lit = np.clip(picture() * gain, 0, 255).astype(np.uint8)
            far = apart(network.numbers(chip(lit, find(lit))), first)
            row(f"light times {gain:g}", f"{far:.2f}")


def main() -> None:
    """Every table."""
    heading("Sense", "result")
    eyes_and_mouth()
    gaze()
    turns_and_distance()
    aside()
    pulses()
    face_number()


if __name__ == "__main__":
    main()
