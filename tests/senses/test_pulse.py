"""The pulse against the actor's own, and against what only looks like one."""

import cv2
import numpy as np
import pytest
from known_face import KnownFace, shown

from exhibit.camera.actor import Script, Track, still
from exhibit.senses.look import Senses
from exhibit.senses.pulse import SECONDS, SURE, Heart, Pulse, estimate, projected
from exhibit.senses.seen import Face
from exhibit.senses.skin import PATCHES, Skin, patches

LONG = SECONDS + 1.0
# A head that sways, blinks and speaks a little; pulse and noise as the issue has them.
LIVELY = Script(
    yaw=Track(((0, -8), (2.5, 8), (5, -8)), 5),
    pitch=Track(((0, 4), (3.5, 9), (7, 4)), 7),
    roll=still(0),
    distance=still(55),
    pulse_depth=0.004,
    noise=2.0,
)


def nodding(times: float, degrees: float) -> Track:
    """So many nods a minute."""
    period = 60 / times
    return Track(((0, 7 - degrees), (period / 2, 7 + degrees), (period, 7 - degrees)), period)


@pytest.fixture(scope="module")
def known() -> KnownFace:
    return KnownFace.found()


def followed(known, script, light=None, lag=0.0, rate=10) -> list[Pulse]:
    """What is said of each frame. light: its brightness at a second; lag: of points, seconds."""
    heart, told = Heart(), []
    for frame in shown(script, LONG, rate):
        image = frame.image
        if light is not None:
            image = cv2.convertScaleAbs(image, alpha=light(frame.at))
        told.append(heart.look(image, known.at(frame.at - lag, script), frame.at))
    return told


def final(told: list[Pulse]) -> list[Pulse]:
    """Those of the last second, each once."""
    return list({id(each): each for each in told[-11:]}.values())


@pytest.mark.parametrize("bpm", [55, 110])
def test_it_is_right_within_3_after_20_seconds_and_silent_before(known, bpm):
    told = followed(known, Script(**{**vars(LIVELY), "pulse": bpm}))
    assert all(each.why == "measuring" and each.bpm is None for each in told[: 10 * 19])
    last = final(told)
    assert all(each.bpm is not None and each.why == "" for each in last)
    assert all(abs(each.bpm - bpm) <= min(3, 2 * each.error) for each in last if each.bpm)
    assert all(each.snr and each.snr >= SURE for each in last)
    assert swings(last[-1].wave, bpm) > 3 * max(swings(last[-1].wave, bpm + d) for d in (-12, 12))


def swings(wave, bpm):
    """How much of a wave beats so often a minute."""
    return abs(np.mean(wave[:, 1] * np.exp(2j * np.pi * wave[:, 0] * bpm / 60)))


@pytest.fixture(scope="module")
def lifeless() -> list:
    """The same without a pulse."""
    return shown(Script(**{**vars(LIVELY), "pulse_depth": 0.0}), LONG, 10)


def through(frames, known, light=None) -> list[Pulse]:
    heart = Heart()
    lit = (
        cv2.convertScaleAbs(each.image, alpha=light(each.at)) if light else each.image
        for each in frames
    )
    return [
        heart.look(image, known.at(each.at, LIVELY), each.at)
        for image, each in zip(lit, frames, strict=True)
    ]


def test_without_a_pulse_it_is_not_sure(known, lifeless):
    last = final(through(lifeless, known))
    assert [each.bpm for each in last] == [None] * len(last)
    assert {each.why for each in last} <= {"weak", "still"}


@pytest.mark.parametrize("part", [0.01, 0.04])
def test_seventy_flickers_a_minute_are_no_pulse(known, lifeless, part):
    def light(at: float) -> float:
        return 1 + part * float(np.sin(2 * np.pi * at * 70 / 60))

    assert {each.why for each in final(through(lifeless, known, light))} == {"flicker"}


def test_seventy_two_nods_a_minute_are_no_pulse(known):
    """With points that lag as real ones do, the skin itself seems to beat, and strongly."""
    script = Script(**{**vars(LIVELY), "pitch": nodding(72, 4), "pulse_depth": 0.0})
    last = final(followed(known, script, lag=0.04))
    assert {(each.bpm, each.why) for each in last} == {(None, "still")}
    assert max(each.snr for each in last if each.snr is not None) > SURE


def test_with_the_real_models_from_end_to_end():
    heart, told = Heart(), []
    with Senses(faces=1) as senses:
        for frame in shown(Script(pulse=84), LONG):
            senses.look(frame)
            seen = senses.seen(wait=True)
            face = seen.people[0].face if seen and seen.people else None
            if seen and face:
                told.append(heart.look(seen.image, face, seen.at))
    assert all(abs((each.bpm or 0.0) - 84) <= 3 for each in final(told))


# What follows needs no actor: rows as Heart keeps them.


def rows(bpm=72.0, depth=0.004, times=None, green=130.0, seed=1):
    """A time and a Reading a row: skin with a pulse and a little noise, even light, a calm head."""
    chance = np.random.default_rng(seed)
    at = np.arange(0, SECONDS, 1 / 30) if times is None else times
    beat = depth * np.sin(2 * np.pi * at * bpm / 60)
    shares = 1 + beat[:, None, None] * (0.69, 1, 0.43)
    shares = shares + 0.0005 * chance.standard_normal((len(at), PATCHES, 3))
    skin = (shares * green * (0.8, 1, 1.3)).reshape(len(at), -1)
    light = 1 + 0.0002 * chance.standard_normal((len(at), 3))
    head = (200, 640, 300, 2, 16, 1) + 0.1 * chance.standard_normal((len(at), 6))
    return np.column_stack((at, skin, light, head))


@pytest.mark.parametrize("bpm", [48, 72, 110, 150, 175])
def test_irregular_frames_are_no_trouble(bpm):
    chance = np.random.default_rng(7)
    times = np.cumsum(chance.uniform(0.02, 0.1, 400))
    times = times[times < SECONDS]
    assert estimate(rows(bpm, times=times)).bpm == pytest.approx(bpm, abs=1)


def test_the_error_grows_with_the_noise():
    clear, noisy = estimate(rows(depth=0.004)), estimate(rows(depth=0.001))
    assert clear.bpm and noisy.bpm
    assert 1 <= clear.error < noisy.error
    assert clear.snr and noisy.snr and clear.snr > noisy.snr


def test_patches_that_disagree_are_not_believed():
    mixed = rows(72)
    mixed[:, 1:7] = rows(100)[:, 1:7]
    assert estimate(mixed).why == "weak"


def test_a_pulse_in_half_of_the_time_is_not_believed():
    half = rows(72)
    half[len(half) // 2 :] = rows(104)[len(half) // 2 :]
    assert estimate(half).why == "weak"


@pytest.mark.parametrize(
    "why, spoil",
    [
        ("slow", lambda each: each[::5]),
        ("dark", lambda each: rows(green=20.0)),
        ("dark", lambda each: rows(green=245.0)),
        ("covered", lambda each: _with(each, slice(1, 10), np.nan)),
        ("near", lambda each: _with(each, slice(13, 16), np.nan)),
    ],
)
def test_why_there_is_no_number(why, spoil):
    assert estimate(rows()).why == ""
    assert estimate(spoil(rows())).why == why


def _with(given, columns, value):
    given[:, columns] = value
    return given


@pytest.mark.parametrize(
    "column, swing, times, why",
    [
        (13, 0.0006, 72, "flicker"),  # a weak flicker just where the beat is
        (13, 0.0006, 100, ""),
        (13, 0.0020, 100, "flicker"),
        (18, 1.2, 72, "still"),  # of a face 200 pixels wide
        (18, 1.2, 100, ""),
        (18, 4.0, 100, "still"),
        (21, 3.0, 72, "still"),  # the mouth
        (21, 3.0, 100, ""),
    ],
)
def test_what_sways_with_a_rhythm(column, swing, times, why):
    swaying = rows(72)
    swaying[:, column] += swing * np.sin(2 * np.pi * swaying[:, 0] * times / 60)
    assert estimate(swaying).why == why


def test_brightness_alone_cancels_out():
    at = np.arange(400) / 20
    skin = np.outer(1 + 0.05 * np.sin(2 * np.pi * at), (90.0, 130, 200))
    assert np.abs(projected(skin)).max() < 1e-9


@pytest.fixture
def grey():
    return np.full((720, 1280, 3), 128, np.uint8)


def test_only_20_seconds_of_numbers_are_kept_and_no_picture(known, grey):
    heart, face = Heart(), known.at(0.0, LIVELY)
    for number in range(27 * 10):
        told = heart.look(grey, face, number / 10)
    assert told.kept is not None
    assert told.kept[-1, 0] - told.kept[0, 0] <= SECONDS
    assert told.kept.nbytes < 50_000
    arrays = [each for each in vars(heart).values() if isinstance(each, np.ndarray)]
    arrays += list(heart._rows) + [each for each in vars(heart._skin).values() if each is not None]
    assert all(np.size(each) < grey.size / 1000 for each in arrays)


def test_after_a_second_without_the_face_all_begins_anew(known, grey):
    heart, face = Heart(), known.at(0.0, LIVELY)
    for number in range(50):
        heart.look(grey, face, number / 10)
    assert heart.look(grey, face, 5.6).seconds > 4
    assert heart.look(grey, face, 6.7).seconds < 1


def test_patches_lie_on_the_face_and_clear_of_eyes_and_lips(known):
    face = known.at(0.0, LIVELY)
    hull = cv2.convexHull(np.ascontiguousarray(face.points[:, :2]))
    bare = [33, 133, 159, 145, 362, 263, 386, 374, 13, 14, 61, 291, 105, 334]
    for outline in patches(face.points):
        assert all(cv2.pointPolygonTest(hull, tuple(map(float, p)), False) >= 0 for p in outline)
        for x, y in face.points[bare, :2].tolist():
            assert cv2.pointPolygonTest(outline, (x, y), False) < 0


def test_means_are_finer_than_a_grey_level_and_leave_out_what_is_no_skin(known, grey):
    face = known.at(0.0, LIVELY)
    half = grey.copy()
    half[::2] += 1
    half[:, ::7] = 0  # hair
    skin = Skin().read(half, face).skin
    assert skin == pytest.approx(np.full((PATCHES, 3), 128.5), abs=0.05)


def test_a_patch_outside_the_picture_has_no_colour(known, grey):
    face = known.at(0.0, LIVELY)
    away = Face.around(face.points + np.array((-face.box[2] - 5, 0, 0), np.float32))
    assert np.isnan(Skin().read(grey, away).skin).all()


def test_someone_who_walks_by_is_no_flicker_but_the_lamp_is(known, grey):
    face, skin, lamp = known.at(0.0, LIVELY), Skin(), Skin()
    told = []
    for number in range(20):
        walker = grey.copy()
        walker[200:, 60 * number : 60 * number + 150] = 40
        dimmed = cv2.convertScaleAbs(grey, alpha=1 - 0.05 * (number % 2))
        told.append((skin.read(walker, face).light[1], lamp.read(dimmed, face).light[1]))
    assert np.ptp(told, axis=0)[0] < 0.01
    assert np.ptp(told, axis=0)[1] == pytest.approx(0.05, abs=0.01)
