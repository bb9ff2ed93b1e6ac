"""A camera looks at you; the screen shows what a program can infer, then deletes it."""

import sys

__version__ = "0.1.0"

# Here, since an older Python understands little of the rest.
if sys.version_info < (3, 11):  # noqa: UP036
    version = ".".join(map(str, sys.version_info[:2]))
    sys.exit("exhibit: Python " + version + " is too old: install 3.11 or newer.")
