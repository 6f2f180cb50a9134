"""Request collapser: whoever opens a key's list of waiting callers puts the key in line, everybody after that only joins."""

from collections import OrderedDict, deque


class Collapser:
    def __init__(self, fresh):
        self.fresh = fresh
        self.waiting = {}
        self.in_line = deque()
        self.in_flight = set()
        # Answers by key, in order of arrival: all stay fresh equally long, so the first is the next to go stale.
        self.held = OrderedDict()

    def ask(self, caller, key, now):
        self._forget(now)
        if key in self.held:
            return self.held[key][0]
        if key not in self.waiting:
            self.waiting[key] = []
            self.in_line.append(key)
        self.waiting[key].append(caller)
        return None

    def next(self):
        if not self.in_line:
            return None
        key = self.in_line.popleft()
        self.in_flight.add(key)
        return key

    def done(self, key, answer, now):
        self._forget(now)
        if key not in self.in_flight:
            return []
        self.in_flight.remove(key)
        if self.fresh > 0:
            self.held[key] = (answer, now + self.fresh)
        return self.waiting.pop(key)

    def _forget(self, now):
        while self.held:
            _, stale_at = next(iter(self.held.values()))
            if now < stale_at:
                return
            self.held.popitem(last=False)


def solve(play):
    collapser = Collapser(play["fresh"])
    methods = {"ask": collapser.ask, "next": collapser.next, "done": collapser.done}
    return [methods[name](*given) for name, *given in play["calls"]]
