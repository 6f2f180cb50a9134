"""Delivery names: phrases are looked up by their pieces, so that a name costs its own length and not that of the list."""

from itertools import groupby

DIGITS = "0123456789"


def solve(question):
    shows = Phrases((show, show) for show in question["shows"])
    languages = Phrases(question["languages"].items())
    return [read(name, shows, languages) for name in question["names"]]


def read(name, shows, languages):
    stem, dot, _ = name.rpartition(".")
    pieces = pieces_of(stem if dot else name)
    show, used = shows.find(pieces)
    left = ["" if at in used else piece for at, piece in enumerate(pieces)]  # no phrase contains an empty piece
    language, _ = languages.find(left)
    return [show, number_behind(left, "s", "season"), number_behind(left, "r", "reel"), language]


def pieces_of(text):
    def kind(letter):
        return "letter" if letter.isalpha() else "digit" if letter in DIGITS else None

    return ["".join(run) for which, run in groupby(text.lower(), kind) if which]


def number_behind(pieces, *marks):
    pairs = zip(pieces, pieces[1:])
    return only({int(piece) for mark, piece in pairs if mark in marks and 0 < len(piece) <= 3 and piece[0] in DIGITS})


def only(values):
    return next(iter(values)) if len(values) == 1 else None


class Phrases:
    def __init__(self, phrases):
        self.values = {tuple(pieces_of(phrase)): value for phrase, value in phrases}
        self.longest = max(map(len, self.values), default=0)

    def find(self, pieces):
        """The value of the longest phrases, None if there is not exactly one, and the places that they use up."""
        for length in range(min(self.longest, len(pieces)), 0, -1):
            firsts = {}
            for at in range(len(pieces) - length + 1):
                value = self.values.get(tuple(pieces[at : at + length]))
                if value is not None:
                    firsts.setdefault(value, at)
            if firsts:
                return only(firsts), {first + offset for first in firsts.values() for offset in range(length)}
        return None, set()
