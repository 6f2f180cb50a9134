import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import type { LoopBoard, LoopRow, Verdict } from '@unanimous/protocol'
import { useMemo } from 'react'
import type { RingArc } from '../ui/loop-ring.tsx'
import type { ArcState } from '../ui/ring-geometry.ts'

/** How every page speaks of a loop: of "this loop", never of the person. */

export type LoopSeat = LoopRow['seat']
type ProtocolArc = LoopBoard['arcs'][number]

const seats: Readonly<Record<LoopSeat, MessageDescriptor>> = {
  recruiter: msg`Recruiter screen`,
  hm: msg`Hiring manager`,
  tech: msg`Phone screen`,
  coding1: msg`Coding 1`,
  coding2: msg`Coding 2`,
  sd: msg`System design`,
  culture: msg`Culture`,
  deep: msg`Deep dive`,
}

/** Beside an arc of the large ring there is room for one word. */
const shortSeats: Readonly<Record<LoopSeat, MessageDescriptor>> = { ...seats, recruiter: msg`Recruiter`, hm: msg`Manager`, tech: msg`Phone`, sd: msg`Design` }

const drawn: Readonly<Record<ProtocolArc['state'], ArcState>> = {
  next: 'next', todo: 'open', sealed: 'sealed', no: 'no', yes: 'yes', strong: 'strong-yes', broken: 'broken', notRun: 'not-run',
}

/** The arcs of a loop as the ring draws them; with `name`, each carries its seat. */
export const toRing = (arcs: readonly ProtocolArc[], name?: (seat: LoopSeat) => string): readonly RingArc[] =>
  arcs.map(({ seat, weight, state }) => ({ weight, state: drawn[state], ...(name ? { label: name(seat) } : {}) }))

interface LoopStanding {
  readonly verdict: Verdict
  readonly filed: number
  readonly required: number
}

/** Names of seats and the verdict in a few words, in the language of the page. */
export const useLoopWords = () => {
  const { i18n } = useLingui()
  return useMemo(() => {
    const seat = (of: LoopSeat): string => i18n._(seats[of])
    const list = (of: readonly LoopSeat[]): string => new Intl.ListFormat(i18n.locale === 'pseudo' ? 'en' : i18n.locale).format(of.map(seat))
    /** Under a small ring: "Ended at Culture", "3 of 6 filed". */
    const standing = ({ verdict, filed, required }: LoopStanding): string => {
      const at = list(verdict.seats)
      if (verdict.status === 'UNANIMOUS') return i18n._(msg`Unanimous`)
      if (verdict.status === 'ENDED') return i18n._(msg`Ended at ${at}`)
      if (verdict.status === 'REJECT') return i18n._(msg`Not unanimous`)
      if (verdict.status === 'INCOMPLETE') return i18n._(msg`Closed incomplete`)
      return verdict.status === 'ON_HOLD' ? i18n._(msg`On hold`) : i18n._(msg`${filed} of ${required} filed`)
    }
    return { seat, shortSeat: (of: LoopSeat): string => i18n._(shortSeats[of]), list, standing }
  }, [i18n])
}
