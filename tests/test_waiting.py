"""Waiting for descriptors: it ends when one can be read, and works beyond the 1,024th."""

import fcntl
import os
import resource
import sys

import pytest

from exhibit.waiting import readable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not for Windows")


@pytest.fixture
def pipe():
    ends = os.pipe()
    yield ends
    for each in ends:
        os.close(each)


def test_it_says_whether_something_came(pipe):
    reading, writing = pipe
    assert not readable([], 0) and not readable([reading], 0)
    os.write(writing, b".")
    assert readable([reading], 0) and readable([reading])


def test_an_end_can_be_read():
    reading, writing = os.pipe()
    os.close(writing)
    assert readable([reading])
    os.close(reading)


@pytest.mark.skipif(
    resource.getrlimit(resource.RLIMIT_NOFILE)[0] < 2000, reason="no numbers so high here"
)
def test_however_high_the_number(pipe):
    reading, writing = pipe
    high = fcntl.fcntl(reading, fcntl.F_DUPFD, 1500)
    assert not readable([high], 0)
    os.write(writing, b".")
    assert readable([high], 0)
    os.close(high)
