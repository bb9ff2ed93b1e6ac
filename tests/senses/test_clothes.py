"""The colour of clothes: on painted cloth, and on the actor with the real models."""

import cv2
import numpy as np
import pytest
from made_faces import face_at

from exhibit.camera.actor import Actor
from exhibit.page.words import Words
from exhibit.senses.clothes import WORDS, Wardrobe, far, patches, read, to_lab, to_srgb
from exhibit.senses.look import Senses
from exhibit.senses.privacy import only
from exhibit.senses.seen import Face, Person, person_box

FACE = Face.around(face_at(640, 240, 160))
CLOTH = {
    "black": ["101010", "1e1e20", "2a2a2a"],
    "white": ["ffffff", "eeeeee"],
    "grey": ["808080", "a8a8a8", "606468"],
    "red": ["d01020", "a01818", "b22222"],
    "orange": ["ff8c00", "e07818"],
    "yellow": ["ffe020", "f0c830"],
    "green": ["228b22", "145028", "60b050", "6b8e23"],
    "blue": ["2060d0", "4169e1", "87ceeb"],
    "navy": ["000050", "1a2448"],
    "purple": ["800080", "7040a0"],
    "pink": ["ff69b4", "ffb6c1"],
    "brown": ["8b4513", "5a3820"],
    "beige": ["f5f5dc", "d8c8a8"],
}


def painted(shade, noise=0.0, stripe=""):
    """A 1280x720 picture of one cloth, perhaps with stripes 8 pixels wide."""
    image = np.full((720, 1280, 3), list(bytes.fromhex(shade))[::-1], np.float64)
    if stripe:
        image[:, np.arange(1280) // 8 % 2 == 0] = list(bytes.fromhex(stripe))[::-1]
    image += np.random.default_rng(1).normal(0, noise, image.shape)
    return image.clip(0, 255).astype(np.uint8)


@pytest.mark.parametrize("word", CLOTH)
def test_painted_cloth_has_its_colour_and_word(word):
    for shade in CLOTH[word]:
        found = read(painted(shade, noise=4), FACE)
        truth = to_lab(np.array([list(bytes.fromhex(shade))[::-1]], np.uint8))[0]
        assert far(found.lab, tuple(truth)) < 1.5
        assert found.word == word, shade
        assert found.spread < 4


def test_every_word_is_said_in_every_language():
    words = Words.load()
    for language in words.languages:
        said = {words.say(language, f"step.again.colour.{word}") for word in (*WORDS, "mixed")}
        assert len(said) == len(WORDS) + 1
    assert set(CLOTH) == set(WORDS)


def test_lab_is_cielab_under_daylight():
    known = {
        "ffffff": (100, 0, 0),
        "ff0000": (53.24, 80.09, 67.20),
        "0000ff": (32.30, 79.19, -107.86),
    }
    for shade, lab in known.items():
        pixel = np.array([list(bytes.fromhex(shade))[::-1]], np.uint8)
        assert to_lab(pixel)[0] == pytest.approx(lab, abs=0.6)
        assert to_srgb(lab) == pytest.approx(tuple(bytes.fromhex(shade)), abs=2)


def test_cloth_of_two_colours_is_not_sure_and_spreads():
    found = read(painted("d01020", stripe="2060d0"), FACE)
    assert found.word is None
    assert found.spread > 20


def test_one_colour_left_and_another_right_is_not_sure():
    image = painted("d01020")
    image[:, 640:] = painted("2060d0")[:, 640:]
    assert read(image, FACE).word is None


def test_below_the_picture_there_is_nothing_to_see():
    assert read(painted("d01020"), Face.around(face_at(640, 600, 160))) is None
    assert read(painted("d01020"), Face.around(face_at(640, 360, 620))) is None


def test_what_is_looked_at_is_the_visitors_and_is_shown():
    image = np.random.default_rng(2).integers(0, 256, (720, 1280, 3), np.uint8)
    me = Person(1, person_box(FACE.box), FACE, 0.0, 0.0)
    same = (only(image, me, ()) == image).all(axis=2)
    boxes = patches(FACE, (1280, 720))
    assert len(boxes) == 2
    for x0, y0, x1, y1 in boxes:
        assert same[int(y0) + 1 : int(y1), int(x0) + 1 : int(x1)].all()


def test_nothing_outside_the_patches_counts():
    image = painted("d01020")
    before = read(image, FACE)
    shown = image.copy()
    for x0, y0, x1, y1 in (tuple(map(round, each)) for each in before.patches):
        cv2.rectangle(shown, (x0, y0), (x1 - 1, y1 - 1), (1, 2, 3), cv2.FILLED)
    rest = (shown == image).all(axis=2)
    image[rest] = 255
    assert read(image, FACE).lab == before.lab


def test_cloth_that_another_person_may_cover_is_left_alone():
    image = painted("d01020")
    image[:, 690:] = painted("2060d0")[:, 690:]
    other = person_box(Face.around(face_at(980, 240, 160)).box)
    found = read(image, FACE, [other])
    assert found.word == "red"
    assert len(found.patches) == 1
    assert read(image, FACE, [other, person_box(Face.around(face_at(300, 240, 160)).box)]) is None


def test_a_colour_needs_three_looks_and_forgets_in_two_seconds():
    wardrobe, red, blue = Wardrobe(), painted("d01020"), painted("2060d0")
    found = []
    for number in range(40):
        wardrobe.add(read(red if number < 15 else blue, FACE), number * 0.2)
        clothes = wardrobe.clothes()
        found.append(clothes and clothes.word)
    assert found[:2] == [None, None]
    assert found[2:15] == ["red"] * 13
    assert found[26:] == ["blue"] * 14


def test_the_actor_wears_black_or_navy_wherever_she_stands():
    now = [0.0]
    actor, words, labs = Actor(lambda: now[0]), [], []
    with Senses(1) as senses:
        for frame in range(0, 31 * 30, 15):
            now[0] = frame / 30
            senses.look(actor.read())
            seen = senses.seen(wait=True)
            for person in seen.people:
                if person.face and (found := read(seen.image, person.face)):
                    words.append(found.word)
                    labs.append(found.lab)
    assert len(words) > 45
    assert set(words) <= {"black", "navy"}
    assert max(far(each, tuple(np.median(labs, axis=0))) for each in labs) < 8
