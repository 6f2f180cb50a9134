"""Scene tree on the wire: one pass each way, with a stack instead of recursion, since trees may be very deep."""

import re

# The length of a name as `write` puts it: no leading zero, and shorter than a billion.
LENGTH = re.compile(r"(0|[1-9][0-9]{0,8}):")


def solve(question):
    return write(question["write"]) if "write" in question else read(question["read"])


def write(tree):
    written = []
    ahead = [tree]
    while ahead:
        part = ahead.pop()
        if part is None:
            written.append(")")
            continue
        name, parts = part
        written.append(f"{len(name)}:{name}(")
        ahead.append(None)  # closes this part once all below it is written
        ahead.extend(reversed(parts))
    return "".join(written)


def read(text):
    open_parts = []
    at = 0
    while at < len(text):
        if text[at] == ")":
            if not open_parts:
                return None
            closed = open_parts.pop()
            at += 1
            if not open_parts:
                return closed if at == len(text) else None
            continue
        length = LENGTH.match(text, at)
        if length is None:
            return None
        end = length.end() + int(length[1])
        if text[end : end + 1] != "(":
            return None
        part = [text[length.end() : end], []]
        if open_parts:
            open_parts[-1][1].append(part)
        open_parts.append(part)
        at = end + 1
    return None
