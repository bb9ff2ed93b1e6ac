"""The tour: steps in their order, touches, languages, and findings about the visitor alone."""

import pygame
import pytest

from exhibit.errors import BadStep
from exhibit.messages import Choice, Message, Phase, SourceKind, To
from exhibit.orders import RoomOrder
from exhibit.page.canvas import Canvas, Token
from exhibit.page.column import MORE
from exhibit.room.tour import Tour
from exhibit.settings import Senses, Settings
from exhibit.settings import Tour as Visits

SIZE = (640, 360)
STEPS = ("presence", "face_map", "delete")
TEXT = '[step.count]\ntitle = "Count"\nlink = "a number"\n'
STEP = """
from dataclasses import dataclass

SOURCES = []
LINK = ("guessed", "person")

@dataclass(frozen=True)
class Counted:
    frames: int

def work(visit):
    return Counted(visit.frames) if visit.visitor else None

def draw(page, visit):
    found = visit.get(Counted)
    page.surface.fill((found.frames if found else 255, 0, 0))

def touch(visit, name):
    visit.now = name
"""


@pytest.fixture
def canvas():
    made = Canvas.create(*SIZE)
    yield made
    made.close()


@pytest.fixture
def start(canvas):
    def make(kind=SourceKind.ACTOR, folders=(), steps=STEPS, **visit):
        settings = Settings(visit=Visits(steps=steps, **visit))
        order = RoomOrder(settings, 0, "actor", Token(0, *SIZE), None, (), step_folders=folders)
        tour = Tour(order, canvas)
        tour.begin(Choice.EVERYTHING, kind, 0)
        return tour

    return make


@pytest.fixture
def tour(start):
    return start()


def test_a_visit_knows_how_many_faces_are_looked_for(canvas):
    settings = Settings(senses=Senses(faces=3))
    tour = Tour(RoomOrder(settings, 0, "actor", Token(0, *SIZE), None, ()), canvas)
    assert tour.visit.faces == 3


def tell(tour, *kinds):
    for kind in kinds:
        tour.obey(Message(kind))


def draw(tour):
    surface = pygame.Surface(SIZE)
    tour.draw(surface)
    return surface


def touch(tour, name, phase=Phase.DOWN):
    """Touch the middle of what has this name on the page."""
    box = dict(tour.page.touches)[name]
    tour.obey(Message(To.POINT, *box.center, phase))


def found(tour):
    """The findings by the names of their kinds: each tour loads the steps anew."""
    return {type(each).__name__: each for each in tour.visit.findings}


def test_next_and_back_stay_within_the_visit(tour):
    names = []
    for kind in (To.BACK, *[To.NEXT] * 4, To.BACK):
        tell(tour, kind)
        names.append(tour.step_name)
    assert names == ["presence", "face_map", "delete", "delete", "delete", "face_map"]
    assert [tour.count, tour.deleting] == [3, False]


def test_only_the_delete_step_is_deleting(tour):
    told = []
    for _ in range(tour.count):
        told.append(tour.deleting)
        tell(tour, To.NEXT)
    assert told == [False, False, True]


def test_a_museum_may_list_fewer_steps(start):
    tour = start(steps=("face_map", "delete"))
    assert [tour.count, tour.step_name] == [2, "face_map"]


def test_a_step_that_is_not_there_is_a_complaint(start):
    with pytest.raises(BadStep, match=r'no step "presense"\. Did you mean "presence"'):
        start(steps=("presense",))


def test_a_step_that_cites_what_is_not_there_is_a_complaint(start, tmp_path):
    (tmp_path / "count.py").write_text(STEP.replace("[]", '["nobody-1999"]'))
    (tmp_path / "en.toml").write_text(TEXT)
    with pytest.raises(BadStep, match=r'steps/count\.py cites "nobody-1999"'):
        start(steps=("count",), folders=(str(tmp_path),))


def test_only_steps_so_far_do_their_work(tour, view):
    tour.see(view(p1=640), 0.0)
    assert "Presence" in found(tour) and "FaceMap" not in found(tour)
    tell(tour, To.NEXT)
    tour.see(view(0.1, p1=640), 0.1)
    assert found(tour)["FaceMap"].points == 478


def test_a_ring_that_was_not_made_is_not_in_the_chain_and_one_that_was_stays(start, tmp_path, view):
    made = STEP + "\ndef linked(visit):\n    return visit.frames == 2\n"
    (tmp_path / "count.py").write_text(made)
    (tmp_path / "en.toml").write_text('[step.count]\ntitle = "Count"\n')
    tour = start(steps=("presence", "count", "delete"), folders=(str(tmp_path),))
    rings, kinds = [], []
    tell(tour, To.NEXT)
    for number in range(4):
        tour.see(view(number / 10, p1=640), number / 10)
        draw(tour)
        rings.append(len(tour._links()))
    tell(tour, To.NEXT)
    kinds = [kind for kind, _ in tour._links()]
    assert rings == [1, 2, 2, 2]
    assert kinds == ["measured", "guessed"]


def test_who_refused_has_no_ring_for_the_pulse_or_the_face_number(start, view):
    tour = start(steps=("presence", "pulse", "face_number", "company", "delete"))
    tour.begin(Choice.NO_NUMBER, SourceKind.ACTOR, 0)
    marks = []
    for number in range(5):
        tour.see(view(number / 10, p1=640), number / 10)
        draw(tour)
        marks.append([mark for _, mark in tour._links()])
        tell(tour, To.NEXT)
    assert marks == [["person"]] * 3 + [["person", "company"]] * 2


def test_the_short_path_goes_past_the_steps_it_leaves_out(start, view):
    steps = ("presence", "face_map", "gaze", "company", "delete")
    tour = start(steps=steps, short_steps=("presence", "gaze", "delete"))
    tour.begin(Choice.EVERYTHING, SourceKind.ACTOR, 0, short=True)
    shown = []
    for number in range(4):
        tour.see(view(number / 10, p1=640), number / 10)
        shown.append(tour.step_name)
        tell(tour, To.NEXT)
    assert shown == ["presence", "gaze", "delete", "delete"]
    assert not {"FaceMap", "With"} & set(found(tour))
    tell(tour, To.BACK)
    assert tour.step_name == "gaze"
    tell(tour, To.BACK)
    tell(tour, To.BACK)
    draw(tour)
    assert tour.step_name == "presence"
    assert "back" not in dict(tour.page.touches)


def test_without_the_short_path_every_step_is_gone_through(start, view):
    tour = start(short_steps=("presence", "delete"))
    tour.begin(Choice.EVERYTHING, SourceKind.ACTOR, 0)
    tell(tour, To.NEXT)
    assert tour.step_name == "face_map"


def test_a_second_page_is_left_behind_with_its_step(start, view):
    tour = start()
    tour.k = 1.4
    tour.see(view(p1=640), 0.0)
    draw(tour)
    touch(tour, f"pick {MORE} 1")
    draw(tour)
    assert tour.page.more
    tell(tour, To.NEXT)
    draw(tour)
    assert not tour.page.more


def test_the_same_result_again_is_no_new_one(tour, view):
    seen = view(p1=640)
    assert [tour.see(each, 0.5) for each in (None, seen, seen, None)] == [False, True, False, False]
    assert tour.visit.frames == 1
    assert tour.visit.now == 0.5


def test_nothing_is_measured_of_one_who_has_not_said_yes(start, view):
    tour = start(SourceKind.CAMERA)
    tell(tour, To.NEXT)
    tour.see(view(0.0, p1=640), 0.0)
    assert {"Face", "Head", "Distance"} <= set(found(tour))
    tour.see(view(9.0, p2=640), 9.0)
    assert not {"Face", "Head", "Distance"} & set(found(tour))
    assert found(tour)["FaceMap"].points == 0
    presence = found(tour)["Presence"]
    assert (presence.count, presence.cm) == (1, None)


def test_the_buttons_for_who_is_meant(start, view):
    tour = start(SourceKind.CAMERA)
    tour.see(view(0.0, p1=640), 0.0)
    draw(tour)
    assert not {"it_is_me", "next_face"} & set(dict(tour.page.touches))
    tour.see(view(9.0, p2=640, p3=900), 9.0)
    tour.page.touches.clear()
    draw(tour)
    touch(tour, "next_face")
    assert tour.visit.candidate.id == 3
    tour.page.touches.clear()
    draw(tour)
    touch(tour, "it_is_me")
    assert (tour.visit.visitor.id, tour.visit.candidate) == (3, None)


def test_the_next_button_and_touches_beside_it(tour, view):
    tour.see(view(p1=640), 0.0)
    draw(tour)
    for phase in (Phase.MOVE, Phase.UP):
        touch(tour, "next", phase)
        assert tour.at == 0
    tour.obey(Message(To.POINT, 1, 1, Phase.DOWN))
    assert tour.at == 0
    touch(tour, "next")
    assert tour.at == 1


def test_a_touch_before_the_first_picture_does_nothing(tour):
    tour.obey(Message(To.POINT, 300, 300, Phase.DOWN))
    assert tour.at == 0


def test_another_language_is_another_page(tour, view):
    tour.see(view(p1=640), 0.0)
    english = pygame.image.tobytes(draw(tour), "RGB")
    tour.obey(Message(To.LANGUAGE, 1))
    other = pygame.image.tobytes(draw(tour), "RGB")
    tour.obey(Message(To.LANGUAGE, 99))
    assert pygame.image.tobytes(draw(tour), "RGB") == other != english


def test_the_lobby_says_how_far_the_deletion_is(tour, view):
    tell(tour, To.NEXT, To.NEXT)
    tour.see(view(p1=640), 0.0)
    still = pygame.image.tobytes(draw(tour), "RGB")
    tour.obey(Message(To.HELD, 500))
    assert tour.visit.held == 0.5
    assert pygame.image.tobytes(draw(tour), "RGB") != still


def test_a_visitor_who_walked_away_is_gone_after_a_while(start, view):
    tour = start(gone_seconds=5)
    told = []
    for now, people in ((0.0, {"p1": 640}), (1.0, {}), (6.0, {}), (6.1, {}), (6.2, {"p2": 640})):
        tour.see(view(now, **people), now)
        told.append(tour.gone)
    assert told == [False, False, False, True, False]


class TestStepOfOnesOwn:
    @pytest.fixture
    def tour(self, start, tmp_path):
        (tmp_path / "count.py").write_text(STEP)
        (tmp_path / "en.toml").write_text(TEXT)
        return start(steps=("count", "delete"), folders=(str(tmp_path),))

    def test_it_works_and_draws(self, tour, view):
        for at in (0.0, 0.1, 0.2):
            tour.see(view(at, p1=640), at)
        assert draw(tour).get_at((0, 0))[:3] == (3, 0, 0)

    def test_what_it_is_not_sure_of_is_dropped(self, tour, view):
        tour.see(view(0.0, p1=640), 0.0)
        tour.see(view(0.1), 0.1)
        assert draw(tour).get_at((0, 0))[:3] == (255, 0, 0)

    def test_it_hears_touches_on_its_own_buttons(self, tour, view):
        tour.see(view(0.0, p1=640), 0.0)
        draw(tour)
        tour.page.touches.append(("mine", pygame.Rect(0, 0, 20, 20)))
        tour.obey(Message(To.POINT, 5, 5, Phase.DOWN))
        assert tour.visit.now == "mine"
