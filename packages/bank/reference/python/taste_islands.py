from collections import Counter


def solve(input):
    """One member at a time: count the titles shared with every later one, unite with whoever reaches enough."""
    titles, finishers = {}, {}
    for member, title in input["finished"]:
        titles.setdefault(member, set()).add(title)
        finishers.setdefault(title, set()).add(member)
    parent = {member: member for member in titles}

    def root(member):
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for member, own in titles.items():
        shared = Counter(other for title in own for other in finishers[title] if other > member)
        for other, count in shared.items():
            if count >= input["enough"]:
                parent[root(member)] = root(other)

    islands = {}
    for member in sorted(parent):
        islands.setdefault(root(member), []).append(member)
    # Islands come in order of their first member, and sorting keeps that among equals.
    return sorted(islands.values(), key=len, reverse=True)
