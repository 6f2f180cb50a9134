/** Work by turns of its owners: whoever asks for much waits behind whoever asks for little. */
export interface FairQueue {
  /** Runs `work` when its turn comes; false where too much waits already, of everybody or of this owner. */
  add(owner: string, work: () => Promise<void>): boolean
  /** What runs, and what waits. */
  count(): { readonly running: number; readonly waiting: number }
}

export interface QueueLimits { readonly atOnce: number; readonly waiting: number; readonly waitingPerOwner: number }

export const createFairQueue = ({ atOnce, waiting, waitingPerOwner }: QueueLimits): FairQueue => {
  /** In the order of their turns. */
  const owners = new Map<string, (() => Promise<void>)[]>()
  const busy = new Map<string, number>()
  let running = 0
  const waits = () => [...owners.values()].reduce((sum, list) => sum + list.length, 0)

  /** The first in turn among those with the fewest running. */
  const next = () => {
    let best: string | undefined
    for (const owner of owners.keys()) if (best === undefined || (busy.get(owner) ?? 0) < (busy.get(best) ?? 0)) best = owner
    return best
  }
  const takeTurns = () => {
    for (;;) {
      if (running >= atOnce) return
      const owner = next()
      const list = owner === undefined ? undefined : owners.get(owner)
      const work = list?.shift()
      if (owner === undefined || list === undefined || work === undefined) return
      owners.delete(owner)
      if (list.length > 0) owners.set(owner, list)
      begin(owner, work)
    }
  }
  const begin = (owner: string, work: () => Promise<void>) => {
    running++
    busy.set(owner, (busy.get(owner) ?? 0) + 1)
    const end = () => {
      running--
      const left = (busy.get(owner) ?? 1) - 1
      if (left === 0) busy.delete(owner)
      else busy.set(owner, left)
      takeTurns()
    }
    work().then(end, end)
  }
  return {
    add(owner, work) {
      const list = owners.get(owner) ?? []
      if (waits() >= waiting || list.length >= waitingPerOwner) return false
      owners.set(owner, [...list, work])
      takeTurns()
      return true
    },
    count: () => ({ running, waiting: waits() }),
  }
}
