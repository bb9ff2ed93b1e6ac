"""exhibit check: what is wrong with this computer, and how to mend it, in words."""

from exhibit.check.command import main

__all__ = ["main"]
