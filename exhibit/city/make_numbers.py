"""Numbers that cannot exist: identity, phone, wallet and case numbers.

An identity number looks like one of China's 18 characters (GB 11643-1999): region, birth date,
number, check character. Its region begins with 00, which no region does there, nor in Indonesia's
16 digits; and its check character (ISO 7064, MOD 11-2) is always the one after the right one.

A phone number has the country code 999, which the ITU has assigned to nobody (E.164).
"""

import numpy as np
from numpy.typing import NDArray

from exhibit.city.make_draw import Ints
from exhibit.city.tables import FIRST_DAY

# ISO 7064, MOD 11-2: 2 to the power of the place, counted from the right, modulo 11.
WEIGHTS = tuple(2 ** (17 - place) % 11 for place in range(17))
CHECKS = "10X98765432"
COUNTRY = "999"


def check(body: str) -> str:
    """The right check character after 17 digits."""
    products = (weight * int(digit) for weight, digit in zip(WEIGHTS, body, strict=True))
    return CHECKS[sum(products) % 11]


def identity(card: Ints, age: Ints) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For everyone 17 digits as a number, and the place in CHECKS of a wrong check character.

    card: 0 to 999,999, one for each. age: days lived on the city's first day.
    """
    born = np.datetime64(FIRST_DAY) - age.astype("timedelta64[D]")
    month = born.astype("datetime64[M]")
    year = month.astype("datetime64[Y]").astype(np.int64) + 1970
    months = month.astype(np.int64) % 12 + 1
    date = year * 10_000 + months * 100 + (born - month).astype(np.int64) + 1
    body = card.astype(np.int64) // 1000 * 10**11 + date * 1000 + card % 1000
    digits = (weight * (body // 10 ** (16 - place) % 10) for place, weight in enumerate(WEIGHTS))
    return body, (sum(digits) + 1) % 11


# rows is what make_people.people() drew.
PEOPLE = f"""
INSERT INTO people(id, given, family, born, identity, phone, wallet, home, work, job)
SELECT id, given, family, DATE '{FIRST_DAY}' - age,
    substr(({10**17} + body)::VARCHAR, 2) || ('{CHECKS}')[1 + check_],
    '+{COUNTRY} ' || substr((1000 + line // 1000)::VARCHAR, 2)
        || ' ' || substr((1000 + line % 1000)::VARCHAR, 2),
    'W' || substr((1000000 + purse)::VARCHAR, 2), home, nullif(work, -1), JOB
FROM rows
"""

# A case number of no year and no court.
COURT = f"""
INSERT INTO court SELECT person, printf('00/%06d', number), DATE '{FIRST_DAY}' - days_ago, cents
FROM rows ORDER BY person
"""
