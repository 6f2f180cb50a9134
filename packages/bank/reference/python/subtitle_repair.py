"""Subtitle repair: every line goes to a cue or into the report; in order, only the last cue can be in the way of the next."""

import re

TIME = r"([0-9]{2}):([0-5][0-9]):([0-5][0-9])\.([0-9]{3})"
TIMES = re.compile(f"{TIME} > {TIME}")


def solve(question):
    cues, report = read(question["lines"])
    return {"cues": in_order(cues, question["shortest"]), "report": report}


def read(lines):
    """Useful cues as [from, to, lines], and the numbers of all lines that are in none."""
    found, report = [], []
    open_cue = None
    for number, line in enumerate(lines, start=1):
        times = TIMES.fullmatch(line)
        if times:
            parts = [int(part) for part in times.groups()]
            open_cue = [milliseconds(*parts[:4]), milliseconds(*parts[4:]), [], [number]]
            found.append(open_cue)
        elif line == "":
            open_cue = None
        elif open_cue is None:
            report.append(number)
        else:
            open_cue[2].append(line)
            open_cue[3].append(number)
    cues = []
    for start, end, text, numbers in found:
        if start < end and text:
            cues.append([start, end, text])
        else:
            report.extend(numbers)
    return cues, sorted(report)


def milliseconds(hours, minutes, seconds, rest):
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def in_order(found, shortest):
    cues = []
    for start, end, text in sorted(found, key=lambda cue: cue[0]):
        last = cues[-1] if cues else None
        if last is None or last[1] <= start:
            cues.append([start, end, text])
        elif start - last[0] >= shortest:
            last[1] = start
            cues.append([start, end, text])
        else:
            last[1] = max(last[1], end)
            last[2] = last[2] + text
    return cues
