"""Calibration: what it says of planted light and faces, what to write down, and who sees it."""

import json
import subprocess
import sys

import numpy as np
import pytest
from pygame import Rect
from step_pages import SIZES, WORDS, drawn, inside, step_of

from exhibit.lobby.scenes import CHOICES
from exhibit.messages import Choice
from exhibit.page.theme import unit
from exhibit.room.visit import Visit
from exhibit.senses.lens import focal_length
from exhibit.senses.seen import Distance, Face, Person, Seen
from exhibit.settings import Lens

BOX = (540.0, 180.0, 740.0, 440.0)
SEEN = {"Face", "Head", "Distance", "Calibration"}


def face(box=BOX, apart=120.0):
    """A face whose points fill a box; the outer corners of its eyes lie so far apart."""
    points = np.zeros((478, 3), np.float32)
    points[:, 0] = np.linspace(box[0], box[2], 478)
    points[:, 1] = np.linspace(box[1], box[3], 478)
    middle = (box[0] + box[2]) / 2
    points[33, :2], points[263, :2] = (middle - apart / 2, 300), (middle + apart / 2, 300)
    return Face(points, box)


def visit(image=None, found=None, **lens):
    """A visit of staff who look at a picture with a face in it."""
    image = np.full((720, 1280, 3), 130, np.uint8) if image is None else image
    it = Visit(choice=Choice.CALIBRATE, lens=Lens(**lens), focal=900.0)
    people = (Person(1, BOX, found, 0, 0),) if found else ()
    it.seen, it.frame = Seen(people, image, 0.0), np.zeros_like(image)
    if found:
        it.put(found)
    return it


def worked(it, times=(0.0,)):
    """What it finds after pictures at these seconds."""
    for at in times:
        it.seen = Seen(it.people, it.seen.image, at)
        it.put(step_of("calibrate").work(it))
    return it.findings[-1]


def lit(skin, background, right=None):
    """A picture with a face of one grey level, or of two, before a background of another."""
    image = np.full((720, 1280, 3), background, np.uint8)
    image[180:440, 540:740] = skin
    image[180:440, 640:740] = skin if right is None else right
    return image


class TestLight:
    @pytest.mark.parametrize(
        "skin, background, right, says",
        [(130, 120, None, "light_good"), (30, 40, None, "light_dark"),
         (30, 200, None, "light_behind"), (240, 120, None, "light_bright"),
         (70, 120, 180, "light_side")],
    )  # fmt: skip
    def test_on_a_face(self, skin, background, right, says):
        found = worked(visit(lit(skin, background, right), face()))
        assert found.light == says
        assert found.mean == pytest.approx((skin + (right or skin)) / 2, abs=6)

    @pytest.mark.parametrize("grey, bin", [(5, 0), (130, 8), (250, 15)])
    def test_the_histogram_counts_every_pixel(self, grey, bin):
        found = worked(visit(np.full((720, 1280, 3), grey, np.uint8)))
        assert found.shares[bin] == 1.0 and len(found.shares) == 16


@pytest.mark.parametrize(
    "box, says",
    [(BOX, "where_good"), ((0.0, 180.0, 200.0, 440.0), "where_aside"),
     ((540.0, 0.0, 740.0, 160.0), "where_high"), ((540.0, 500.0, 740.0, 700.0), "where_low")],
)  # fmt: skip
def test_framing(box, says):
    assert worked(visit(found=face(box))).where == says


def test_the_rate_is_that_of_the_pictures():
    found = worked(visit(found=face()), times=[number / 25 for number in range(40)])
    assert found.rate == pytest.approx(25) and len(found.times) == 30


@pytest.mark.parametrize("rotate, size", [(0, (720, 1280)), (90, (1280, 720))])
def test_with_the_view_it_says_the_tape_is_right(rotate, size):
    """Measured 54 cm where the tape says 100: with the new lens the same iris is at 100 cm."""
    it = visit(np.full((*size, 3), 130, np.uint8), face(), rotate=rotate)
    it.put(Distance(54.0, 3.0))
    it.picked["calibrate.tape"] = 1
    found = worked(it)
    assert found.view is not None
    # The lens's angle is across the sensor, which for a camera on its side is the upright way.
    focal = focal_length((1280, 720), None, found.view)
    assert 54.0 * focal / 900.0 == pytest.approx(100.0)


def test_what_to_write_is_said_and_what_differs_stands_out():
    it = visit(found=face())
    it.picked |= {"calibrate.mirror": 0, "calibrate.rotate": 3}
    worked(it)
    said = drawn("calibrate", it).said
    assert {"mirror = false", "rotate = 270", "field_of_view = 0.0"} <= set(said)
    assert it.mirror is False


@pytest.mark.parametrize("turn", [0, 1])
def test_only_what_may_be_shown_is(turn):
    """The camera's own picture is noise, the one that hides people is black: no noise is drawn."""
    noise = np.random.default_rng(1).integers(100, 255, (720, 1280, 3), dtype=np.uint8)
    it = visit(noise)
    it.picked["calibrate.rotate"] = turn
    worked(it)
    colours = np.unique(inside(drawn("calibrate", it), "view").reshape(-1, 3), axis=0)
    assert len(colours) < 2000


class TestPage:
    @pytest.mark.parametrize("language", WORDS.languages)
    @pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
    @pytest.mark.parametrize(
        "skin, background, box, tape",
        [(130, 120, BOX, -1), (30, 200, (0.0, 180.0, 200.0, 440.0), 3), (30, 40, None, -1),
         (240, 120, (540.0, 0.0, 740.0, 160.0), 0)],
    )  # fmt: skip
    def test_it_fits(self, language, size, skin, background, box, tape):
        it = visit(lit(skin, background), face(box, 30.0) if box == BOX else box and face(box))
        if box:
            it.put(Distance(188.8, 18.8))
        it.picked["calibrate.tape"] = tape
        worked(it, times=[0.0, 0.1])
        step, page = step_of("calibrate"), drawn("calibrate", it, size, language)
        page.overflows.clear()
        page.touches.clear()
        page.said.clear()
        step.draw(page, it)  # without the band, which it has none of
        assert page.overflows == [] and page.count <= 75
        least = 20 / 535 * unit(size)
        boxes = [area for name, area in page.touches if name.startswith("pick")]
        assert len(boxes) == 10 and all(min(area.size) >= least for area in boxes)
        assert all(Rect((0, 0), size).contains(area) for area in boxes)


class TestWhoSeesIt:
    def test_no_visitor_can_choose_it(self):
        assert Choice.CALIBRATE not in CHOICES and Choice.CLASS not in CHOICES

    def test_staff_do_and_it_ends_like_a_visit_but_is_not_counted(self, tmp_path):
        """Staff look for a while and leave; then a visit begins, which is the first to count."""
        doings = ["quit", *(f"choose {digit}" for digit in "4711"), "press calibrate"]
        plan = [(1 + number / 2, do) for number, do in enumerate(doings)]
        plan += [(5, "next"), (5.5, "back"), (6, "picture it"), (6.5, "leave")]
        plan += [(7, "await receipt"), (7.5, "press done")]
        plan += [(8, "press begin"), (8.5, "press choice:3"), (10, "leave"), (11, "wait")]
        words = "\n".join(f'[[moment]]\nat = {at}\ndo = "{do}"' for at, do in plan)
        (tmp_path / "plan.toml").write_text(words)
        (tmp_path / "exhibit.toml").write_text('[staff]\npin = "4711"\n[city]\ncitizens = 0')
        done = subprocess.run(
            [sys.executable, "-m", "exhibit", "rehearse", "--size", "640x360", "--out", tmp_path,
             "--plan", tmp_path / "plan.toml", "--settings", tmp_path / "exhibit.toml"],
            capture_output=True, text=True,
        )  # fmt: skip
        codes = [line for line in done.stderr.splitlines() if line.startswith("exhibit visit=")]
        assert [line.split()[1:3] for line in codes] == [["visit=1", "ending=2"]]
        found = json.loads((tmp_path / "findings.json").read_text())
        assert "troubles" not in found and found["receipt"]["ending"] == "LEFT"
        looked = [each for each in found["frames"] if each["finding"] == "calibrate"]
        assert {name for frame in looked for name in frame["findings"]} == SEEN
