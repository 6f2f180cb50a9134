from collections import Counter
from heapq import heappop, heappush


class AdPicker:
    """All offers in one heap, the best first; what a viewer has had enough of is set aside during the pick and put back."""

    def __init__(self, window):
        self.window = window
        self.offers = {}
        self.best = []
        self.shown = {}

    def offer(self, campaign, bid, cap):
        number = self.offers.get(campaign, (0, 0))[0] + 1
        self.offers[campaign] = number, cap
        if bid > 0:
            heappush(self.best, (-bid, campaign, number))

    def pick(self, viewer, now):
        shown = [each for each in self.shown.pop(viewer, []) if each[0] > now - self.window]
        campaign = self.best_for(Counter(campaign for _, campaign in shown))
        if campaign is not None:
            shown.append((now, campaign))
        if shown:
            self.shown[viewer] = shown
        return campaign

    def best_for(self, times):
        aside, found = [], None
        while self.best and found is None:
            _, campaign, number = entry = heappop(self.best)
            newest, cap = self.offers[campaign]
            if number != newest:
                continue  # replaced, and forgotten now
            aside.append(entry)
            if times[campaign] < cap:
                found = campaign
        for entry in aside:
            heappush(self.best, entry)
        return found


def solve(input):
    picker = AdPicker(input["window"])
    return [getattr(picker, method)(*arguments) for method, *arguments in input["calls"]]
