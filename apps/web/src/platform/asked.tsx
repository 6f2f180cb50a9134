import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { RoundRecord } from '@unanimous/protocol'
import { Chip, type ChipTone } from '../ui/chip.tsx'
import { formatMmSs } from './clock.ts'
import { HeardLine } from './heard-line.tsx'
import { useMomentHref } from './moment-link.ts'
import './asked.css'

type Mark = NonNullable<RoundRecord['asked'][number]['mark']>

const tones: Readonly<Record<Mark, ChipTone>> = { nailed: 'line', partial: 'line', struggled: 'warn', skipped: 'plain' }

/** What was asked and how it went, and what help cost. What was not asked stays with the pack. */
export const AskedPart = ({ record }: { readonly record: RoundRecord }) => {
  const { t } = useLingui()
  const marks: Readonly<Record<Mark, string>> = { nailed: t`Nailed`, partial: t`Partial`, struggled: t`Struggled`, skipped: t`Skipped` }
  const { asked, hints, depthReached, breakDepth } = record
  if (asked.length + hints.length + record.heard.length + record.leftUnsaid.length + record.checklist.length === 0) return null
  return (
    <section>
      <h2><Trans>What was asked</Trans></h2>
      {asked.length > 0 && (
        <p className="dim">
          {depthReached !== null && <Trans>Reached depth {depthReached} of 5.</Trans>} {breakDepth !== null && <Trans>Broke first at depth {breakDepth}.</Trans>}
        </p>
      )}
      <HeardLine heard={record.heard} />
      <LeftUnsaid of={record.leftUnsaid} />
      <Ticked of={record.checklist} />
      <ol className="asked">
        {asked.map(({ node, atMs, ask, mark, changeCard }) => (
          <li key={node}>
            <Moment atMs={atMs} />
            <div><p className="q">{ask}</p>{changeCard !== null && <p className="dim sm"><Trans>Change card: {changeCard}</Trans></p>}</div>
            {mark ? <Chip tone={tones[mark]}>{marks[mark]}</Chip> : <span className="faint sm"><Trans>Not marked</Trans></span>}
          </li>
        ))}
        {hints.map(({ say, atMs, cost }) => (
          <li key={`${atMs} ${say}`}>
            <Moment atMs={atMs} />
            <div><span className="cap"><Trans>Hint</Trans></span><p className="q">{say}</p></div>
            <Chip><Plural value={cost} one="cost # point" other="cost # points" /></Chip>
          </li>
        ))}
      </ol>
    </section>
  )
}

const Moment = ({ atMs }: { readonly atMs: number }) => {
  const href = useMomentHref(atMs)
  const time = <time>{formatMmSs(atMs)}</time>
  return href === undefined ? time : <a href={href}>{time}</a>
}

/** What the prompts left open: the lines that were asked for, and how many were not. Those stay with the pack. */
const LeftUnsaid = ({ of }: { readonly of: RoundRecord['leftUnsaid'] }) => of.map(({ title, asked, of: all }) => {
  const count = asked.length
  return (
    <div className="prompt-lines" key={title}>
      <p className="dim"><Trans>“{title}” left {all} things unsaid; {count} were asked for.</Trans></p>
      {count > 0 && <ul>{asked.map(line => <li key={line} className="q">{line}</li>)}</ul>}
    </div>
  )
})

/** The checklist of a screen or a deep dive: the lines that were ticked, and how many were not. */
const Ticked = ({ of }: { readonly of: RoundRecord['checklist'] }) => of.map(({ title, ticked, of: all }) => {
  const count = ticked.length
  return (
    <div className="prompt-lines" key={title}>
      <p className="dim"><Trans>{count} of {all} lines of the checklist were ticked.</Trans></p>
      {count > 0 && <ul>{ticked.map(({ ask, tick }) => <li key={ask}><p className="q">{ask}</p><p className="dim sm">{tick}</p></li>)}</ul>}
    </div>
  )
})
