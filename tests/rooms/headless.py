"""A process whose first thread has ended, while another holds what it was told to make."""

import subprocess
import sys
from contextlib import contextmanager

PROGRAM = """
import ctypes, mmap, os, sys, threading

def hold():
    first = f"/proc/self/task/{os.getpid()}/stat"
    while open(first).read().rpartition(")")[2].split()[0] != "Z":
        pass
    print("held", flush=True)
    sys.stdin.read()

%s
threading.Thread(target=hold).start()
ctypes.CDLL(None).syscall({"x86_64": 60, "aarch64": 93}[os.uname().machine], 0)  # exit, of a thread
"""


@contextmanager
def headless(makes, data=b""):
    """Its number, once its first thread has ended. makes: Python that the first thread runs."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", PROGRAM % makes]
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, bufsize=0)
    try:
        process.stdin.write(data)
        assert process.stdout.readline() == b"held\n"
        yield process.pid
    finally:
        process.kill()
        process.communicate()
