"""A projector's size, and the teacher's jump."""

from exhibit.messages import Message, To

SIZE = (1024, 768)


def jump(tour, step):
    """The teacher goes to a step by its number from 0."""
    tour.obey(Message(To.JUMP, step))


def plan_of(doings):
    """A plan that does these things, a tenth of a second apart."""
    each = (f'[[moment]]\nat = {0.2 + n * 0.1:.1f}\ndo = "{do}"' for n, do in enumerate(doings))
    return "\n".join(each)
