"""Ladder pruning: walk down with the renditions worth having so far, and drop whatever does not rise above them."""


def solve(question):
    return sorted(pruned(question["ladder"], []))


def pruned(node, above):
    # Sorting is stable: of equals the one from above comes first, and at one node the one with the smaller id.
    front = front_of(above + sorted(node["renditions"]))
    kept = {id for id, _, _ in front}
    dropped = [id for id, _, _ in node["renditions"] if id not in kept]
    return dropped + [id for child in node["below"] for id in pruned(child, front)]


def front_of(offered):
    """Those that are better than everything as small as they are."""
    front, best = [], -1
    for rendition in sorted(offered, key=lambda each: (each[1], -each[2])):
        if rendition[2] > best:
            best = rendition[2]
            front.append(rendition)
    return front
