"""Ageing popularity cache: ranks only rise, so one heap entry for each segment is enough, and is set right when it comes up."""

from dataclasses import dataclass
from heapq import heappop, heappush, heapreplace


@dataclass
class Held:
    value: str
    uses: int = 0
    rank: int = 0
    last_use: int = 0


class PopularityCache:
    def __init__(self, capacity):
        self.capacity = capacity
        self.held = {}
        self.lowest = []  # (rank, last use, key) as they were when the entry was written
        self.age = 0
        self.uses = 0

    def get(self, key):
        held = self.held.get(key)
        if held is None:
            return None
        self._use(held)
        return held.value

    def put(self, key, value):
        held = self.held.get(key)
        if held is not None:
            held.value = value
            self._use(held)
            return None
        if self.capacity == 0:
            return None
        evicted = self._evict() if len(self.held) == self.capacity else None
        added = self.held[key] = Held(value)
        self._use(added)
        heappush(self.lowest, (added.rank, added.last_use, key))
        return evicted

    def _use(self, held):
        self.uses += 1
        held.uses += 1
        held.rank = self.age + held.uses
        held.last_use = self.uses

    def _evict(self):
        while True:
            rank, last_use, key = self.lowest[0]
            held = self.held[key]
            if held.last_use == last_use:
                heappop(self.lowest)
                del self.held[key]
                self.age = rank
                return key
            heapreplace(self.lowest, (held.rank, held.last_use, key))


def solve(play):
    cache = PopularityCache(play["capacity"])
    return [getattr(cache, method)(*given) for method, *given in play["calls"]]
