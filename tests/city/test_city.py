"""The invented city: nothing in it exists, everything in it fits together, it has its shapes."""

import re

import pytest
from cities import CITIZENS, make

from exhibit.city.archive import open_city
from exhibit.city.make_names import LANGUAGES, load_names
from exhibit.city.making import START, digest
from exhibit.city.tables import A_DAY, DAYS, FIRST_DAY, KEYED, KEYS, ORDER, YOUNGEST

PLACES = {
    "sightings": "camera IN (SELECT id FROM cameras)",
    "cameras": "cell IN (SELECT id FROM cells)",
    "gates": "cell IN (SELECT id FROM cells)",
    "shops": "cell IN (SELECT id FROM cells)",
    "passes": "gate IN (SELECT id FROM gates)",
    "payments": "shop IN (SELECT id FROM shops)",
    "trips": "from_cell IN (SELECT id FROM cells) AND to_cell IN (SELECT id FROM cells)",
    "posts": "cell IN (SELECT id FROM cells)",
    "comments": "post IN (SELECT id FROM posts)",
    "hotel_nights": "hotel IN (SELECT id FROM shops s WHERE kind = 'hotel' AND s.cell = t.cell)",
    "school_visits": "cell IN (SELECT cell FROM gates WHERE kind = 'school')",
    "clinic_visits": "cell IN (SELECT id FROM cells)",
    "people": "home IN (SELECT id FROM cells) AND (work IS NULL OR work IN (SELECT id FROM cells))",
}
MINUTES = ("sightings", "passes", "payments", "trips", "posts", "comments")


def one(archive, sql):
    """The only value of a query."""
    ((value,),) = archive.rows(sql)
    return value


class TestNothingExists:
    def test_the_check_character_of_every_identity_number_is_wrong(self, archive):
        # ISO 7064, MOD 11-2: the digits, times 2 to the power of their place, sum to 1 (mod 11).
        for (number,) in archive.rows("SELECT identity FROM people"):
            assert re.fullmatch(r"\d{17}[\dX]", number)
            values = [10 if digit == "X" else int(digit) for digit in number]
            assert sum(v * 2 ** (17 - n) for n, v in enumerate(values)) % 11 != 1

    def test_this_check_knows_a_right_number(self):
        # The example of GB 11643-1999 itself.
        values = [10 if digit == "X" else int(digit) for digit in "11010519491231002X"]
        assert sum(v * 2 ** (17 - n) for n, v in enumerate(values)) % 11 == 1

    def test_no_region_begins_with_00(self, archive):
        assert one(archive, "SELECT count(*) FROM people WHERE identity[1:2] <> '00'") == 0

    def test_phones_have_a_country_code_that_no_country_has(self, archive):
        phones = [phone for (phone,) in archive.rows("SELECT phone FROM people")]
        assert all(re.fullmatch(r"\+999 \d{3} \d{3}", phone) for phone in phones)

    @pytest.mark.parametrize("column", ["identity", "phone", "wallet"])
    def test_every_number_is_one_persons(self, archive, column):
        assert one(archive, f"SELECT count(DISTINCT {column}) FROM people") == CITIZENS

    def test_places_are_called_by_letters_and_numbers(self, archive):
        for (name,) in archive.rows("SELECT name FROM cells"):
            assert re.fullmatch(r"[A-Y]\d{1,2}", name)
        for (name,) in archive.rows("SELECT name FROM shops"):
            assert re.fullmatch(r"[A-Y]\d{1,2}-\d{1,3}", name)
        for (number,) in archive.rows("SELECT case_no FROM court"):
            assert re.fullmatch(r"00/\d{6}", number)

    def test_no_other_column_holds_texts(self, archive):
        texts = archive.rows("""SELECT table_name || '.' || column_name FROM duckdb_columns()
            WHERE data_type = 'VARCHAR' AND NOT internal ORDER BY 1""")
        assert " ".join(text for (text,) in texts) == (
            "cells.name court.case_no people.family people.given people.identity people.name "
            "people.phone people.wallet shops.name"
        )

    def test_a_name_is_a_pair_that_no_language_makes(self, archive):
        names = load_names()
        given = dict(zip(names.given, names.given_of, strict=True))
        family = dict(zip(names.family, names.family_of, strict=True))
        pairs = archive.rows("SELECT given, family, name FROM people")
        assert all(given[first] != family[last] for first, last, _ in pairs)
        assert all(name == f"{first} {last}" for first, last, name in pairs)
        assert len({given[first] for first, _, _ in pairs}) == len(LANGUAGES)

    def test_given_and_family_name_are_drawn_apart(self, archive):
        """Whoever has the commonest given name has the families that the others have."""
        asked = """WITH common AS (SELECT mode(given) AS given FROM people)
            SELECT count(DISTINCT family), max(times) FROM (SELECT family, count(*) AS times
            FROM people WHERE given = (SELECT given FROM common) GROUP BY family)"""
        ((families, most),) = archive.rows(asked)
        assert families > 30 and most <= 5


class TestItFitsTogether:
    @pytest.mark.parametrize("table", ORDER)
    def test_one_persons_rows_lie_together(self, archive, table):
        asked = f"""SELECT count(*) FROM (SELECT {ORDER[table]} AS it,
            lag({ORDER[table]}) OVER (ORDER BY rowid) AS before FROM {table}) WHERE it < before"""
        assert one(archive, asked) == 0

    def test_ids_are_rows_of_the_register(self, archive):
        asked = "SELECT count(*) FROM people WHERE id = rowid"
        assert one(archive, asked) == CITIZENS == len(archive.register)

    @pytest.mark.parametrize("table", PLACES)
    def test_every_place_is_there(self, archive, table):
        assert one(archive, f"SELECT count(*) FROM {table} AS t WHERE NOT ({PLACES[table]})") == 0
        assert one(archive, f"SELECT count(*) FROM {table}") > 0

    @pytest.mark.parametrize("table", [each for each in ORDER if "id" not in ORDER[each]])
    def test_every_person_is_there(self, archive, table):
        who = ORDER[table]
        ((first, last),) = archive.rows(f"SELECT min({who}), max({who}) FROM {table}")
        assert 0 <= first <= last < CITIZENS

    @pytest.mark.parametrize("table", MINUTES)
    def test_two_weeks_and_no_more(self, archive, table):
        ((first, last),) = archive.rows(f"SELECT min(minute), max(minute) FROM {table}")
        assert 0 <= first < A_DAY and (DAYS - 1) * A_DAY < last < DAYS * A_DAY

    @pytest.mark.parametrize("table", KEYED)
    def test_every_key_occurs(self, archive, table):
        for column, kind in KEYED[table].items():
            found = archive.rows(f"SELECT DISTINCT {column}::VARCHAR FROM {table}")
            assert {key for (key,) in found} == set(KEYS[kind])

    def test_who_calls_is_called_as_often(self, archive):
        asked = "SELECT {}, calls FROM contacts"
        sides = " EXCEPT ".join(asked.format(pair) for pair in ("a, b", "b, a"))
        assert one(archive, f"SELECT count(*) FROM ({sides})") == 0
        assert one(archive, "SELECT count(*) FROM contacts WHERE a = b") == 0
        twice = "SELECT count(*) - count(DISTINCT (a, b)) FROM contacts"
        assert one(archive, twice) == 0

    def test_a_comment_comes_after_a_friends_post(self, archive):
        asked = """SELECT count(*) FROM comments c JOIN posts p ON p.id = c.post
            WHERE c.minute < p.minute OR NOT EXISTS
            (SELECT 1 FROM contacts WHERE a = c.person AND b = p.person)"""
        assert one(archive, asked) == 0

    def test_nobody_is_a_child_and_pupils_have_a_school(self, archive):
        youngest = one(archive, "SELECT max(born) FROM people")
        assert (FIRST_DAY - youngest).days / 365.25 >= YOUNGEST
        asked = """SELECT count(*) FROM people WHERE job = 'pupil'
            AND work NOT IN (SELECT cell FROM gates WHERE kind = 'school')"""
        assert one(archive, asked) == 0


class TestShapes:
    def test_everybody_was_seen_four_times(self, archive):
        asked = "SELECT min(times) FROM (SELECT count(*) AS times FROM sightings GROUP BY person)"
        assert one(archive, asked) >= 4
        assert one(archive, "SELECT count(DISTINCT person) FROM sightings") == CITIZENS

    def test_rush_hours(self, archive):
        asked = """SELECT count(*) FILTER (minute % 1440 BETWEEN 420 AND 539),
            count(*) FILTER (minute % 1440 BETWEEN 540 AND 659),
            count(*) FILTER (minute % 1440 < 300) FROM trips WHERE minute // 1440 % 7 < 5"""
        ((rush, later, night),) = archive.rows(asked)
        assert rush > 2 * later > 20 * night

    def test_most_work_nearer_to_home_than_any_cell_would_be(self, archive):
        asked = """SELECT median(sqrt((h.x - w.x)**2 + (h.y - w.y)**2)) FROM people p
            JOIN cells h ON h.id = p.home JOIN cells w ON w.id = {} WHERE p.work IS NOT NULL"""
        near, far = (one(archive, asked.format(cell)) for cell in ("p.work", "(p.id * 37) % 1000"))
        assert 1 < near < 0.6 * far

    def test_shops_are_favourites(self, archive):
        asked = """SELECT sum(most) / sum(paid) FROM (SELECT max(times) AS most, sum(times) AS paid
            FROM (SELECT person, shop, count(*) AS times FROM payments GROUP BY ALL)
            GROUP BY person HAVING sum(times) >= 8)"""
        assert 0.25 < one(archive, asked) < 0.7

    def test_friends_live_or_work_together_far_more_often_than_strangers(self, archive):
        asked = """SELECT avg((p.home = q.home OR p.work = q.work)::INT) FROM contacts c
            JOIN people p ON p.id = c.a JOIN people q ON q.id = {}"""
        friends = one(archive, asked.format("c.b"))
        strangers = one(archive, asked.format(f"(c.b * 7919 + 13) % {CITIZENS}"))
        assert friends > 0.4 and friends > 20 * strangers

    def test_friends_of_friends_are_friends(self, archive):
        asked = """SELECT count(*) FILTER (EXISTS (SELECT 1 FROM contacts t
            WHERE t.a = c.b AND t.b = d.b)) / count(*)
            FROM contacts c JOIN contacts d ON d.a = c.a AND d.b > c.b WHERE c.a < 2000"""
        assert one(archive, asked) > 20 * 7 / CITIZENS


class TestTheSameStart:
    def test_gives_the_same_city_with_any_number_of_threads(self, archive, tmp_path):
        with open_city(str(make(tmp_path / "again", threads=1))) as again:
            assert digest(again) == digest(archive.connection)

    def test_another_start_gives_another(self, tmp_path):
        paths = (make(tmp_path / str(start), 500, start) for start in (START, START + 1))
        first, second = (digest(open_city(str(path))) for path in paths)
        same = {name for name in ORDER if first[name] == second[name]}
        assert same <= {"cells"}
