"""The claims: graded as the fact base grades them, each with its sources; complaints are clear."""

import tomllib
from collections import Counter

import pytest
from reading import words_in

from exhibit.errors import BadStep, BadText
from exhibit.page.claims import GUESSES, PLACES, TEXTS, TOPICS, load_claims
from exhibit.page.sources import load_sources
from exhibit.paths import TEXT

# The leading grades of S-01 to S-34 in the fact base: Established, Contested, oVerstated,
# Not supported, Opinion.
GRADES = "OVVCCECCEENVEEEECCEEVNVNNEEOOOVOVO"
LETTERS = dict(zip("ECVNO", GUESSES, strict=True))
# The facts that the fact base wants checked before print.
CHECK = {1, 4, 5, 10, 14, 16, 21, 26, 27, 28, 30, 31, 32, 34, 38, 39, 43, 45, 46, 49, 54, 57, 58}
CHECK |= {67, 75, 77, 82, 85, 86, 88, 89, 90, 91, 92, 97, 98, 99, 102, 106, 109, 110, 112, 113}

ENTRY = """
first = ["S01"]
[S01]
grade = "contested"
kind = "evidence"
topic = "cameras"
facts = ["F-04"]
sources = ["ihs-2019"]
place = "us"
elsewhere = ["ihs-2019"]
check = true
"""


@pytest.fixture(scope="module")
def claims():
    return load_claims()


def load(folder, text):
    path = folder / "claims.toml"
    path.write_text(text, encoding="utf-8")
    return load_claims(path)


def test_all_34_are_graded_as_the_fact_base_does(claims):
    given = {each.id: each.grade for each in claims.shown}
    assert given == {f"S{n:02d}": LETTERS[letter] for n, letter in enumerate(GRADES, 1)}


def test_the_first_few_are_of_several_grades(claims):
    assert 3 <= claims.first <= 4
    assert len({each.grade for each in claims.shown[: claims.first]}) == claims.first


def test_then_come_the_others_in_their_order(claims):
    rest = [each.number for each in claims.shown[claims.first :]]
    assert rest == sorted(rest) and len(rest) == 34 - claims.first


def test_only_opinions_look_like_opinions(claims):
    for each in claims.shown:
        assert (each.kind == "opinion") == (each.grade == "opinion"), each.id


def test_every_system_of_the_article_has_its_place(claims):
    assert {each.topic for each in claims.shown} == set(TOPICS)


def test_every_claim_stands_beside_another_place(claims):
    assert Counter(each.place for each in claims.shown).keys() == set(PLACES)
    assert all(each.sources and each.elsewhere for each in claims.shown)


def test_what_is_to_be_checked_before_print_is_marked(claims):
    sources = load_sources().by_id
    for each in claims.shown:
        facts = {int(fact.removeprefix("F-")) for fact in each.facts}
        doubts = [sources[name].seen for name in each.sources + each.elsewhere]
        doubted = any("check before print" in seen for seen in doubts)
        assert each.check == bool(facts & CHECK or doubted), each.id


def test_every_source_of_a_claim_is_there(claims):
    claims.need(load_sources())
    assert len(claims.cited) > 50


@pytest.mark.parametrize("language", ["en", "id", "vi", "zh"])
def test_every_claim_has_its_texts(claims, language, words):
    for each in claims.shown:
        said = [words.say(language, f"claim.{each.id}.{which}") for which in TEXTS]
        assert len(set(said)) == len(TEXTS)
        assert all(words_in(text, language) <= 25 for text in said)


def test_there_are_texts_for_these_claims_only(claims):
    wanted = {f"claim.{each.id}.{which}" for each in claims.shown for which in TEXTS}
    given = tomllib.loads((TEXT / "en.toml").read_text(encoding="utf-8"))["claim"]
    assert {f"claim.{name}.{which}" for name, texts in given.items() for which in texts} == wanted


def test_a_claim_whose_source_is_not_there_is_a_complaint(tmp_path):
    claims = load(tmp_path, ENTRY.replace('sources = ["ihs-2019"]', 'sources = ["ihs-2018"]'))
    with pytest.raises(BadStep) as caught:
        claims.need(load_sources())
    assert str(caught.value) == (
        'claims.toml [S01] cites "ihs-2018", which is not in sources.toml.'
        ' Did you mean "ihs-2019"?'
    )


@pytest.mark.parametrize(
    "old, new, complaint",
    [
        ('grade = "contested"', 'grade = "contestd"',
         r'\[S01\]: grade is "contestd", which is none\. Did you mean "contested"\?'),
        ('grade = "contested"', 'grade = "recommendation"', r'grade is "recommendation"'),
        ('grade = "contested"\n', "", r"\[S01\] needs just these: grade, kind, topic"),
        ('place = "us"', 'place = "usa"', r'place is "usa", which is none\. Did you mean "us"\?'),
        ('sources = ["ihs-2019"]', "sources = []", r"sources should be a list of texts, not \[\]"),
        ("check = true", "check = 1", r"check should be true or false, not 1"),
        ('["S01"]', '["S02"]', r'first names "S02", which is no claim\. Did you mean "S01"\?'),
        ('first = ["S01"]', "", r"should open with first"),
        ("[S01]", "[S01", r"^The claims .* cannot be read: "),
    ],
)
def test_one_sentence_says_what_is_wrong(tmp_path, old, new, complaint):
    with pytest.raises(BadText, match=complaint):
        load(tmp_path, ENTRY.replace(old, new))


def test_a_file_that_is_missing(tmp_path):
    with pytest.raises(BadText, match="cannot be read"):
        load_claims(tmp_path / "claims.toml")
