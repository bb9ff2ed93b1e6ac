"""Contact sheets: a plan that shows every screen in every language, and pictures laid in rows."""

import pygame

from exhibit.lobby.plan import read_plan
from exhibit.sheet import compose, plan


def test_the_plan_shows_every_screen_in_every_language():
    moments = read_plan(plan(["presence", "delete"], ["en", "id", "zh"]))
    shown = [each.what[0] for each in moments if each.word == "picture"]
    screens = ["welcome", "choice", "presence", "delete", "receipt", "take_away"]
    assert shown == [f"{screen}-{code}" for screen in screens for code in ("en", "id", "zh")]


def test_the_language_goes_round_on_every_screen():
    moments = read_plan(plan(["presence", "gaze", "delete"], ["en", "id"]))
    turned = 0
    for each in moments:
        if each.word == "picture":
            assert each.what[0].endswith(("-en", "-id")[turned % 2])
        turned += each.word == "language"


def test_pictures_stand_in_rows(tmp_path):
    colours = ["red", "green", "blue", "white", "black"]
    paths = []
    for number, colour in enumerate(colours):
        picture = pygame.Surface((320, 180))
        picture.fill(colour)
        paths.append(tmp_path / f"{number}.png")
        pygame.image.save(picture, str(paths[-1]))
    compose(paths, 2, tmp_path / "sheet.png")
    sheet = pygame.image.load(tmp_path / "sheet.png")
    assert sheet.get_size() == (2 * 488, 3 * 278)
    seen = [sheet.get_at((n % 2 * 488 + 240, n // 2 * 278 + 130))[:3] for n in range(5)]
    assert seen == [tuple(pygame.Color(colour))[:3] for colour in colours]
