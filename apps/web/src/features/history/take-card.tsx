import { useLingui } from '@lingui/react/macro'
import { Copy, Ellipsis, FileDown, Printer } from 'lucide-react'
import { copyText } from '../../platform/copy-text.ts'
import { formatDay } from '../../platform/dates.ts'
import { evidenceWords } from '../../platform/evidence-words.ts'
import { saveFile } from '../../platform/save-file.ts'
import { toVote } from '../../platform/vote-words.ts'
import { useWords } from '../../platform/words.ts'
import { buttonClass } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.tsx'
import { useVoteWords } from '../../ui/vote.tsx'
import { cardMarkdown, type CardToWrite, type CardWords } from './card-markdown.ts'
import './card-print.css'

interface TakeCardProps extends CardToWrite {
  readonly title: string
  readonly heldAt: number
}

const useCardWords = ({ card, title, heldAt }: TakeCardProps): CardWords => {
  const { t } = useLingui()
  const words = useWords()
  const votes = useVoteWords()
  const kind = words.kind(card.kind)
  const day = formatDay(heldAt)
  const outcome = card.vote !== null ? votes[toVote(card.vote)] : card.screen === 'advance' ? t`Advance` : card.screen === 'hold' ? t`Hold` : t`No vote`
  const rater = card.rater
  const remarkDay = formatDay(card.remark?.at ?? 0)
  const level = { above: t`Above the level`, at: t`At the level`, below: t`Below the level` }
  const keeper = { fight: t`Would fight to keep them`, sorry: t`Would be sorry`, let_go: t`Would let go` }
  return {
    heading: title === '' ? t`${kind}, ${day}` : t`${kind}: ${title}, ${day}`, outcome: t`${outcome}, by ${rater}`,
    facts: [card.levelSignal && level[card.levelSignal], card.keeper && keeper[card.keeper]].filter(Boolean).join(' · '),
    strongNo: t`The reason, word for word`, keepDoing: t`Keep doing`, changeOne: t`Change one thing`, disagreement: t`Why the vote departs from the ratings`,
    authorship: t`What shows it was theirs`, remark: t`Remark of ${remarkDay}`, core: t`core`, notAssessed: t`not assessed`, addedLater: t`added later`, evidence: evidenceWords,
    asked: t`What was asked`, hints: t`Hints`, finalText: t`Final code`,
  }
}

/** A card to take along: as Markdown on the clipboard or in a file, or on paper. */
export const TakeCard = (props: TakeCardProps) => {
  const { t } = useLingui()
  const words = useCardWords(props)
  const { card, heldAt } = props
  const fileName = `scorecard-${card.kind}-${new Date(heldAt).toISOString().slice(0, 10)}.md`
  const copy = () => copyText(cardMarkdown(props, words)).then(() => toast(t`Card copied as Markdown`), () => toast(t`The browser does not allow copying here. Download it instead.`, { tone: 'bad' }))
  return (
    <Menu
      label={t`Take this card along`} align="end" className={buttonClass({ size: 'sm', variant: 'ghost' }, 'sq')}
      trigger={<><Ellipsis /><span className="unseen">{t`Take this card along`}</span></>}
      items={[
        { label: t`Copy as Markdown`, icon: <Copy />, onPress: () => void copy() },
        { label: t`Download as Markdown`, icon: <FileDown />, onPress: () => saveFile(fileName, 'text/markdown', cardMarkdown(props, words)) },
        { label: t`Print or save as PDF`, icon: <Printer />, apart: true, onPress: () => window.print() },
      ]}
    />
  )
}
