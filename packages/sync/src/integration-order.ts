import type { Struct } from './update-walk.ts'

/**
 * The structs that can be integrated on top of what is known, in an order in which each finds everything it needs. A struct of a
 * client is reachable only when all before it are; a gap, or a circle of needs, leaves the rest out.
 */
export const integrationOrder = (structs: readonly Struct[], clockOf: (client: number) => number): Struct[] => {
  const queues = new Map<number, { readonly list: Struct[]; next: number; clock: number }>()
  for (const struct of structs) {
    const { client } = struct.section
    const queue = queues.get(client) ?? { list: [], next: 0, clock: clockOf(client) }
    queue.list.push(struct)
    queues.set(client, queue)
  }
  const known = (client: number): number => queues.get(client)?.clock ?? clockOf(client)
  const order: Struct[] = []
  let moved = true
  while (moved) {
    moved = false
    for (const queue of queues.values()) {
      for (;;) {
        const struct = queue.list[queue.next]
        if (struct === undefined || struct.skip || struct.clock !== queue.clock) break
        if (!struct.needs.every((need) => need.clock < known(need.client))) break
        order.push(struct)
        queue.next++
        queue.clock += struct.length
        moved = true
      }
    }
  }
  return order
}
