import { Trans, useLingui } from '@lingui/react/macro'
import { viewFor, CANDIDATES, REHEARSING_SEAT, reviewRehearsal, type Ability, type Pack } from '@unanimous/rounds'
import { useParams } from '@tanstack/react-router'
import { ArrowLeft, Dices, Play, TrendingDown, TrendingUp, TrendingUpDown } from 'lucide-react'
import { useState } from 'react'
import { AuthorityContext } from '../../../platform/authority.ts'
import { WhenRead } from '../../../platform/page-state.tsx'
import { useRead } from '../../../platform/queries.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { RadioCards } from '../../../ui/choices.tsx'
import { FullPage } from '../../../ui/room-frame.tsx'
import { EmptyState } from '../../../ui/surfaces.tsx'
import { RehearsalReviewPage } from './rehearsal-review.tsx'
import { RehearsalRoom } from './rehearsal-room.tsx'
import { useRehearsal } from './use-rehearsal.ts'
import './rehearsal.css'

type Choice = Ability | 'any'

const abilities = Object.keys(CANDIDATES) as readonly Ability[]

/** The script alone: the room's own console against a candidate who only gives the pack's own signals. */
export const RehearsePage = () => {
  const { pack = '' } = useParams({ strict: false })
  const read = useRead('library-pack', { pack })
  const [run, setRun] = useState<{ readonly candidate: Ability; readonly id: number }>()
  if (!run || !read.data?.content) {
    return (
      <FullPage title={<Trans>Rehearsal</Trans>} about={<span className="faint ell">{read.data?.row.title}</span>} tools={<BackToPack pack={pack} />}>
        <WhenRead read={read}>
          {({ content }) => (content
            ? <Start onStart={candidate => setRun({ candidate, id: 0 })} />
            : <EmptyState title={<Trans>This one is not open to you</Trans>} about={<Trans>Only a round that you may read can be rehearsed.</Trans>} actions={<LinkButton variant="primary" href={`/library/${pack}`}><Trans>See it in the library</Trans></LinkButton>} />)}
        </WhenRead>
      </FullPage>
    )
  }
  return <Run key={run.id} pack={read.data.content} ability={run.candidate} onAgain={() => setRun(undefined)} />
}

const BackToPack = ({ pack }: { readonly pack: string }) => <LinkButton size="sm" variant="ghost" href={`/library/${pack}`} icon={<ArrowLeft className="s" />}><Trans>The pack</Trans></LinkButton>

const drawn = (): Ability => abilities[Math.floor(Math.random() * abilities.length)] ?? 'middling'

const Start = ({ onStart }: { readonly onStart: (candidate: Ability) => void }) => {
  const { t } = useLingui()
  const [choice, setChoice] = useState<Choice>('any')
  return (
    <div className="rehearsal-start">
      <h2><Trans>Who answers you?</Trans></h2>
      <p className="dim"><Trans>Read your lines aloud. A scripted candidate answers each follow-up with a signal of this pack; you listen, tick and mark. Nobody else takes part, and nothing is kept.</Trans></p>
      <RadioCards<Choice>
        label={t`Who answers you?`} value={choice} onChange={setChoice}
        options={[
          { value: 'any', icon: <Dices />, label: <Trans>Any of them</Trans>, about: <Trans>Drawn now, told at the end</Trans> },
          { value: 'strong', icon: <TrendingUp />, label: <Trans>Strong</Trans>, about: <Trans>Nails what you ask</Trans> },
          { value: 'middling', icon: <TrendingUpDown />, label: <Trans>Middling</Trans>, about: <Trans>Breaks where it gets deep</Trans> },
          { value: 'weak', icon: <TrendingDown />, label: <Trans>Weak</Trans>, about: <Trans>Struggles, help included</Trans> },
        ]}
      />
      <Button variant="primary" size="lg" icon={<Play />} onClick={() => onStart(choice === 'any' ? drawn() : choice)}><Trans>Start the clock</Trans></Button>
    </div>
  )
}

interface RunProps {
  readonly pack: Pack
  readonly ability: Ability
  readonly onAgain: () => void
}

const Run = ({ pack, ability, onAgain }: RunProps) => {
  const running = useRehearsal(pack)
  const { rehearsal, authority } = running
  const candidate = CANDIDATES[ability]
  const view = viewFor(rehearsal.state, REHEARSING_SEAT)
  if (view.role !== 'interviewer') throw new Error('the rehearsing seat interviews')
  if (view.status === 'ended') return <RehearsalReviewPage pack={pack} ability={ability} review={reviewRehearsal(rehearsal, candidate, authority.now())} back={<BackToPack pack={pack.id} />} onAgain={onAgain} />
  return <AuthorityContext value={authority}><RehearsalRoom view={view} running={running} candidate={candidate} /></AuthorityContext>
}
