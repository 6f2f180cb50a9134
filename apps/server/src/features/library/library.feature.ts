import { ok, refuse } from '@unanimous/kernel'
import type { Bank, Pack } from '@unanimous/bank'
import { schema, type Storage } from '@unanimous/db'
import { readingOf, type Acquaintance } from '@unanimous/matching'
import { TEAMS } from '@unanimous/prep'
import type { LibraryRow } from '@unanimous/protocol'
import type { CommandHandlers, QueryHandlers } from '../../platform/handlers.ts'
import { acquaintanceOf } from './acquaintance.ts'

interface LibraryNeeds {
  readonly storage: Storage
  readonly bank: Bank
}

const unknownPack = refuse('library/unknown', 'The library holds no such pack.')
const closedKind = refuse('library/closed', 'You are to be asked in a round of this kind. Its packs open when that round is over and its cards are open.')

const toRow = (pack: Pack, person: Acquaintance): LibraryRow => {
  const { id, title, kind, level, minutes, pattern, teams } = pack
  const reading = readingOf(pack, person)
  return {
    id, title, kind, level, minutes, teams: TEAMS.filter(team => teams.includes(team)), reading, pattern: reading === 'closed' ? null : pattern ?? null,
    met: person.seen.filter(each => each.pack === id).map(({ as, at }) => ({ as, at })),
  }
}

/** The bank to be read: what anybody may know of each pack, and the whole of it for whoever may read it. */
export const createLibrary = ({ storage, bank }: LibraryNeeds): { commands: CommandHandlers<'open-pack'>; queries: QueryHandlers<'library' | 'library-pack'> } => ({
  commands: {
    'open-pack': async ({ pack: id }, { tx, person, now }) => {
      const pack = bank.get(id)
      if (!pack) return unknownPack
      const reading = readingOf(pack, await acquaintanceOf(tx, person))
      if (reading === 'closed') return closedKind
      if (reading === 'hidden') await tx.insert(schema.seenPack).values({ person, pack: id, role: 'reader', at: now }).onConflictDoNothing()
      return ok({})
    },
  },
  queries: {
    library: async (_input, { me }) => {
      const person = await acquaintanceOf(storage.db, me.person)
      return ok({ rows: bank.all().map(pack => toRow(pack, person)) })
    },
    'library-pack': async ({ pack: id }, { me }) => {
      const pack = bank.get(id)
      if (!pack) return unknownPack
      const row = toRow(pack, await acquaintanceOf(storage.db, me.person))
      return ok({ row, content: row.reading === 'open' ? pack : null })
    },
  },
})
