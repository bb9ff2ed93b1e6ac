"""How much of the computer a room may take: memory of any sort, and threads; Linux."""

import os

from exhibit.living import folder_of

MEMORY = 4 << 30  # bytes in use; a visit takes half a GB, and pages of the city as it is read
THREADS = 1000  # a visit has about fifty

_THREADS_AT, _PAGES_AT = 17, 21  # places in /proc/PID/stat behind the name (proc(5): 20 and 24)


def too_much(pid: int) -> bool:
    """Whether a process takes more than any visit needs; False where the system does not say.

    Linux has limits of its own, but none of them counts memory that is shared.
    """
    try:
        # Bytes: the process names itself, and the name may be no text.
        told = (folder_of(pid) / "stat").read_bytes().rpartition(b")")[2].split()
        threads, pages = int(told[_THREADS_AT]), int(told[_PAGES_AT])
    except (OSError, IndexError, ValueError):
        return False
    return threads > THREADS or pages * os.sysconf("SC_PAGE_SIZE") > MEMORY
