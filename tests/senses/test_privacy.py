"""Whatever is not surely the visitor is a mosaic, and every other known face is a coarser one."""

import numpy as np
import pytest
from made_faces import face_at

from exhibit.camera import Image
from exhibit.senses.privacy import only
from exhibit.senses.seen import Box, Face, Person, Points, person_box

ROWS, COLUMNS, CELL = 14, 24, 52


@pytest.fixture(scope="module")
def noise() -> Image:
    return np.random.default_rng(3).integers(0, 256, (ROWS * CELL, COLUMNS * CELL, 3), np.uint8)


def person(points: Points, ident: int = 1, seen: bool = True) -> Person:
    face = Face.around(points)
    return Person(ident, person_box(face.box), face if seen else None, 0.0, 1.0)


def shown(image: Image, result: Image) -> np.ndarray:
    """Where the result is the very picture, HxW of bool."""
    return (image == result).all(axis=2)


def part(picture: np.ndarray, box: Box) -> np.ndarray:
    x0, y0, x1, y1 = (round(side) for side in box)
    return picture[max(y0, 0) : y1, max(x0, 0) : x1]


def flat_cells(result: Image) -> np.ndarray:
    """Which of the cells hold a single colour."""
    cells = result.reshape(ROWS, CELL, COLUMNS, CELL, 3).astype(int)
    return np.ptp(cells, axis=(1, 3)).max(axis=2) == 0


def test_without_a_visitor_every_cell_is_flat(noise: Image) -> None:
    assert flat_cells(only(noise, None, ())).all()


def test_a_visitor_whose_face_is_not_seen_now_hides_everything(noise: Image) -> None:
    assert flat_cells(only(noise, person(face_at(640), seen=False), ())).all()


def test_each_cell_is_the_mean_of_what_it_hides(noise: Image) -> None:
    means = noise.reshape(ROWS, CELL, COLUMNS, CELL, 3).mean(axis=(1, 3))
    assert np.abs(only(noise, None, ())[::CELL, ::CELL] - means).max() <= 3


def test_the_visitors_face_is_untouched_and_all_but_head_and_shoulders_is_flat(
    noise: Image,
) -> None:
    visitor = person(face_at(640, 300, 150))
    result = only(noise, visitor, ())
    assert visitor.face
    assert part(shown(noise, result), visitor.face.box)[10:-10, 30:-30].all()
    flat = flat_cells(result)
    flat[2:12, 8:17] = True
    assert flat.all()


def test_the_shown_part_follows_the_face(noise: Image) -> None:
    for x, y, width in ((200, 250, 90), (640, 300, 150), (1150, 500, 260)):
        where = np.argwhere(shown(noise, only(noise, person(face_at(x, y, width)), ())))
        assert abs(np.median(where[:, 1]) - x) < 0.2 * width
        assert where[:, 0].min() < y - 0.55 * width


def test_a_leaning_head_is_shown_leaning(noise: Image) -> None:
    upright = face_at(640, 360, 150)
    turn = np.array(((0.0, -1.0), (1.0, 0.0)))
    upright[:, :2] = (upright[:, :2] - (640, 360)) @ turn.T + (640, 360)
    where = shown(noise, only(noise, person(upright), ()))
    assert where[360, 640 + 110]
    assert not where[360 - 110, 640]


@pytest.mark.parametrize("seen", [True, False], ids=["seen now", "seen lately"])
def test_another_known_face_is_hidden_in_cells_of_at_least_a_sixth_of_it(
    noise: Image, seen: bool
) -> None:
    other = person(face_at(900, 360, 300), 2, seen)
    result = only(noise, person(face_at(300, 360, 150)), [other])
    hidden = part(result, (900 - 150, 360 - 180, 900 + 150, 360 + 180))
    changes = (np.abs(np.diff(hidden.astype(int), axis=1)).max(axis=2) > 0).any(axis=0)
    assert np.diff(np.flatnonzero(changes)).min() >= 300 / 6
    assert not part(shown(noise, result), other.face_box).mean() > 0.01


def test_a_nearer_face_covers_the_visitors_where_they_overlap(noise: Image) -> None:
    result = only(noise, person(face_at(640, 360, 150)), [person(face_at(700, 360, 200), 2)])
    assert shown(noise, result)[360, 600:800].mean() < 0.05


def test_a_face_behind_is_hidden_around_the_visitors_face_but_not_in_it(noise: Image) -> None:
    visitor, behind = person(face_at(640, 360, 160)), person(face_at(740, 330, 90), 2)
    where = shown(noise, only(noise, visitor, [behind]))
    assert where[345:375, 600:700].all()
    assert part(where, (722, 300, 790, 370)).mean() < 0.02


@pytest.mark.parametrize("size", [(728, 1248), (135, 239), (9, 7)])
def test_faces_at_the_edge_and_outside_the_image_are_no_trouble(size: tuple[int, int]) -> None:
    image = np.random.default_rng(5).integers(0, 256, (*size, 3), np.uint8)
    height, width = size
    for x, y in ((0, 0), (width - 1, height - 1), (-3 * width, height), (width, 5 * height)):
        beside = person(face_at(x, y, height / 3), 2)
        assert only(image, None, [beside]).shape == image.shape
        assert only(image, person(face_at(x, y, height / 3)), [beside]).shape == image.shape


@pytest.mark.parametrize("size", [(480, 640), (1080, 1920), (768, 1024), (240, 135)])
def test_any_size_of_picture_is_hidden(size: tuple[int, int]) -> None:
    image = np.random.default_rng(4).integers(0, 256, (*size, 3), np.uint8)
    result = only(image, None, ())
    assert result.shape == image.shape
    colours = np.unique(result.astype(int) @ (1, 256, 65536))
    assert len(colours) <= ROWS * round(ROWS * size[1] / size[0])


def test_the_picture_itself_is_left_alone(noise: Image) -> None:
    before = noise.copy()
    only(noise, person(face_at(640)), [person(face_at(900), 2)])
    assert np.array_equal(noise, before)
