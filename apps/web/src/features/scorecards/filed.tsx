import { Trans } from '@lingui/react/macro'
import { Lock, Stamp } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatDay, formatTime } from '../../platform/dates.ts'
import { GuestNotice } from '../../platform/guest-notice.tsx'
import { useRead } from '../../platform/queries.ts'
import { useWords } from '../../platform/words.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/surfaces.tsx'

interface FiledProps {
  readonly session: string
  readonly title: ReactNode
  readonly filedAt: number
  readonly deadlineAt: number
  /** What else its author may do with it. */
  readonly actions?: ReactNode
}

/** A form that is filed and sealed: when it opens, and where to go from here. */
export const Filed = ({ session, title, filedAt, deadlineAt, actions }: FiledProps) => {
  const three = useAreThree(session)
  const time = formatTime(filedAt)
  const day = formatDay(deadlineAt)
  const hour = formatTime(deadlineAt)
  return (
    <div className="filed">
      <EmptyState
        picture={<Stamp className="l" />}
        title={title}
        about={three
          ? <Trans>Filed at {time}. It stays sealed until all three have filed, at the latest on {day} at {hour}.</Trans>
          : <Trans>Filed at {time}. It stays sealed until everything owed by you both is filed, at the latest on {day} at {hour}.</Trans>}
        actions={<><Next session={session} />{actions}</>}
      />
      <GuestPart session={session} />
    </div>
  )
}

/** A guest decides now, while what they did is still before them. */
const GuestPart = ({ session }: { readonly session: string }) => (useRead('session', { session }).data?.you.guest === true ? <div className="guest-part"><GuestNotice /></div> : null)

/** The next form owed, else the room where a round is still to come, else the sealed debrief. */
const Next = ({ session }: { readonly session: string }) => {
  const words = useWords()
  const view = useRead('session', { session })
  const owed = view.data?.youFiled.find(form => !form.filed)
  const kind = view.data?.rounds.find(round => round.round === owed?.round)?.kind
  if (owed && kind) {
    const name = words.kind(kind)
    const href = `/r/${session}/${owed.form === 'scorecard' ? 'score' : 'estimate'}/${owed.round}`
    return <LinkButton variant="primary" href={href}>{owed.form === 'scorecard' ? <Trans>Next: your scorecard for {name}</Trans> : <Trans>Next: your guess for {name}</Trans>}</LinkButton>
  }
  if (view.data?.phase === 'between' || view.data?.phase === 'round') return <LinkButton variant="primary" href={`/r/${session}`}><Trans>Back to the room</Trans></LinkButton>
  return <LinkButton variant="primary" href={`/s/${session}`}><Trans>To the debrief</Trans></LinkButton>
}

/** Whether a second rater files here too. */
const useAreThree = (session: string): boolean => {
  const { data } = useRead('debrief', { session })
  return data?.state === 'sealed' && data.others.length > 1
}

/** In the bar: nobody else sees any of this yet. */
export const SealedChip = ({ session, alone = false }: { readonly session: string; /** Nothing else is owed in this session. */ readonly alone?: boolean }) => {
  const three = useAreThree(session)
  return <Chip icon={<Lock className="s" />} className="opt">{alone ? <Trans>Opens when you file it</Trans> : three ? <Trans>Sealed until all three file</Trans> : <Trans>Sealed until you both file</Trans>}</Chip>
}
