import type { FollowUp, Pack } from '@unanimous/rounds'
import type { Path, Problem, Rule } from '../finding.ts'

/** A name of a follow-up written somewhere in the pack, and where. */
interface Mention {
  readonly to: string
  readonly path: Path
}

const MARKS = ['nailed', 'partial', 'struggled'] as const

const leaving = (node: FollowUp, index: number): Mention[] =>
  MARKS.flatMap(mark => node.next[mark].map((to, at) => ({ to, path: ['followups', index, 'next', mark, at] })))

function mentions(pack: Pack): Mention[] {
  const entries = pack.entry.map((to, at) => ({ to, path: ['entry', at] }))
  const after = pack.followups.flatMap((node, index) =>
    (node.trigger.after ?? []).map((to, at) => ({ to, path: ['followups', index, 'trigger', 'after', at] })),
  )
  return [...entries, ...after, ...pack.followups.flatMap(leaving)]
}

const uniqueIds: Rule = {
  id: 'pack/unique-ids',
  keeps: 'Follow-ups and hints are named once, because events of a round refer to them by name.',
  *check(pack) {
    const seen = new Set<string>()
    const named = [
      ...pack.followups.map((node, index) => ({ id: node.id, path: ['followups', index, 'id'] })),
      ...pack.interviewer.hints.map((hint, index) => ({ id: hint.id, path: ['interviewer', 'hints', index, 'id'] })),
    ]
    for (const { id, path } of named) {
      if (seen.has(id)) yield { path, sentence: `The id "${id}" is taken already.` }
      seen.add(id)
    }
  },
}

const edgesExist: Rule = {
  id: 'pack/edges-exist',
  keeps: 'Every follow-up that is led to is there.',
  *check(pack) {
    const ids = new Set(pack.followups.map(node => node.id))
    for (const { to, path } of mentions(pack)) {
      if (!ids.has(to)) yield { path, sentence: `There is no follow-up "${to}".` }
    }
  },
}

const acyclic: Rule = {
  id: 'pack/acyclic',
  keeps: 'The ladder only goes forward, so nobody is led back to a question already answered.',
  *check(pack) {
    const nodes = new Map(pack.followups.map((node, index) => [node.id, { node, index }]))
    const state = new Map<string, 'open' | 'done'>()
    const problems: Problem[] = []
    const visit = (id: string): void => {
      const found = nodes.get(id)
      if (found === undefined || state.has(id)) return
      state.set(id, 'open')
      for (const { to, path } of leaving(found.node, found.index)) {
        if (state.get(to) === 'open') problems.push({ path, sentence: `"${id}" leads back to "${to}".` })
        visit(to)
      }
      state.set(id, 'done')
    }
    for (const id of nodes.keys()) visit(id)
    yield* problems
  },
}

const reachable: Rule = {
  id: 'pack/reachable',
  keeps: 'Every follow-up can be arrived at from an entry.',
  *check(pack) {
    const nodes = new Map(pack.followups.map(node => [node.id, node]))
    const reached = new Set<string>()
    const queue = [...pack.entry]
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      if (reached.has(id)) continue
      reached.add(id)
      for (const mark of MARKS) queue.push(...(nodes.get(id)?.next[mark] ?? []))
    }
    for (const [index, node] of pack.followups.entries()) {
      if (!reached.has(node.id)) yield { path: ['followups', index, 'id'], sentence: `Nothing leads to "${node.id}".` }
    }
  },
}

const statesExist: Rule = {
  id: 'pack/states-exist',
  keeps: 'Triggers and hints wait for states that the interviewer can reach.',
  *check(pack) {
    const states = new Set(pack.interviewer.solutionStates)
    const waited = [
      ...pack.followups.flatMap((node, index) =>
        (node.trigger.state ?? []).map((state, at) => ({ state, path: ['followups', index, 'trigger', 'state', at] })),
      ),
      ...pack.interviewer.hints.map((hint, index) => ({ state: hint.at, path: ['interviewer', 'hints', index, 'at'] })),
    ]
    for (const { state, path } of waited) {
      if (!states.has(state)) yield { path, sentence: `There is no solution state "${state}".` }
    }
  },
}

const scaffoldAfterParent: Rule = {
  id: 'pack/scaffold-after-parent',
  keeps: 'A scaffold helps once, after the answer that needed it, and is no harder than that answer.',
  *check(pack) {
    for (const [index, node] of pack.followups.entries()) {
      if (node.kind !== 'scaffold') continue
      const path = ['followups', index, 'id']
      const [parentId, ...others] = node.trigger.after ?? []
      const parent = pack.followups.find(other => other.id === parentId)
      if (parent === undefined || others.length > 0) {
        yield { path, sentence: `The scaffold "${node.id}" names exactly one parent in trigger.after.` }
        continue
      }
      if (node.depth > parent.depth) yield { path, sentence: `The scaffold "${node.id}" is deeper than "${parent.id}".` }
      const helps = parent.next.partial.includes(node.id) || parent.next.struggled.includes(node.id)
      if (!helps) yield { path, sentence: `"${parent.id}" leads to its scaffold "${node.id}" when partial or struggled.` }
      const leadsHere = (other: FollowUp): boolean =>
        other.next.nailed.includes(node.id) || (other !== parent && MARKS.some(mark => other.next[mark].includes(node.id)))
      if (pack.entry.includes(node.id) || pack.followups.some(leadsHere)) {
        yield { path, sentence: `The scaffold "${node.id}" follows only a partial or struggled "${parent.id}".` }
      }
    }
  },
}

/** What makes a ladder of follow-ups walkable. (domain.md 4.1, 4.2) */
export const ladderRules: readonly Rule[] = [uniqueIds, edgesExist, acyclic, reachable, statesExist, scaffoldAfterParent]
