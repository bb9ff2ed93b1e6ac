"""Gently: threads of models give way, those they start as well, and the page's own does not."""

import os
import sys
import threading

import pytest

from exhibit.senses.gently import NICE, gently

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="priorities of threads are Linux's")


def priority():
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def test_a_thread_gives_way_and_so_does_what_it_starts():
    found = []

    def make():
        started = threading.Thread(target=lambda: found.append(priority()))
        started.start()
        started.join()
        return priority()

    before = priority()
    assert gently(make) == NICE > before
    assert found == [NICE]
    assert priority() == before


def test_what_is_raised_there_is_raised_here():
    with pytest.raises(ZeroDivisionError):
        gently(lambda: 1 / 0)
