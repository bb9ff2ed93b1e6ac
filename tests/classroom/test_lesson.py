"""A lesson: plans that add up, benches that can be sat at, the stage on which the actor poses."""

import pytest

from exhibit.camera.actor_covers import COVERS
from exhibit.camera.stage import POSES, TURNS, Stage
from exhibit.classroom import check_bench, settings_of
from exhibit.errors import BadClip, BadSettings
from exhibit.lesson import BENCHES, NOBODY, PLANS, POINTS, Phase, phase
from exhibit.page.words import Words
from exhibit.settings import Input, Lens, Settings


class TestPlans:
    @pytest.mark.parametrize("plan", PLANS)
    def test_the_phases_take_as_long_as_the_plan(self, plan):
        assert sum(PLANS[plan].values()) == plan

    @pytest.mark.parametrize("plan", PLANS)
    def test_every_minute_has_its_phase(self, plan):
        minutes = [phase(plan, left) for left in range(plan, 0, -1)]
        for name, length in PLANS[plan].items():
            lefts = [each.left for each in minutes if each.name == name]
            assert lefts == list(range(length, 0, -1))

    def test_when_the_time_is_over_it_is_the_last_phase(self):
        assert phase(45, 0) == Phase("exit", 0)

    def test_the_printed_plans_have_the_same_minutes(self):
        from exhibit.kit import plans

        assert plans.PLANS == PLANS


class TestBenches:
    def test_each_is_a_step_with_words_in_the_class(self):
        words = Words.load()
        for name, bench in BENCHES.items():
            assert bench.step in words.step_names
            assert words.has(f"class.bench.{name}.title") and words.has(f"class.bench.{name}.words")
            assert set(bench.poses) <= set(POSES)
            assert all(words.has(f"class.pose.{each}") for each in bench.poses)

    def test_a_misspelt_one_is_named(self):
        with pytest.raises(BadSettings, match=r'no bench "msak".*Did you mean "mask"'):
            check_bench("msak")

    def test_what_is_about_somebody_in_view_is_on_neither_list(self):
        rest = set(Words.load().step_names) - {*POINTS, *NOBODY}
        measured = {"gaze", "pulse", "face_number", "rules", "company", "again", "name"}
        assert rest == measured


class TestSettings:
    def test_a_museums_camera_is_not_a_teachers(self):
        museum = Settings(camera=Lens(source="0", second="1"), input=Input(wave=True))
        lesson = settings_of(museum, None, None)
        assert (lesson.camera.source, lesson.camera.second) == ("actor", "")
        assert not lesson.input.wave

    def test_what_was_named_today_is(self):
        assert settings_of(Settings(), "2", None).camera.source == "2"


class TestStage:
    @pytest.fixture
    def stage(self):
        now = [0.0]
        made = Stage(lambda: now[0], ("plain", "mask", "turn_45"))

        def frame(pose):
            made.pose = pose
            now[0] += 1 / 30
            return made.read().image.astype(int)

        yield frame
        made.close()

    def test_a_pose_changes_the_picture_and_can_be_taken_back(self, stage):
        plain, mask, turned, again = (stage(each) for each in (0, 1, 2, 0))
        middle = (slice(250, 600), slice(450, 830))
        noise = abs(plain - again)[middle].mean()
        assert abs(plain - mask)[middle].mean() > 2 * noise
        assert abs(plain - turned)[middle].mean() > 3 * noise

    def test_a_pose_nobody_has_is_the_last(self, stage):
        assert abs(stage(2) - stage(99)).mean() < abs(stage(2) - stage(0)).mean()

    def test_poses_are_what_the_actor_can_wear_and_turns(self):
        assert set(POSES) == {"plain", *COVERS, *TURNS}
        with pytest.raises(BadClip, match=r'no pose "musk".*Did you mean "mask"'):
            Stage(lambda: 0.0, ("musk",))
