from collections import Counter, deque


class StartCounter:
    """One queue of starts for all titles beside a count per title: what leaves the window is paid for once."""

    def __init__(self, window):
        self.window = window
        self.starts = deque()
        self.counts = Counter()

    def record(self, title, at):
        self.starts.append((at, title))
        self.counts[title] += 1

    def count(self, title, now):
        self.forget(now)
        return self.counts[title]

    def active(self, now):
        self.forget(now)
        return len(self.counts)

    def forget(self, now):
        while self.starts and self.starts[0][0] <= now - self.window:
            _, title = self.starts.popleft()
            self.counts[title] -= 1
            if self.counts[title] == 0:
                del self.counts[title]


def solve(input):
    counter = StartCounter(input["window"])
    return [getattr(counter, method)(*arguments) for method, *arguments in input["calls"]]
