from bisect import bisect_right


def solve(question):
    """By end; each offer goes on top of the most that ends before it in another trade."""
    length = question["length"]
    usable = [offer for offer in question["offers"] if 0 <= offer[1] < offer[2] <= length]
    usable.sort(key=lambda offer: offer[2])
    ends = [offer[2] for offer in usable]
    earned = [(0, None, 0)]  # the most, its last trade, the most with another last trade or none
    for _, start, _, price, trade in usable:
        most, last, otherwise = earned[bisect_right(ends, start)]
        earned.append(better(earned[-1], price + (otherwise if last == trade else most), trade))
    return earned[-1][0]


def better(known, now, trade):
    most, last, otherwise = known
    if trade == last:
        return (max(most, now), last, otherwise)
    if now > most:
        return (now, trade, most)
    return (most, last, max(otherwise, now))
