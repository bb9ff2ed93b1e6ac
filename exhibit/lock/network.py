"""The network lock, and the room's ban on other processes: seccomp filters and their reasons.

A room is started by a locked lobby and so inherits the lobby's filter; of the two answers the
stricter one counts: KILL, then an error number, then NOTIFY, TRACE, ALLOW. Were the lobby's filter
to refuse a socket with an error number, the room's could never report it. So the lobby's says
TRACE, which with no tracer is a plain refusal (ENOSYS), and leaves the room's NOTIFY the last word.

strace asks to be told of TRACE only under --seccomp-bpf, and then lets the call run; without that
switch the lock holds while it watches. Whoever may trace a process owns it anyway; the memory
lock keeps ordinary users from it.
"""

import ctypes
import os
from collections.abc import Iterable

from exhibit.lock import kernel
from exhibit.lock.bpf import Answer, Compare, Rule, assemble
from exhibit.lock.state import Reason

_SET_MODE_FILTER = 1
TSYNC = 1 << 0
NEW_LISTENER = 1 << 3
TSYNC_ESRCH = 1 << 4

_AF_UNIX = 1
_CLONE_THREAD = 0x0001_0000
# Typing into the terminal the program was started from is starting programs by another hand.
_TIOCSTI = 0x5412
_TIOCLINUX = 0x541C

# A pipe's owner is signalled when something comes in.
_F_SETOWN = 8
_F_SETOWN_EX = 15
# What is kept with an open file, or with the file, when the process that asked for it is dead: a
# lock takes as many bytes as its range has, and everyone can read it in /proc/locks.
_F_SETSIG = 10
_F_OFD_SETLK, _F_OFD_SETLKW = 37, 38
_F_SETLEASE = 1024
_F_SET_RW_HINT, _F_SET_FILE_RW_HINT = 1036, 1038
_KEPT = (_F_SETSIG, _F_OFD_SETLK, _F_OFD_SETLKW, _F_SETLEASE, _F_SET_RW_HINT, _F_SET_FILE_RW_HINT)

# Requests to devices and files have a type, the second byte. Those of file systems write flags,
# numbers and whole folders through a file that was only opened to be read.
_TYPE = 0x0000_FF00
_FILE_SYSTEMS = tuple(ord(each) << 8 for each in "fvX\x94")
# A camera's requests are of one type; a console's too, but theirs say no size and no direction.
_CAMERA = ord("V") << 8
_CONSOLE = 0xFFFF_FF00
# What Python and libraries ask of any descriptor: is it a terminal (the two kinds of TCGETS), how
# wide (TIOCGWINSZ), is anything there to read (FIONREAD); do not wait, do not inherit.
_ASKED = (0x5401, 0x802C_542A, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)

# Ways past a filter of calls, into another process, or to an open descriptor of another's.
_AROUND = (
    "bpf",
    "io_uring_enter",
    "io_uring_register",
    "io_uring_setup",
    "open_by_handle_at",
    "perf_event_open",
    "pidfd_getfd",
    "process_vm_readv",
    "process_vm_writev",
    "ptrace",
    "setns",
    "unshare",
    "userfaultfd",
)

# A key request can have the kernel start a program that looks a name up; a key outlives us.
_KEYS = ("add_key", "keyctl", "request_key")

# What Landlock does not watch: an attribute of a file can hold a picture.
_ATTRIBUTES = (
    "chmod",
    "chown",
    "fchmod",
    "fchmodat",
    "fchmodat2",
    "fchown",
    "fchownat",
    "file_setattr",
    "fremovexattr",
    "fsetxattr",
    "futimesat",
    "lchown",
    "lremovexattr",
    "lsetxattr",
    "removexattr",
    "removexattrat",
    "setxattr",
    "setxattrat",
    "utime",
    "utimensat",
    "utimes",
)

# What stays in the kernel when the process is dead. What another program left there needs no
# opening: whoever knows its number may write to it.
_OUTLIVING = (
    "mq_open",
    "mq_unlink",
    "msgctl",
    "msgget",
    "msgrcv",
    "msgsnd",
    "semctl",
    "semget",
    "semop",
    "semtimedop",
)
# So does memory shared by number, but the lobby's display library draws by it.
_SHARING = ("shmat", "shmctl", "shmget")
# Where memory that others share lies is kept with that memory.
_PLACING = ("mbind", "set_mempolicy_home_node")

# Which pages of a file are in memory is a sheet of paper that outlives the room. It may neither
# see them (but by how long reading takes) nor send them away.
_PAGES = ("cachestat", "mincore", "process_madvise")
_FADV_DONTNEED = 4
_MADV_COLD, _MADV_PAGEOUT = 20, 21
_RWF_NOWAIT, _RWF_DONTCACHE = 0x08, 0x80

# Who changes who it is no longer dies with its parent.
_WHO = (
    "capset",
    "setfsgid",
    "setfsuid",
    "setgid",
    "setgroups",
    "setregid",
    "setresgid",
    "setresuid",
    "setreuid",
    "setuid",
)
# To die with its parent, and to hide its memory, is nothing a room may undo.
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE = 1, 4
# A filter of its own would answer before ours, and what it answers nobody counts.
_PR_SET_SECCOMP = 22
_FOR_GOOD = (_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP)
# The lobby could be slowed down by these, and would stay so.
_SLOWING = ("ioprio_set", "setpriority")
_SCHEDULING = ("sched_setaffinity", "sched_setattr", "sched_setparam", "sched_setscheduler")
_STARTING = ("execve", "execveat", "fork", "vfork")
_SIGNALLING = ("kill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "tgkill", "tkill")
_REACHING = ("bind", "connect", "listen", "socketpair")


def _refuse(*calls: str) -> list[Rule]:
    return [Rule(call, Answer.EPERM) for call in calls]


def _common() -> list[Rule]:
    """What neither the lobby nor a room may do."""
    return _refuse(*_AROUND, *_KEYS, *_ATTRIBUTES, *_OUTLIVING)


def lobby_rules() -> list[Rule]:
    """The lobby's rules: sockets within this computer only, for the display."""
    return [
        Rule("socket", Answer.ALLOW, values=(_AF_UNIX,), otherwise=Answer.TRACE),
        Rule("socketpair", Answer.ALLOW, values=(_AF_UNIX,), otherwise=Answer.TRACE),
        # All else is asked of graphics cards, which are many.
        Rule("ioctl", Answer.EPERM, 1, values=(_TIOCSTI, _TIOCLINUX), otherwise=None),
        Rule("ioctl", Answer.EPERM, 1, values=_FILE_SYSTEMS, mask=_TYPE),
        *_common(),
    ]


def _asking() -> list[Rule]:
    """What a room may ask of devices and files: a camera everything, and a few plain questions."""
    return [
        Rule("ioctl", Answer.EPERM, 1, values=(_CAMERA,), mask=_CONSOLE, otherwise=None),
        Rule("ioctl", Answer.ALLOW, 1, values=(_CAMERA,), mask=_TYPE, otherwise=None),
        Rule("ioctl", Answer.ALLOW, 1, values=_ASKED, otherwise=Answer.EPERM),
    ]


def _leaving() -> list[Rule]:
    """What would be kept, of what a room did to something it may only read, when it is dead."""
    none_waited_for = (_RWF_NOWAIT | _RWF_DONTCACHE,)
    return [
        *_refuse("flock", *_PLACING, *_PAGES),
        Rule("fcntl", Answer.EPERM, 1, values=(_F_SETOWN, _F_SETOWN_EX, *_KEPT)),
        Rule("fadvise64", Answer.EPERM, 3, values=(_FADV_DONTNEED,)),
        Rule("madvise", Answer.EPERM, 2, values=(_MADV_COLD, _MADV_PAGEOUT)),
        Rule("preadv2", Answer.EPERM, 5, Compare.HAS_BIT, none_waited_for),
    ]


def room_rules(pid: int, network: Answer) -> list[Rule]:
    """A room's rules: no socket at all, threads but no process, signals to itself (pid) only.

    network: the answer to a socket of any family but AF_UNIX, NOTIFY to have it counted.
    """
    own = [Rule(call, Answer.ALLOW, values=(pid,), otherwise=Answer.EPERM) for call in _SIGNALLING]
    threads = Rule(
        "clone",
        Answer.ALLOW,
        compare=Compare.HAS_BIT,
        values=(_CLONE_THREAD,),
        otherwise=Answer.EPERM,
    )
    return [
        Rule("socket", Answer.EPERM, values=(_AF_UNIX,), otherwise=network),
        threads,
        # The C library falls back to clone, whose flags a filter can read.
        Rule("clone3", Answer.ENOSYS),
        *own,
        *_asking(),
        *_leaving(),
        # A limit set for another process ends it like a signal; 0 is oneself.
        Rule("prlimit64", Answer.ALLOW, values=(0, pid), otherwise=Answer.EPERM),
        Rule("prctl", Answer.EPERM, values=_FOR_GOOD),
        *_refuse("seccomp"),
        *(
            Rule(call, Answer.ALLOW, values=(0, pid), otherwise=Answer.EPERM)
            for call in _SCHEDULING
        ),
        *_refuse(*_REACHING, *_STARTING, "pidfd_send_signal", *_SHARING, *_SLOWING, *_WHO),
        *_common(),
    ]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def install(rules: Iterable[Rule], flags: int) -> int:
    """Put the rules on every thread of this process: 0, or the listener; raises OSError."""
    machine = kernel.machine()
    if machine is None:
        raise OSError("this machine has no filter")
    code = assemble(rules, machine)
    program = _Program(len(code) // 8, code)
    kernel.no_new_privileges()
    result = kernel.call("seccomp", _SET_MODE_FILTER, flags, bytes(program))
    if flags == TSYNC and result:
        raise OSError(f"thread {result} cannot be locked")
    return result


def shut_lobby() -> Reason:
    """Shut the lobby off from the network; why not, if not."""
    try:
        install(lobby_rules(), TSYNC)
    except OSError:
        return Reason.SECCOMP
    return Reason(0)


def shut_room() -> tuple[Reason, int | None]:
    """Shut a room off from network and processes: why not, if not, and the listener to hand over.

    The listener is a close-on-exec descriptor.
    """
    try:
        rules = room_rules(os.getpid(), Answer.NOTIFY)
        return Reason(0), install(rules, NEW_LISTENER | TSYNC | TSYNC_ESRCH)
    except OSError:
        return shut_uncounted(), None


def shut_uncounted() -> Reason:
    """The same lock where refusals cannot be reported."""
    try:
        install(room_rules(os.getpid(), Answer.EPERM), TSYNC)
    except OSError:
        return Reason.SECCOMP
    return Reason.LISTENER
