"""The kit's papers in both languages on both papers, written once for all tests."""

import pytest
from kit_papers import LANGUAGES, SETS, write


@pytest.fixture(scope="session")
def all_written(tmp_path_factory):
    """Every set, by language and paper."""
    return {each: write(tmp_path_factory.mktemp("-".join(each)), *each) for each in SETS}


@pytest.fixture(params=SETS, ids="-".join)
def written(request, all_written):
    """One set after the other."""
    return all_written[request.param]


@pytest.fixture(params=LANGUAGES)
def in_language(request, all_written):
    """One set of each language."""
    return all_written[(request.param, "A4")]
