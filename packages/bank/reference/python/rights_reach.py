def solve(input):
    """A worklist of rights that may be granted on, from the owner outwards; each is worked off once."""
    owner, company = input["owner"], input["company"]
    everywhere = {territory for grant in input["grants"] for territory in grant[2]}
    if company == owner:
        return sorted(everywhere)
    offers = {}
    for giver, receiver, territories, onward in input["grants"]:
        for territory in territories:
            offers.setdefault((giver, territory), []).append((receiver, onward))
    work = [(owner, territory) for territory in everywhere]
    grantable = set(work)
    shown = set()
    while work:
        holder, territory = work.pop()
        for receiver, onward in offers.get((holder, territory), []):
            if receiver == company:
                shown.add(territory)
            right = (receiver, territory)
            if onward and right not in grantable:
                grantable.add(right)
                work.append(right)
    return sorted(shown)
