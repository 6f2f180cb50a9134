"""Effective controls: climb to the first node that is known, and come down again noting what each hands on."""

ABOVE_THE_ROOT = (18, 18)  # the nearest setting, the lowest cap


def solve(question):
    nodes = {control[0]: control for control in question["controls"]}
    known = {None: ABOVE_THE_ROOT}
    return [effective(standing_of(asked, nodes, known)) for asked in question["asks"]]


def effective(standing):
    return None if standing is None else min(standing)


def standing_of(asked, nodes, known):
    climbed = []
    at = asked
    while at not in known:
        known[at] = None  # lost until a root is reached; a circle meets this note of its own
        if at not in nodes:
            return None
        climbed.append(nodes[at])
        at = nodes[at][1]
    standing = known[at]
    for id, _, setting, cap in reversed(climbed):
        if standing is not None:
            nearest, lowest = standing
            standing = (nearest if setting is None else setting, lowest if cap is None else min(lowest, cap))
        known[id] = standing
    return standing
