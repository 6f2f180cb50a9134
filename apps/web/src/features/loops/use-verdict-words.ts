import { useLingui } from '@lingui/react/macro'
import type { LoopBoard, Verdict } from '@unanimous/protocol'
import { formatShortDay } from '../../platform/dates.ts'
import { useLoopWords } from '../../platform/loop-words.ts'
import { championOf, strongestOf } from './board-rows.ts'

export interface VerdictWords {
  /** The verdict as a sentence about this loop. */
  readonly title: string
  readonly about: string
  /** One or two words for the middle of the ring. */
  readonly hub: string
  readonly hubAbout: string
  /** How to read the ring. */
  readonly rule: string
}

/** When the loop's rounds were held: `28 Mar to 5 Apr`. */
export const useSpan = ({ rows }: LoopBoard): string | undefined => {
  const { t } = useLingui()
  const held = rows.flatMap(row => row.heldAt ?? [])
  if (held.length === 0) return undefined
  const from = formatShortDay(Math.min(...held))
  const to = formatShortDay(Math.max(...held))
  return from === to ? from : t`${from} to ${to}`
}

/** Whether nothing can change this verdict any more. */
export const isFinal = ({ status }: Verdict): boolean => status === 'ENDED' || status === 'REJECT' || status === 'UNANIMOUS' || status === 'INCOMPLETE'

type Say = (board: LoopBoard) => VerdictWords

/** What a board says, by how its loop stands. Of the loop, never of the person. */
export const useVerdictWords = (board: LoopBoard): VerdictWords => {
  const { t } = useLingui()
  const words = useLoopWords()
  const rule = t`Arc length is the round’s weight. Thick is strong.`
  const at = words.list(board.verdict.seats)
  const strongest = strongestOf(board.rows)
  const champion = championOf(board.rows)
  const filed = board.rows.filter(row => row.vote !== null).length
  const required = board.rows.filter(row => row.seat !== 'recruiter').length
  const nextSeat = board.next === null ? '' : words.seat(board.next)
  const best = strongest ? words.seat(strongest.seat) : ''
  const champions = champion ? words.seat(champion.seat) : ''
  const ended: Say = ({ verdict }) => ({
    hub: t`Ended`,
    hubAbout: verdict.reason === 'strong_no' ? t`strong no in ${at}` : t`no in ${at}`,
    title: verdict.reason === 'strong_no' ? t`One strong no ended this loop` : t`A no in ${at} ended this loop`,
    about: verdict.reason !== 'strong_no' ? t`That gate was chosen when the loop was opened.` : strongest ? t`${best} was a strong yes. It does not outvote ${at}. Nothing does.` : t`One is enough, whatever the other rounds said.`,
    rule: t`${rule} The loop broke where one interviewer objected.`,
  })
  const running: Say = ({ verdict }) => ({
    hub: t`Open`,
    hubAbout: t`${filed} of ${required} filed`,
    title: verdict.outlook === 'cannot_pass' ? t`This loop can no longer close` : verdict.outlook === 'needs_revision' ? t`This loop needs a revision to close` : filed === 0 ? t`This loop is open` : t`No objection so far`,
    about: verdict.outlook === 'open' ? nextSeat && (board.options.strictOrder ? t`${nextSeat} is next, screens before the onsite, as chosen when the loop was opened.` : t`${nextSeat} is recommended next. Rounds may come in any order.`) : t`A no withholds consent. The loop runs on all the same.`,
    rule: t`${rule} The ring closes only when no one objects.`,
  })
  const say: Readonly<Record<Verdict['status'], Say>> = {
    ENDED: ended,
    REJECT: () => ({ hub: t`Not closed`, hubAbout: board.verdict.seats.length > 2 ? t`consent withheld` : t`no in ${at}`, title: t`This loop is not unanimous`, about: t`Consent was withheld in ${at}. The other rounds do not outvote it.`, rule: t`${rule} A no leaves the ring open.` }),
    UNANIMOUS: ({ verdict }) => ({
      hub: t`Unanimous`, hubAbout: t`nobody objects`, title: t`${required} interviews, no objection`,
      about: verdict.strength === 'champion' ? t`Somebody in ${champions} said strong yes and would argue for this hire.` : t`Everybody said yes; nobody would argue for it yet.`,
      rule: t`Every interviewer would hire. The ring closes only when no one objects.`,
    }),
    INCOMPLETE: () => ({ hub: t`Incomplete`, hubAbout: t`${filed} of ${required} filed`, title: t`Closed with rounds missing`, about: t`An incomplete loop never reads as a yes.`, rule }),
    IN_PROGRESS: running,
    ON_HOLD: () => ({ hub: t`On hold`, hubAbout: t`${filed} of ${required} filed`, title: t`This loop is on hold`, about: t`The recruiter’s screen said hold. Repeat it, and the loop goes on.`, rule }),
  }
  return say[board.verdict.status](board)
}
