import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Home } from '@unanimous/protocol'
import { Repeat, Scale, Target } from 'lucide-react'
import { useServerNow } from '../../platform/clock.ts'
import { formatDay } from '../../platform/dates.ts'
import { useRematch } from '../../platform/use-rematch.ts'
import { useWords } from '../../platform/words.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { ActionCard } from '../../ui/surfaces.tsx'

type Owed = Home['waiting'][number]

interface WaitingProps {
  readonly waiting: Home['waiting']
  readonly rematch: Home['rematch']
  readonly hasNext: boolean
}

/** Forms to file, the nearest deadline first, and the offer to meet again. */
export const WaitingOnYou = ({ waiting, rematch, hasNext }: WaitingProps) => {
  if (waiting.length === 0 && (rematch === null || hasNext)) return null
  return (
    <section className="sec">
      {waiting.length > 0 && <div className="sh"><h3><Trans>Waiting on you</Trans></h3><span className="faint num">{waiting.length}</span></div>}
      <div className="cards-list">
        {waiting.map(owed => <OwedForm key={`${owed.round} ${owed.form}`} owed={owed} />)}
        {rematch !== null && !hasNext && <Rematch session={rematch.session} peer={rematch.peer} />}
      </div>
    </section>
  )
}

const OwedForm = ({ owed }: { readonly owed: Owed }) => {
  const { t } = useLingui()
  const words = useWords()
  const hours = Math.max(0, Math.floor((owed.deadlineAt - useServerNow(60_000)) / 3_600_000))
  const peer = owed.peer ?? t`your peer`
  const kind = words.kind(owed.kind)
  const day = formatDay(owed.endedAt)
  const card = owed.form === 'scorecard'
  return (
    <ActionCard
      icon={card ? <Scale /> : <Target />}
      title={card ? <Trans>File your scorecard for {peer}</Trans> : <Trans>Guess how {peer} rated you</Trans>}
      about={<>{card ? <Trans>{kind}, you interviewed on {day}.</Trans> : <Trans>{kind}, {peer} interviewed on {day}.</Trans>} {owed.peerHasFiled && <Trans>{peer} has filed.</Trans>}</>}
      chip={<Chip>{hours === 0 ? <Trans>under an hour left</Trans> : <Plural value={hours} one="# h left" other="# h left" />}</Chip>}
      action={<LinkButton size="sm" href={`/r/${owed.session}/${card ? 'score' : 'estimate'}/${owed.round}`}><Trans>File it</Trans></LinkButton>}
    />
  )
}

const Rematch = ({ session, peer }: { readonly session: string; readonly peer: string }) => {
  const rematch = useRematch()
  return (
    <ActionCard
      icon={<Repeat />} title={<Trans>Meet {peer} again</Trans>} about={<Trans>Same plan, the roles the other way round first.</Trans>}
      action={<Button size="sm" onClick={() => void rematch(session)}><Trans>Rematch</Trans></Button>}
    />
  )
}
