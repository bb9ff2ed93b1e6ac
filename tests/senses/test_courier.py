"""A model that is slow, hangs or fails holds up nobody who hands it a picture."""

from threading import Event

import pytest

from exhibit.senses.courier import Courier


def test_who_sends_does_not_wait_for_a_delivery_that_hangs() -> None:
    goes_on, begun, delivered = Event(), Event(), []

    def deliver(load: int) -> None:
        begun.set()
        goes_on.wait()
        delivered.append(load)

    courier = Courier(deliver)
    courier.send(1)
    assert begun.wait(10)
    courier.send(2)  # would never return if it waited
    assert delivered == []
    goes_on.set()
    courier.close()
    assert delivered == [1, 2]


def test_what_went_wrong_on_the_way_is_said_at_the_next_sending() -> None:
    failed = Event()

    def deliver(load: int) -> None:
        failed.set()
        raise ValueError(f"planted {load}")

    courier = Courier(deliver)
    courier.send(1)
    assert failed.wait(10)
    courier.close()
    with pytest.raises(ValueError, match="planted 1"):
        courier.send(2)
    courier.close()
