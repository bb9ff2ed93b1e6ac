"""Messages: only what is on the list travels, and neither end of a pipe ever waits."""

import os
import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exhibit.errors import RoomTrouble
from exhibit.messages import (
    Choice,
    Ending,
    From,
    Inbox,
    Message,
    Note,
    Outbox,
    SourceKind,
    To,
    Vote,
    pack,
    unpack,
)

KINDS = [*To, *From, *Note]
MOST = {
    To.BEGIN: (5, 99, 1),
    To.NEXT: (0, 0, 0),
    To.BACK: (0, 0, 0),
    To.CHOOSE: (99, 0, 0),
    To.POINT: (32767, 32767, 3),
    To.LANGUAGE: (99, 0, 0),
    To.TICK: (2**31 - 1, 0, 0),
    To.HELD: (1000, 0, 0),
    To.FOCUS: (99, 0, 0),
    To.JUMP: (99, 0, 0),
    To.PAUSE: (1, 0, 0),
    To.VOTE: (2, 99, 99),
    Note.STEP: (99, 99, 0),
    From.TESTED: (65536, 65536, 65536),
    From.READY: (3, 99, 0),
    From.OPENED: (3, 0, 0),
    From.PICTURE: (2**31 - 1, 0, 0),
    From.STEP: (99, 1, 99),
    From.ENDED: (12, 0, 0),
}
ENUMS = {
    To.BEGIN: Choice,
    To.VOTE: Vote,
    From.READY: SourceKind,
    From.OPENED: SourceKind,
    From.ENDED: Ending,
}
messages_to_a_room = st.one_of(
    st.builds(Message, st.just(To.POINT), *[st.integers(0, 32767)] * 2, st.integers(0, 3)),
    st.builds(Message, st.just(To.TICK), st.integers(0, 2**31 - 1)),
    st.builds(Message, st.sampled_from([To.NEXT, To.BACK])),
)


@pytest.fixture
def pipe():
    ends = os.pipe()
    yield ends
    for end in ends:
        with suppress(OSError):
            os.close(end)


def test_there_is_a_limit_for_every_kind():
    assert set(MOST) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
class TestEveryKind:
    def test_comes_back_as_it_was_packed(self, kind):
        message = Message(kind, *MOST[kind])
        assert unpack(pack(message), type(kind)) == message

    @pytest.mark.parametrize("place", [0, 1, 2])
    @pytest.mark.parametrize("step", [1, 2**20])
    def test_refuses_a_number_over_its_limit(self, kind, place, step):
        numbers = list(MOST[kind])
        numbers[place] += step
        with pytest.raises(RoomTrouble, match=f"message {kind.name} carried a number"):
            Message(kind, *numbers)

    @pytest.mark.parametrize("place", [0, 1, 2])
    def test_refuses_a_number_below_zero(self, kind, place):
        numbers = list(MOST[kind])
        numbers[place] = -1
        with pytest.raises(RoomTrouble):
            Message(kind, *numbers)

    def test_is_not_taken_for_a_message_of_the_other_direction(self, kind):
        other = From if isinstance(kind, To) else To
        with pytest.raises(RoomTrouble, match="unknown kind"):
            unpack(pack(Message(kind, *MOST[kind])), other)


@pytest.mark.parametrize("kind", ENUMS, ids=lambda kind: kind.name)
def test_a_number_that_stands_for_something_always_does(kind):
    def allowed(number):
        with suppress(RoomTrouble):
            return Message(kind, number)

    assert [each for each in range(-2, 99) if allowed(each)] == list(ENUMS[kind])


@given(
    st.sampled_from([*To, *From, 0, 9, 100, 107, -1]),
    st.lists(st.integers(-2, 2**31 - 1), min_size=3, max_size=3),
)
def test_sixteen_bytes_are_a_message_or_a_complaint(kind, numbers):
    record = struct.pack("<4i", kind, *numbers)
    kinds = From if kind > 50 else To
    try:
        message = unpack(record, kinds)
    except RoomTrouble:
        return
    assert pack(message) == record
    assert all(0 <= given <= most for given, most in zip(numbers, MOST[message.kind], strict=True))


class TestInbox:
    def test_nothing_has_come(self, pipe):
        inbox = Inbox(pipe[0], To)
        assert list(inbox.take()) == []
        assert not inbox.closed

    def test_a_message_in_two_pieces(self, pipe):
        inbox = Inbox(pipe[0], To)
        record = pack(Message(To.POINT, 12, 34, 1))
        os.write(pipe[1], record[:7])
        assert list(inbox.take()) == []
        os.write(pipe[1], record[7:])
        assert list(inbox.take()) == [Message(To.POINT, 12, 34, 1)]

    @given(st.lists(messages_to_a_room, max_size=20), st.lists(st.integers(1, 40), max_size=20))
    def test_messages_cut_and_glued_anyhow(self, sent, sizes):
        reading, writing = os.pipe()
        inbox, came = Inbox(reading, To), []
        data = b"".join(pack(each) for each in sent)
        for size in (*sizes, 400):
            os.write(writing, data[:size])
            data = data[size:]
            came += inbox.take()
        os.close(writing)
        assert came == sent
        assert list(inbox.take()) == []
        assert inbox.closed
        os.close(reading)

    def test_a_flood_comes_in_parts_and_loses_nothing(self, pipe):
        inbox, outbox = Inbox(pipe[0], From), Outbox(pipe[1])
        sent = 0
        while outbox.say(Message(From.PICTURE, sent)):
            sent += 1
        taken = [list(inbox.take()) for _ in range(sent)]
        assert max(map(len, taken)) <= 256 < sent
        assert [each.a for part in taken for each in part] == list(range(sent))

    def test_the_last_words_of_one_who_is_gone(self, pipe):
        inbox = Inbox(pipe[0], From)
        os.write(pipe[1], pack(Message(From.ENDED, Ending.CAMERA_BUSY)))
        os.close(pipe[1])
        assert list(inbox.take()) == [Message(From.ENDED, Ending.CAMERA_BUSY)]
        assert not inbox.closed
        assert list(inbox.take()) == []
        assert inbox.closed

    def test_half_a_message_of_one_who_is_gone_is_none(self, pipe):
        inbox = Inbox(pipe[0], From)
        os.write(pipe[1], pack(Message(From.STEP, 1))[:15])
        os.close(pipe[1])
        assert [*inbox.take(), *inbox.take()] == []
        assert inbox.closed

    def test_nonsense_is_a_complaint(self, pipe):
        os.write(pipe[1], b"not a message at")
        with pytest.raises(RoomTrouble):
            list(Inbox(pipe[0], From).take())


class TestOutbox:
    def test_a_reader_who_does_not_read_holds_nobody_up(self, pipe):
        outbox, inbox = Outbox(pipe[1]), Inbox(pipe[0], To)
        said = [outbox.say(Message(To.TICK, number)) for number in range(10_000)]
        assert said[0] and not said[-1], "a pipe of this system holds over 10,000 messages"
        came = []
        while some := list(inbox.take()):
            came += some
        assert came == [Message(To.TICK, n) for n, fitted in enumerate(said) if fitted]
        assert outbox.say(Message(To.NEXT))
        assert list(inbox.take()) == [Message(To.NEXT)]

    def test_a_reader_who_is_gone(self, pipe):
        outbox = Outbox(pipe[1])
        os.close(pipe[0])
        assert not outbox.say(Message(To.NEXT))
