from heapq import heappop, heappush


def solve(question):
    """In order of start: one heap of busy machines by the minute they are ready, one of ready machines by number."""
    jobs, setup = question["jobs"], question["setup"]
    busy, ready, plan, machines = [], [], {}, 0
    for start, id, end in sorted((start, id, end) for id, start, end in jobs if start < end):
        while busy and busy[0][0] <= start:
            heappush(ready, heappop(busy)[1])
        if ready:
            machine = heappop(ready)
        else:
            machines += 1
            machine = machines
        heappush(busy, (end + setup, machine))
        plan[id] = machine
    return {"machines": machines, "plan": plan}
