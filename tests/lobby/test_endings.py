"""However a visit ends, it ends in a wiped receipt and a new welcome, with real processes."""

import os
import signal
import sys

import pytest

sys.path.insert(0, os.path.dirname(__file__))
from live import gone, lobby, order, plan, short, wait_gone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the lock is Linux's")

BEGIN = ("await spare", "press begin", "press choice:1", "await pictures 5")
AFTER = ("await receipt", "await spare", "picture after")


class Endings:
    """One way for a visit to end. Subclasses say which, and what is done to it."""

    fault = "none"
    ending = ""
    begin = BEGIN
    doings = ("stop during",)
    settings = None
    source = "actor"
    spare = True  # whether the next room gets ready

    def meddle(self, room):
        """Do something to the room while the lobby holds still."""

    def test_it_ends_wiped(self):
        after_it = AFTER if self.spare else ("await receipt", "picture after")
        doings = (*self.begin, *self.doings, *after_it)
        told = order(self.fault, self.settings, source=self.source, plan=plan(*doings))
        rooms, receipts, after = [], [], None
        with lobby(told) as (process, tales):
            for record in tales:
                values = record.values
                if values.get("picture") == "during":
                    rooms.append(values["room"])
                    os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
                    self.meddle(values["room"])
                    process.send_signal(signal.SIGCONT)
                elif "receipt" in values:
                    receipts.append(values["receipt"])
                elif values.get("picture") == "after":
                    after = values
            code = process.wait()
        assert code == 0
        (receipt,) = receipts
        assert receipt["ending"] == self.ending
        assert all(line["holds"] for line in receipt["lines"])
        memory = next(line for line in receipt["lines"] if line["key"] == "memory")
        assert memory["fields"]["zeros"] == memory["fields"]["bytes"] > 0
        assert all(gone(room) for room in rooms)
        assert after
        assert not self.spare or "spare" in after, "the next visitor's room should be waiting"
        assert not self.spare or wait_gone(after["spare"])
        assert wait_gone(process.pid)


class TestLeft(Endings):
    ending = "LEFT"
    doings = ("leave",)


class TestHeld(Endings):
    ending = "HELD_DELETE"
    settings = short(hold_seconds=0.5)
    doings = ("next", "next", "await delete", "hold 2", "stop during")


class TestKilled(Endings):
    ending = "CRASHED"

    def meddle(self, room):
        os.kill(room, signal.SIGKILL)


class TestStopped(Endings):
    ending = "SILENT"

    def meddle(self, room):
        os.kill(room, signal.SIGSTOP)


class TestLeaveWorksWhileTheRoomIsStopped(TestStopped):
    ending = "LEFT"
    doings = ("stop during", "leave")


class TestDeleteHoldWorksWhileTheRoomIsStopped(TestStopped):
    ending = "HELD_DELETE"
    settings = short(hold_seconds=0.5)
    doings = ("next", "next", "await delete", "stop during", "hold 1")


class TestHangs(Endings):
    fault, ending, doings, begin = "hang", "SILENT", (), BEGIN[:-1]


class TestAModelThatHangsDoesNotHoldUpThePage(Endings):
    fault, ending = "stuck", "LEFT"  # of the pictures most were drawn after the model hung
    doings, begin = ("leave",), (*BEGIN, "await pictures 60")


class TestExits(Endings):
    fault, ending, doings, begin = "exit", "CRASHED", (), BEGIN[:-1]


class TestSpeaksNonsense(Endings):
    fault, ending, doings, begin = "nonsense", "CRASHED", (), BEGIN[:-1]


class TestForgesItsSelfTest(Endings):
    fault, ending, doings, begin = "tested", "CRASHED", (), BEGIN[:-1]


class TestWitnessMeetsALiveCamera(Endings):
    ending, doings, begin = "CRASHED", (), ("press begin", "press choice:1")
    source = "0"
    spare = False


class TestRaisesAsItOpens(Endings):
    fault, ending, doings, begin = "open", "CRASHED", (), BEGIN[:-1]


class TestRaisesAsItLooks(Endings):
    fault, ending, doings, begin = "look", "CRASHED", (), BEGIN[:-1]


class TestRaisesAsItWorks(Endings):
    fault, ending, doings, begin = "work", "CRASHED", (), BEGIN[:-1]


class TestRaisesAsItDraws(Endings):
    fault, ending, doings, begin = "draw", "CRASHED", (), BEGIN[:-1]


class TestCameraUnplugged(Endings):
    fault, ending, doings, begin = "unplugged", "CAMERA_MISSING", (), BEGIN[:-1]


class TestCameraFrozen(Endings):
    fault, ending, doings, begin = "frozen", "CAMERA_FROZEN", (), BEGIN[:-1]


class TestCameraBlack(Endings):
    fault, ending, doings, begin = "black", "CAMERA_BLACK", (), BEGIN[:-1]


class TestNobodyAnswers(Endings):
    ending, doings = "IDLE", ()
    settings = short(idle_seconds=5, question_seconds=5)


def test_the_camera_opens_only_after_yes():
    doings = ("await spare", "picture", "press begin", "picture", "press choice:1")
    doings = tuple(f"{each} {n}" if each == "picture" else each for n, each in enumerate(doings))
    told = order("tell", plan=plan(*doings, "await pictures 3", "picture visiting"))
    with lobby(told) as (process, tales):
        names = [r.values.get("picture") or ("opened" in r.values and "opened") for r in tales]
        assert process.wait() == 0
    assert [each for each in names if each] == ["1", "3", "opened", "visiting"]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_when_the_lobby_goes_everything_goes(number):
    told = order(plan=plan(*BEGIN, "picture during", "await pictures 100000"))
    with lobby(told) as (process, tales):
        during = next(r.values for r in tales if r.values.get("picture") == "during")
        process.send_signal(number)
        assert process.wait(10) == (0 if number != signal.SIGKILL else -signal.SIGKILL)
        assert wait_gone(during["room"])


def test_a_spare_dies_with_its_lobby():
    told = order(plan=plan("await spare", "picture waiting", "await pictures 100000"))
    with lobby(told) as (process, tales):
        waiting = next(r.values for r in tales if r.values.get("picture") == "waiting")
        process.kill()
        assert wait_gone(waiting["spare"])


def test_where_nothing_is_enforced_it_runs_and_the_receipt_says_so(monkeypatch):
    monkeypatch.setenv("EXHIBIT_ELSEWHERE", "1")
    doings = ("picture welcome", *BEGIN, "leave", *AFTER)
    with lobby(order(plan=plan(*doings))) as (process, tales):
        told = [record.values for record in tales]
        assert process.wait() == 0
    (receipt,) = (each["receipt"] for each in told if "receipt" in each)
    marks = {line["key"]: (line["mark"], line["holds"]) for line in receipt["lines"]}
    assert marks["process"] == marks["memory"] == ("checked", True)
    for key in ("files_unknown", "network_uncounted_unknown", "numbers_unknown"):
        assert marks[key] == ("unknown", True)
    welcome = next(each for each in told if each.get("picture") == "welcome")
    assert welcome["notes"] == ["not_enforced"]
