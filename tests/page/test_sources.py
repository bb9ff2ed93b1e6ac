"""Sources: every citation is whole, and a step cannot cite what is not there."""

import pytest

from exhibit.errors import BadStep, BadText
from exhibit.page.claims import load_claims
from exhibit.page.sources import GRADES, load_sources
from exhibit.steps.contract import HERE, load_step

ENTRY = """
[iris-ruler]
short = "Rüfer, 2005"
author = "Rüfer"
title = "White-to-white"
year = 2005
address = "https://example.org/1"
read_on = ""
supports = "The iris is 11.71 mm wide."
grade = "established"
seen = "from memory: check before print"
"""


def load(folder, text):
    path = folder / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return load_sources(path)


def steps():
    """Every step the package has, loaded."""
    names = sorted(each.stem for each in HERE.glob("*.py"))
    return [load_step(name) for name in names if name not in ("__init__", "contract")]


def test_a_source_is_read(tmp_path):
    source = load(tmp_path, ENTRY).by_id["iris-ruler"]
    assert (source.author, source.year, source.grade) == ("Rüfer", 2005, "established")


def test_several_are_named_in_one_line(tmp_path):
    other = ENTRY.replace("iris-ruler", "other").replace("Rüfer, 2005", "EU 2019/2144")
    assert load(tmp_path, ENTRY + other).cite("other", "iris-ruler") == "EU 2019/2144; Rüfer, 2005"


def test_what_the_steps_cite_is_there():
    sources = load_sources()
    for step in steps():
        sources.need(step.sources, f"steps/{step.name}.py")


def test_what_is_there_is_cited_by_a_step_or_a_claim():
    cited = {each for step in steps() for each in step.sources} | load_claims().cited
    assert set(load_sources().by_id) - cited == set()


def test_how_a_citation_was_seen_is_said_and_what_was_not_is_marked():
    for name, source in load_sources().by_id.items():
        doubtful = "memory" in source.seen or "is a guess" in source.seen
        assert not doubtful or "check" in source.seen, f"{name}: write: check before print"
        assert source.read_on or "memory" in source.seen or "secondary" in source.seen, name


def test_no_two_sources_have_one_address_and_one_meaning():
    entries = [(each.address, each.supports) for each in load_sources().by_id.values()]
    assert len(entries) == len(set(entries))


def test_every_source_can_be_looked_up():
    for name, source in load_sources().by_id.items():
        assert source.address.startswith(("https://", "http://")), name
        assert 1850 < source.year < 2030, name
        assert source.short and source.author and source.title, name
        assert source.supports.endswith("."), name


def test_a_citation_that_is_not_there_is_answered_with_the_nearest(tmp_path):
    with pytest.raises(BadStep) as caught:
        load(tmp_path, ENTRY).need(["iris-rule"], "steps/measure.py")
    assert str(caught.value) == (
        'steps/measure.py cites "iris-rule", which is not in sources.toml.'
        ' Did you mean "iris-ruler"?'
    )


@pytest.mark.parametrize(
    "text, complaint",
    [
        (ENTRY.replace("title", "titel"), r"sources.toml \[iris-ruler\] needs just these: short, "),
        (ENTRY + 'pages = "3"\n', r"sources.toml \[iris-ruler\] needs just these: short, "),
        ("iris-ruler = 3", r"sources.toml \[iris-ruler\] needs just these: short, "),
        (
            ENTRY.replace('"established"', '"establishd"'),
            r'sources.toml \[iris-ruler\] has the grade "establishd", which is none\.'
            r' Did you mean "established"\?$',
        ),
        (ENTRY.replace('"established"', "3"), r"\[iris-ruler\]: grade should be a text, not 3\.$"),
        (ENTRY.replace("= 2005", "= '5'"), r"\[iris-ruler\]: year should be a number, not '5'\.$"),
        ("[", r"^The sources .*sources\.toml cannot be read: "),
    ],
    ids=["misspelt", "one too many", "no table", "grade", "grade a number", "year a text", "TOML"],
)
def test_one_sentence_says_what_is_wrong(tmp_path, text, complaint):
    with pytest.raises(BadText, match=complaint):
        load(tmp_path, text)


def test_a_file_that_is_missing(tmp_path):
    with pytest.raises(BadText, match="cannot be read"):
        load_sources(tmp_path / "sources.toml")


@pytest.mark.parametrize("grade", GRADES)
def test_every_grade_is_allowed(tmp_path, grade):
    sources = load(tmp_path, ENTRY.replace("established", grade))
    assert sources.by_id["iris-ruler"].grade == grade


class TestSourcesOfOnesOwn:
    def test_a_folder_of_steps_may_bring_its_own(self, tmp_path):
        own = tmp_path / "own"
        own.mkdir()
        load(own, ENTRY.replace("iris-ruler", "our-museum"))
        (tmp_path / "sources.toml").write_text(ENTRY, encoding="utf-8")
        found = load_sources(tmp_path / "sources.toml", [own, tmp_path / "none"])
        assert set(found.by_id) == {"iris-ruler", "our-museum"}

    def test_but_not_under_a_name_that_is_taken(self, tmp_path):
        own = tmp_path / "own"
        own.mkdir()
        load(own, ENTRY)
        (tmp_path / "sources.toml").write_text(ENTRY, encoding="utf-8")
        with pytest.raises(BadText, match=r"own/sources.toml \[iris-ruler\]: the exhibit has"):
            load_sources(tmp_path / "sources.toml", [own])
