"""The real models on the actor: what they say is held against the truth."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from watching import frames, head_shot, together, watched

import exhibit.senses
from exhibit.camera import Frame
from exhibit.camera.actor import Actor, Script, Track, Truth, still, truth
from exhibit.senses.distance import distance
from exhibit.senses.head import head
from exhibit.senses.look import Senses
from exhibit.senses.privacy import only
from exhibit.senses.seen import Face

SIZE = (1280, 720)
SWEEP = Script(
    yaw=Track(((0.3, 0), (0.8, -25), (2.2, 25), (2.7, 0))),
    pitch=still(0),
    roll=Track(((0.2, -12), (2.7, 12))),
    distance=Track(((0.0, 42), (2.7, 85))),
    idle=0,
    blinks=(),
)


@pytest.fixture(scope="module")
def sweep() -> list[tuple[Face, Truth]]:
    """The actor turning from side to side and stepping back, once the track is sure."""
    seen = watched(frames(SWEEP, 2.7))[2:]
    assert {person.id for each in seen for person in each.people} == {1}
    faces = [(each.people[0].face, truth(each.at, SWEEP)) for each in seen]
    assert all(face for face, _ in faces)
    return [(face, told) for face, told in faces if face]


def test_head_angles_are_true_within_their_error(sweep: list[tuple[Face, Truth]]) -> None:
    for face, told in sweep:
        found = head(face, SIZE, Actor.focal)
        assert abs(found.yaw - told.yaw) < found.error
        assert abs(found.roll - told.roll) < found.error
        assert abs(found.pitch - told.pitch) < 2 * found.error


def test_distance_is_true_within_a_tenth(sweep: list[tuple[Face, Truth]]) -> None:
    found = [(distance(face, SIZE, Actor.focal), told.distance) for face, told in sweep]
    ratios = np.array([each.cm / cm for each, cm in found if each])
    assert len(ratios) == len(sweep)
    assert np.mean(np.abs(ratios - 1) < 0.1) > 0.9
    assert all(abs(each.cm - cm) < 3 * each.error for each, cm in found if each)


def test_points_sit_on_the_face(sweep: list[tuple[Face, Truth]]) -> None:
    for face, told in sweep:
        x, y = face.points[[468, 473], :2].mean(axis=0)
        width = face.box[2] - face.box[0]
        assert np.hypot(x - told.x, y - told.y) < 0.04 * width


def test_shut_eyes_are_seen_as_such() -> None:
    script = Script(idle=0, blinks=(0.5,), blink_length=0.8)
    seen = watched(frames(script, 0.6))[-1]
    face = seen.people[0].face
    assert face
    assert distance(face, SIZE, Actor.focal) is None


def test_points_at_rest_are_calmer_than_the_models_own() -> None:
    taken = frames(Script(yaw=still(0), pitch=still(0), roll=still(0), idle=0, blinks=()), 1.2)
    smooth = [p.face.points for each in watched(taken) for p in each.people if p.face]
    with Senses(faces=2) as senses:
        raw = []
        for frame in taken:
            senses._maps.submit(frame)
            senses._maps.wait()
            mapped = senses._maps.take()
            assert mapped
            raw.append(mapped[1][0])
    trembling = [np.abs(np.diff(points, axis=0)).mean() for points in (raw[10:], smooth[10:])]
    assert trembling[1] < trembling[0] / 2


@pytest.mark.parametrize("size", [1.0, 0.6])
def test_two_who_pass_each_other_never_swap(size: float) -> None:
    """The one behind may get a new id; the one in front keeps its own from end to end."""
    near, far = np.linspace(220, 1060, 40), np.linspace(1060, 220, 40)
    pictures = [together(head_shot(), n, f, size) for n, f in zip(near, far, strict=True)]
    seen = watched([Frame(image, k / 30, k) for k, image in enumerate(pictures)])
    owners: dict[int, set[str]] = {}
    for each, n, f in zip(seen, near, far, strict=True):
        for person in each.people:
            x = person.face.points[:, 0].mean() if person.face else None
            if x is not None and abs(n - f) > 150:
                owners.setdefault(person.id, set()).add(
                    "near" if abs(x - n) < abs(x - f) else "far"
                )
    assert all(len(people) == 1 for people in owners.values())
    assert {"near", "far"} == set.union(*owners.values())
    first, last = ({p.id for p in each.people if p.face} for each in (seen[4], seen[-1]))
    assert len(first) == len(last) == 2
    assert first & last == {i for i in first if owners[i] == {"near"}}


def test_a_second_face_is_hidden_and_the_visitors_is_not() -> None:
    image = together(head_shot(), 320, 940, 0.8)
    seen = watched([Frame(image, k / 30, k) for k in range(4)])[-1]
    visitor, other = sorted(seen.people, key=lambda person: person.box[0])
    result = only(image, visitor, seen.others(visitor.id))
    assert visitor.face and other.face
    clear = visitor.face.points[:, :2].astype(int)
    assert np.array_equal(result[clear[:, 1], clear[:, 0]], image[clear[:, 1], clear[:, 0]])
    x0, y0, x1, y1 = (int(side) for side in other.face.box)
    assert (result[y0:y1, x0:x1] == image[y0:y1, x0:x1]).all(axis=2).mean() < 0.02
    found = watched([Frame(result, k / 30, k) for k in range(4)])[-1].people
    assert [abs(each.box[0] - visitor.box[0]) < 10 for each in found] == [True]


@pytest.mark.parametrize("cm", [47, 60, 110])
def test_the_mosaic_leaves_no_face_to_find_even_if_none_was_known(cm: float) -> None:
    taken = frames(Script(distance=still(cm), blinks=()), 0.3)
    hidden = [Frame(only(frame.image, None, ()), frame.at, frame.number) for frame in taken]
    assert not any(each.people or each.doubtful for each in watched(hidden))


def test_a_known_face_is_no_face_to_the_models_however_near() -> None:
    near = watched(frames(Script(distance=still(28), blinks=()), 0.3))
    hidden = [only(each.image, None, each.others(None)) for each in near]
    assert all(each.others(None) for each in near)
    found = watched([Frame(image, k / 30, k) for k, image in enumerate(hidden)])
    assert not any(each.people or each.doubtful for each in found)


def test_look_never_waits_and_drops_what_comes_too_fast() -> None:
    taken = frames(SWEEP, 0.4)
    with Senses() as senses:
        assert senses.seen() is None
        for frame in taken:
            senses.look(frame)
        last = senses.seen(wait=True)
        assert last
        assert last.at < taken[-1].at
        assert senses.seen() is last
        senses.look(taken[-1])
        newest = senses.seen(wait=True)
        assert newest and newest.image is taken[-1].image


def test_frames_of_the_same_moment_are_no_trouble() -> None:
    image = np.zeros((720, 1280, 3), np.uint8)
    assert not watched([Frame(image, 1.0, k) for k in range(3)])[-1].people


def test_only_two_files_import_mediapipe() -> None:
    folder = Path(exhibit.senses.__file__).parent
    files = {path.name for path in folder.glob("*.py") if "mediapipe.tasks" in path.read_text()}
    assert files == {"mediapipe_tasks.py", "mediapipe_bodies.py"}


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)


def test_measuring_needs_no_models_loaded() -> None:
    names = ("seen", "people", "head", "distance", "privacy", "steady")
    imports = "; ".join(f"import exhibit.senses.{name}" for name in names)
    done = python(f"import sys; {imports}; print('mediapipe' in sys.modules)")
    assert done.stdout == "False\n"


def test_the_models_say_nothing_on_stderr_and_draw_on_no_matplotlib() -> None:
    done = python(
        "import sys, numpy as np\n"
        "from exhibit.camera import Frame\n"
        "from exhibit.senses.look import Senses\n"
        "with Senses() as senses:\n"
        "    senses.look(Frame(np.zeros((72, 128, 3), np.uint8), 0.0, 0))\n"
        "    print(len(senses.seen(wait=True).people))\n"
        "    senses.close()\n"
        "print(hasattr(sys.modules['matplotlib'], '__file__'))\n"
    )
    assert (done.stdout, done.stderr) == ("0\nFalse\n", "")
