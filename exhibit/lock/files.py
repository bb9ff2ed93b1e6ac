"""The file lock: Landlock refuses every write but those to /dev/null and the cameras."""

import os
import stat
import struct
from collections.abc import Sequence
from enum import IntFlag
from pathlib import Path

from exhibit.lock import kernel
from exhibit.lock.state import Reason


class Right(IntFlag):
    """What a process may do to files, by the names of Linux's landlock.h; only what writes."""

    WRITE_FILE = 1 << 1
    REMOVE_DIR = 1 << 4
    REMOVE_FILE = 1 << 5
    MAKE_CHAR = 1 << 6
    MAKE_DIR = 1 << 7
    MAKE_REG = 1 << 8
    MAKE_SOCK = 1 << 9
    MAKE_FIFO = 1 << 10
    MAKE_BLOCK = 1 << 11
    MAKE_SYM = 1 << 12
    REFER = 1 << 13
    TRUNCATE = 1 << 14
    IOCTL_DEV = 1 << 15


class Scope(IntFlag):
    """What a process can no longer reach in processes outside its own lock."""

    ABSTRACT_UNIX = 1 << 0
    """Sockets with no name on disk. The X display is reached by one: for rooms only."""
    SIGNAL = 1 << 1


# Landlock grew: rights and scopes a kernel does not know, it does not take.
_SINCE = {Right.REFER: 2, Right.TRUNCATE: 3, Right.IOCTL_DEV: 5}
_SCOPES_SINCE = 6

_VERSION = 1 << 0
_PATH_BENEATH = 1
_USE = Right.WRITE_FILE | Right.IOCTL_DEV
_NULL = Path(os.devnull)


def version() -> int:
    """The version of Landlock this kernel has, or 0 for none."""
    try:
        return kernel.call("landlock_create_ruleset", None, 0, _VERSION)
    except OSError:
        return 0


def rights(landlock: int) -> Right:
    """Every right to write that a version of Landlock can take away."""
    return Right(sum(right for right in Right if landlock >= _SINCE.get(right, 1)))


def shut(cameras: Sequence[Path], scope: Scope) -> tuple[Reason, tuple[Path, ...]]:
    """Take away every right to write but to these nodes: why not, if not, and the nodes left.

    A camera that is no character device is left out: a folder, /dev above all, would be a hole.
    """
    landlock = version()
    if not landlock:
        return Reason.LANDLOCK, ()
    try:
        nodes = _enforce(landlock, cameras, scope)
    except OSError:
        return Reason.LANDLOCK, ()
    weak = Reason.TRUNCATE if Right.TRUNCATE not in rights(landlock) else Reason(0)
    return weak, nodes


def _enforce(landlock: int, cameras: Sequence[Path], scope: Scope) -> tuple[Path, ...]:
    """Make the rules and put them on this thread and its children; raises OSError."""
    handled = rights(landlock)
    scopes = scope if landlock >= _SCOPES_SINCE else Scope(0)
    # struct landlock_ruleset_attr: file rights, TCP rights (none: not a network lock), scopes.
    asked = struct.pack("=QQQ", handled, 0, scopes)
    ruleset = kernel.call("landlock_create_ruleset", asked, len(asked), 0)
    try:
        _allow(ruleset, _NULL, handled)
        nodes = tuple(camera for camera in cameras if _allow(ruleset, camera, handled))
        kernel.no_new_privileges()
        kernel.call("landlock_restrict_self", ruleset, 0)
    finally:
        os.close(ruleset)
    return nodes


def _allow(ruleset: int, node: Path, handled: Right) -> bool:
    """Let one character device be used; False when the path is none."""
    try:
        there = os.open(node, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        if not stat.S_ISCHR(os.fstat(there).st_mode):
            return False
        # struct landlock_path_beneath_attr
        rule = struct.pack("=Qi", _USE & handled, there)
        kernel.call("landlock_add_rule", ruleset, _PATH_BENEATH, rule, 0)
    finally:
        os.close(there)
    return True
