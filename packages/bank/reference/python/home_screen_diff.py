"""Home screen diff: what is kept on each level is the heaviest rising subsequence of the parts on both screens."""

REPLACE = 2  # removing a part and inserting it anew always works


def solve(change):
    return edits_to_keep(change["before"], change["after"])


def edits_to_keep(before, after):
    _, old_look, old = before
    _, new_look, now = after
    places = {key: place for place, (key, _, _) in enumerate(old)}
    keepable = []
    for part in now:
        place = places.get(part[0])
        if place is not None:
            saved = REPLACE - edits_to_keep(old[place], part)
            if saved > 0:
                keepable.append((place, saved))
    return (old_look != new_look) + len(old) + len(now) - heaviest_rising(keepable)


def heaviest_rising(keepable):
    """What is kept has to stand in the same order on both screens, so places must rise."""
    ending_at = []
    for index, (place, saved) in enumerate(keepable):
        before = (ending_at[earlier] for earlier in range(index) if keepable[earlier][0] < place)
        ending_at.append(saved + max(before, default=0))
    return max(ending_at, default=0)
