from collections import deque
from heapq import heapify, heappop, heappush


def solve(input):
    """Kahn's algorithm with the smallest ready step first; when steps are left over, the shortest ring among them."""
    waits = {step: set() for step in input["steps"]}
    for step, needed in input["needs"]:
        if needed in waits:
            waits[step].add(needed)
    order = ready(waits)
    if len(order) == len(waits):
        return {"order": order}
    return {"cycle": smallest_ring(waits, sorted(set(waits) - set(order)))}


def ready(waits):
    left = {step: len(needed) for step, needed in waits.items()}
    waiting = {step: [] for step in waits}
    for step, needed in waits.items():
        for each in needed:
            waiting[each].append(step)
    queue = [step for step, count in left.items() if count == 0]
    heapify(queue)
    order = []
    while queue:
        step = heappop(queue)
        order.append(step)
        for each in waiting[step]:
            left[each] -= 1
            if left[each] == 0:
                heappush(queue, each)
    return order


def smallest_ring(waits, leftovers):
    best = None
    for start in leftovers:
        ring = ring_from(start, waits)
        if ring is not None and (best is None or len(ring) < len(best)):
            best = ring
    return best


def ring_from(start, waits):
    """Breadth first through larger steps only, so that each ring is found from its smallest member."""
    seen = {start}
    queue = deque([[start]])
    while queue:
        path = queue.popleft()
        for needed in sorted(waits[path[-1]]):
            if needed == start:
                return path
            if needed > start and needed not in seen:
                seen.add(needed)
                queue.append(path + [needed])
    return None
