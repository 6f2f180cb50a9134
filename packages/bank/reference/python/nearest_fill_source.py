from heapq import heappop, heappush


def solve(input):
    """Dijkstra from the start; the first healthy holder that is settled is the nearest, because prices are never negative."""
    drained = set(input["drained"])
    serves = set(input["holders"]) - drained
    pulls = {}
    for source, to, ms in input["links"]:
        if to not in drained:
            pulls.setdefault(source, []).append((to, ms))
    # The order of the tuple is the rule for ties: total ms, then fewer hops, then the smaller id.
    queue = [(0, 0, input["start"], (input["start"],))]
    settled = set()
    while queue:
        ms, hops, cache, path = heappop(queue)
        if cache in settled:
            continue
        settled.add(cache)
        if cache in serves:
            return {"source": cache, "ms": ms, "path": list(path)}
        for to, price in pulls.get(cache, []):
            heappush(queue, (ms + price, hops + 1, to, path + (to,)))
    return None
