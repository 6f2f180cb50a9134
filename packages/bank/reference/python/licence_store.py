from heapq import heappop, heappush


class LicenceStore:
    """A map for asking and a heap for sweeping; a heap entry that no longer agrees with the map is dropped when met."""

    def __init__(self):
        self.held = {}
        self.soonest = []

    def put(self, device, licence, expires_at):
        before = self.held.get(device)
        self.held[device] = (licence, expires_at)
        if before is None or before[1] != expires_at:
            heappush(self.soonest, (expires_at, device))

    def get(self, device, now):
        licence, expires_at = self.held.get(device, (None, 0))
        return licence if licence is not None and now < expires_at else None

    def sweep(self, now, most):
        removed = []
        while self.soonest and len(removed) < most and self.soonest[0][0] <= now:
            expires_at, device = heappop(self.soonest)
            if device in self.held and self.held[device][1] == expires_at:
                del self.held[device]
                removed.append(device)
        return removed


def solve(input):
    store = LicenceStore()
    return [getattr(store, method)(*arguments) for method, *arguments in input["calls"]]
