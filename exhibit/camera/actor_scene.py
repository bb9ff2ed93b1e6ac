"""Draws the actor's frame: everybody laid over the wall, the farthest first, skin alive, noise."""

from exhibit.camera import Image
from exhibit.camera.actor_figure import Alive, Figure
from exhibit.camera.actor_light import Grain, pulsing, wall
from exhibit.camera.actor_script import Script


class Scene:
    """The figures of a script before one wall; frame() is a pure function of number and script."""

    def __init__(self, script: Script) -> None:
        self._script = script
        cast = (script, script.second) if script.second else (script,)
        self._figures = [Figure(each) for each in cast]
        self._wall = wall()
        self._grain = Grain(script.noise)

    def frame(self, number: int, at: float) -> Image:
        """HEIGHT x WIDTH x 3 uint8 BGR: frame `number`, taken at `at` seconds."""
        now = at - self._script.start
        image = self._wall.copy()
        order = sorted(self._figures, key=lambda each: -each.far(now))
        alive = [skin for each in order if (skin := each.draw(image, now))]
        self._finish(image, alive, number)
        return image

    def _finish(self, image: Image, alive: list[Alive], number: int) -> None:
        """Noise everywhere, and a pulse where there is skin."""
        bare = [image[each.rows, each.columns].copy() for each in alive]
        self._grain.over(image, number)
        noise = self._grain.under(number)
        for each, skin in zip(alive, bare, strict=True):
            part = each.rows, each.columns
            image[part] = pulsing(skin, each.share, each.beat, noise[part])
