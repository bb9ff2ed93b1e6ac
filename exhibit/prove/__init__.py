"""exhibit prove: visits with a tracer in the pictures, then a search of every process left."""

from exhibit.prove.command import main

__all__ = ["main"]
