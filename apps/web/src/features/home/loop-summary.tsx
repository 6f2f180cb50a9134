import { Trans, useLingui } from '@lingui/react/macro'
import type { LoopSummary as Loop } from '@unanimous/protocol'
import { ArrowRight } from 'lucide-react'
import { toRing, useLoopWords } from '../../platform/loop-words.ts'
import { LinkButton } from '../../ui/button.tsx'
import { LoopRing, RingCount } from '../../ui/loop-ring.tsx'
import { EmptyState } from '../../ui/surfaces.tsx'

/** Where the newest loop stands, as a ring and a sentence. */
export const LoopSummary = ({ loop }: { readonly loop: Loop | null }) => {
  const { t } = useLingui()
  if (loop === null) {
    return (
      <section className="loop-now" aria-label={t`Current loop`}>
        <EmptyState
          title={<Trans>No loop yet</Trans>} about={<Trans>Six rounds, one ring. It closes only when nobody objects.</Trans>}
          actions={<><LinkButton size="sm" href="/loops"><Trans>Open a loop</Trans></LinkButton><LinkButton size="sm" variant="ghost" href="/sample"><Trans>See a finished one</Trans></LinkButton></>}
        />
      </section>
    )
  }
  const { filed, required } = loop
  return (
    <section className="loop-now" aria-label={t`Current loop`}>
      <LoopRing size="home" arcs={toRing(loop.arcs)} label={t`${filed} of ${required} rounds filed`}>
        <RingCount count={filed} of={required} about={t`rounds filed`} />
      </LoopRing>
      <h2><Standing loop={loop} /></h2>
      <p className="dim"><WhatNext loop={loop} /></p>
      <LinkButton size="sm" href={`/loops/${loop.loop}`}><Trans>Open loop board</Trans> <ArrowRight className="s" /></LinkButton>
    </section>
  )
}

const Standing = ({ loop: { number, verdict, filed } }: { readonly loop: Loop }) => {
  if (verdict.status === 'UNANIMOUS') return <Trans>Loop {number} is unanimous</Trans>
  if (verdict.status === 'ENDED') return verdict.reason === 'strong_no' ? <Trans>One strong no ended loop {number}</Trans> : <Trans>A no ended loop {number}</Trans>
  if (verdict.status === 'REJECT') return <Trans>Loop {number} is not unanimous</Trans>
  if (verdict.status === 'INCOMPLETE') return <Trans>Loop {number} closed incomplete</Trans>
  if (verdict.status === 'ON_HOLD') return <Trans>Loop {number} is on hold</Trans>
  if (verdict.outlook !== 'open') return <Trans>Loop {number} holds a no</Trans>
  return filed === 0 ? <Trans>Loop {number} is open</Trans> : <Trans>Loop {number} is unanimous so far</Trans>
}

const WhatNext = ({ loop: { verdict, arcs } }: { readonly loop: Loop }) => {
  const words = useLoopWords()
  const next = arcs.find(arc => arc.state === 'next')?.seat
  if (verdict.status === 'ENDED' || verdict.status === 'REJECT') return <Trans>Rounds can still be held as practice, and a new loop starts at once.</Trans>
  if (verdict.outlook === 'cannot_pass') return <Trans>It runs on and cannot close unanimous.</Trans>
  if (next === undefined) return <Trans>Every round is in.</Trans>
  const name = words.seat(next)
  return <Trans>{name} is next. System design is the heaviest arc, and any strong no ends the loop.</Trans>
}
