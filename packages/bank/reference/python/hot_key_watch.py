"""Hot key watch: a queue of seconds beside a count for each key; what leaves the window is taken off before anything else."""

from collections import Counter, deque
from heapq import nsmallest


class HotKeys:
    def __init__(self, window, limit):
        self.window = window
        self.limit = limit
        self.counts = Counter()
        self.hot = set()
        self.seconds = deque()  # (second, requests by key)

    def seen(self, key, at):
        self._forget(at)
        if not self.seconds or self.seconds[-1][0] != at:
            self.seconds.append((at, Counter()))
        self.seconds[-1][1][key] += 1
        self.counts[key] += 1
        if self.counts[key] >= self.limit:
            self.hot.add(key)
        return self.counts[key] == self.limit

    def hottest(self, k, now):
        self._forget(now)
        return [[key, self.counts[key]] for key in nsmallest(k, self.hot, key=lambda key: (-self.counts[key], key))]

    def _forget(self, now):
        while self.seconds and self.seconds[0][0] <= now - self.window:
            for key, requests in self.seconds.popleft()[1].items():
                self.counts[key] -= requests
                if self.counts[key] < self.limit:
                    self.hot.discard(key)
                if self.counts[key] == 0:
                    del self.counts[key]


def solve(play):
    keys = HotKeys(play["window"], play["limit"])
    return [getattr(keys, method)(*given) for method, *given in play["calls"]]
