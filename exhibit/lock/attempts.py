"""The lobby's side of a room's network lock: every attempt is refused, and counted by family."""

import errno
import os
import select
import socket
import struct
import sys
from collections import Counter
from enum import IntEnum

if sys.platform != "win32":
    import fcntl

# Linux: include/uapi/linux/seccomp.h, struct seccomp_notif (the call's number, machine, place and
# six arguments within it) and struct seccomp_notif_resp.
_REQUEST = struct.Struct("=QII iIQ 6Q")
_REPLY = struct.Struct("=QqiI")
_RECEIVE = 0xC050_2100
_SEND = 0xC018_2101

# The kernel reads the lower half of a protocol number; a notification carries all of it. The
# self-test signs its attempts in the upper half, so that they can be told from real ones.
SIGNATURE = 0x5E1F_7E57 << 32

# A room that tries without end must not hold up the lobby's own pictures.
AT_ONCE = 64


class Family(IntEnum):
    """Which network a socket was asked for, by Linux's address families."""

    OTHER = 0
    INET = 2
    INET6 = 10
    NETLINK = 16
    PACKET = 17
    BLUETOOTH = 31
    ALG = 38
    VSOCK = 40

    @classmethod
    def _missing_(cls, value: object) -> "Family":
        return cls.OTHER


_TESTED = (Family.INET, Family.INET6)


class Attempts:
    """A room's attempts to reach a network, refused one by one for as long as it lives."""

    def __init__(self, listener: int) -> None:
        """Take over the listener, a descriptor from receive_listener()."""
        self._listener = listener
        self._waiting = select.poll()
        self._waiting.register(listener, select.POLLIN)
        self._counts: Counter[Family] = Counter()
        self._tested: Counter[Family] = Counter()

    @property
    def counts(self) -> dict[Family, int]:
        """Attempts refused so far, the self-test's own left out."""
        return dict(self._counts)

    @property
    def tested(self) -> dict[Family, int]:
        """The self-test's attempts refused."""
        return dict(self._tested)

    @property
    def proven(self) -> bool:
        """Whether the self-test's two attempts came through, so that the count can be believed.

        They do not where somebody else's filter refuses sockets first (systemd's
        RestrictAddressFamilies does).
        """
        return self._tested == dict.fromkeys(_TESTED, 1)

    def fileno(self) -> int:
        """The descriptor to wait on for reading; -1 once closed."""
        return self._listener

    def answer(self, most: int = AT_ONCE) -> None:
        """Refuse what is waiting with EPERM, oldest first, and count it; never waits."""
        for _ in range(most):
            if not self._pending():
                return
            try:
                self._refuse()
            except OSError:
                # The caller was killed or interrupted meanwhile: it was told nothing, and an
                # interrupted one asks again, so it does not count.
                continue

    def close(self) -> None:
        """Let go of the listener; later attempts fail with ENOSYS, uncounted. Safe to repeat."""
        if self._listener >= 0:
            os.close(self._listener)
            self._listener = -1

    def _pending(self) -> bool:
        if self._listener < 0:
            return False
        return any(event & select.POLLIN for _, event in self._waiting.poll(0))

    def _refuse(self) -> None:
        request = bytearray(_REQUEST.size)
        fcntl.ioctl(self._listener, _RECEIVE, request)
        caller, *_, family, _type, protocol, _3, _4, _5 = _REQUEST.unpack(request)
        fcntl.ioctl(self._listener, _SEND, _REPLY.pack(caller, 0, -errno.EPERM, 0))
        asked = Family(family & 0xFFFF_FFFF)
        # Anybody can sign; but the self-test comes first, and tries each of its families once.
        by_test = protocol == SIGNATURE and asked in _TESTED and not self._tested[asked]
        counter = self._tested if by_test else self._counts
        counter[asked] += 1


def send_listener(sock: int, listener: int | None) -> None:
    """The room's side: hand the listener to the lobby over a socket, and close both descriptors.

    Both, since a room that kept the listener would wait for itself. None tells the lobby that
    attempts will not be counted.
    """
    with socket.socket(fileno=sock) as channel:
        if listener is not None:
            socket.send_fds(channel, [b"L"], [listener])
            os.close(listener)


def receive_listener(channel: socket.socket) -> int | None:
    """The lobby's side: the listener, close-on-exec; None when the room has none or is gone.

    Raises BlockingIOError when the socket does not block and nothing has come yet.
    """
    _, descriptors, _, _ = socket.recv_fds(channel, 1, 1)
    for descriptor in descriptors:
        os.set_inheritable(descriptor, False)
    return descriptors[0] if descriptors else None
