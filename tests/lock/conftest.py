"""Only Linux has the lock; elsewhere only its rules and its absence are tested."""

import sys

LINUX_ONLY = ["attempts", "files", "mediapipe", "network", "process", "selftest"]

collect_ignore = [] if sys.platform == "linux" else [f"test_lock_{each}.py" for each in LINUX_ONLY]
