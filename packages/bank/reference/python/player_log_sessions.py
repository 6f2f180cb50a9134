"""Player log sessions: one walk that knows no more than the session that runs and the second of the last good line."""

import re
from dataclasses import dataclass
from typing import Optional

LINE = re.compile(r"([0-9]{1,12}) (?:(stall|resume|stop)|play (.+))", re.DOTALL)


@dataclass
class Session:
    title: str
    since: int
    stalled: int = 0
    stalled_since: Optional[int] = None

    def allows(self, event):
        return event == "stop" or (event == "resume") == (self.stalled_since is not None)

    def end_stall(self, second):
        if self.stalled_since is not None:
            self.stalled += second - self.stalled_since
            self.stalled_since = None

    def ended(self, second):
        self.end_stall(second)
        return [self.title, self.since, second, self.stalled]


def sessions_of(lines):
    sessions, bad = [], []
    running, last = None, 0
    for number, line in enumerate(lines, start=1):
        read = LINE.fullmatch(line)
        second, event, title = (int(read[1]), read[2], read[3]) if read else (-1, None, None)
        if second < last or (title is None and (running is None or not running.allows(event))):
            bad.append(number)
            continue
        if title is not None and running is not None:
            sessions.append(running.ended(last))  # it had crashed, some time after the last good line
        last = second
        if title is not None:
            running = Session(title, second)
        elif event == "stall":
            running.stalled_since = second
        elif event == "resume":
            running.end_stall(second)
        else:
            sessions.append(running.ended(second))
            running = None
    if running is not None:
        sessions.append(running.ended(last))
    return {"sessions": sessions, "bad": bad}


def solve(question):
    return sessions_of(question["lines"])
