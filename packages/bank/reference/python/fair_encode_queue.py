"""Fair encode queue: a heap of the studios that wait, and in each a heap of its jobs, whose order no waiting changes."""

from fractions import Fraction
from heapq import heappop, heappush


class EncodeQueue:
    def __init__(self, shares, ageing):
        self.shares = shares
        self.ageing = ageing
        self.given = dict.fromkeys(shares, 0)
        self.jobs = {studio: [] for studio in shares}
        self.waiting = []  # (level, studio) for each studio with jobs

    def submit(self, job, studio, priority, minutes, at):
        heappush(self.jobs[studio], (at - priority * self.ageing, at, job, minutes))
        if len(self.jobs[studio]) == 1:
            self._line_up(studio)

    def next(self, now):
        """All who wait age alike, so `now` decides nothing."""
        if not self.waiting:
            return None
        _, studio = heappop(self.waiting)
        _, _, job, minutes = heappop(self.jobs[studio])
        self.given[studio] += minutes
        if self.jobs[studio]:
            self._line_up(studio)
        return job

    def _line_up(self, studio):
        heappush(self.waiting, (Fraction(self.given[studio], self.shares[studio]), studio))


def solve(play):
    queue = EncodeQueue(play["shares"], play["ageing"])
    return [getattr(queue, method)(*given) for method, *given in play["calls"]]
