"""On whoever is in view of a class: presence and points run, nothing else, and the page says so."""

from dataclasses import replace

import cv2
import pygame
import pytest
from classes import SIZE, jump, plan_of

from exhibit import classroom
from exhibit.camera.actor import ALONE, Actor
from exhibit.lesson import NOBODY, POINTS
from exhibit.messages import Choice
from exhibit.orders import LobbyOrder
from exhibit.page.words import Words
from exhibit.rehearse import play
from exhibit.room.measures import EVERY, Measures
from exhibit.settings import City, Senses, Settings, Tour

ALLOWED = {"Face", "Head", "Distance", "Presence", "FaceMap", "Inventory"}
STEPS = ("presence", "face_map", "gaze", "face_number", "rules", "name", "delete")


def test_of_all_measures_only_faces_run(tour, seen):
    made = tour(["presence"])
    made.measures = Measures(Senses())
    made.see(seen(), 0.0)
    assert len(EVERY) > 10
    assert made.measures.running == ["Faces"]


def test_another_choice_runs_more(tour, seen):
    made = tour(["presence"], Choice.NO_NUMBER)
    made.see(seen(), 0.0)
    assert {"Looks", "Blinks", "Lips", "Rules"} <= set(made.measures.running)


def test_of_all_steps_those_about_nobody_and_points_work(tour, seen):
    made, worked = tour(Words.load().step_names), set()

    def watched(step):
        def work(visit):
            worked.add(step.name)
            return step.work(visit)

        return replace(step, work=work)

    made.steps = [watched(each) for each in made.steps]
    jump(made, made.count - 1)
    made.see(seen(), 0.0)
    assert worked == {*POINTS, *NOBODY}
    assert {type(each).__name__ for each in made.visit.findings} <= {
        *ALLOWED, "Scored", "Predicted", "Agency", "Asked"
    }  # fmt: skip


def test_no_word_about_attention_is_made_of_a_turned_head(tour, seen):
    made = tour(["face_map"])
    for number in range(10):
        made.see(seen(number / 30), number / 30)
    (found,) = [each for each in made.visit.findings if type(each).__name__ == "FaceMap"]
    assert found.points == 478
    assert (found.guess, found.watching, found.frames) == (None, False, 0)


def test_a_step_of_ones_own_does_not_run_on_anybody_in_view(tour, seen, tmp_path):
    (tmp_path / "spy.py").write_text(
        "SOURCES = []\nLINK = None\n\ndef work(visit):\n    return 1 / 0\n\n"
        "def draw(page, visit):\n    return 1 / 0\n"
    )
    (tmp_path / "en.toml").write_text('[step.spy]\ntitle = "Spy"\n')
    made = tour(["presence", "spy"], folders=[tmp_path])
    jump(made, 1)
    made.see(seen(), 0.0)
    made.draw(pygame.Surface(SIZE))
    with pytest.raises(ZeroDivisionError):
        tour(["spy"], Choice.ACTOR, folders=[tmp_path]).see(seen(), 0.0)


@pytest.mark.parametrize("language", [0, 1])
@pytest.mark.parametrize("step", ["gaze", "pulse", "face_number", "rules", "again", "name"])
def test_the_page_says_why_and_it_fits(tour, seen, step, language):
    made = tour([step, "delete"])
    made._speak(language)
    made.see(seen(), 0.0)
    said = []
    surface = pygame.Surface(SIZE)
    page = made._page(surface)
    write = page.write
    page.write = lambda text, *args, **more: said.append(text) or write(text, *args, **more)
    made.draw(surface)
    assert page.text("class.why.off") in said
    assert page.text("class.why.nothing_ran") in said
    assert not page.overflows
    assert made._links() == []


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """Half a minute's worth of the actor in two seconds of film: somebody who was not asked."""
    path = tmp_path_factory.mktemp("film") / "people.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter_fourcc(*"MJPG"), 15, (640, 360))
    now = [0.0]
    actor = Actor(lambda: now[0], ALONE)
    for number in range(24):
        now[0] = number / 15
        writer.write(cv2.resize(actor.read().image, (640, 360)))
    writer.release()
    return path


def test_a_film_of_people_has_the_limits_of_a_camera(film):
    """Asserted on what the room computed, by a real lobby with a real, locked room."""
    settings = Settings(city=City(citizens=0), visit=Tour(steps=STEPS))
    given = classroom.settings_of(settings, str(film), None)
    doings = ["choose 2", "choose 1", "await pictures 6"]
    for name in STEPS:
        doings += [f"picture {name}", "next"]
    plan = plan_of([*doings, "leave", "await receipt", "picture end"])
    order = LobbyOrder(given, 0, str(film), 640, 360, lesson=45, notes="none")
    found = play(order, None, plan)
    assert "troubles" not in found
    assert {each["finding"] for each in found["frames"]} == set(STEPS)
    assert {name for each in found["frames"] for name in each["measures"]} == {"Faces"}
    computed = {name for each in found["frames"] for name in each["findings"]}
    assert {"Face", "FaceMap", "Presence"} <= computed <= ALLOWED
    assert all(line["holds"] for line in found["receipt"]["lines"])
