"""Whether this computer is one without the lock: not Linux, or told to take the same way."""

import os
import sys

SWITCH = "EXHIBIT_ELSEWHERE"  # set, Linux does as other systems do, and says so on the screen


def elsewhere() -> bool:
    """True where nothing is enforced and only the plainest means of sharing are used."""
    return not sys.platform.startswith("linux") or SWITCH in os.environ
