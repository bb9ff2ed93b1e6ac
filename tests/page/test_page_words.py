"""The words: what they say, in each language's own numbers, and how they complain."""

from pathlib import Path

import pytest

from exhibit.errors import BadText
from exhibit.page.words import Words
from exhibit.paths import TEXT

ABOUT = '[language]\nname = "English"\ndecimal = "."\ngroup = ","\n'
ABOUT_ID = '[language]\nname = "Indonesia"\ndecimal = ","\ngroup = "."\n'


def load(folder: Path, english: str, other: str | None = None) -> Words:
    """Words from texts written here."""
    (folder / "en.toml").write_text(f"{english}\n{ABOUT}", encoding="utf-8")
    if other is not None:
        (folder / "id.toml").write_text(f"{other}\n{ABOUT_ID}", encoding="utf-8")
    return Words.load(folder)


def test_numbers_take_the_signs_of_the_language(tmp_path: Path) -> None:
    words = load(tmp_path, 'far = "{cm:,.1f} cm"', 'far = "{cm:,.1f} cm"')
    assert words.say("en", "far", cm=-1234.56) == "\N{MINUS SIGN}1,234.6 cm"
    assert words.say("id", "far", cm=-1234.56) == "\N{MINUS SIGN}1.234,6 cm"
    assert words.number("id", 24_887_296) == "24.887.296"


def test_texts_in_fields_are_left_alone(tmp_path: Path) -> None:
    words = load(tmp_path, 'link = "New: {name}"', 'link = "Baru: {name}"')
    assert words.say("id", "link", name="A-1, 2.5") == "Baru: A-1, 2.5"


def test_steps_come_in_the_order_of_the_english_text(tmp_path: Path) -> None:
    english = '[step.second]\ntitle = "2"\n[step.first]\ntitle = "1"\n'
    other = '[step.first]\ntitle = "1"\n[step.second]\ntitle = "2"\n'
    assert load(tmp_path, english, other).step_names == ("second", "first")


def test_the_real_texts_agree(words: Words) -> None:
    assert words.languages == ("en", "id", "vi", "zh")
    assert words.name("id") == "Bahasa Indonesia"
    names = words.step_names
    assert (names[0], names[-1]) == ("presence", "delete")


@pytest.mark.parametrize(
    ("english", "other", "complaint"),
    [
        ('title = "A"', "", 'lacks "title", which en.toml has'),
        ('title = "A"', 'titel = "A"', '"titel" is not in en.toml. Did you mean "title"?'),
        ('far = "{cm} cm"', 'far = "{mm} cm"', '"far" should use cm as en.toml does'),
        ('far = "{0}"', "", 'en.toml: "far" has a field nobody can fill'),
        ('far = "{cm.real}"', "", "fields are plain names"),
        ('far = "{cm"', "", 'en.toml: "far" has a field nobody can fill'),
        ("far = 3", "", '"far" should be a text in quotes, not 3'),
        ('far = " "', "", '"far" should be a text in quotes'),
        ("far = ", "", "en.toml is not valid TOML"),
    ],
)
def test_complaints_name_file_and_key(
    tmp_path: Path, english: str, other: str, complaint: str
) -> None:
    with pytest.raises(BadText) as caught:
        load(tmp_path, english, other)
    assert complaint in str(caught.value)


def test_a_folder_without_english_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadText, match=r"has no en\.toml"):
        Words.load(tmp_path)


def test_a_language_must_introduce_itself(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text('[language]\nname = "English"', encoding="utf-8")
    with pytest.raises(BadText, match=r"should open with \[language\]"):
        Words.load(tmp_path)


@pytest.mark.parametrize(
    ("language", "key", "complaint"),
    [
        ("en", "step.presence.titel", 'no text "step.presence.titel" in en.toml. Did you mean'),
        ("en", "step.presence.unit", "needs the field 'error'"),
        ("idn", "ui.next", 'There is no language "idn". Did you mean "id"?'),
    ],
)
def test_saying_complains_too(language: str, key: str, complaint: str, words: Words) -> None:
    with pytest.raises(BadText) as caught:
        words.say(language, key, cm=3)
    assert complaint in str(caught.value)


def test_a_field_of_the_wrong_kind_is_a_complaint(words: Words) -> None:
    with pytest.raises(BadText, match="cannot be filled in"):
        words.say("en", "step.presence.figure", cm="far")


@pytest.mark.parametrize("language", ["en", "id", "vi", "zh"])
def test_sentences_have_25_words_at_most(language: str, words: Words) -> None:
    for line in (TEXT / f"{language}.toml").read_text(encoding="utf-8").splitlines():
        _, _, text = line.partition(' = "')
        for sentence in text.replace("\\n", ". ").replace("?", ".").replace(":", ".").split(". "):
            assert len(sentence.split()) <= 25, line


def test_the_program_guesses_and_never_knows() -> None:
    english = (TEXT / "en.toml").read_text(encoding="utf-8").lower()
    assert " knows" not in english and "artificial intelligence" not in english
