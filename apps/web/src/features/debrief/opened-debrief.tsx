import { Trans, useLingui } from '@lingui/react/macro'
import { LockOpen, Play } from 'lucide-react'
import { AskedPart } from '../../platform/asked.tsx'
import { daysApart, formatDay, formatTime } from '../../platform/dates.ts'
import { serverClock } from '../../platform/clock.ts'
import { GuestNotice } from '../../platform/guest-notice.tsx'
import { useRead } from '../../platform/queries.ts'
import { useWords } from '../../platform/words.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Agenda } from './agenda.tsx'
import { BothCards } from './both-cards.tsx'
import { GoalField, useGoal } from './goal.tsx'
import { AfterMenu } from './after-menu.tsx'
import { Marks } from './marks.tsx'
import { RatedByTwo, VotesOfTwo } from './rated-by-two.tsx'
import { sidesOf, type Opened } from './sides.ts'
import { TalkCounted } from './talk.tsx'
import { Useful } from './useful.tsx'
import { WhatWouldHaveEnded } from './what-would-have-ended.tsx'
import { Wishes } from './wishes.tsx'

/** Both cards side by side, and what to do about them. The morning after, the harder question comes first. */
export const OpenedDebrief = ({ data }: { readonly data: Opened }) => {
  const { t } = useLingui()
  const words = useWords()
  const peer = data.peer ?? t`the other`
  const { received } = sidesOf(data)
  const isRater = data.rounds.every(round => round.youAre === 'rater')
  const goal = useGoal(data.goal)
  const guest = useRead('me', {}).data?.guest === true
  const kinds = [...new Set(data.rounds.map(round => words.kind(round.kind)))].join(', ')
  const day = formatDay(data.heldAt)
  const morningAfter = daysApart(data.openedAt, serverClock.now()) >= 1
  const agenda = <Agenda key="agenda" data={data} peer={peer} />
  const ended = received && <WhatWouldHaveEnded key="ended" round={received} />
  const goalField = <GoalField key="goal" goal={goal} peer={peer} alone={isRater} />
  const wishes = <Wishes key="wishes" data={data} peer={peer} />
  return (
    <Sheet
      title={<Trans>Debrief</Trans>}
      beside={<span className="faint ell"><Trans>{kinds} with {peer}, {day}</Trans></span>}
      tools={
        <>
          <OpenedAt data={data} />
          {data.replay && data.rounds.map(round => <LinkButton key={round.round} size="sm" variant="ghost" icon={<Play className="s" />} href={`/replay/${round.round}`}>{data.rounds.length > 1 ? <Trans>Replay {words.kind(round.kind)}</Trans> : <Trans>Replay</Trans>}</LinkButton>)}
          {!isRater && <AfterMenu session={data.session} peer={peer} />}
          <Button size="sm" variant="primary" busy={goal.busy} onClick={() => void goal.done()}><Trans>Done, set one goal</Trans></Button>
        </>
      }
      still
    >
      <div className="debrief">
        <section className="both scroll">
          {guest && <div className="guest"><GuestNotice /></div>}
          <VotesOfTwo data={data} />
          <BothCards data={data} peer={peer} />
          <RatedByTwo data={data} />
          {data.rounds.some(round => round.youAre !== 'rater') && <Marks data={data} peer={peer} />}
          <TalkCounted data={data} peer={peer} />
          {/* Without a card the round has no page of its own, and what was asked is open all the same; a screen rates nothing else. */}
          {data.rounds.filter(round => round.card === null || isRater || round.kind === 'recruiter').map(round => <div className="marks" key={round.round}><AskedPart record={round.record} /></div>)}
        </section>
        <aside className="agenda scroll" aria-label={t`What to do about it`}>
          {morningAfter ? [ended, goalField, wishes, agenda] : [agenda, ended, goalField, wishes]}
          {received?.card && <Useful round={received} />}
        </aside>
      </div>
    </Sheet>
  )
}

/** When it opened, and by what. A screen has one card and no guess. */
const OpenedAt = ({ data }: { readonly data: Opened }) => {
  const time = formatTime(data.openedAt)
  const isOneCard = data.rounds.every(round => round.kind === 'recruiter')
  const words = data.cause === 'deadline' ? <Trans>Opened by the deadline at {time}</Trans> : isOneCard ? <Trans>Opened at {time}</Trans> : <Trans>Both opened at {time}</Trans>
  return <span className="row faint sm nowrap opt"><LockOpen className="s" />{words}</span>
}
