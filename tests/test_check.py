"""exhibit check: one planted fault after the other, each named in one sentence."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from settings_documents import PLACES, in_step

from exhibit import check, explain
from exhibit.check.answer import Answer, Here
from exhibit.check.city import city
from exhibit.check.command import answers
from exhibit.check.computer import computer
from exhibit.check.files import files
from exhibit.paths import FONTS, MODELS, TEXT
from exhibit.settings import City, Hours, Screen, Settings, Tour, load_settings

ROOT = str(Path(explain.__file__).parent.parent)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="it looks where Linux keeps it")
NOON = datetime(2026, 12, 1, 12).timestamp()

# A check in a container that refuses one system call, as Docker's own filters may.
REFUSING = """
import sys
from exhibit.lock import network
from exhibit.check.locked import lock
network.install([network.Rule(sys.argv[1], network.Answer.EPERM)], network.TSYNC)
print(lock())
"""
OLD = "import sys; sys.version_info = (3, 9, 2, 'final', 0); import exhibit"


def command(*arguments, **more):
    return subprocess.run(
        [sys.executable, *arguments], stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": ROOT, **more.pop("env", {})}, **more,
    )  # fmt: skip


def linked(folder, from_folder):
    """A folder with the same files, to do harm in."""
    folder.mkdir()
    for each in from_folder.iterdir():
        (folder / each.name).symlink_to(each)
    return folder


def harmed(path, text):
    """Another file in a link's place."""
    path.unlink()
    path.write_bytes(text)


def wrong(found):
    """The sentences of what has to be mended."""
    return [each.says for each in found if each.fine is False]


def one(found):
    (says,) = wrong(found)
    assert says[-1] in ".?" and says.count(". ") <= 1
    return says


class TestSettings:
    def test_an_unknown_setting_gets_a_suggestion(self, tmp_path):
        path = tmp_path / "exhibit.toml"
        path.write_text("[camera]\nmiror = true")
        first = next(answers(path))
        assert (first.what, first.fine) == ("settings", False)
        assert first.says == f'{path}: [camera] has no setting "miror". Did you mean "mirror"?'


class TestFiles:
    def test_as_they_are_they_are_whole(self):
        found = list(files(Settings(), Here()))
        assert [each.what for each in found] == ["models", "fonts", "theme", "texts", "steps"]
        assert not wrong(found)

    def test_a_damaged_model(self, tmp_path):
        folder = linked(tmp_path / "models", MODELS)
        whole = bytearray((MODELS / "selfie_segmentation.tflite").read_bytes())
        whole[1000] ^= 1
        harmed(folder / "selfie_segmentation.tflite", bytes(whole))
        says = one(files(Settings(), Here(models=folder)))
        assert says.startswith("The model file selfie_segmentation.tflite in")
        assert says.endswith("install the exhibit again.")

    def test_a_missing_font(self, tmp_path):
        folder = linked(tmp_path / "fonts", FONTS)
        (folder / "NotoSans-Bold.ttf").unlink()
        says = one(files(Settings(), Here(fonts=folder)))
        assert says == (
            f"The font NotoSans-Bold.ttf in {folder} cannot be read (No such file or directory): "
            "install the exhibit again."
        )

    def test_a_font_that_was_changed(self, tmp_path):
        folder = linked(tmp_path / "fonts", FONTS)
        harmed(folder / "NotoSans-Bold.ttf", b"a font no more")
        assert "NotoSans-Bold.ttf in" in one(files(Settings(), Here(fonts=folder)))

    @pytest.mark.parametrize(
        "theme, says",
        [(b"[colours\nink = 3", "is not valid TOML"), (b"\xff\xfe", "is not valid TOML"),
         (b'[colours]\nnigth = "#000000"', 'Did you mean "night"?')],
    )  # fmt: skip
    def test_a_theme_that_cannot_be_read(self, tmp_path, theme, says):
        path = tmp_path / "ours.toml"
        path.write_bytes(theme)
        found = files(Settings(screen=Screen(theme=str(path))), Here())
        assert says in one(found)

    def test_a_language_half_translated(self, tmp_path):
        folder = linked(tmp_path / "text", TEXT)
        half = (TEXT / "id.toml").read_text(encoding="utf-8").partition("\n[take]")[0]
        harmed(folder / "id.toml", half.encode())
        says = one(files(Settings(), Here(text=folder)))
        lacks = 'lacks "take.title", which en.toml has: translate it there.'
        assert says == f"{folder}/id.toml {lacks}"

    def test_a_step_that_is_none_of_a_visit(self):
        found = files(Settings(visit=Tour(steps=("presence", "calibrate"))), Here())
        assert one(found) == '[visit] steps: "calibrate" is no step of a visit, so take it out.'


@LINUX
class TestLock:
    @pytest.mark.parametrize(
        "call, says",
        [("landlock_create_ruleset", "the kernel has no Landlock"),
         ("seccomp", "takes no seccomp filter")],
    )  # fmt: skip
    def test_where_the_kernel_refuses_it(self, call, says):
        done = command("-c", REFUSING, call, stdout=subprocess.PIPE)
        assert "fine=False" in done.stdout and "Local only is NOT ENFORCED: " in done.stdout
        assert says in done.stdout and not done.stderr


def proc(tmp_path, swaps="", free=8_000_000):
    """A /proc with this swap and so much free memory, KiB."""
    (tmp_path / "swaps").write_text(f"Filename\tType\tSize\tUsed\tPriority\n{swaps}")
    lines = f"MemTotal: 16000000 kB\nMemFree: 1 kB\nMemAvailable: {free} kB\n"
    (tmp_path / "meminfo").write_text(lines)
    return Here(proc=tmp_path, now=lambda: NOON)


def about(what, settings, here):
    return next(each for each in computer(settings, here) if each.what == what)


@LINUX
class TestComputer:
    @pytest.mark.parametrize(
        "swaps, fine",
        [("", True), ("/dev/sda2 partition 8000 0 -2", False), ("/swapfile file 9 0 -2", False),
         ("/dev/zram0 partition 4000 0 100", True)],
    )  # fmt: skip
    def test_swap(self, tmp_path, swaps, fine):
        found = about("swap", Settings(), proc(tmp_path, swaps))
        assert found.fine is fine and ("swapoff -a" in found.says) is not fine

    def test_too_little_memory(self, tmp_path):
        found = about("memory", Settings(), proc(tmp_path, free=500_000))
        assert found.fine is False and found.says.startswith("Only 0.5 GiB of memory are free")
        assert about("memory", Settings(), proc(tmp_path)).fine

    def test_a_clock_that_is_wrong(self, tmp_path):
        early = replace(proc(tmp_path), now=lambda: 86_400.0 * 365)
        found = about("time", Settings(), early)
        assert found.fine is False
        assert found.says.startswith("The clock says 197")
        assert found.says.endswith(", before this program was made: set it.")
        assert about("time", Settings(), proc(tmp_path)).fine

    def test_hours(self, tmp_path):
        here = proc(tmp_path)
        half = about("hours", Settings(hours=Hours(opens="09:00")), here)
        assert half.fine is False and half.says.endswith("set both, or none.")
        night = about("hours", Settings(hours=Hours("20:00", "02:00")), here)
        assert night == Answer("hours", True, "It opens 20:00, closes 02:00; now asleep.")

    @pytest.mark.parametrize(
        "named, fine, says",
        [({}, None, "No screen is named here, so none was looked for: "
          "try it in the exhibit's session."),
         ({"DISPLAY": ":4711"}, False,
          "The screen that is named here is none: start it in a session that has one.")],
    )  # fmt: skip
    def test_no_display(self, tmp_path, named, fine, says):
        bare = {"PATH": os.environ["PATH"], "PYTHONPATH": ROOT, "HOME": str(tmp_path), **named}
        found = about("display", Settings(), replace(proc(tmp_path), surroundings=bare))
        assert (found.fine, found.says) == (fine, says)

    def test_a_driver_that_shows_nothing(self, tmp_path):
        dummy = {**os.environ, "SDL_VIDEODRIVER": "dummy"}
        found = about("display", Settings(), replace(proc(tmp_path), surroundings=dummy))
        assert found.fine is False and "SDL_VIDEODRIVER=dummy" in found.says

    def test_stdout_into_a_full_disk(self):
        with open("/dev/full", "w") as full:
            done = command("-m", "exhibit", "check", "--explain", stdout=full)
        assert (done.returncode, done.stderr) == (
            1,
            "exhibit: What it says cannot be written, since that disk is full: free some of it.\n",
        )

    def test_a_reader_that_is_gone_is_no_news(self):
        reading, writing = os.pipe()
        os.close(reading)
        done = command("-m", "exhibit", "check", "--explain", stdout=writing)
        os.close(writing)
        assert (done.returncode, done.stderr) == (1, "")

    def test_where_printed_words_go(self, tmp_path):
        with open(tmp_path / "report", "w") as report:
            found = about("disk", Settings(), replace(proc(tmp_path), stdout=report.fileno()))
        assert "MiB free" in found.says or found.fine is False


def test_python_that_is_too_old():
    done = command("-c", OLD, stdout=subprocess.PIPE)
    says = "exhibit: Python 3.9 is too old: install 3.11 or newer.\n"
    assert (done.returncode, done.stderr) == (1, says)


class TestCommand:
    def test_what_is_wrong_makes_its_code_one(self, tmp_path, capsys):
        path = tmp_path / "exhibit.toml"
        path.write_text("[camera]\nsource = 'film.mp4'")
        assert check.main(path, as_json=True) == 1
        found = json.loads(capsys.readouterr().out)
        assert {"camera"} <= {each["what"] for each in found if each["fine"] is False}


class TestWhatTheExhibitWouldRefuse:
    """The check says it first: a service would be started again, for ever."""

    @staticmethod
    def wrong(tmp_path, settings, *arguments):
        """What has to be mended before the city is made, by the command."""
        path = tmp_path / "exhibit.toml"
        path.write_text(settings)
        found = answers(path, **dict(zip(arguments[::2], arguments[1::2], strict=True)))
        few = (each for each in found if each.what not in ("lock", "city"))
        return [each.says for each in few if each.fine is False]

    def test_a_language(self, tmp_path):
        says = self.wrong(tmp_path, '[visit]\nlanguage = "xx"')[0]
        assert says == (
            f'{tmp_path}/exhibit.toml: [visit] language: there is no language "xx". '
            "Try en, id, vi, zh."
        )

    def test_a_step(self, tmp_path):
        says = self.wrong(tmp_path, '[visit]\nsteps = ["presense", "delete"]')[0]
        assert says == (
            f'{tmp_path}/exhibit.toml: [visit] steps: There is no step "presense". '
            'Did you mean "presence"?'
        )

    def test_a_theme(self, tmp_path):
        says = self.wrong(tmp_path, '[screen]\ntheme = "ours.toml"')[0]
        assert says == (
            f"{tmp_path}/exhibit.toml: [screen] theme: there is no theme file "
            f'"{tmp_path}/ours.toml"; give museum, contrast, or a file that ends in .toml, '
            "beside the settings file."
        )

    @pytest.mark.parametrize("name", ["source", "second"])
    def test_a_text_in_place_of_a_film(self, tmp_path, name):
        (tmp_path / "notes.txt").write_text("no film")
        says = self.wrong(tmp_path, f'[camera]\n{name} = "notes.txt"')
        assert [each for each in says if f"{tmp_path}/notes.txt" in each]

    def test_a_folder_without_pictures(self, tmp_path):
        (tmp_path / "films").mkdir()
        says = self.wrong(tmp_path, '[camera]\nsource = "films"')
        assert (
            f"The folder {tmp_path}/films holds no picture: put some there, ending in "
            ".jpg, .jpeg, .png, .webp, .bmp, .gif."
        ) in says

    def test_what_the_command_line_says_is_looked_at(self, tmp_path):
        says = self.wrong(tmp_path, "", "source", "nowhere.mp4")
        (first,) = [each for each in says if '"nowhere.mp4"' in each]
        assert first.startswith("[camera] source: There is no film, picture or folder")
        says = self.wrong(tmp_path, "", "language", "xx")[0]
        assert says == 'There is no language "xx". Try en, id, vi, zh.'


class TestEverySettingIsExplained:
    def test_as_a_file_that_sets_nothing_else(self, tmp_path):
        path = tmp_path / "exhibit.toml"
        path.write_text(explain.as_toml(), encoding="utf-8")
        assert load_settings(path) == Settings()

    def test_each_says_why_on_a_line_that_fits(self):
        rows = list(explain.rows())
        assert len({(each.table, each.name) for each in rows}) == len(rows) > 40
        assert all(each.why and each.limits for each in rows)
        assert max(map(len, explain.as_toml().splitlines())) <= 100

    @pytest.mark.parametrize("document", PLACES)
    def test_documents_are_in_step(self, document):
        """If not: python tests/settings_documents.py"""
        assert (Path(ROOT) / document).read_text(encoding="utf-8") == in_step(document)

    @pytest.mark.parametrize("spelling", ["--explain", "--settings"])
    def test_both_spellings(self, spelling):
        done = command("-m", "exhibit", "check", spelling, stdout=subprocess.PIPE)
        assert (done.returncode, done.stdout) == (0, explain.as_toml())


BROKEN = "raise ImportError('a package that is damaged')"


@LINUX
class TestCity:
    def test_a_city_that_can_be_made_and_asked(self):
        assert city(Settings()).fine is True

    def test_none_is_asked_for(self):
        assert city(Settings(city=City(citizens=0))).fine is None

    @pytest.mark.parametrize(("package", "cannot"), [("faker", "made"), ("duckdb", "made")])
    def test_a_package_that_is_damaged(self, tmp_path, package, cannot):
        (tmp_path / f"{package}.py").write_text(BROKEN)
        ask = "from exhibit.check.city import city; from exhibit.settings import Settings; "
        path = {"PYTHONPATH": f"{tmp_path}:{ROOT}"}
        found = command("-c", f"{ask}print(city(Settings()))", env=path, stdout=subprocess.PIPE)
        assert found.stderr == ""
        assert f"The invented city cannot be {cannot}: install anew" in found.stdout

    def test_one_that_is_made_and_cannot_be_opened(self, monkeypatch):
        def refuse(*_, **__):
            raise OSError("no such memory")

        monkeypatch.setattr("exhibit.city.archive.duckdb.connect", refuse)
        assert "cannot be opened" in one([city(Settings())])
