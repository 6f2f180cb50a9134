import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Home } from '@unanimous/protocol'
import { Lock } from 'lucide-react'
import { useServerNow } from '../../platform/clock.ts'
import { formatDay, formatTime } from '../../platform/dates.ts'
import { useWords } from '../../platform/words.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { ActionCard } from '../../ui/surfaces.tsx'

/** What one has filed and the other has not: nothing to do here but to know when it opens. */
export const Sealed = ({ sealed }: Pick<Home, 'sealed'>) => {
  if (sealed.length === 0) return null
  return (
    <section className="sec">
      <div className="sh"><h3><Trans>Filed and sealed</Trans></h3><span className="faint num">{sealed.length}</span></div>
      <div className="cards-list">{sealed.map(each => <SealedSession key={each.session} of={each} />)}</div>
    </section>
  )
}

const SealedSession = ({ of: { session, kind, peer, opensAt } }: { readonly of: Home['sealed'][number] }) => {
  const { t } = useLingui()
  const words = useWords()
  const hours = Math.max(0, Math.floor((opensAt - useServerNow(60_000)) / 3_600_000))
  const name = peer ?? t`your peer`
  const what = words.kind(kind)
  const [day, time] = [formatDay(opensAt), formatTime(opensAt)]
  return (
    <ActionCard
      icon={<Lock />}
      title={<Trans>{what} with {name}</Trans>}
      about={<Trans>You have filed. All of it opens when {name} has too, or by itself on {day} at {time}.</Trans>}
      chip={<Chip>{hours === 0 ? <Trans>opens within the hour</Trans> : <Plural value={hours} one="opens in # h" other="opens in # h" />}</Chip>}
      action={<LinkButton size="sm" href={`/r/${session}`}><Trans>Open</Trans></LinkButton>}
    />
  )
}
