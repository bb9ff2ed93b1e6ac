"""The actor: its truth, its frames, and how the real models see them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from zlib import compress

import cv2
import mediapipe
import numpy as np
import pytest
from mediapipe.tasks import python as tasks
from mediapipe.tasks.python import vision

from exhibit.camera import actor_portrait
from exhibit.camera.actor import (
    ALONE,
    CAPTION,
    DEFAULT,
    FPS,
    SECOND,
    Actor,
    Track,
    Truth,
    Worn,
    still,
    truth,
)
from exhibit.camera.actor_covers import COVERS
from exhibit.camera.actor_portrait import load_portrait
from exhibit.camera.tracer import SIDE, tracer_tile
from exhibit.errors import BadClip
from exhibit.paths import ACTORS, MODELS
from exhibit.senses.head import head
from exhibit.senses.seen import Face

WIDTH, HEIGHT = 1280, 720
QUIET = replace(
    ALONE,
    yaw=still(0), pitch=still(7), roll=still(0), distance=still(50), idle=0,
    gaze_x=still(0), gaze_y=still(0), mouth=still(0), blinks=(),
)
UPPER_LIDS, LOWER_LIDS = (159, 158, 160, 386, 385, 387), (145, 153, 144, 374, 380, 373)
CORNERS = ((33, 133), (263, 362))


class Film:
    """An actor whose clock is turned by hand."""

    def __init__(self, script=ALONE, **more):
        self.now = 0.0
        self.actor = Actor(lambda: self.now, script, **more)

    def at(self, now):
        self.now = now
        frame = self.actor.read()
        assert frame is not None
        return frame


@dataclass(frozen=True)
class Look:
    """What was so in a frame, and the 478 points the model found in it, pixels."""

    truth: Truth
    points: np.ndarray | None


@contextmanager
def faces(most: int) -> Iterator[vision.FaceLandmarker]:
    """The real model, which finds so many at most."""
    options = vision.FaceLandmarkerOptions(
        tasks.BaseOptions(model_asset_path=str(MODELS / "face_landmarker.task")),
        running_mode=vision.RunningMode.IMAGE,
        num_faces=most,
    )
    with vision.FaceLandmarker.create_from_options(options) as landmarker:
        yield landmarker


@pytest.fixture(scope="module")
def landmarker() -> Iterator[vision.FaceLandmarker]:
    with faces(1) as landmarker:
        yield landmarker


def look(landmarker, script, times):
    film = Film(script)
    for at in times:
        frame = film.at(at)
        image = cv2.cvtColor(frame.image, cv2.COLOR_BGR2RGB)
        found = landmarker.detect(mediapipe.Image(mediapipe.ImageFormat.SRGB, image))
        points = [
            np.array([(p.x * WIDTH, p.y * HEIGHT) for p in face]) for face in found.face_landmarks
        ]
        assert len(points) < 2, "the wall has a face"
        yield Look(truth(frame.at, script), points[0] if points else None)


def by_irises(seen):
    """Centimetres, from how far apart the irises are, a turned head's being nearer together."""
    apart = np.linalg.norm(seen.points[468] - seen.points[473])
    return 6.3 * 900 / apart * np.cos(np.radians(seen.truth.yaw))


def opening(points):
    apart = points[list(LOWER_LIDS), 1] - points[list(UPPER_LIDS), 1]
    return apart.mean() / np.mean([np.linalg.norm(points[a] - points[b]) for a, b in CORNERS])


def head_angles(points):
    face = Face(points.astype(np.float32), (0, 0, WIDTH, HEIGHT))
    found = head(face, (WIDTH, HEIGHT), Actor.focal)
    return {"yaw": found.yaw, "pitch": found.pitch, "roll": found.roll}


class TestTruth:
    def test_asked_in_any_order_it_says_the_same(self):
        times = [0.0, 3.3, 17.2, 61.0, 5.25]
        forward = [truth(at) for at in times]
        assert [truth(at) for at in reversed(times)] == forward[::-1]
        assert len(set(forward)) == len(times)

    def test_a_head_that_looks_straight_ahead_is_where_the_script_says(self):
        so = truth(2.0, replace(QUIET, pitch=still(0), x=still(10), y=still(-5)))
        assert so.distance == pytest.approx(np.sqrt(50**2 + 10**2 + 5**2))
        assert (so.x, so.y) == pytest.approx((640 + 900 * 10 / 50, 360 - 900 * 5 / 50))

    def test_a_turning_head_moves_its_eyes_to_the_same_side(self):
        middle = truth(0, QUIET)
        right = truth(0, replace(QUIET, yaw=still(20)))
        down = truth(0, replace(QUIET, pitch=still(20)))
        assert right.x > middle.x + 40
        assert down.y > middle.y + 30

    def test_blinks_are_where_the_script_has_them(self):
        script = replace(QUIET, blinks=(1.0, 2.5), blinks_every=4.0, start=10.0)
        for shut in (11.0, 12.5, 15.0, 16.5):
            assert truth(shut, script).eyes_open == 0
        for open_ in (10.0, 11.2, 12.3, 13.9, 14.8):
            assert truth(open_, script).eyes_open == 1

    def test_a_track_passes_its_keys_and_repeats(self):
        track = Track(((1, 0), (3, 10)), every=5)
        assert [track(at) for at in (0, 1, 2, 3, 4.9, 5, 7)] == [0, 0, 5, 10, 10, 0, 5]


class TestFrames:
    def test_the_same_moment_gives_the_same_bytes_whatever_came_before(self):
        straight, around = Film(), Film()
        for at in (1.4, 11.9, 25.0, 29.9):
            around.at(at)
        # Eyes open, straight, mouth shut again: nothing of a past face may be left.
        assert (straight.at(32.1).image == around.at(32.1).image).all()

    def test_a_frame_is_given_out_once(self):
        film = Film()
        first = film.at(0.5)
        assert (first.number, first.at, first.image.shape) == (15, 0.5, (HEIGHT, WIDTH, 3))
        assert first.image.dtype == np.uint8
        assert film.actor.read() is None
        film.now = 0.53
        assert film.actor.read() is None

    def test_every_frame_number_is_hit_by_its_own_time(self):
        film = Film(replace(QUIET, distance=still(300)))
        assert [film.at(n / FPS).number for n in range(1, 91)] == list(range(1, 91))

    def test_after_close_there_is_nothing(self):
        film = Film()
        film.actor.close()
        film.actor.close()
        assert film.actor.read() is None

    def test_the_wall_is_plain_and_noise_is_as_scripted(self):
        film = Film(replace(QUIET, noise=3.0))
        corners = [film.at(n / FPS).image[:80, 1100:].astype(float) for n in range(30)]
        assert np.std(corners, axis=0).mean() == pytest.approx(3.0, abs=0.2)
        assert np.mean(corners, axis=0).std(axis=(0, 1)).max() < 5

    @pytest.mark.parametrize("distance", [75, 110, 240])
    def test_no_frame_shows_where_the_picture_of_her_ends(self, distance):
        image = Film(replace(QUIET, distance=still(distance))).at(0).image
        below = image[HEIGHT // 2 :, WIDTH // 2 - 5 : WIDTH // 2 + 5]
        assert below[-60:].mean() < 60, "the wall shows below the jacket"

    def test_she_can_leave_the_picture(self):
        away = Film(replace(QUIET, x=still(90))).at(0).image
        assert away.min() > 100

    def test_the_tracer_is_in_every_frame_grey_and_like_nothing_else(self):
        film, tile = Film(tracer=7), tracer_tile(7)
        for at in (0.0, 3.0):
            assert (film.at(at).image[:SIDE, :SIDE] == tile[..., None]).all()
        assert not (tile == tracer_tile(8)).all()
        assert len(compress(tile.tobytes())) >= tile.size


class TestCovers:
    """What she may wear; QUIET holds everything else still, so that only covers differ."""

    def test_truth_says_what_is_worn_and_when(self):
        script = replace(QUIET, start=10.0, covers=(Worn("mask", 2, 4), Worn("sunglasses", 3)))
        worn = {at: truth(at, script).covers for at in (11.9, 12.0, 13.5, 14.0, 99.0)}
        assert worn == {
            11.9: (),
            12.0: ("mask",),
            13.5: ("mask", "sunglasses"),
            14.0: ("sunglasses",),
            99.0: ("sunglasses",),
        }
        assert truth(0).covers == ()

    @pytest.mark.parametrize("name", COVERS)
    def test_it_is_put_on_and_taken_off_without_a_trace(self, name):
        bare, worn = Film(), Film(replace(ALONE, covers=(Worn(name, 1, 2),)))
        assert (worn.at(0.9).image == bare.at(0.9).image).all()
        assert (worn.at(1.5).image != bare.at(1.5).image).mean() > 0.005
        assert (worn.at(2.1).image == bare.at(2.1).image).all()

    def test_a_mask_hides_the_mouth_and_leaves_the_eyes(self, landmarker):
        (seen,) = look(landmarker, QUIET, [0])
        bare, masked = (
            Film(script).at(0).image.astype(int)
            for script in (QUIET, replace(QUIET, covers=(Worn("mask"),)))
        )
        changed = abs(masked - bare).max(axis=2) > 25
        mouth, eyes = seen.points[[13, 14, 61, 291]], seen.points[[159, 145, 386, 374]]
        assert all(changed[int(y), int(x)] for x, y in mouth)
        assert not any(changed[int(y), int(x)] for x, y in eyes)

    def test_a_mouth_that_opens_under_a_mask_shows_nothing(self):
        opening = replace(QUIET, mouth=Track(((0, 0), (1, 1.5))), covers=(Worn("mask"),))
        film, so = Film(opening), truth(0, opening)
        shut, wide = film.at(0).image, film.at(1.0).image
        middle = slice(int(so.y) + 60, int(so.y) + 150), slice(int(so.x) - 60, int(so.x) + 60)
        assert abs(wide[middle].astype(int) - shut[middle]).mean() < 3

    def test_she_is_found_in_all_of_them(self, landmarker):
        for covers in ((), *((each,) for each in COVERS), ("mask", "sunglasses")):
            script = replace(ALONE, covers=tuple(Worn(each) for each in covers))
            for seen in look(landmarker, script, (0, 7.5, 16, 20.5)):
                assert seen.points is not None, (covers, seen.truth)

    def test_a_name_that_is_no_cover_is_answered_with_the_right_one(self):
        with pytest.raises(BadClip, match='Did you mean "mask"'):
            Film(replace(QUIET, covers=(Worn("masc"),)))


class TestFiles:
    def test_they_are_the_ones_whose_sums_were_noted(self):
        lines = (ACTORS / "SHA256SUMS").read_text().splitlines()
        assert len(lines) == 8
        for line in lines:
            noted, name = line.split()
            assert sha256((ACTORS / name).read_bytes()).hexdigest() == noted

    def test_the_caption_stands_beside_the_picture(self):
        readme = (ACTORS / "README.md").read_text().replace("\n> ", " ")
        assert CAPTION in readme

    @pytest.mark.parametrize("name", ["hopper.jpg", "hopper.npz"])
    def test_a_damaged_file_is_named(self, name, tmp_path, monkeypatch):
        for each in ACTORS.glob("*.*"):
            (tmp_path / each.name).write_bytes(each.read_bytes())
        (tmp_path / name).write_bytes(b"no picture")
        monkeypatch.setattr(actor_portrait, "ACTORS", tmp_path)
        with pytest.raises(BadClip, match=name):
            load_portrait()


class TestSecond:
    """Somebody beside her, whom nobody ever was."""

    def test_truth_says_where_both_are(self):
        there = {at: (truth(at).in_view, truth(at).second.in_view) for at in (
            19.9, 21.2, 23.5, 27, 31, 60, 85.5, 92, 98, 110, 130, 143, 207,
        )}
        both, first, second, nobody = (True, True), (True, False), (False, True), (False, False)
        assert there == {
            19.9: first, 21.2: nobody, 23.5: first, 27: both, 31: first, 60: first, 85.5: nobody,
            92: second, 98: nobody, 110: first, 130: both, 143: first, 207: both,
        }

    def test_what_she_does_is_as_without(self):
        """Known blinks and turns stay known: only her path is another."""
        for at in np.arange(0, 31, 0.31):
            here, alone = truth(at), truth(at, ALONE)
            assert (here.yaw, here.pitch, here.eyes_open, here.mouth, here.gaze, here.pulse) == (
                alone.yaw, alone.pitch, alone.eyes_open, alone.mouth, alone.gaze, alone.pulse
            )
            if at < 20:
                assert (here.x, here.y, here.distance) == (alone.x, alone.y, alone.distance)

    def test_before_anybody_comes_the_pictures_are_as_without(self):
        alone, beside = Film(), Film(DEFAULT)
        assert (alone.at(12.0).image == beside.at(12.0).image).all()
        assert (alone.at(27.0).image != beside.at(27.0).image).mean() > 0.05

    def test_the_farther_one_is_behind(self):
        near, far = (replace(QUIET, second=replace(SECOND, x=still(0), y=still(-3.2),
                     distance=still(d))) for d in (30, 90))
        hidden, alone = Film(far).at(0).image, Film(QUIET).at(0).image
        face = slice(330, 430), slice(600, 680)
        assert (hidden[face] == alone[face]).all()
        assert (Film(near).at(0).image[face] != alone[face]).mean() > 0.9

    def test_the_models_find_both_where_they_are(self):
        film = Film(DEFAULT)
        for at in (25.5, 27.5, 29.0, 123.0, 138.0):
            image = cv2.cvtColor(film.at(at).image, cv2.COLOR_BGR2RGB)
            with faces(2) as both:
                found = both.detect(mediapipe.Image(mediapipe.ImageFormat.SRGB, image))
            places = sorted((p[468].x + p[473].x) / 2 * WIDTH for p in found.face_landmarks)
            so = truth(at)
            assert places == pytest.approx(sorted((so.x, so.second.x)), abs=12), at

    def test_the_second_is_measured_as_well_as_the_first(self, landmarker):
        script = replace(QUIET, who="second", pitch=still(0))
        turn = Track(((0, -20), (4, 20)))
        for name, most in (("yaw", 5), ("pitch", 6), ("roll", 3)):
            for seen in look(landmarker, replace(script, **{name: turn}), (0, 1.3, 2, 2.7, 4)):
                assert seen.points is not None, (name, seen.truth)
                found = head_angles(seen.points)[name]
                assert found == pytest.approx(getattr(seen.truth, name), abs=most)
                assert by_irises(seen) == pytest.approx(50, rel=0.1)

    def test_the_second_blinks(self, landmarker):
        script = replace(QUIET, who="second", blinks=(0.5,))
        open_, shut = (opening(s.points) for s in look(landmarker, script, (0.0, 0.5)))
        assert shut < 0.6 * open_


class TestAsTheModelsSeeIt:
    def test_alone_she_is_always_found_and_where_she_is(self, landmarker):
        times = np.arange(0, 31, 0.7)
        for seen in look(landmarker, ALONE, times):
            so = seen.truth
            assert seen.points is not None, so
            assert by_irises(seen) == pytest.approx(so.distance, rel=0.1), so
            middle = (seen.points[468] + seen.points[473]) / 2
            assert np.linalg.norm(middle - (so.x, so.y)) < 0.1 * 5670 / so.distance, so

    @pytest.mark.parametrize(
        "angle, name, most", [(25, "yaw", 5), (20, "pitch", 6), (30, "roll", 3)]
    )
    def test_turns_are_found_as_they_are(self, landmarker, angle, name, most):
        turn = Track(((0, -angle), (5, angle)))
        for seen in look(landmarker, replace(QUIET, **{name: turn}), np.arange(0, 5.1, 0.5)):
            assert seen.points is not None
            found = head_angles(seen.points)[name]
            assert found == pytest.approx(getattr(seen.truth, name), abs=most)

    def test_distance_holds_from_20_cm_to_2_m(self, landmarker):
        script = replace(QUIET, distance=Track(((0, 20), (5, 200))))
        for seen in look(landmarker, script, np.arange(0, 5.1, 0.4)):
            assert seen.points is not None
            assert by_irises(seen) == pytest.approx(seen.truth.distance, rel=0.1)

    def test_each_blink_shows_and_nothing_else_does(self, landmarker):
        script = replace(QUIET, blinks=(0.5, 1.1), distance=still(60))
        seen = list(look(landmarker, script, np.arange(0, 1.6, 1 / FPS)))
        opened = np.array([opening(each.points) for each in seen])
        truly = np.array([each.truth.eyes_open for each in seen])
        usual = np.median(opened[truly == 1])
        assert (opened[truly == 0] < 0.5 * usual).all()
        assert (opened[truly == 1] > 0.75 * usual).all()
        assert (truly == 0).sum() >= 2

    def test_an_opening_mouth_opens(self, landmarker):
        script = replace(QUIET, mouth=Track(((0, 0), (2, 2))))
        seen = list(look(landmarker, script, (0, 1.0, 2.0)))
        shut, half, wide = (np.linalg.norm(s.points[13] - s.points[14]) * 50 / 900 for s in seen)
        assert shut < 0.3 < half < wide
        assert wide == pytest.approx(2, abs=0.8)


def cheek_pulse(script):
    """The strongest rate of the green of a cheek, beats a minute, and its share of the power."""
    film, rate, seconds = Film(script), 6, 10
    greens = []
    for n in range(rate * seconds):
        frame = film.at(n / rate)
        so = truth(frame.at, script)
        x, y = int(so.x) - 80, int(so.y) + 80
        greens.append(frame.image[y : y + 60, x : x + 160, 1].mean())
    power = abs(np.fft.rfft((greens - np.mean(greens)) * np.hanning(len(greens)), 1200)) ** 2
    minute = np.fft.rfftfreq(1200, 1 / rate) * 60
    band = (minute > 40) & (minute < 170)
    peak = minute[band][power[band].argmax()]
    return peak, power[abs(minute - peak) < 8].sum() / power[band].sum()


class TestPulse:
    @pytest.mark.parametrize("pulse", [55, 72, 100])
    def test_it_is_in_the_skin(self, pulse):
        peak, share = cheek_pulse(replace(QUIET, pulse=float(pulse)))
        assert peak == pytest.approx(pulse, abs=2)
        assert share > 0.8

    def test_there_is_none_in_a_mask(self):
        script = replace(QUIET, pulse_depth=0.02, covers=(Worn("mask"),))
        film, spots = Film(script), {"forehead": -75, "mask": 85}
        greens = {name: [] for name in spots}
        for n in range(0, 60, 2):
            frame = film.at(n / FPS)
            so = truth(frame.at, script)
            for name, down in spots.items():
                x, y = int(so.x) - 40, int(so.y) + down
                greens[name].append(frame.image[y : y + 30, x : x + 80, 1].mean())
        assert np.std(greens["forehead"]) > 1.0
        assert np.std(greens["mask"]) < 0.2

    def test_without_one_there_is_none(self):
        _, share = cheek_pulse(replace(QUIET, pulse_depth=0.0))
        assert share < 0.6
