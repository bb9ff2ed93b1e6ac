"""One lobby, many visits, in each another fault: each ends, wiped, and the next one can begin."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, os.path.dirname(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "rooms"))
import faulty
import live
from headless import headless
from live import gone, lobby, order, plan, short, wait_gone

from exhibit.lobby import limits
from exhibit.lobby.keeper import Keeper
from exhibit.messages import Ending
from exhibit.orders import RoomOrder
from exhibit.page.canvas import Token
from exhibit.settings import City, Senses

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the lock is Linux's")

# What no test here is about is left out, so that rooms are born sooner.
OFF = ("body", "hands", "pulse", "face_number", "company", "clothes", "again", "rules")
QUICK = replace(short(), senses=Senses(**dict.fromkeys(OFF, False)), city=City(citizens=0))
LEFT = "LEFT"  # nothing ended it, so the visitor left

# fault: how the visit ends
FAULTS = {
    "none": LEFT,
    "garbage": "CRASHED",
    "model hangs": "SILENT",
    "publish": "CRASHED",
    "half drawn": "CRASHED",
    "header": LEFT,
    "stops itself": "SILENT",
    "returns": LEFT,
    "larger": LEFT,
    "smaller": LEFT,
    "sixteen bits": "CAMERA_MISSING",
    "empty": "CAMERA_MISSING",
    "flood": LEFT,
    "text": "CRASHED",
    "half": "SILENT",
    "threads": "CRASHED",
    "attack": LEFT,
}
PICTURES = 40  # by then a fault has shown


@pytest.fixture(scope="module")
def visits(tmp_path_factory):
    """What was told of each visit, by its fault: receipt, rooms, attacks, and the spare after."""
    folder = tmp_path_factory.mktemp("faults")
    hostile = folder / "hostile"
    (hostile / "there").mkdir(parents=True)
    for name in ("one", "old"):
        (hostile / name).write_text(name)
    faults = [f"attack:{hostile}" if each == "attack" else each for each in FAULTS]
    births = faulty.births(folder / "births", [*faults, "none"])
    doings = []
    for number, _ in enumerate(FAULTS):
        doings += ["await spare", "press begin", "press choice:1", "await pictures 1"]
        doings += [f"picture during-{number}", f"await pictures {PICTURES}", "leave"]
        doings += ["await receipt", f"picture after-{number}", "press done"]
    told = order(f"births:{folder / 'births'}", QUICK, plan=plan(*doings, "await spare"))
    found = [{"receipts": [], "rooms": []} for _ in FAULTS]
    live.LIMIT, limit = 600.0, live.LIMIT
    with lobby(told) as (process, tales):
        for record in tales:
            _note(found, record.values)
        code = process.wait()
    live.LIMIT = limit
    os.close(births)
    assert code == 0
    files = {each.name: each.read_text() for each in hostile.iterdir() if each.is_file()}
    assert files == {"one": "one", "old": "old"}, "a room changed a file"
    return dict(zip(FAULTS, found, strict=True))


def _note(found, values):
    """Put what was told with its visit: the first whose end has not been told."""
    if name := values.get("picture"):
        when, _, number = name.partition("-")
        found[int(number)][when] = values
        if "room" in values:
            found[int(number)]["rooms"].append(values["room"])
        return
    here = next((each for each in found if "after" not in each), found[-1])
    if "receipt" in values:
        here["receipts"].append(values["receipt"])
    elif "attacks" in values:
        here["attacks"] = values["attacks"]


@pytest.mark.parametrize("fault", FAULTS)
def test_it_ends_wiped_and_the_next_visitor_may_come(visits, fault):
    told = visits[fault]
    (receipt,) = told["receipts"]
    assert receipt["ending"] == FAULTS[fault]
    assert all(line["holds"] for line in receipt["lines"])
    memory = next(line for line in receipt["lines"] if line["key"] == "memory")
    assert memory["fields"]["zeros"] == memory["fields"]["bytes"] > 0
    assert told["rooms"] and all(gone(room) for room in told["rooms"])


class TestFromInside:
    """Everything a hostile step would try; see tests/rooms/attacks.py."""

    @pytest.fixture
    def told(self, visits):
        return visits["attack"]["attacks"]

    def test_no_socket_of_any_family(self, told):
        assert set(told["families"].values()) == set(told["networks"].values()) == {"EPERM"}

    def test_every_attempt_at_a_network_is_on_the_receipt(self, visits, told):
        (receipt,) = visits["attack"]["receipts"]
        counted = sum(receipt["refused"].values())
        assert counted >= len(told["families"]) + len(told["networks"])

    def test_no_call_that_leads_out(self, told):
        own = {name for name, answer in told["calls"].items() if answer == "done"}
        assert own == {"signal oneself", "tgkill oneself", "bind oneself", "limit oneself",
                       "limit oneself by 0"}

    def test_no_file_made_or_changed(self, told):
        assert set(told["files"].values()) <= {"EACCES", "EPERM"}
        assert told["open"] == []

    def test_no_memory_that_outlives_it(self, told):
        assert told["memory"] == "EFBIG"

    def test_nothing_of_the_lobby_and_so_no_other_canvas(self, told):
        assert set(told["lobby"]) <= {"EACCES", "EPERM"}

    def test_no_descriptor_sent(self, told):
        assert told["sockets"] == []
        assert told["sent"] == ["ENOTSOCK"]


def keeper(fault):
    """A keeper as the lobby has it, with rooms of our own; its time is handed in."""
    settings = replace(QUICK, visit=replace(QUICK.visit, steps=("presence", "delete")))
    given = RoomOrder(settings, os.getpid(), "actor", Token(-1, 0, 0), None, ())
    return Keeper(given, (320, 240), (sys.executable, str(live.FAULTY), fault))


def dead(rooms, now):
    """Hear the spare until it is lost."""
    pid = rooms.spare.process.pid
    assert wait_gone(pid)
    while rooms.spare is not None:
        rooms.spare.inbox.wait(5.0)
        rooms.attend(now)
    return pid


def test_a_spare_that_dies_at_birth_is_tried_ever_more_rarely_and_then_recovers(tmp_path):
    births = faulty.births(tmp_path / "births", ["birth"] * 5 + ["none"])
    rooms, now, waits = keeper(f"births:{tmp_path / 'births'}"), 0.0, []
    descriptors = len(os.listdir("/proc/self/fd"))
    rooms.prepare(now)
    for _ in range(5):
        dead(rooms, now)
        assert len(os.listdir("/proc/self/fd")) == descriptors
        failed = now
        while rooms.spare is None:
            now += 0.5
            rooms.prepare(now)
        waits.append(now - failed)
    assert (waits, rooms.failures) == ([2.0, 4.0, 8.0, 16.0, 30.0], 5)
    while not rooms.spare.ready:
        rooms.spare.inbox.wait(0.05)
        rooms.attend(now)
    assert rooms.failures == 0, "it has recovered"
    rooms.dismiss()
    os.close(births)


@pytest.mark.parametrize("what", ["memory", "threads"])
def test_a_room_that_takes_too_much_is_ended(monkeypatch, what):
    rooms = keeper("none")
    rooms.prepare(0.0)
    try:
        room = rooms.spare
        while not room.ready:  # a process that is only just begun has no memory yet
            room.inbox.wait(0.05)
            rooms.attend(0.0)
        assert room.ending is None
        monkeypatch.setattr(limits, what.upper(), 0)
        room.listen(0.1)
        assert room.ending is Ending.CRASHED
    finally:
        rooms.dismiss()


def test_memory_that_is_shared_counts_too():
    program = "import mmap; m = mmap.mmap(-1, 64 << 20); m.write(b'.' * (64 << 20)); print(1)"
    program += "; input()"
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", program], stdin=pipe, stdout=pipe) as process:
        with closing(process.stdout) as said:
            assert said.readline()
            stat = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
            assert int(stat[limits._PAGES_AT]) * os.sysconf("SC_PAGE_SIZE") > 64 << 20
            assert int(stat[limits._THREADS_AT]) == 1
            assert not limits.too_much(process.pid)
        process.kill()


def test_memory_counts_after_the_first_thread_has_ended(monkeypatch):
    with headless("m = mmap.mmap(-1, 64 << 20); m.write(b'.' * (64 << 20))") as pid:
        assert not limits.too_much(pid)
        monkeypatch.setattr(limits, "MEMORY", 64 << 20)
        assert limits.too_much(pid)


def test_a_process_that_is_gone_takes_nothing():
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    assert not limits.too_much(process.pid)


def test_staff_are_told_of_rooms_that_do_not_start(tmp_path):
    births = faulty.births(tmp_path / "births", ["birth"] * 9)
    told = plan("picture early") + '\n[[moment]]\nat = 4.0\ndo = "picture late"'
    with lobby(order(f"births:{tmp_path / 'births'}", QUICK, plan=told)) as (process, tales):
        notes = {r.values["picture"]: r.values["notes"] for r in tales if "picture" in r.values}
        assert process.wait() == 0
    os.close(births)
    assert "room_trouble" not in notes["early"] and "room_trouble" in notes["late"]


def test_a_lobby_that_was_held_up_ends_nobodys_visit():
    doings = ("await spare", "press begin", "press choice:1", "await pictures 3", "stop held")
    after_it = ("await pictures 20", "picture on", "leave", "await receipt")
    with lobby(order(settings=QUICK, plan=plan(*doings, *after_it))) as (process, tales):
        for record in tales:
            if record.values.get("picture") == "held":
                os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
                os.kill(record.values["room"], signal.SIGSTOP)
                assert not wait_gone(process.pid, 2.5), "longer than a room may be silent"
                os.kill(record.values["room"], signal.SIGCONT)
                process.send_signal(signal.SIGCONT)
            elif record.values.get("picture") == "on":
                assert "room" in record.values
            elif "receipt" in record.values:
                assert record.values["receipt"]["ending"] == LEFT
        assert process.wait() == 0


def test_when_the_display_goes_away_everything_goes(screen):
    doings = ("await spare", "press begin", "press choice:1", "await pictures 3", "picture during")
    told = order(settings=QUICK, plan=plan(*doings, "await pictures 100000"))
    with lobby(told, headless=False) as (process, tales):
        during = next(r.values for r in tales if r.values.get("picture") == "during")
        screen.kill()
        for _ in tales:  # heard to its end: who tells waits for a listener
            pass
        assert process.wait() != 0
        assert wait_gone(during["room"])


@pytest.fixture
def screen(monkeypatch):
    """An X server of our own."""
    reading, writing = os.pipe()
    try:
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "800x600x24"]
        server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    except FileNotFoundError:
        pytest.skip("no Xvfb here")
    os.close(writing)
    with open(reading) as answer:
        monkeypatch.setenv("DISPLAY", f":{answer.readline().strip()}")
    monkeypatch.delenv("SDL_VIDEODRIVER", raising=False)  # other tests of this process set it
    yield server
    server.kill()
    server.wait()
