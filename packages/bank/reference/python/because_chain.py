from collections import deque


def solve(input):
    """Breadth first over title and genres, everything in order of the alphabet."""
    genres = input["genres"]
    leads = {}
    for source, to in sorted(input["reasons"]):
        leads.setdefault(source, []).append(to)
    queue = deque((title,) for title in sorted(set(input["watched"])))
    seen = {(chain[0], frozenset([genres[chain[0]]])) for chain in queue}
    while queue:
        chain = queue.popleft()
        if chain[-1] == input["suggested"]:
            return list(chain)
        used = frozenset(genres[title] for title in chain)
        for title in leads.get(chain[-1], []):
            place = (title, used | {genres[title]})
            if genres[title] not in used and place not in seen:
                seen.add(place)
                queue.append(chain + (title,))
    return None
