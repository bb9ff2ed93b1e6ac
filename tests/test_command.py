"""The command line: what is wrong is said in one line, and closing it closes everything."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from exhibit import __version__, door
from exhibit.__main__ import _COMMANDS
from exhibit.page.words import Words

ROOT = str(Path(door.__file__).parent.parent)
LANGUAGES = ", ".join(Words.load().languages)
COMMANDS = ", ".join(_COMMANDS)
HEAVY = ("cv2", "mediapipe", "numpy", "pygame", "qrcode")
TRY = "give a camera's number, a film, a picture, a folder of pictures, actor or auto."
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
UNWRITABLE = (
    "Nothing can be written into /proc/self (No such file or directory): "
    "name another folder with --out."
)
NO_CAMERA = (
    "This command keeps pictures or numbers, so it never meets a live camera: "
    "give --source actor, a film, a picture or a folder of pictures."
)

# A door whose lobbies end as they are told to, one after the other.
DOOR = """
import subprocess, sys
from exhibit import door
from exhibit.orders import LobbyOrder
from exhibit.settings import City, Settings

LOBBY = "import os, sys; end = int(sys.argv[1]); end < 0 and os.kill(os.getpid(), 9); exit(end)"
ends = sys.argv[1:]
door.open_lobby = lambda _: subprocess.Popen([sys.executable, "-c", LOBBY, ends.pop(0)])
order = LobbyOrder(Settings(city=City(citizens=0)), parent=0, source="actor")
print(door.run(order), *ends)
"""


def exhibit(*arguments, **more):
    """The command in a process of its own, ended: code and what it said."""
    command = [sys.executable, "-m", "exhibit", *arguments]
    return subprocess.run(command, capture_output=True, text=True, **more)


def loaded(code):
    """The modules a new Python has after some code."""
    command = [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


class TestComplaints:
    @pytest.mark.parametrize(
        "arguments, says",
        [
            (["--language", "idn"], 'There is no language "idn". Did you mean "id"?'),
            (["rehearse", "--out", "x", "--language", "sv"],
             f'There is no language "sv". Try {LANGUAGES}.'),
            (["--window", "1280"], 'A size is written like 1280x720, not "1280".'),
            (["--window", "99x720"], "A size is from 200 to 8192 pixels each way, not 99x720."),
            (["--window", "100x720"], "A size is from 200 to 8192 pixels each way, not 100x720."),
            (["bench", "--size", "9000x9000"],
             "A size is from 200 to 8192 pixels each way, not 9000x9000."),
            (["--settings", "missing.toml"],
             "There is no settings file missing.toml: mend its name, or write one with "
             "exhibit check --explain > exhibit.toml."),
            (["--settings", "wrong.toml"],
             'wrong.toml: [visit] has no setting "langauge". Did you mean "language"?'),
            (["--settings", "steps.toml"],
             'steps.toml: [visit] steps: There is no step "presense". Did you mean "presence"?'),
            (["--settings", "language.toml"],
             'language.toml: [visit] language: there is no language "idn". Did you mean "id"?'),
            (["--settings", "source.toml"],
             'source.toml: [camera] source: There is no film, picture or folder '
             f'"HERE/film.mpp": {TRY} Did you mean "film.mp4"?'),
            (["--settings", "theme.toml"],
             'theme.toml: [screen] theme: there is no theme "contarst"; give museum, contrast, or '
             'a file that ends in .toml, beside the settings file. Did you mean "contrast"?'),
            (["--source", ""],
             '"--source" is followed by an empty text: say what is meant, or leave it out.'),
            (["check", "--language="],
             '"--language" is followed by an empty text: say what is meant, or leave it out.'),
            (["rehearse", "--out", ""],
             '"--out" is followed by an empty text: say what is meant, or leave it out.'),
            (["--langauge", "id"],
             'exhibit does not know "--langauge": see exhibit --help. Did you mean "--language"?'),
            (["rehearse", "--otu=x"],
             'exhibit rehearse does not know "--otu": see exhibit rehearse --help. '
             'Did you mean "--out"?'),
            (["rehearse", "--out", "x", "more"],
             'exhibit rehearse does not know "more": see exhibit rehearse --help.'),
            (["rehearse"], "exhibit rehearse needs --out: see exhibit rehearse --help."),
            (["--source"], "--source needs a value behind it: see exhibit --help."),
            (["class", "--plan", "60"], "--plan should be one of 45, 90, not 60."),
            (["kit", "--out", "x", "--paper", "A5"],
             "--paper should be one of A4, letter, not A5."),
            (["prove", "--visits", "abc"], "--visits should be a whole number, not abc."),
            (["check", "--json=3"], "--json takes no value: leave out 3."),
            (["--s", "x"], "--s may mean --source, --settings: write it out."),
            (["prove", "--page", "nowhere/page.html"],
             "Nothing can be written to nowhere/page.html (No such file or directory): "
             "name another file."),
            (["sheet", "--out", "film.mp4"],
             "No folder can be made at film.mp4 (File exists): name another with --out."),
            pytest.param(["sheet", "--out", "/proc/self"], UNWRITABLE, marks=LINUX),
            pytest.param(["rehearse", "--out", "/proc/self"], UNWRITABLE, marks=LINUX),
            pytest.param(["kit", "--out", "/proc/self"], UNWRITABLE, marks=LINUX),
            (["kit", "--out", "x", "--language", "vi"],
             'The kit is not written in "vi": try --language en, or id.'),
            (["reherse"],
             f'There is no command "reherse": try {COMMANDS}, or exhibit --help. '
             'Did you mean "rehearse"?'),
            (["run"], f'There is no command "run": try {COMMANDS}, or exhibit --help.'),
            (["--source", "film.mpp"],
             f'There is no film, picture or folder "film.mpp": {TRY} Did you mean "film.mp4"?'),
            (["--source", "http://example.org/a.mp4"],
             f'The source "http://example.org/a.mp4" is an address, and exhibit opens none: {TRY}'),
            (["rehearse", "--out", "x", "--source", "0"], NO_CAMERA),
            (["prove", "--source", "1"], NO_CAMERA),
            (["bench", "--source", "/dev/video0"], NO_CAMERA),
            (["prove", "--visits", "0"], "--visits should be 1 or more, not 0."),
            (["rehearse", "--out", "film.mp4", "--plan", "plan.toml"],
             "No folder can be made at film.mp4 (File exists): name another with --out."),
            (["rehearse", "--out", "x", "--plan", "missing.toml"],
             "The plan missing.toml cannot be read: is it there, and text in UTF-8?"),
            (["rehearse", "--out", "x", "--plan", "wrong.toml"],
             "The plan has no [[moment]] in it."),
        ],
        ids=lambda each: " ".join(each) if isinstance(each, list) else "",
    )
    def test_one_line_says_what_is_wrong(self, tmp_path, arguments, says):
        (tmp_path / "film.mp4").write_bytes(b"no film")
        (tmp_path / "wrong.toml").write_text("[visit]\nlangauge = 'id'")
        (tmp_path / "steps.toml").write_text("[visit]\nsteps = ['presense']")
        (tmp_path / "language.toml").write_text("[visit]\nlanguage = 'idn'")
        (tmp_path / "source.toml").write_text("[camera]\nsource = 'film.mpp'")
        (tmp_path / "theme.toml").write_text("[screen]\ntheme = 'contarst'")
        (tmp_path / "plan.toml").write_text("[[moment]]\nat = 0\ndo = 'wait'")
        done = exhibit(*arguments, cwd=tmp_path, env={**os.environ, "PYTHONPATH": ROOT})
        told = done.stderr.replace(str(tmp_path), "HERE")
        assert (done.returncode, told, done.stdout) == (2, f"exhibit: {says}\n", "")
        assert not (tmp_path / "x").exists()

    def test_a_film_that_is_none(self, tmp_path):
        (tmp_path / "film.mp4").write_bytes(b"no film at all")
        done = exhibit("rehearse", "--out", str(tmp_path), "--source", str(tmp_path / "film.mp4"))
        assert done.returncode == 2
        assert done.stderr.startswith("exhibit: ") and done.stderr.count("\n") == 1


def test_the_version():
    assert exhibit("--version").stdout.strip() == __version__


@pytest.mark.parametrize("name", list(_COMMANDS))
def test_every_command_explains_itself(name):
    done = exhibit(name, "--help")
    assert done.returncode == 0
    assert f"usage: exhibit {name} " in done.stdout
    assert f"exhibit {name}" in exhibit("--help").stdout


class TestLight:
    """What starts in the morning and waits all day carries nothing it does not use."""

    def test_importing_exhibit_brings_nothing(self):
        bare = set(loaded(""))
        assert set(loaded("import exhibit")) - bare == {"exhibit"}

    def test_the_door_brings_nothing_heavy(self):
        code = (
            "from exhibit import __main__, door\n"
            "door.run = lambda order: 0\n"
            "assert __main__.main(['--source', 'actor', '--window', '640x360']) == 0"
        )
        modules = loaded(code)
        assert {"exhibit.door", "exhibit.models", "exhibit.steps.contract"} <= set(modules)
        assert not set(HEAVY) & set(modules)
        assert not [each for each in modules if each.startswith(("exhibit.lobby", "exhibit.room"))]


@pytest.fixture(scope="module")
def usual():
    """What the check says of this computer."""
    return exhibit("check", "--json")


class TestCheck:
    """What the installer sees first."""

    def test_it_looks_at_everything_once(self, usual):
        answers = json.loads(usual.stdout)
        names = list(dict.fromkeys(each["what"] for each in answers))
        assert names == (
            "settings models fonts theme texts steps lock city camera "
            "python type swap memory time hours rights disk display"
        ).split()
        assert all(each["says"].strip() for each in answers)

    def test_its_code_says_whether_something_needs_mending(self, usual):
        wrong = [each["what"] for each in json.loads(usual.stdout) if each["fine"] is False]
        assert usual.returncode == bool(wrong)
        assert not {"settings", "models", "fonts", "theme", "texts", "steps"} & set(wrong)

    def test_settings_that_are_wrong_are_said_in_place_of_a_complaint(self, tmp_path):
        path = tmp_path / "exhibit.toml"
        path.write_text("[senses]\nfaces = 99")
        done = exhibit("check", "--settings", str(path))
        first = done.stdout.splitlines()[0]
        assert (done.returncode, done.stderr) == (1, "")
        assert first.startswith("MEND  settings")
        assert first.endswith(f"{path}: [senses] faces should be from 1 to 16, not 99.")


class TestClosing:
    """The installation as a museum starts it, on a display that is none."""

    @pytest.fixture
    def running(self, tmp_path):
        """The door, its lobby and the spare room, once all three are there; and a small city."""
        small = tmp_path / "exhibit.toml"
        small.write_text("[city]\ncitizens = 20000")
        command = [sys.executable, "-m", "exhibit", "--window", "640x360", "--source", "actor"]
        command += ["--settings", str(small)]
        surroundings = {**os.environ, "SDL_VIDEODRIVER": "dummy"}
        with subprocess.Popen(command, env=surroundings, stderr=subprocess.PIPE) as process:
            limit = threading.Timer(60, process.kill)
            limit.start()
            lobby = child(process.pid, "exhibit.lobby", process)
            yield process, lobby, child(lobby, "exhibit.room", process)
            limit.cancel()
            process.kill()

    @LINUX
    @pytest.mark.parametrize(
        "number, code",
        [(signal.SIGTERM, 0), (signal.SIGINT, 0), (signal.SIGHUP, 0), (signal.SIGKILL, -9)],
        ids=lambda each: getattr(each, "name", ""),
    )
    def test_when_the_command_ends_everything_ends(self, running, number, code):
        process, lobby, room = running
        process.send_signal(number)
        assert process.wait() == code
        assert b"Traceback" not in process.stderr.read()
        for pid in (lobby, room):
            waited(lambda pid=pid: gone(pid))


@pytest.mark.parametrize("last, says", [("0", "0"), ("6", "6"), ("-9", "137")])
def test_a_lobby_that_ends_for_other_cameras_is_started_anew(last, says):
    command = [sys.executable, "-c", DOOR, "75", "75", last, "75"]
    told = subprocess.run(command, capture_output=True, text=True).stdout.split()
    assert told == [says, "75"], "the code, and the lobbies that were never started"


def waited(condition):
    """What the condition gives, as soon as it gives something."""
    pause = threading.Event()
    for _ in range(3000):
        if found := condition():
            return found
        pause.wait(0.02)
    raise AssertionError("it did not come")


def child(pid, module, door_process):
    """The child of a process that runs a module, once it has one; the builder is another."""

    def look():
        assert door_process.poll() is None, "the command ended by itself"
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [each for each in children if runs(each, module)]

    return int(waited(look)[0])


def runs(pid, module):
    """Whether a process runs a module; not yet, before it has become another program."""
    try:
        return module.encode() in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except FileNotFoundError:
        return False


def gone(pid):
    """Whether a process is no more."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state in "ZX"
