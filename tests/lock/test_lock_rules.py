"""The filters as the kernel reads them, for both machines: run here line by line."""

import re
import struct
from pathlib import Path

import pytest

from exhibit.lock.bpf import Answer, Compare, assemble
from exhibit.lock.calls import NUMBERS
from exhibit.lock.kernel import AARCH64, X86_64, Machine
from exhibit.lock.network import lobby_rules, room_rules

OWN = 4711
OTHER = 4712
AF_UNIX, AF_INET = 1, 2
SIGCHLD, CLONE_THREAD = 17, 0x10000
HIGH = 1 << 32
# Requests to an ext4 file (FS_IOC_SETFLAGS), a graphics card (DRM_IOCTL_VERSION), a console
# (VT_ACTIVATE).
SET_FLAGS, DRAW, CONSOLE = 0x40086602, 0xC0406400, 0x5606
# What OpenCV asks of a camera, by its number in videodev2.h.
CAMERA = {
    "QUERYCAP": 0x80685600,
    "G_FMT": 0xC0D05604,
    "S_FMT": 0xC0D05605,
    "REQBUFS": 0xC0145608,
    "QUERYBUF": 0xC0585609,
    "QBUF": 0xC058560F,
    "DQBUF": 0xC0585611,
    "STREAMON": 0x40045612,
    "STREAMOFF": 0x40045613,
    "G_PARM": 0xC0CC5615,
    "S_PARM": 0xC0CC5616,
    "G_CTRL": 0xC008561B,
    "S_CTRL": 0xC008561C,
    "QUERYCTRL": 0xC0445624,
    "ENUMINPUT": 0xC050561A,
    "G_INPUT": 0x80045626,
    "S_INPUT": 0xC0045627,
}

MACHINES = pytest.mark.parametrize("machine", [X86_64, AARCH64], ids=["x86_64", "aarch64"])
HEADERS = [
    (X86_64, Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h")),
    (AARCH64, Path("/usr/include/asm-generic/unistd.h")),
]


def verdict(code: bytes, audit: int, number: int, *arguments: int) -> int:
    """What a filter answers to a call: the five instructions of classic BPF that ours are of."""
    data = struct.pack("=iIQ6Q", number, audit, 0, *arguments, *[0] * (6 - len(arguments)))
    lines = list(struct.iter_unpack("=HBBI", code))
    at = loaded = 0
    while True:
        code_, yes, no, value = lines[at]
        at += 1
        if code_ == 0x06:
            return int(value)
        if code_ == 0x20:
            (loaded,) = struct.unpack_from("=I", data, value)
        elif code_ == 0x54:
            loaded &= value
        elif code_ == Compare.IS:
            at += yes if loaded == value else no
        elif code_ == Compare.HAS_BIT:
            at += yes if loaded & value else no
        else:
            raise AssertionError(f"no such instruction: {code_:#x}")


def ask(machine: Machine, who: str, call: str, *arguments: int) -> Answer:
    rules = lobby_rules() if who == "lobby" else room_rules(OWN, Answer.NOTIFY)
    number = machine.number(call)
    assert number is not None
    return Answer(verdict(assemble(rules, machine), machine.audit, number, *arguments))


@MACHINES
@pytest.mark.parametrize(
    ("call", "arguments", "lobby", "room"),
    [
        ("socket", (AF_UNIX,), Answer.ALLOW, Answer.EPERM),
        ("socket", (AF_INET,), Answer.TRACE, Answer.NOTIFY),
        ("socket", (AF_INET + HIGH,), Answer.TRACE, Answer.NOTIFY),
        ("socket", (AF_UNIX + HIGH,), Answer.ALLOW, Answer.EPERM),
        ("socketpair", (AF_UNIX,), Answer.ALLOW, Answer.EPERM),
        ("socketpair", (AF_INET,), Answer.TRACE, Answer.EPERM),
        ("connect", (3,), Answer.ALLOW, Answer.EPERM),
        ("clone", (SIGCHLD,), Answer.ALLOW, Answer.EPERM),
        ("clone", (CLONE_THREAD | 0x3D0F00,), Answer.ALLOW, Answer.ALLOW),
        ("clone3", (), Answer.ALLOW, Answer.ENOSYS),
        ("execve", (), Answer.ALLOW, Answer.EPERM),
        ("kill", (OWN,), Answer.ALLOW, Answer.ALLOW),
        ("kill", (OTHER,), Answer.ALLOW, Answer.EPERM),
        ("kill", (0,), Answer.ALLOW, Answer.EPERM),
        ("kill", (HIGH - 1,), Answer.ALLOW, Answer.EPERM),
        ("tgkill", (OWN, OTHER), Answer.ALLOW, Answer.ALLOW),
        ("tgkill", (OTHER, OWN), Answer.ALLOW, Answer.EPERM),
        ("ioctl", (0, 0x5412), Answer.EPERM, Answer.EPERM),
        ("ioctl", (0, 0x541C), Answer.EPERM, Answer.EPERM),
        ("ioctl", (0x5412, 0x5413), Answer.ALLOW, Answer.ALLOW),
        ("ioctl", (0, 0x5413 + HIGH), Answer.ALLOW, Answer.ALLOW),
        ("ioctl", (0, 0x5401), Answer.ALLOW, Answer.ALLOW),
        ("ioctl", (0, 0x802C542A), Answer.ALLOW, Answer.ALLOW),
        ("ioctl", (0, 0x5402), Answer.ALLOW, Answer.EPERM),
        ("ioctl", (0, SET_FLAGS), Answer.EPERM, Answer.EPERM),
        ("ioctl", (0, SET_FLAGS + HIGH), Answer.EPERM, Answer.EPERM),
        ("ioctl", (0, 0x40087602), Answer.EPERM, Answer.EPERM),
        ("ioctl", (0, 0x401C5820), Answer.EPERM, Answer.EPERM),
        ("ioctl", (0, 0x5000940E), Answer.EPERM, Answer.EPERM),
        ("ioctl", (0, DRAW), Answer.ALLOW, Answer.EPERM),
        ("ioctl", (0, CONSOLE), Answer.ALLOW, Answer.EPERM),
        ("fcntl", (3, 8, OTHER), Answer.ALLOW, Answer.EPERM),
        ("fcntl", (3, 37), Answer.ALLOW, Answer.EPERM),
        ("fcntl", (3, 6), Answer.ALLOW, Answer.ALLOW),
        ("flock", (3, 1), Answer.ALLOW, Answer.EPERM),
        ("fadvise64", (3, 0, 0, 4), Answer.ALLOW, Answer.EPERM),
        ("fadvise64", (3, 0, 4, 3), Answer.ALLOW, Answer.ALLOW),
        ("madvise", (0, 0, 21), Answer.ALLOW, Answer.EPERM),
        ("madvise", (0, 0, 4), Answer.ALLOW, Answer.ALLOW),
        ("preadv2", (3, 0, 0, 0, 0, 0x0A), Answer.ALLOW, Answer.EPERM),
        ("preadv2", (3, 0, 0, 0, 0, 0x01), Answer.ALLOW, Answer.ALLOW),
        ("mincore", (), Answer.ALLOW, Answer.EPERM),
        ("cachestat", (), Answer.ALLOW, Answer.EPERM),
        ("mbind", (), Answer.ALLOW, Answer.EPERM),
        ("fcntl", (8, 3), Answer.ALLOW, Answer.ALLOW),
        ("prlimit64", (OTHER,), Answer.ALLOW, Answer.EPERM),
        ("prlimit64", (0,), Answer.ALLOW, Answer.ALLOW),
        ("sched_setaffinity", (OTHER,), Answer.ALLOW, Answer.EPERM),
        ("sched_setaffinity", (0,), Answer.ALLOW, Answer.ALLOW),
        ("setpriority", (0, 0), Answer.ALLOW, Answer.EPERM),
        ("setresuid", (), Answer.ALLOW, Answer.EPERM),
        ("prctl", (1, 0), Answer.ALLOW, Answer.EPERM),
        ("prctl", (4, 1), Answer.ALLOW, Answer.EPERM),
        ("prctl", (22, 2), Answer.ALLOW, Answer.EPERM),
        ("prctl", (15,), Answer.ALLOW, Answer.ALLOW),
        ("shmget", (), Answer.ALLOW, Answer.EPERM),
        ("shmat", (), Answer.ALLOW, Answer.EPERM),
        ("shmctl", (), Answer.ALLOW, Answer.EPERM),
        ("msgrcv", (), Answer.EPERM, Answer.EPERM),
        ("mq_unlink", (), Answer.EPERM, Answer.EPERM),
        ("msgsnd", (), Answer.EPERM, Answer.EPERM),
        ("io_uring_setup", (), Answer.EPERM, Answer.EPERM),
        ("request_key", (), Answer.EPERM, Answer.EPERM),
        ("fsetxattr", (), Answer.EPERM, Answer.EPERM),
        ("seccomp", (), Answer.ALLOW, Answer.EPERM),
    ],
)
def test_answers(
    machine: Machine, call: str, arguments: tuple[int, ...], lobby: Answer, room: Answer
) -> None:
    assert ask(machine, "lobby", call, *arguments) is lobby
    assert ask(machine, "room", call, *arguments) is room


@MACHINES
@pytest.mark.parametrize("request_", CAMERA.values(), ids=CAMERA)
def test_a_camera_may_be_asked_everything(machine: Machine, request_: int) -> None:
    for who in ("lobby", "room"):
        assert ask(machine, who, "ioctl", 3, request_) is Answer.ALLOW


@MACHINES
def test_another_machine_ends_the_process(machine: Machine) -> None:
    code = assemble(lobby_rules(), machine)
    assert verdict(code, 0x40000003, 20) == Answer.KILL


@MACHINES
def test_x32_is_refused(machine: Machine) -> None:
    code = assemble(lobby_rules(), machine)
    assert verdict(code, machine.audit, 0x4000_0000 | 41, AF_UNIX) == Answer.EPERM


@MACHINES
def test_what_no_rule_names_is_allowed(machine: Machine) -> None:
    code = assemble(room_rules(OWN, Answer.NOTIFY), machine)
    named = {numbers[machine.column] for numbers in NUMBERS.values()}
    free = [number for number in range(460) if number not in named]
    assert {verdict(code, machine.audit, number) for number in free} == {Answer.ALLOW}


def test_the_lobbys_refusal_of_a_socket_yields_to_the_rooms() -> None:
    assert Answer.EPERM < Answer.NOTIFY < Answer.TRACE < Answer.ALLOW


def test_calls_of_old_are_left_out_where_there_are_none() -> None:
    assert AARCH64.number("fork") is None
    shorter = len(assemble(room_rules(OWN, Answer.NOTIFY), AARCH64))
    assert shorter < len(assemble(room_rules(OWN, Answer.NOTIFY), X86_64))


@pytest.mark.parametrize(("machine", "header"), HEADERS, ids=["x86_64", "aarch64"])
def test_numbers_are_the_kernels_own(machine: Machine, header: Path) -> None:
    if not header.exists():
        pytest.skip("no kernel headers here")
    defined = re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)$", header.read_text(), re.M)
    ours = {call: machine.number(call) for call, _ in defined if call in NUMBERS}
    assert ours == {call: int(number) for call, number in defined if call in NUMBERS}
    assert len(ours) > 40
