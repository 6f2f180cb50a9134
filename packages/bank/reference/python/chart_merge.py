"""Chart merge: a title goes out when every open feed has come to it or past it; what waits is added up at once."""

from heapq import heapify, heappop, heappush, heapreplace

NOWHERE = ""  # smaller than every title


class ChartMerge:
    def __init__(self, feeds):
        self.waiting = {}  # title: starts so far
        self.titles = []
        self.reached = {feed: NOWHERE for feed in feeds}  # of open feeds
        self.slowest = [(NOWHERE, feed) for feed in feeds]  # feeds only go forward, so old entries are too far in front
        heapify(self.slowest)

    def line(self, feed, title, starts):
        self.reached[feed] = title
        if title not in self.waiting:
            heappush(self.titles, title)
        self.waiting[title] = self.waiting.get(title, 0) + starts
        return self._go_out()

    def end(self, feed):
        del self.reached[feed]
        return self._go_out()

    def _go_out(self):
        up_to = self._slowest_reached()
        lines = []
        while self.titles and (up_to is None or self.titles[0] <= up_to):
            title = heappop(self.titles)
            lines.append([title, self.waiting.pop(title)])
        return lines

    def _slowest_reached(self):
        while self.slowest:
            noted, feed = self.slowest[0]
            title = self.reached.get(feed)
            if title == noted:
                return title
            if title is None:
                heappop(self.slowest)
            else:
                heapreplace(self.slowest, (title, feed))
        return None


def solve(play):
    merge = ChartMerge(play["feeds"])
    return [getattr(merge, method)(*given) for method, *given in play["calls"]]
