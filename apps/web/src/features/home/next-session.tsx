import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Home } from '@unanimous/protocol'
import { meetingMinutes, meetingOf } from '@unanimous/rounds'
import { useNavigate } from '@tanstack/react-router'
import { Clock, Copy, DoorOpen, UsersRound, Video } from 'lucide-react'
import { copyText } from '../../platform/copy-text.ts'
import { useInviteUrl } from '../../platform/server-url.ts'
import { useCommands } from '../../platform/keyboard.ts'
import { formatTime } from '../../platform/dates.ts'
import { placeOf } from '../../platform/session-place.ts'
import { useWords } from '../../platform/words.ts'
import { Button, type ButtonSize, LinkButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { SwapBar, type SwapHalf } from '../../ui/session-charts.tsx'
import { toast } from '../../ui/toast.tsx'

type Next = Home['next'][number]
type Round = Next['rounds'][number]

/** A round as it was planned, before any accommodation. */
const asPlanned = ({ minutes, stretch }: Round) => ({ minutes: minutes / stretch, stretch })

/** Minutes between the two rounds: both file, roles swap, the editor is cleared. */
const breakOf = (rounds: readonly Round[]): number => {
  const parts = meetingOf(rounds.map(asPlanned))
  return parts.filter(part => part.step === 'swap' || (part.step === 'filing' && part.ordinal === 0)).reduce((sum, part) => sum + part.minutes, 0)
}

/** A session with somebody in it comes before a link that nobody has taken. */
export const nextOf = ({ next }: Home): Next | undefined => next.find(session => session.peer !== null) ?? next[0]

/** The session to go back to, or the way to a first one. */
export const NextSession = ({ home }: { readonly home: Home }) => {
  const { t } = useLingui()
  const next = nextOf(home)
  return (
    <section className="next" aria-label={t`Next session`}>
      {next ? <Session next={next} handle={home.handle} /> : <NoSession />}
    </section>
  )
}

const NoSession = () => (
  <>
    <h2 className="title"><Trans>No session is open</Trans></h2>
    <p className="dim"><Trans>Two rounds, roles swapped in between. Both scorecards stay sealed until both are filed.</Trans></p>
    <div className="row acts"><LinkButton variant="primary" size="lg" href="/practice" icon={<UsersRound />}><Trans>Find a peer</Trans></LinkButton></div>
  </>
)

const Session = ({ next, handle }: { readonly next: Next; readonly handle: string }) => {
  const { t } = useLingui()
  const words = useWords()
  const navigate = useNavigate()
  const place = placeOf(next)
  useCommands(t`Home`, [{ id: 'open-next', label: t`Open the next session`, keys: ['o'], run: () => void navigate({ href: place }) }])
  const current = next.rounds.find(round => round.state !== 'ended') ?? next.rounds[0]
  const kind = current ? words.kind(current.kind) : ''
  const { peer } = next
  const total = meetingMinutes(next.rounds.map(asPlanned))
  return (
    <>
      <div className="row wrap"><Phase next={next} /></div>
      <h2 className="title">{peer === null ? <Trans>{kind}, waiting for your peer</Trans> : <Trans>{kind} with {peer}</Trans>}</h2>
      <p className="dim"><Order rounds={next.rounds} peer={peer} /> <Plural value={total} one="About # minute in all." other="About # minutes in all." /></p>
      <Swap next={next} handle={handle} />
      <div className="row wrap acts">
        <LinkButton variant="primary" size="lg" href={place} icon={next.phase === 'green-room' ? <Video /> : <DoorOpen />} keys="o">
          {next.phase === 'green-room' ? <Trans>Open green room</Trans> : <Trans>Back to the room</Trans>}
        </LinkButton>
        {next.inviteCode !== null && <CopyLink code={next.inviteCode} />}
      </div>
    </>
  )
}

const Phase = ({ next }: { readonly next: Next }) => {
  const time = formatTime(next.createdAt)
  if (next.phase === 'round') return <Chip tone="mark" icon={<Clock className="s" />}><Trans>A round is running</Trans></Chip>
  if (next.phase === 'between') return <Chip tone="mark" icon={<Clock className="s" />}><Trans>Between rounds</Trans></Chip>
  return (
    <>
      <Chip tone="mark" icon={<Clock className="s" />}>{next.peer === null ? <Trans>Link not taken yet</Trans> : <Trans>Ready when you both are</Trans>}</Chip>
      <span className="dim"><Trans>Opened at {time}</Trans></span>
    </>
  )
}

const Order = ({ rounds, peer }: { readonly rounds: readonly Round[]; readonly peer: string | null }) => {
  const { t } = useLingui()
  const name = peer ?? t`your peer`
  const first = rounds[0]?.youAre
  if (first === 'rater') return <Trans>You rate beside the interviewer. Your card stays sealed until all are filed.</Trans>
  if (rounds.length < 2) return first === 'interviewer' ? <Trans>You interview, one way. Your card stays sealed until both forms are filed.</Trans> : <Trans>{name} interviews you, one way. The card stays sealed until both forms are filed.</Trans>
  return first === 'interviewer' ? <Trans>You interview first, then swap. Both scorecards stay sealed until both are filed.</Trans> : <Trans>{name} interviews first, then you swap. Both scorecards stay sealed until both are filed.</Trans>
}

const Swap = ({ next, handle }: { readonly next: Next; readonly handle: string }) => {
  const { t } = useLingui()
  const words = useWords()
  const name = next.peer ?? t`Your peer`
  const mixed = new Set(next.rounds.map(round => round.kind)).size > 1
  const half = (round: Round): SwapHalf => {
    const what = round.youAre === 'candidate' ? t`Round picked, hidden from you` : round.title ?? t`Script dealt when you both are here`
    const about = mixed ? `${words.kind(round.kind)} · ${what}` : what
    return round.youAre === 'interviewer'
      ? { who: 'you', name: handle, title: <Trans>You interview</Trans>, about, minutes: round.minutes }
      : { who: 'peer', name: next.peer ?? '?', title: <Trans>{name} interviews</Trans>, about, minutes: round.minutes }
  }
  const say = (round: Round): string => {
    const minutes = round.minutes
    return round.youAre === 'interviewer' ? t`you interview ${name} for ${minutes} minutes` : t`${name} interviews you for ${minutes} minutes`
  }
  const [first, second] = next.rounds
  if (!first || first.youAre === 'rater') return null
  return <SwapBar label={next.rounds.map(say).join(', ')} first={half(first)} {...(second ? { second: half(second) } : {})} breakMinutes={breakOf(next.rounds)} />
}

export const CopyLink = ({ code, size = 'lg' }: { readonly code: string; readonly size?: ButtonSize }) => {
  const { t } = useLingui()
  const link = useInviteUrl(code)
  const copy = () => copyText(link).then(() => toast(t`Link copied`), () => toast(link))
  return <Button size={size} icon={<Copy />} onClick={() => void copy()}><Trans>Copy the link</Trans></Button>
}
