/** A region, a household or a profile: what it chooses for itself and those below, and what nobody below may exceed. */
export type Control = readonly [id: string, parent: string | null, setting: number | null, cap: number | null]
export interface ControlQuestion {
  readonly controls: readonly Control[]
  readonly asks: readonly string[]
}

/** What a node hands down: the nearest setting and the lowest cap on its way up. */
interface Standing {
  readonly setting: number
  readonly cap: number
}

const ABOVE_THE_ROOT: Standing = { setting: 18, cap: 18 }

/** Climbs from each asked node to the first that is known already, and comes down again noting what each hands on. */
export function solve({ controls, asks }: ControlQuestion): (number | null)[] {
  const nodes = new Map(controls.map(control => [control[0], control]))
  const known = new Map<string, Standing | null>()
  return asks.map(id => {
    const standing = standingOf(id, nodes, known)
    return standing === null ? null : Math.min(standing.setting, standing.cap)
  })
}

function standingOf(asked: string, nodes: ReadonlyMap<string, Control>, known: Map<string, Standing | null>): Standing | null {
  const climbed: Control[] = []
  let at: string | null = asked
  while (at !== null && !known.has(at)) {
    const node = nodes.get(at)
    // Lost until the way up has reached a root; a circle meets this note of its own.
    known.set(at, null)
    if (node === undefined) return null
    climbed.push(node)
    at = node[1]
  }
  let standing = at === null ? ABOVE_THE_ROOT : (known.get(at) ?? null)
  for (const node of climbed.reverse()) {
    standing = standing === null ? null : below(standing, node)
    known.set(node[0], standing)
  }
  return standing
}

const below = (above: Standing, [, , setting, cap]: Control): Standing => ({
  setting: setting ?? above.setting,
  cap: Math.min(above.cap, cap ?? Infinity),
})
