import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { LoopBoard } from '@unanimous/protocol'
import { passesDespite } from '@unanimous/verdict'
import type { ReactNode } from 'react'
import { formatDay } from '../../platform/dates.ts'
import { toRing, useLoopWords } from '../../platform/loop-words.ts'
import { useTeamWords } from '../../platform/team-words.ts'
import { LoopRing, RingVerdict } from '../../ui/loop-ring.tsx'
import { BoardTable } from './board-table.tsx'
import { useOptionWords } from './option-words.ts'
import { Reason } from './reason.tsx'
import { isFinal, useSpan, useVerdictWords } from './use-verdict-words.ts'

interface BoardViewProps {
  readonly board: LoopBoard
  /** Where a round's card can be read, if it can. */
  readonly cardHref?: (round: string) => string
  /** At the foot: what can be done next. */
  readonly children: ReactNode
}

/** A loop: the ring, the verdict in a sentence, the reason word for word, and every round in order. */
export const BoardView = ({ board, cardHref, children }: BoardViewProps) => {
  const { t } = useLingui()
  const seats = useLoopWords()
  const words = useVerdictWords(board)
  const span = useSpan(board)
  const voters = board.voters
  const number = board.number
  const hub = words.hub
  const hubAbout = words.hubAbout
  const links = cardHref ? { cardHref } : {}
  return (
    <div className="board">
      <section className="ring-side" aria-label={t`The ring`}>
        <LoopRing size="lg" arcs={toRing(board.arcs, seats.shortSeat)} label={t`Loop ${number}: ${hub}, ${hubAbout}`} draw>
          <RingVerdict title={hub} about={hubAbout} {...(span === undefined ? {} : { when: span })} />
        </LoopRing>
        <p className="rule">{words.rule}</p>
        <Options board={board} />
        <Teams board={board} />
        {voters > 0 && <p className="faint sm"><Plural value={voters} one="# person voted" other="# different people voted" /></p>}
      </section>
      <section className="rounds-side scroll" aria-label={t`Verdict and rounds`}>
        <h2 className="title">{words.title}</h2>
        <p className="dim">{words.about}</p>
        <Reason board={board} />
        <BoardTable rows={board.rows} label={t`Rounds`} board={board} {...links} />
        {board.practiceRows.length > 0 && (
          <>
            <h3 className="practice-head"><Trans>Held as practice, never counted</Trans></h3>
            <BoardTable rows={board.practiceRows} label={t`Practice rounds of this loop`} board={board} {...links} muted />
          </>
        )}
        {board.log.length > 0 && <PublicLog board={board} />}
        {board.hadItGoneOn && <HadItGoneOn board={board} verdict={board.hadItGoneOn} />}
        {isFinal(board.verdict) && board.verdict.status !== 'INCOMPLETE' && <Chance board={board} />}
        {children}
      </section>
    </div>
  )
}

/** How little one loop proves, so that nobody reads it as more. */
const Chance = ({ board }: { readonly board: LoopBoard }) => {
  const votes = board.rows.filter(row => row.seat !== 'recruiter').length
  const percent = Math.round(passesDespite(votes) * 100)
  return <p className="chance faint sm"><Trans>If one honest vote in ten fell to no by mistake, a fully able person would pass {percent} % of loops of {votes} votes. This loop is one of them.</Trans></p>
}

const Options = ({ board }: { readonly board: LoopBoard }) => {
  const names = useOptionWords()
  const on = names.filter(({ key }) => board.options[key]).map(({ title }) => title)
  const list = on.join(', ')
  return <p className="faint sm">{on.length === 0 ? <Trans>Opened with no options</Trans> : <Trans>Opened with: {list}</Trans>}{board.deepDeclared && <> · <Trans>deep dive declared</Trans></>}</p>
}

const Teams = ({ board }: { readonly board: LoopBoard }) => {
  const words = useTeamWords()
  const teams = words.list(board.teams)
  return board.teams.length > 0 && <p className="faint sm"><Trans>For a job in {teams}</Trans></p>
}

/** Every card that a moderator took out, and why: it stands here for good. */
const PublicLog = ({ board }: { readonly board: LoopBoard }) => {
  const { t } = useLingui()
  const seats = useLoopWords()
  const causes = { abuse: t`abuse`, 'leaked-pack': t`a leaked pack` }
  return (
    <section className="public-log" aria-label={t`Cards taken out`}>
      {board.log.map(line => {
        const seat = seats.seat(line.seat)
        const [day, cause, by, rater] = [formatDay(line.at), causes[line.cause], line.by, line.rater]
        return <p key={`${line.round} ${rater}`} className="sm"><b><Trans>{day}: {by} took {rater}’s card in {seat} out, for {cause}.</Trans></b> <span className="q">{line.words}</span></p>
      })}
    </section>
  )
}

/** The verdict that never counted, beside the one that does. */
const HadItGoneOn = ({ board, verdict }: { readonly board: LoopBoard; readonly verdict: NonNullable<LoopBoard['hadItGoneOn']> }) => {
  const { title } = useVerdictWords({ ...board, verdict })
  return <p className="had-it faint"><Trans>Had the loop gone on: {title}. The verdict stands.</Trans></p>
}
