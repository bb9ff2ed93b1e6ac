"""What a class adds to a step's page: the vote so far, and what the actor is asked to do."""

from collections.abc import Mapping, Sequence

from exhibit.lesson import POSE
from exhibit.messages import Vote
from exhibit.page.controls import draw_options
from exhibit.room.visit import Visit
from exhibit.room.visit_page import VisitPage


def draw_vote(page: VisitPage, votes: Mapping[Vote, tuple[int, int]]) -> None:
    """One line above the title: how many hands went up, before and after."""
    said = []
    for which, (hands, of) in sorted(votes.items()):
        key = f"class.vote.{'said' if len(votes) > 1 else 'thought'}_{which.name.lower()}"
        said.append(page.text(key, hands=hands, of=of))
    box = page.box("class_vote")
    page.fill(page.lit, box)
    page.write(" ".join(said), box, "strip", "try", middle=True)


def draw_poses(page: VisitPage, visit: Visit, poses: Sequence[str]) -> None:
    """The actor's poses to choose from, in the place of the invitation."""
    box = page.box("try")
    page.fill(page.lit, box)
    high = min(box.height, page.grown(92))
    area = box.inflate(0, high - box.height)
    labels = [page.text(f"class.pose.{each}") for each in poses]
    draw_options(page, POSE, area, labels, min(visit.picked.get(POSE, 0), len(poses) - 1))
