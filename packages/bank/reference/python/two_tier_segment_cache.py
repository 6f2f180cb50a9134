"""Two-tier segment cache: a segment is taken out of its tier before it is placed again, so it never stands in its own way."""

from collections import OrderedDict


class Tier:
    """So many bytes of segments, the least recent first."""

    def __init__(self, room):
        self.room = room
        self.bytes = 0
        self.held = OrderedDict()

    def take(self, key):
        size = self.held.pop(key, None)
        self.bytes -= size or 0
        return size

    def add(self, key, size):
        """What has to leave for it, the least recent first."""
        self.held[key] = size
        self.bytes += size
        left = []
        while self.bytes > self.room:
            key, size = self.held.popitem(last=False)
            self.bytes -= size
            left.append((key, size))
        return left


class SegmentCache:
    def __init__(self, memory, disk):
        self.memory = Tier(memory)
        self.disk = Tier(disk)

    def put(self, key, size):
        self.memory.take(key)
        self.disk.take(key)
        self._place(key, size)

    def get(self, key):
        for name, tier in (("memory", self.memory), ("disk", self.disk)):
            size = tier.take(key)
            if size is not None:
                self._place(key, size)
                return name
        return None

    def _place(self, key, size):
        sent_down = self.memory.add(key, size) if size <= self.memory.room else [(key, size)]
        for each, bytes_of_each in sent_down:
            if bytes_of_each <= self.disk.room:
                self.disk.add(each, bytes_of_each)


def solve(play):
    cache = SegmentCache(play["memory"], play["disk"])
    return [getattr(cache, method)(*given) for method, *given in play["calls"]]
