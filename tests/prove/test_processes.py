"""What a proof does to the processes it looks at."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from exhibit.prove import processes

BUSY = """
import threading
for _ in range(3):
    threading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()
print(flush=True)
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has /proc")


def states(pid):
    told = []
    for each in Path(f"/proc/{pid}/task").glob("*/stat"):
        with suppress(OSError):
            told.append(each.read_text().rpartition(")")[2].split()[0])
    return set(told)


def test_each_thread_of_a_halted_process_stands_still():
    busy = subprocess.Popen([sys.executable, "-c", BUSY], stdout=subprocess.PIPE)
    try:
        busy.stdout.readline()
        assert states(busy.pid) & {"R", "S"}
        processes.halt(busy.pid)
        assert states(busy.pid) == {"T"}
    finally:
        busy.kill()
        busy.communicate()


def test_one_that_is_gone_need_not_be_halted():
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    processes.halt(gone.pid)
