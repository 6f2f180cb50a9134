import { Trans, useLingui } from '@lingui/react/macro'
import { dimensionsOf } from '@unanimous/rounds'
import { Lock } from 'lucide-react'
import { useState } from 'react'
import { formatDay, formatTime } from '../../platform/dates.ts'
import { useForget, useRead } from '../../platform/queries.ts'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import { useWords } from '../../platform/words.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { cx } from '../../ui/class-names.ts'
import { ButterflyRow } from '../../ui/debrief-charts.tsx'
import { AlertDialog } from '../../ui/dialog.tsx'
import { Avatar } from '../../ui/surfaces.tsx'
import type { Sealed } from './sides.ts'

/** The debrief before the reveal: its shape, what one owes oneself, and of the other the bare fact alone. */
export const SealedDebrief = ({ data }: { readonly data: Sealed }) => {
  const { t } = useLingui()
  const peer = data.peer ?? t`The other`
  const home = useRead('home', {})
  // Two others who both hold the rounds: this is their second rater.
  const isRater = data.others.filter(each => each.is === 'seat').length > 1
  const youJudge = data.owed.some(form => form.form === 'scorecard')
  const judgesYou = data.owed.some(form => form.form === 'self-estimate')
  const bothWays = !isRater && youJudge === judgesYou
  const kinds = [...new Set(data.owed.map(form => form.kind))]
  const dimensions = kinds.flatMap(kind => dimensionsOf(kind)).filter((dimension, index, all) => all.findIndex(each => each.id === dimension.id) === index)
  return (
    <Sheet title={<Trans>Debrief</Trans>} beside={<span className="faint"><Trans>with {peer}</Trans></span>} tools={<Chip icon={<Lock className="s" />}><Trans>Sealed</Trans></Chip>} still>
      <div className="debrief">
        <section className={cx('both scroll', !bothWays && 'one')}>
          {!isRater && <div className="sides">
            {judgesYou && <div className="side-head peer"><Avatar name={peer} who="peer" size="xl" /><div><span className="dim b"><Trans>{peer} on you</Trans></span><p className="sealed-word"><Trans>Sealed</Trans></p></div></div>}
            {bothWays && <span />}
            {youJudge && <div className="side-head you"><div><span className="dim b"><Trans>You on {peer}</Trans></span><p className="sealed-word"><Trans>Sealed</Trans></p></div><Avatar name={home.data?.handle ?? ''} who="you" size="xl" /></div>}
          </div>}
          {isRater && <p className="dim"><Trans>You rated with {peer}. The cards stay sealed until all three are in.</Trans></p>}
          {dimensions.map(({ id, name }) => <ButterflyRow key={id} dimension={name} left={{ absent: !bothWays }} right={{}} />)}
        </section>
        <SealedAside data={data} peer={peer} />
      </div>
    </Sheet>
  )
}

const SealedAside = ({ data, peer }: { readonly data: Sealed; readonly peer: string }) => {
  const { t } = useLingui()
  const words = useWords()
  const open = data.owed.filter(form => !form.filed)
  const day = data.deadlineAt === null ? '' : formatDay(data.deadlineAt)
  const time = data.deadlineAt === null ? '' : formatTime(data.deadlineAt)
  return (
    <aside className="agenda scroll" aria-label={t`What is owed`}>
      <h2><State data={data} peer={peer} /></h2>
      {data.deadlineAt !== null && <p className="dim"><Trans>At the latest it opens on {day} at {time}, with whatever is filed by then.</Trans></p>}
      <div className="owed">
        {open.map(({ round, kind, form }, index) => {
          const name = words.kind(kind)
          return (
            <LinkButton key={`${round} ${form}`} variant={index === 0 ? 'primary' : 'default'} wide href={`/r/${data.session}/${form === 'scorecard' ? 'score' : 'estimate'}/${round}`}>
              {form === 'scorecard' ? <Trans>Write your scorecard, {name}</Trans> : <Trans>Write your guess, {name}</Trans>}
            </LinkButton>
          )
        })}
      </div>
      <SecondRound session={data.session} />
    </aside>
  )
}

const State = ({ data, peer }: { readonly data: Sealed; readonly peer: string }) => {
  const filed = data.owed.length > 0 && data.owed.every(form => form.filed)
  const missing = data.others.filter(each => !each.hasFiled).map(each => each.name).join(' · ')
  const isThree = data.others.length > 1
  if (data.owed.length === 0) return <Trans>Nothing is owed yet</Trans>
  if (isThree && filed) return missing === '' ? <Trans>All have filed. It opens when the last round is over.</Trans> : <Trans>You have filed. Still to come: {missing}.</Trans>
  if (isThree) return missing === '' ? <Trans>The others have filed. Yours opens everything.</Trans> : <Trans>It opens when all three have filed</Trans>
  if (filed && data.peerHasFiled) return <Trans>Both have filed. It opens when the last round is over.</Trans>
  if (filed) return <Trans>You have filed. It opens when {peer} has too.</Trans>
  return data.peerHasFiled ? <Trans>{peer} has filed. Yours opens both.</Trans> : <Trans>It opens when you both have filed</Trans>
}

/** A second round that is still planned keeps the first sealed: hold it, or say that it won't be held. */
const SecondRound = ({ session }: { readonly session: string }) => {
  const { t } = useLingui()
  const forget = useForget()
  const view = useRead('session', { session })
  const [asking, setAsking] = useState(false)
  if (view.data?.phase !== 'between') return null
  const drop = async () => {
    await send('drop-round', { session }).catch(sayRefusal)
    setAsking(false)
    await forget('session', 'debrief', 'home')
  }
  return (
    <div className="goal">
      <h3><Trans>The second round is still to come</Trans></h3>
      <p className="dim"><Trans>Until it is held and filed, the first stays sealed.</Trans></p>
      <div className="row wrap">
        <LinkButton href={`/r/${session}`}><Trans>Back to the room</Trans></LinkButton>
        <Button variant="ghost" onClick={() => setAsking(true)}><Trans>Do not hold it</Trans></Button>
      </div>
      <AlertDialog
        open={asking} narrow onClose={() => setAsking(false)} title={t`Leave the second round out?`}
        description={<Trans>The first one opens as soon as both of its forms are in.</Trans>}
        footer={<><Button variant="ghost" keys="Escape" onClick={() => setAsking(false)}><Trans>Back</Trans></Button><span className="sp" /><Button variant="primary" onClick={() => void drop()}><Trans>Leave it out</Trans></Button></>}
      />
    </div>
  )
}
