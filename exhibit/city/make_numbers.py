"""Numbers that cannot exist: identity, phone, wallet and case numbers, as SQL.

An identity number looks like one of China's 18 characters (GB 11643-1999): region, birth date,
number, check character. Its region begins with 00, which no region does there, nor in Indonesia's
16 digits; and its check character (ISO 7064, MOD 11-2) is always the one after the right one.

A phone number has the country code 999, which the ITU has assigned to nobody (E.164).
"""

from exhibit.city.tables import FIRST_DAY

# ISO 7064, MOD 11-2: 2 to the power of the place, counted from the right, modulo 11.
WEIGHTS = tuple(2 ** (17 - place) % 11 for place in range(17))
CHECKS = "10X98765432"
COUNTRY = "999"

# The digits of a body, as SQL: numbers with how many digits each takes.
_PARTS = (("0", 3), ("card // 1000", 3), ("year(born)", 4), ("month(born)", 2), ("day(born)", 2),
          ("card % 1000", 3))  # fmt: skip


def check(body: str) -> str:
    """The right check character after 17 digits."""
    products = (weight * int(digit) for weight, digit in zip(WEIGHTS, body, strict=True))
    return CHECKS[sum(products) % 11]


def _body() -> str:
    """SQL for the 17 digits."""
    return " || ".join(f"lpad(({part})::VARCHAR, {width}, '0')" for part, width in _PARTS)


def _sum() -> str:
    """SQL for their weighted sum."""
    digits = [f"({part}) // {10**place} % 10"
              for part, width in _PARTS for place in reversed(range(width))]  # fmt: skip
    products = (f"{weight} * ({each})" for weight, each in zip(WEIGHTS, digits, strict=True))
    return " + ".join(products)


# rows is what make_people.people() drew.
PEOPLE = f"""
INSERT INTO people(id, given, family, born, identity, phone, wallet, home, work, job)
SELECT id, given, family, born, {_body()} || ('{CHECKS}')[1 + ({_sum()} + 1) % 11],
    '+{COUNTRY} ' || lpad((line // 1000)::VARCHAR, 3, '0')
        || ' ' || lpad((line % 1000)::VARCHAR, 3, '0'),
    'W' || lpad(purse::VARCHAR, 6, '0'), home, nullif(work, -1), JOB
FROM (SELECT *, DATE '{FIRST_DAY}' - age AS born FROM rows)
"""

# A case number of no year and no court.
COURT = f"""
INSERT INTO court SELECT person, printf('00/%06d', number), DATE '{FIRST_DAY}' - days_ago, cents
FROM rows ORDER BY person
"""
