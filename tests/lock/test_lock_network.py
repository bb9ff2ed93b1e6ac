"""No network and, in a room, no other process: every way really tried, locked and unlocked."""

import platform
import signal

import pytest
from inside import run, start

NETWORKS = [*"inet inet6 netlink packet vsock alg bluetooth xdp".split(), "unheard of"]

# For everyone, by the name of the call.
FORBIDDEN = """io_uring_setup io_uring_enter io_uring_register ptrace process_vm_readv
process_vm_writev pidfd_getfd bpf userfaultfd perf_event_open open_by_handle_at setns unshare
add_key request_key keyctl msgget msgsnd msgrcv msgctl semget semctl semop semtimedop mq_open
mq_unlink""".split()
FORBIDDEN += ["type into a terminal", "paste into a terminal"]

# For rooms.
STARTING = ["fork", "clone", "execve", "execveat", "start a program"]
SIGNALLING = ["signal the parent", "signal the group", "signal all", "tkill the parent"]
SIGNALLING += ["tgkill the parent", "queue to the parent", "queue to its thread"]
SIGNALLING += ["pidfd_send_signal", "own a pipe", "own a pipe by kind", "limit the parent"]
REACHING = ["socket unix", "socketpair unix", "socketpair inet", "connect", "bind", "listen"]
SLOWING = ["bind the parent", "schedule the parent", "set its parameter", "set its attributes"]
SLOWING += ["make it wait", "make its disk wait"]
BECOMING = ["outlive the parent", "be seen", "become another user", "become another group"]
BECOMING += ["become one by setuid", "become one by setgid", "become one by setreuid"]
BECOMING += ["become one by setregid", "take away capabilities"]
LEAVING = ["flock", "lock an open file", "lock an open file, and wait", "choose its signal"]
LEAVING += ["lease", "hint at its life", "hint at its life, by file"]
LEAVING += ["mbind", "set_mempolicy_home_node", "shmat", "shmctl", "shmget"]
PAGES = ["cachestat", "mincore", "process_madvise", "send a file's pages away"]
PAGES += ["send pages away", "let pages go first", "read what is in memory", "read and forget"]
HIDING = ["filter", "filter by prctl"]
IN_ROOMS = [*STARTING, *SIGNALLING, *REACHING, *SLOWING, *BECOMING, *LEAVING, *PAGES, *HIDING]
IN_ROOMS += ["draw on a graphics card"]

# Refused to ordinary users by many a kernel without our help.
PRIVILEGED = {"bpf", "userfaultfd", "perf_event_open", "open_by_handle_at"}
PRIVILEGED |= {"mbind", "set_mempolicy_home_node"}


@pytest.fixture(scope="module")
def free() -> dict[str, str]:
    return run("free", "calls") | run("free", "networks")


@pytest.fixture(scope="module")
def lobby() -> dict[str, str]:
    return run("lobby", "calls") | run("lobby", "networks")


@pytest.fixture(scope="module")
def room() -> dict[str, str]:
    return run("house", "calls")["result"] | run("house", "networks")["result"]


@pytest.mark.parametrize("network", NETWORKS)
def test_no_network(network: str, lobby: dict[str, str], room: dict[str, str]) -> None:
    assert lobby[network] == "ENOSYS"
    assert room[network] == "EPERM"


def test_without_the_lock_there_are_networks(free: dict[str, str]) -> None:
    assert free["inet"] == free["netlink"] == "done"


@pytest.mark.parametrize("call", FORBIDDEN)
def test_forbidden_to_all(
    call: str, free: dict[str, str], lobby: dict[str, str], room: dict[str, str]
) -> None:
    assert lobby[call] == room[call] == "EPERM"
    assert free[call] != "EPERM" or call in PRIVILEGED


@pytest.mark.parametrize("call", IN_ROOMS)
def test_forbidden_to_rooms(call: str, free: dict[str, str], room: dict[str, str]) -> None:
    assert room[call] == "EPERM"
    assert free[call] != "EPERM" or call in PRIVILEGED


def test_a_room_cannot_borrow_its_parents_memory_to_start_a_program() -> None:
    assert run("house", "vfork")["result"] == "EPERM"


def test_a_room_is_told_that_clone3_does_not_exist(room: dict[str, str]) -> None:
    assert room["clone3"] == "ENOSYS"


def test_a_room_may_signal_and_limit_itself(room: dict[str, str]) -> None:
    own = ["signal oneself", "tgkill oneself", "bind oneself"]
    own += ["limit oneself", "limit oneself by 0"]
    assert {room[call] for call in own} == {"done"}


@pytest.mark.parametrize("role", ["lobby", "house"])
def test_nobody_reads_another_processs_memory(role: str) -> None:
    told = run(role, "read_the_parents_memory")
    assert (told["result"] if role == "house" else told) == "EACCES"
    assert run("free", "read_the_parents_memory") == "done"


@pytest.mark.parametrize("request_", ["another ioctl", "ask a camera"])
def test_other_requests_to_devices_pass(
    request_: str, lobby: dict[str, str], room: dict[str, str]
) -> None:
    assert lobby[request_] == room[request_] == "EBADF"


def test_the_lobby_may_draw_by_a_graphics_card(lobby: dict[str, str]) -> None:
    assert lobby["draw on a graphics card"] == "EBADF"


def test_the_lobby_may_start_programs_and_share_memory(
    free: dict[str, str], lobby: dict[str, str]
) -> None:
    kept = [*STARTING, "clone3", "socket unix", "socketpair unix", "shmat", "shmget"]
    kept += ["signal oneself"]
    assert {call: lobby[call] for call in kept} == {call: free[call] for call in kept}


def test_the_lobby_signals_no_one_outside(lobby: dict[str, str]) -> None:
    assert lobby["signal the parent"] == lobby["tgkill the parent"] == "EPERM"


def test_the_lobby_talks_to_and_ends_what_it_starts() -> None:
    assert run("lobby", "at_home") == ["hello", "SIGKILL"]


def test_x32_calls_are_refused() -> None:
    if platform.machine() != "x86_64":
        pytest.skip("x32 belongs to x86_64")
    assert run("lobby", "x32") == "EPERM"
    assert run("free", "x32") != "EPERM"


def test_a_32_bit_call_ends_the_process() -> None:
    if platform.machine() != "x86_64":
        pytest.skip("int 0x80 belongs to x86")
    if not _works_unlocked("foreign_machine"):
        pytest.skip("this kernel has no 32-bit calls")
    told = run("house", "foreign_machine")
    assert (told["result"], told["ended"]) == (None, -signal.SIGSYS)


def _works_unlocked(task: str) -> bool:
    free = start("free", task)
    free.communicate(timeout=60)
    return free.returncode == 0
