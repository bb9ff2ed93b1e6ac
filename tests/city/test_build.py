"""The builder: what it leaves can be read by rooms and written by nobody; without it all runs."""

import mmap
import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from exhibit import bench_city, door, held
from exhibit.city.archive import is_ready, open_archive, open_city
from exhibit.city.drawers import SORTS
from exhibit.city.making import digest
from exhibit.elsewhere import SWITCH
from exhibit.held import Filling, is_shut, places
from exhibit.orders import BuildOrder, LobbyOrder, surroundings
from exhibit.settings import City, Settings

CITIZENS = 500
ORDER = LobbyOrder(Settings(city=City(CITIZENS)), parent=0, source="actor", handed_time=True)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="memory without a name is Linux's")

# The builder by its own lock, which then tries what it must not.
LOCKED = """
import os, socket, sys
from exhibit.lock import lock_builder

lock = lock_builder()

def tried(attempt):
    try:
        attempt()
    except OSError:
        return "refused"
    return "done"

def grow():
    memory = os.memfd_create("more")
    os.write(memory, b"room")

print(lock.whole, *map(tried, [socket.socket, os.fork, lambda: open(sys.argv[1], "w"), grow]))
"""


@pytest.fixture(scope="module")
def built():
    """An order whose city is ready."""
    with door.with_city(ORDER) as order:
        yield order


@pytest.fixture
def filling():
    """A place that is being filled."""
    with places("test") as (place,):
        yield place, Filling(place)


@LINUX
class TestMemory:
    def test_a_place_is_open_then_shut_then_ready(self, tmp_path):
        (tmp_path / "full").write_bytes(b"city" * 1000)
        with places("test") as (place,), open(tmp_path / "full", "rb") as full:
            stages = [(is_shut(place), held.is_ready(place))]
            filling = Filling(place)
            stages.append((is_shut(place), held.is_ready(place)))
            filling.take(full.fileno())
            stages.append((is_shut(place), held.is_ready(place)))
            assert stages == [(False, False), (True, False), (True, True)]
            assert os.pread(place, 10_000, 0) == b"city" * 1000

    def test_while_it_is_filled_nobody_else_writes(self, filling):
        place, _ = filling
        with pytest.raises(PermissionError):
            os.pwrite(place, b"a face", 0)
        with pytest.raises(PermissionError):
            mmap.mmap(place, 4096)
        with pytest.raises(PermissionError):
            os.ftruncate(place, 1 << 31)

    def test_it_is_lent_to_be_read_by_a_descriptor_of_its_own(self, filling):
        import fcntl  # not to be had on Windows

        place, _ = filling
        assert stat.S_IMODE(os.fstat(place).st_mode) == stat.S_IRUSR
        with held.lent(place) as lent:
            os.lseek(lent, 100, os.SEEK_SET)
            assert os.lseek(place, 0, os.SEEK_CUR) == 0
            assert fcntl.fcntl(lent, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDONLY
            with pytest.raises(OSError, match="Invalid argument"):
                os.ftruncate(lent, 4096)
            with pytest.raises(PermissionError):
                fcntl.fcntl(lent, 1033, 0x1)
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(lent)

    def test_what_could_still_be_written_to_is_lent_to_nobody(self):
        with places("test") as (place,), held.lent(place) as lent:
            assert lent is None
        with held.lent(None) as lent:
            assert lent is None
        with held.lent("a path") as lent:
            assert lent == "a path"

    def test_what_is_ready_stays_as_it_is(self, built):
        for place in (built.city, built.register):
            size = os.fstat(place).st_size
            for change in (lambda p=place: os.pwrite(p, b"a face", 0),
                           lambda p=place, s=size: os.ftruncate(p, s - 1),
                           lambda p=place, s=size: os.ftruncate(p, s + 1),
                           lambda p=place: mmap.mmap(p, 4096)):
                with pytest.raises(PermissionError):
                    change()


def test_city_and_register_are_there_to_be_asked(built):
    assert is_ready(built.city, built.register)
    archive = open_archive(built.city, built.register)
    assert archive.rows("SELECT count(*) FROM people") == [(CITIZENS,)]
    assert len(archive.register) == CITIZENS


@LINUX
def test_a_locked_room_opens_it_and_opens_every_drawer():
    found = bench_city.measure(ORDER)
    drawers = [name for name in found if name.startswith("drawer ")]
    assert len(drawers) == 2 * len(SORTS) and min(found[name] for name in drawers) > 0


def test_whoever_asks_can_write_and_open_nothing(built, tmp_path):
    connection = open_city(built.city)
    for sql in ("DELETE FROM people", f"COPY people TO '{tmp_path}/people.csv'",
                "SELECT * FROM read_text('/etc/hostname')", "SET enable_external_access = true",
                f"ATTACH '{tmp_path}/other'", "INSTALL httpfs", "CREATE TABLE visitors(face INT)"):
        with pytest.raises(Exception, match=r"read-only|disabled|locked|Cannot"):
            connection.execute(sql)
    assert list(tmp_path.iterdir()) == []


@LINUX
def test_the_builder_is_locked_but_may_fill_memory(tmp_path):
    file = tmp_path / "file"
    done = subprocess.run([sys.executable, "-c", LOCKED, str(file)], capture_output=True, text=True)
    assert done.stdout.split() == ["True", "refused", "refused", "refused", "done"]
    assert not file.exists()


@LINUX
def test_elsewhere_it_is_a_file_that_goes(built, monkeypatch):
    monkeypatch.setenv(SWITCH, "1")
    with door.with_city(ORDER) as order:
        folder = Path(order.city).parent
        assert sorted(each.name for each in folder.iterdir()) == ["city", "register"]
        archive = open_archive(order.city, order.register)
        assert digest(archive.connection) == digest(open_city(built.city))
        archive.connection.close()
    assert not folder.exists()


def test_no_citizens_no_city():
    order = replace(ORDER, settings=Settings(city=City(0)))
    with door.with_city(order) as told:
        assert told == order


def test_a_builder_that_fails_says_a_line_and_leaves_nothing_ready(tmp_path, capfd):
    order = BuildOrder(os.getpid(), CITIZENS, str(tmp_path / "no" / "city"), str(tmp_path / "reg"))
    command = [sys.executable, "-m", "exhibit.build"]
    assert subprocess.run(command, env=surroundings(order)).returncode == 1
    capfd.readouterr()
    door._mind(door._open_builder(order))
    assert capfd.readouterr().err == "exhibit city=missing builder=1\n"
    assert not is_ready(order.city, order.register)
