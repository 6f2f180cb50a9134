import { dimensionsOf, type RaterView, type RoundKind } from '@unanimous/rounds'
import { freshId, Person } from './person.ts'

/** Both agree, and a guest comes in by the link and looks at the room. */
export const seatRater = async ({ interviewer, candidate, session, name = 'heron' }: { interviewer: Person; candidate: Person; session: string; name?: string }): Promise<Person> => {
  const token = freshId()
  await interviewer.send('ask-second-rater', { session, token })
  await candidate.send('agree-second-rater', { session, agreed: true })
  const rater = await new Person(interviewer.url).signInAsGuest()
  await rater.post('join-as-rater', { token, name })
  await rater.connect()
  await rater.watch(session)
  return rater
}

/** What the second rater's page shows of a round. */
export const raterViewOf = (person: Person, round: string): RaterView => {
  const view = person.views.get(round)?.view
  if (view?.role !== 'rater') throw new Error('this person does not rate')
  return view
}

/** A quote for every dimension, so that each may be rated. */
export const captureAll = async (person: Person, round: string, kind: RoundKind, words = 'seen'): Promise<void> => {
  for (const { id } of dimensionsOf(kind)) {
    await person.send('capture-evidence', { round, evidence: freshId(), kind: 'quote', text: `${words}: ${id}`, dimensions: [id], polarity: '0' })
  }
}

const all = <V>(kind: RoundKind, value: V) => Object.fromEntries(dimensionsOf(kind).map(({ id }) => [id, value]))

/** A card that may be filed, with this vote and ratings to go with it. */
export const cardOf = (kind: RoundKind, vote: 2 | 3 | 4, keepDoing = 'Priced it.') => ({ ratings: all(kind, vote), vote, keepDoing })
export const guessOf = (kind: RoundKind, vote: 2 | 3 | 4) => ({ guesses: all(kind, vote), vote })
