def solve(input):
    """Two unions: with bridges inside each device, then without across a viewer's devices. Rounded down once."""
    devices = {}
    for viewer, device, start, end in input["heartbeats"]:
        devices.setdefault(viewer, {}).setdefault(device, []).append((start, end))
    return {viewer: seconds_of(own, input["gap"]) // 60 for viewer, own in devices.items()}


def seconds_of(devices, gap):
    played = [each for ranges in devices.values() for each in union(ranges, gap)]
    return sum(end - start for start, end in union(played, 0))


def union(ranges, gap):
    merged = []
    for start, end in sorted(each for each in ranges if each[0] < each[1]):
        if merged and start - merged[-1][1] <= gap:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
