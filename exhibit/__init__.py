"""A camera looks at you; the screen shows what a program can infer, then deletes it."""

__version__ = "0.1.0"
