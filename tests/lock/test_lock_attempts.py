"""A room's attempts to reach a network: each refused, each counted once, by the lobby."""

import os
import select
import socket

from inside import run

from exhibit.lock import Attempts, Family, receive_listener, send_listener

EVERY = "INET INET6 NETLINK PACKET VSOCK ALG BLUETOOTH".split()


def test_each_attempt_is_counted_under_its_family() -> None:
    counts = run("house", "networks")["counts"]
    assert counts == dict.fromkeys(EVERY, 1) | {"OTHER": 2}


def test_attempts_of_many_threads_at_once_are_counted_exactly() -> None:
    tries = {Family.INET: 300, Family.INET6: 200, Family.NETLINK: 100}
    told = run("house", "tried_often", tries={int(each): n for each, n in tries.items()})
    assert told["result"] == ["EPERM"]
    assert told["counts"] == {family.name: n for family, n in tries.items()}


def test_other_refusals_are_not_counted_as_network_attempts() -> None:
    assert run("house", "calls")["counts"] == {}


def test_a_librarys_own_attempts_are_counted() -> None:
    told = run("house", "looked_up")
    assert told["result"] == "gaierror"
    assert sum(told["counts"].values()) > 0


def test_the_self_tests_attempts_are_kept_apart() -> None:
    told = run("house", "tested_then_tried", with_lock=True)
    assert told["result"] is True
    assert told["tested"] == {"INET": 1, "INET6": 1}
    assert told["proven"] is True
    assert told["counts"] == {"INET": 1, "INET6": 1}


def test_whoever_signs_as_the_self_test_is_counted_all_the_same() -> None:
    told = run("house", "tested_then_signed", with_lock=True, times=50)
    assert told["result"] == ["EPERM"]
    assert (told["tested"], told["proven"]) == ({"INET": 1, "INET6": 1}, True)
    assert told["counts"] == {"INET": 50, "INET6": 50, "NETLINK": 50}


def test_a_room_cannot_answer_its_own_attempts() -> None:
    told = run("house", "filtered_then_tried", times=50)
    assert told["result"] == ["EPERM", "EPERM", "EPERM"]
    assert told["counts"] == {"INET": 50}


def test_a_count_is_not_believed_where_somebody_else_refuses_first() -> None:
    told = run("house", "tested", with_lock=True, outer_filter=True)
    assert told["tested"] == {}
    assert told["proven"] is False


def test_without_a_lobby_to_answer_attempts_still_fail() -> None:
    told = run("house", "left_alone")
    assert told["result"] == ["EPERM", "ENOSYS"]
    assert told["counts"] == {"INET": 1}


def test_a_family_without_a_name_is_other() -> None:
    assert Family(250) is Family.OTHER


def test_a_listener_travels_over_a_socket_once_and_nobody_inherits_it() -> None:
    ours, theirs = socket.socketpair()
    read, write = os.pipe()
    channel = theirs.detach()
    send_listener(channel, write)
    with ours:
        received = receive_listener(ours)
        assert received is not None
        assert not os.get_inheritable(received)
        os.close(received)
        assert ours.recv(1) == b"", "the room's end is closed"
    assert os.read(read, 1) == b"", "nobody else holds it"
    os.close(read)


def test_a_room_that_cannot_count_says_so_by_closing() -> None:
    ours, theirs = socket.socketpair()
    send_listener(theirs.detach(), None)
    with ours:
        assert receive_listener(ours) is None


def test_no_listener_yet_does_not_hold_up_the_lobby() -> None:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    with ours, theirs:
        try:
            receive_listener(ours)
        except BlockingIOError:
            return
    raise AssertionError("something was received that nobody sent")


def test_closed_attempts_answer_nothing_and_close_again() -> None:
    read, write = os.pipe()
    attempts = Attempts(read)
    assert attempts.fileno() == read
    os.write(write, b"not a notification")
    attempts.answer()
    assert select.select([attempts], [], [], 0)[0], "what cannot be answered is left"
    attempts.close()
    attempts.close()
    attempts.answer()
    assert (attempts.fileno(), attempts.counts) == (-1, {})
    os.close(write)
