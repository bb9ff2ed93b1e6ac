"""When what a command says goes to a full disk, or to a reader that is gone."""

import errno
import os
import sys
from contextlib import suppress

REASONS = (errno.ENOSPC, errno.EPIPE)


def unheard(error: OSError) -> int:
    """Say so where it can still be heard; the command's exit code."""
    # Else Python would try once more on its way out, and complain in its own words.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    if error.errno == errno.ENOSPC:
        says = "What it says cannot be written, since that disk is full: free some of it."
        print(f"exhibit: {says}", file=sys.stderr)
    return 1


def say(line: str) -> None:
    """A line on stderr, if it can still be heard; the exhibit goes on all the same."""
    with suppress(OSError):
        os.write(2, f"{line}\n".encode())
