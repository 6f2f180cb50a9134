from bisect import bisect_right


def solve(input):
    """Sort once and merge, then one binary search per question."""
    blackouts = merge(input["windows"])
    starts = [start for start, _ in blackouts]

    def playable(at):
        # The only window that can hold the minute is the last one that begins at or before it.
        place = bisect_right(starts, at) - 1
        return place < 0 or at >= blackouts[place][1]

    return {"blackouts": blackouts, "playable": [playable(at) for at in input["asks"]]}


def merge(windows):
    merged = []
    for start, end in sorted(window for window in windows if window[0] < window[1]):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return merged
