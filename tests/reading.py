"""How much there is to read: the limits speak of words, and languages write them differently."""

from exhibit.page.lines import is_han

SYLLABLES = {"vi": 1.4}  # a word has about so many, and each is written apart
_HAN = 2  # characters of a Chinese word


def words_in(text: str, language: str = "") -> float:
    """How many words: what spaces part, if it has a letter; two Chinese characters are one."""
    han = sum(map(is_han, filter(str.isalpha, text)))
    rest = "".join(" " if is_han(each) else each for each in text)
    apart = sum(any(map(str.isalpha, each)) for each in rest.split())
    return han / _HAN + apart / SYLLABLES.get(language, 1)
