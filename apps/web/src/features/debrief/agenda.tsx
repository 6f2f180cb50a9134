import { Trans, useLingui } from '@lingui/react/macro'
import type { OpenedCard } from '@unanimous/protocol'
import type { ReactNode } from 'react'
import { formatMmSs } from '../../platform/clock.ts'
import { evidenceWords } from '../../platform/evidence-words.ts'
import { EvidenceTag } from '../../ui/evidence.tsx'
import { agendaOf, evidenceOf, sidesOf, type Opened, type OpenedRound } from './sides.ts'

const SHOWN = 3

/** What to talk about, the widest gap between guess and rating first, the keeper question last. */
export const Agenda = ({ data, peer }: { readonly data: Opened; readonly peer: string }) => {
  const { received, given } = sidesOf(data)
  // One way, the one who interviewed talks about the other's guesses.
  const round = received ?? given
  const items: readonly Item[] = [
    ...(round ? agendaOf(round) : []).slice(0, SHOWN).map((gap, index) => ({
      key: gap.dimension, title: round?.card?.dimensions.find(dimension => dimension.id === gap.dimension)?.name, at: round && firstTimeOf(round, gap.dimension),
      about: <Gap gap={gap} peer={peer} widest={index === 0} yours={received !== undefined} />,
    })),
    ...keeperItem(data, peer),
  ]
  return (
    <section>
      <h2><Trans>Talk about these first</Trans></h2>
      {items.length === 0 && <p className="dim">{round?.kind === 'recruiter' ? <Trans>A screen rates nothing. Start with what was marked.</Trans> : <Trans>Nothing was both guessed and rated. Start with the evidence.</Trans>}</p>}
      <ol className="talk">
        {items.map(({ key, title, about, at }, index) => (
          <li key={key}>
            <span className="steps-n">{index + 1}</span>
            <div><b>{title}</b><p className="dim">{about}</p>{at !== undefined && <EvidenceTag time={formatMmSs(at.atMs)}>{evidenceWords(at)}</EvidenceTag>}</div>
          </li>
        ))}
      </ol>
    </section>
  )
}

interface GapProps {
  readonly gap: ReturnType<typeof agendaOf>[number]
  readonly peer: string
  readonly widest: boolean
  /** Whether the guess was the viewer's own. */
  readonly yours: boolean
}

const Gap = ({ gap: { guessed, given, gap }, peer, widest, yours }: GapProps) => {
  if (gap === 0) return yours ? <Trans>You guessed it: {given}.</Trans> : <Trans>{peer} guessed it: {given}.</Trans>
  return <>{yours ? <Trans>You guessed {guessed}, {peer} gave {given}.</Trans> : <Trans>{peer} guessed {guessed}, you gave {given}.</Trans>} {widest && <Trans>The widest gap.</Trans>}</>
}

interface Item {
  readonly key: string
  readonly title: ReactNode
  readonly about: ReactNode
  readonly at?: OpenedRound['record']['evidence'][number] | undefined
}

/** The piece that speaks against, if any, because that is where the talk begins. */
const firstTimeOf = (round: OpenedRound, id: OpenedCard['dimensions'][number]['id']): Item['at'] => {
  const items = evidenceOf(round, id)
  return items.find(item => item.polarity === '-') ?? items[0]
}

const keeperItem = (data: Opened, peer: string): readonly Item[] => {
  const { received, given } = sidesOf(data)
  const theirs = received?.card?.keeper ?? null
  const yours = given?.card?.keeper ?? null
  if (theirs === null && yours === null) return []
  return [{ key: 'keeper', title: <Trans>Keeper test</Trans>, about: <>{theirs !== null && <Keeper who={peer} answer={theirs} />} {yours !== null && <Keeper who={undefined} answer={yours} />}</> }]
}

const Keeper = ({ who, answer }: { readonly who: string | undefined; readonly answer: NonNullable<OpenedCard['keeper']> }) => {
  const { t } = useLingui()
  const said = { fight: t`would fight`, sorry: t`would be sorry`, let_go: t`would let go` }[answer]
  return who === undefined ? <Trans>You: {said}.</Trans> : <Trans>{who}: {said}.</Trans>
}
