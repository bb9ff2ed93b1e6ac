"""A rehearsal's plan: what may be written in it, and what is said when it is wrong."""

import pytest

from exhibit.errors import BadPlan
from exhibit.lobby.plan import Moment, read_plan, whole_visit

AWAITED = (
    'The plan\'s moment 1: after "await" comes spare, receipt, delete (the step), '
    "city (built), or pictures and how many."
)


def moment(do, at=1.0):
    return f'[[moment]]\nat = {at}\ndo = "{do}"\n'


def test_moments_come_in_the_order_of_time():
    text = moment("leave", 9) + moment("press begin", 0.5) + moment("touch 0.25 0.75", 3)
    assert read_plan(text) == [
        Moment(0.5, "press", ("begin",)),
        Moment(3.0, "touch", ("0.25", "0.75")),
        Moment(9.0, "leave"),
    ]


@pytest.mark.parametrize(
    "do",
    ["await spare", "await receipt", "await delete", "await pictures 40", "hold 0.5", "touch 0 1",
     "touch 0.5 1.0", "press choice:1", "stop during", "picture face_map", "wait"],
)
def test_whatever_may_be_done(do):
    assert read_plan(moment(do)) == [Moment(1.0, do.split()[0], tuple(do.split()[1:]))]


def test_what_is_done_at_once_is_done_as_written():
    plan = read_plan(moment("next", 2) + moment("back", 2) + moment("picture here", 2))
    assert [each.word for each in plan] == ["next", "back", "picture"]


@pytest.mark.parametrize(
    "text, says",
    [
        ("", "The plan has no [[moment]] in it."),
        ("[moment]\nat = 1", "The plan has no [[moment]] in it."),
        ("moment = []", "The plan has no [[moment]] in it."),
        (
            "moment = [3]",
            'The plan\'s moment 1 needs just two things: at = SECONDS and do = "WORDS".',
        ),
        (
            moment("next") + "[[moment]]\nat = 1",
            'The plan\'s moment 2 needs just two things: at = SECONDS and do = "WORDS".',
        ),
        (
            moment("next", '"soon"'),
            "The plan's moment 1: at should be seconds from 0 to 3600, not 'soon'.",
        ),
        (moment("next", -1), "The plan's moment 1: at should be seconds from 0 to 3600, not -1."),
        (
            moment("next", "nan"),
            "The plan's moment 1: at should be seconds from 0 to 3600, not nan.",
        ),
        (moment("next please"), 'The plan\'s moment 1: after "next" comes nothing.'),
        (moment("hold"), 'The plan\'s moment 1: after "hold" comes a number of seconds.'),
        (moment("hold long"), 'The plan\'s moment 1: after "hold" comes a number of seconds.'),
        (
            moment("press"),
            'The plan\'s moment 1: after "press" comes a name on the lobby\'s screen.',
        ),
        (
            moment("touch 0.5"),
            'The plan\'s moment 1: after "touch" comes x and y, as fractions of the screen.',
        ),
        (
            moment("touch 640 360"),
            'The plan\'s moment 1: after "touch" comes x and y, as fractions of the screen.',
        ),
        (
            moment("picture ../../home"),
            'The plan\'s moment 1: after "picture" comes its name, one word.',
        ),
        (
            moment("await pictures"),
            AWAITED,
        ),
        (
            moment("await visitors"),
            AWAITED,
        ),
    ],
)
def test_one_sentence_says_what_is_wrong(text, says):
    with pytest.raises(BadPlan) as caught:
        read_plan(text)
    assert str(caught.value) == says


@pytest.mark.parametrize(
    "do, near",
    [("pictur welcome", ' Did you mean "picture"?'), ("dance", ""), ("", "")],
)
def test_an_unknown_word_is_answered_with_the_known_ones(do, near):
    with pytest.raises(BadPlan) as caught:
        read_plan(moment(do))
    says = str(caught.value)
    assert says.startswith("The plan's moment 1 does not say what to do: try one of press, touch, ")
    assert says.endswith(f".{near}")


@pytest.mark.parametrize("text", ["[[moment", moment("next", "9" * 5000)])
def test_what_is_no_toml(text):
    with pytest.raises(BadPlan, match="The plan is not valid TOML: "):
        read_plan(text)


@pytest.mark.parametrize("steps", [("delete",), ("presence", "face_map", "delete")])
class TestWholeVisit:
    def test_it_is_a_plan_that_could_be_written(self, steps):
        plan = whole_visit(steps)
        text = "".join(moment(" ".join((each.word, *each.what)), each.at) for each in plan)
        assert read_plan(text) == plan

    def test_every_step_gets_a_picture_while_it_is_on(self, steps):
        on, seen = 0, []
        for each in whole_visit(steps):
            on += each.word == "next"
            if each.word == "picture" and each.what[0] in steps:
                seen.append((each.what[0], on))
        assert seen == [(name, place) for place, name in enumerate(steps)]

    def test_it_holds_to_delete_and_shows_the_receipt(self, steps):
        words = [(each.word, *each.what) for each in whole_visit(steps)]
        assert [each for each in words if each[0] == "hold"] == [("hold", "3.5")]
        assert words.index(("hold", "3.5")) < words.index(("picture", "receipt"))
