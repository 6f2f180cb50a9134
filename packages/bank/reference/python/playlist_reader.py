"""Playlist reader: line by line; what may come next depends only on whether there is a variant and whether an address is due."""

import re

ATTRIBUTE = re.compile(r'([a-z-]+)=(?:([0-9]{1,9})|"([^"]*)")(,|\Z)')


class Refused(Exception):
    pass


class Reader:
    def __init__(self):
        self.variants = []
        self.due_ms = None

    def take(self, line):
        if self.due_ms is not None:
            return self.take_address(line)
        word, _, rest = line.partition(" ")
        if word == "#VARIANT":
            attributes = attributes_of(rest)
            self.variants.append({"name": needed(attributes, "name", str), "kbps": needed(attributes, "kbps", int), "segments": []})
        elif word == "#SEGMENT" and self.variants:
            self.due_ms = needed(attributes_of(rest), "ms", int)
        elif not word.startswith("#") or word in ("#SEGMENT", "#LIST", "#END"):
            raise Refused

    def take_address(self, line):
        if line == "" or line.startswith("#"):
            raise Refused
        segments = self.variants[-1]["segments"]
        _, begun, lasted = segments[-1] if segments else (None, 0, 0)
        segments.append([line, begun + lasted, self.due_ms])
        self.due_ms = None


def attributes_of(text):
    attributes, at = {}, 0
    while True:
        read = ATTRIBUTE.match(text, at)
        if read is None or read[1] in attributes:
            raise Refused
        attributes[read[1]] = read[3] if read[2] is None else int(read[2])
        if read[4] == "":
            return attributes
        at = read.end()


def needed(attributes, key, kind):
    if not isinstance(attributes.get(key), kind):
        raise Refused
    return attributes[key]


def read_playlist(lines):
    reader = Reader()
    if lines[:1] != ["#LIST"]:
        return {"wrong": 1}
    for number, line in enumerate(lines[1:], start=2):
        if line == "#END" and reader.due_ms is None:
            return {"variants": reader.variants} if number == len(lines) else {"wrong": number + 1}
        try:
            reader.take(line)
        except Refused:
            return {"wrong": number}
    return {"wrong": len(lines) + 1}


def solve(question):
    return read_playlist(question["lines"])
