"""Top ten right now: a title is halved when it is looked at, so nothing has to happen when a period ends."""

from heapq import nsmallest

REMEMBERED_PERIODS = 10


class Chart:
    def __init__(self, period):
        self.period = period
        self.counted = {}  # title: (count, the period in which it is right)

    def start(self, title, at):
        period = at // self.period
        self.counted[title] = (self._count_in(period, title) + 1, period)

    def top(self, k, now):
        period = now // self.period
        self.counted = {title: entry for title, entry in self.counted.items() if period - entry[1] < REMEMBERED_PERIODS}
        return nsmallest(k, self.counted, key=lambda title: (-self._count_in(period, title), title))

    def _count_in(self, period, title):
        count, counted_in = self.counted.get(title, (0, period))
        return 0 if period - counted_in >= REMEMBERED_PERIODS else count / 2 ** (period - counted_in)


def solve(play):
    chart = Chart(play["period"])
    methods = {"start": chart.start, "top": chart.top}
    return [methods[name](*given) for name, *given in play["calls"]]
