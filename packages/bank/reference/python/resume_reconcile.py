def solve(question):
    """Merge what all devices have played, and resume at the end of the stretch that was played in last."""
    counting = [each for each in stretches(question["played"]) if each[1] - each[0] >= question["least"]]
    # Of two played in at the same time the one further on.
    point = max(((latest, end) for _, end, latest in counting), default=(0, 0))[1]
    return 0 if point >= question["credits"] else point


def stretches(played):
    merged = []
    for start, end, at in sorted((start, end, at) for _, at, start, end in played if start < end):
        if merged and start <= merged[-1][1]:
            _, known_end, latest = merged[-1]
            merged[-1][1:] = [max(known_end, end), max(latest, at)]
        else:
            merged.append([start, end, at])
    return merged
