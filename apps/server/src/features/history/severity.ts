import { schema, type Storage } from '@unanimous/db'
import type { Metrics } from '@unanimous/protocol'
import { severities, SEVERITY_NEEDS, type FirstVote, type RoundFacts, type Vote } from '@unanimous/verdict'
import { sql } from 'drizzle-orm'
import { toShare } from './readings.ts'

/** How many of the newest votes on each person are compared: enough to know them by, few enough at any size of the community. */
const VOTES_PER_CANDIDATE = 12

const { roundDigest } = schema

/** The newest first votes that others gave to these people; opened ones only, for nothing else has a digest. */
const votesOn = async ({ db }: Storage, people: readonly string[], rater: string): Promise<FirstVote[]> => {
  if (people.length === 0) return []
  const { rows } = await db.execute<{ round: string; rater: string; candidate: string; vote: number }>(sql`
    select v.round, v.rater, v.candidate, v.vote from unnest(${sql.param(people)}::text[]) as of (person) cross join lateral (
      select round, rater, candidate, first_vote as vote from ${roundDigest}
      where candidate = of.person and first_vote is not null and rater <> ${rater}
      order by held_at desc, round desc limit ${VOTES_PER_CANDIDATE}
    ) v`)
  return rows.map(({ vote, ...rest }) => ({ ...rest, vote: vote as Vote }))
}

/**
 * How severe a rater is against the others who voted on the same people: the part of everybody's votes that says anything about
 * them. Accounts that are gone compare with nobody.
 */
export const severityOf = async (storage: Storage, person: string, given: readonly RoundFacts[]): Promise<Metrics['given']['severity']> => {
  const own = given.flatMap(({ round, rater, candidate, firstVote }): FirstVote[] => (firstVote === undefined ? [] : [{ round, rater, candidate, vote: firstVote }]))
  const others = await votesOn(storage, [...new Set(own.map(({ candidate }) => candidate))], person)
  const reading = severities([...own, ...others]).get(person)
  const { candidates = 0, isConnected = false, isFlagged = false } = reading ?? {}
  return { ...toShare(reading ?? { n: 0, needs: SEVERITY_NEEDS.votes, rounds: [] }), candidates, candidatesNeeded: SEVERITY_NEEDS.candidates, isConnected, isFlagged }
}
