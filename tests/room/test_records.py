"""The records: a question is asked once, on a thread, and its answer kept; trouble is told."""

from dataclasses import dataclass
from threading import Event

import duckdb
import pytest

from exhibit.city.archive import Archive
from exhibit.room.records import Records
from exhibit.room.visit import Visit

LIMIT = 20.0  # seconds a thread may take


@dataclass(frozen=True)
class Twice:
    """A question that the database answers."""

    number: int

    def answer(self, archive):
        ((found,),) = archive.rows("SELECT ? * 2", [self.number])
        archive.connection.execute("INSERT INTO asked VALUES (?)", [self.number])
        return found


@dataclass(frozen=True)
class Wrong:
    """One that it does not."""

    def answer(self, archive):
        return archive.rows("SELECT nothing FROM nowhere")


@pytest.fixture
def archive():
    connection = duckdb.connect(":memory:")
    connection.execute("CREATE TABLE asked (number INTEGER)")
    yield Archive(connection)
    connection.close()


def test_before_the_city_is_built_there_is_no_answer(archive):
    built = []
    records = Records(lambda: bool(built), lambda: archive, handed=True)
    assert not records.ready and records.ask(Twice(3)) is None
    built.append("it is")
    assert records.ask(Twice(3)) == 6 and records.ready


def test_each_question_is_asked_once_and_the_oldest_answers_go(archive):
    records = Records(lambda: True, lambda: archive, handed=True)
    numbers = [1, 1, *range(70), 1]  # by the end the first 1 has long been forgotten
    assert [records.ask(Twice(each)) for each in numbers] == [2 * each for each in numbers]
    asked = [each for (each,) in archive.rows("SELECT number FROM asked")]
    assert asked == [1, 0, *range(2, 70), 1]


def test_in_real_time_nobody_waits(archive):
    let_go = Event()

    def opened():
        assert let_go.wait(LIMIT)
        return archive

    records = Records(lambda: True, opened)
    assert records.ask(Twice(4)) is None and records.ask(Twice(4)) is None
    let_go.set()
    with records._changed:
        assert records._changed.wait_for(lambda: Twice(4) in records._answers, LIMIT)
    assert records.ask(Twice(4)) == 8


def test_what_goes_wrong_on_the_thread_is_raised_where_it_was_asked(archive):
    records = Records(lambda: True, lambda: archive, handed=True)
    for _ in range(2):
        with pytest.raises(duckdb.CatalogException):
            records.ask(Wrong())


def test_a_visit_without_a_city_asks_nobody(archive):
    visit = Visit(canvas_bytes=0, mirror=True)
    assert visit.ask(Twice(5)) is None
    visit.records = Records(lambda: True, lambda: archive, handed=True)
    assert visit.ask(Twice(5)) == 10


def test_closing_waits_for_the_question_that_is_asked_and_lets_go_of_the_thread(archive):
    records = Records(lambda: True, lambda: archive, handed=False)
    records.close()  # nothing was asked yet
    assert records.ask(Twice(3)) is None
    records.close()
    assert records.ask(Twice(3)) == 6
