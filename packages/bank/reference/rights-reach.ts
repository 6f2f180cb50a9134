export type Grant = readonly [from: string, to: string, territories: readonly string[], onward: boolean]
export interface RightsQuestion {
  readonly owner: string
  readonly company: string
  readonly grants: readonly Grant[]
}

type Right = readonly [company: string, territory: string]

/** A worklist of rights that may be granted on, from the owner outwards; each is worked off once, so each grant is used once per territory. */
export function solve({ owner, company, grants }: RightsQuestion): string[] {
  const everywhere = [...new Set(grants.flatMap(([, , territories]) => territories))].sort()
  if (company === owner) return everywhere
  const offers = offersOf(grants)
  const grantable = new Set<string>()
  const shown = new Set<string>()
  const work: Right[] = []
  const mayGrant = (holder: string, territory: string): void => {
    const key = keyOf(holder, territory)
    if (grantable.has(key)) return
    grantable.add(key)
    work.push([holder, territory])
  }
  for (const territory of everywhere) mayGrant(owner, territory)
  for (let right = work.pop(); right !== undefined; right = work.pop()) {
    const [holder, territory] = right
    for (const { to, onward } of offers.get(keyOf(holder, territory)) ?? []) {
      if (to === company) shown.add(territory)
      if (onward) mayGrant(to, territory)
    }
  }
  return [...shown].sort()
}

const keyOf = (company: string, territory: string): string => `${company} ${territory}`

/** To whom a company offers a territory, whether it has it or not. */
function offersOf(grants: readonly Grant[]): Map<string, { readonly to: string; readonly onward: boolean }[]> {
  const offers = new Map<string, { to: string; onward: boolean }[]>()
  for (const [from, to, territories, onward] of grants) {
    for (const territory of territories) {
      const key = keyOf(from, territory)
      const known = offers.get(key)
      if (known === undefined) offers.set(key, [{ to, onward }])
      else known.push({ to, onward })
    }
  }
  return offers
}
