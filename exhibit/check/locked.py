"""Whether the kernel keeps the promises: a child is locked, and tries what should be refused."""

import json
import os
import sys

from exhibit.check.answer import Answer
from exhibit.lock import Part, Reason, Trial, lock_lobby, self_test

_WHY = {
    Reason.SYSTEM: "only Linux has such a lock",
    Reason.MACHINE: "the lock does not know this processor",
    Reason.SECCOMP: "the kernel, or a container, takes no seccomp filter",
    Reason.LANDLOCK: "the kernel has no Landlock: use Linux 6.2 or newer, and look for landlock "
    "in /sys/kernel/security/lsm",
}


def _try() -> tuple[int, int, int, int]:
    """What a locked process has, why not more, what it tried and what held, each as bits."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):  # ours may be files, about which a lock complains
        os.dup2(nowhere, descriptor)
    lock = lock_lobby()
    test = self_test(lock)
    return int(lock.parts), int(lock.reasons), int(test.tried), int(test.held)


def _in_a_child() -> tuple[int, int, int, int]:
    """The same in a process of its own, since a lock is for ever; zeros if it fails."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, json.dumps(_try()).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, encoding="ascii") as told:
        text = told.read()
    os.waitpid(child, 0)
    parts, reasons, attempted, held = json.loads(text or "[0, 0, 0, 0]")
    return parts, reasons, attempted, held


def lock() -> Answer:
    """Whether no network can be reached and no file written, by trying it."""
    if sys.platform != "linux":
        return Answer("lock", False, f"Local only is NOT ENFORCED: {_WHY[Reason.SYSTEM]}.")
    bits = _in_a_child()
    parts, reasons, attempted, held = Part(bits[0]), Reason(bits[1]), Trial(bits[2]), Trial(bits[3])
    if not (Part.NETWORK in parts and Part.FILES in parts):
        why = "; ".join(_WHY[each] for each in _WHY if each in reasons) or "the attempt failed"
        return Answer("lock", False, f"Local only is NOT ENFORCED: {why}.")
    if attempted != held:
        failed = ", ".join(str(each.name) for each in Trial if each in attempted & ~held)
        return Answer("lock", False, f"The lock did not hold against {failed}: ask for help.")
    return Answer("lock", True, "No network can be reached and no file written; tried just now.")
