"""What you can do: by place, with who says so; what is picked shows, and all of it fits."""

from itertools import product

import pytest
from step_pages import SIZES, WORDS, drawn, step_of

from exhibit.page.controls import picked
from exhibit.room.visit import Visit

REGIONS = ("eu", "uk", "us", "indonesia", "vietnam", "elsewhere")
PLEDGES = ("ask", "data", "app", "tell")


def visit(place=None, pledge=None):
    """A visit in which a place and a pledge were picked, by number."""
    given = {"rights.where": place, "rights.pledge": pledge}
    return Visit(picked={key: number for key, number in given.items() if number is not None})


def test_a_place_and_a_pledge_are_to_be_picked():
    picks = [picked(name) for name, _ in drawn("rights", visit()).touches]
    wanted = [("rights.where", n) for n in range(6)] + [("rights.pledge", n) for n in range(4)]
    assert [each for each in picks if each] == wanted


@pytest.mark.parametrize("number", range(len(REGIONS)))
def test_each_place_has_its_rights_its_hope_and_its_sources(number):
    page, region = drawn("rights", visit(number)), REGIONS[number]
    for others in REGIONS:
        assert (page.text(f"right.{others}") in page.said) == (others == region)
        assert (page.text(f"hope.{others}") in page.said) == (others == region)
    cited = next(text for text in page.said if text.startswith("Not legal advice"))
    assert len(cited.split(";")) >= 1 and cited != "Not legal advice. "
    assert step_of("rights").work(visit(number)).place == region


@pytest.mark.parametrize("number", range(len(PLEDGES)))
def test_what_was_picked_to_do_is_explained(number):
    page = drawn("rights", visit(pledge=number))
    assert page.text(f"how.{PLEDGES[number]}") in page.said
    assert page.text("ui.try") not in page.said
    assert step_of("rights").work(visit(pledge=number)).pledge == PLEDGES[number]


def test_before_that_it_asks():
    page = drawn("rights", visit())
    assert page.text("where") in page.said and page.text("try") in page.said


def test_every_source_is_cited_for_some_place():
    said = [drawn("rights", visit(number)).said for number in (None, *range(6))]
    texts = " ".join(text for each in said for text in each)
    sources = drawn("rights", visit()).sources
    for name in step_of("rights").sources:
        assert sources.by_id[name].short in texts, name


@pytest.mark.parametrize("language", WORDS.languages)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_whatever_is_picked_fits(size, language):
    over = {}
    for picks in product((None, *range(6)), (None, *range(4))):
        page = drawn("rights", visit(*picks), size, language)
        if page.overflows or page.count > 73:  # Leave and the language are two more
            over[picks] = (page.count, page.overflows)
    assert over == {}
