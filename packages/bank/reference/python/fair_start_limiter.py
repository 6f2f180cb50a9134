"""Fair start limiter: a limit of n waits for the n-th last granted start to leave its window, so no window is ever counted."""

import re

SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
LIMIT = re.compile(r"([1-9][0-9]{0,5})/([1-9][0-9]{0,5})([smhd])")


class StartLimiter:
    def __init__(self, limits):
        self.limits = limits
        self.kept = max(most for most, _ in limits)
        self.granted = {}

    def start(self, account, at):
        granted = self.granted.setdefault(account, [])
        wait = max([0, *(granted[-most] + seconds - at for most, seconds in self.limits if len(granted) >= most)])
        if wait == 0:
            granted.append(at)
            if len(granted) >= 2 * self.kept:
                del granted[: -self.kept]
        return wait


def limiter_of(limits):
    """A limiter, or None for a text of another form."""
    read = [LIMIT.fullmatch(text) for text in limits.split(",")]
    if None in read:
        return None
    return StartLimiter([(int(most), int(length) * SECONDS[unit]) for most, length, unit in (match.groups() for match in read)])


def solve(question):
    limiter = limiter_of(question["limits"])
    return None if limiter is None else [limiter.start(account, at) for account, at in question["starts"]]
