import { instant } from '@unanimous/kernel'
import { schema, type Storage } from '@unanimous/db'
import type { Metrics } from '@unanimous/protocol'
import { fairnessLedger, reliability, type DueForm, type RoundFacts } from '@unanimous/verdict'
import { inArray } from 'drizzle-orm'
import { storedFacts } from './digest-facts.ts'
import type { MetricsRow, Side } from './metrics.ts'
import { toShare } from './readings.ts'

/** What a person received and gave. */
interface BothSides {
  readonly received: Side
  readonly given: Side
}

type People = Metrics['ledger']['people']

const PEOPLE_SHOWN = 8
const { seat } = schema

/** The forms that this person owed for opened rounds: the card where they interviewed, the guess where they were interviewed. */
const formsDue = ({ received, given }: BothSides): readonly DueForm[] => {
  const due = (row: MetricsRow, form: 'card' | 'guess'): readonly DueForm[] => {
    const { forms } = storedFacts(row)
    const filedAt = forms?.[form]
    if (forms === undefined || filedAt === undefined) return []
    return [{ round: row.round, dueSince: instant(forms.dueSince), ...(filedAt === null ? {} : { filedAt: instant(filedAt) }) }]
  }
  return [...given.rows.flatMap(row => due(row, 'card')), ...received.rows.flatMap(row => due(row, 'guess'))]
}

/** A person met, the seat they sat in last, and the rounds held with them. */
interface Met {
  seat: string
  readonly facts: RoundFacts[]
}

const peopleMet = ({ received, given }: BothSides): readonly Met[] => {
  const met = new Map<string, Met>()
  const note = (facts: RoundFacts | undefined, other: string, seat: string) => {
    const known = met.get(other) ?? { seat, facts: [] }
    known.seat = seat
    if (facts) known.facts.push(facts)
    met.set(other, known)
  }
  for (const [index, row] of received.rows.entries()) note(received.facts[index], row.rater ?? row.raterSeat, row.raterSeat)
  for (const [index, row] of given.rows.entries()) note(given.facts[index], row.candidate ?? row.candidateSeat, row.candidateSeat)
  return [...met.values()].toSorted((left, right) => right.facts.length - left.facts.length).slice(0, PEOPLE_SHOWN)
}

const peopleShown = async ({ db }: Storage, person: string, met: readonly Met[]): Promise<People> => {
  const seats = met.length === 0 ? [] : await db.select({ id: seat.id, name: seat.name }).from(seat).where(inArray(seat.id, met.map(each => each.seat)))
  return met.map(each => {
    const { given, received } = fairnessLedger(each.facts, person, [])
    return { name: seats.find(({ id }) => id === each.seat)?.name ?? '', given, received }
  })
}

/** Given against received: in all, and with the people met most. */
export const ledgerOf = async (storage: Storage, person: string, sides: BothSides): Promise<Metrics['ledger']> => {
  const due = formsDue(sides)
  const facts = [...sides.received.facts, ...sides.given.facts]
  // Nothing can be booked for an hour yet, so nothing booked can be kept: only the forms say whether one can rely on somebody.
  const { filed } = reliability({ booked: 0, kept: 0 }, due)
  return { ...fairnessLedger(facts, person, due), filed: toShare(filed), people: await peopleShown(storage, person, peopleMet(sides)) }
}
