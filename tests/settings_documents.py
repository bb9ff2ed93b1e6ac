"""The documents that hold every setting: run this file to bring them in step with the program."""

from pathlib import Path

from exhibit.explain import as_markdown, as_toml

ROOT = Path(__file__).parent.parent
# Where in each the settings begin and end, and what should stand between.
PLACES = {
    "README.md": ("```toml\n[screen]", "```\n", lambda: "```toml\n" + as_toml()),
    "docs/OPERATING.md": ("| setting | default |", "\n## ", as_markdown),
}


def in_step(document):
    """The text of a document with its settings as they are now."""
    text = (ROOT / document).read_text(encoding="utf-8")
    start, end, made = PLACES[document]
    first = text.index(start)
    return text[:first] + made() + text[text.index(end, first + len(start)) :]


if __name__ == "__main__":
    for each in PLACES:
        (ROOT / each).write_text(in_step(each), encoding="utf-8")
