import { Trans, useLingui } from '@lingui/react/macro'
import type { EvidenceItem, OpenedCard } from '@unanimous/protocol'
import { useState, type ReactNode } from 'react'
import { Chip } from '../ui/chip.tsx'
import { cx } from '../ui/class-names.ts'
import { EvidenceTag, Sign } from '../ui/evidence.tsx'
import { Pips } from '../ui/score.tsx'
import { formatMmSs } from './clock.ts'
import { formatDay } from './dates.ts'
import { evidenceWords } from './evidence-words.ts'
import { useMomentHref } from './moment-link.ts'
import { isOfScript } from './of-script.ts'
import './opened-card.css'

interface OpenedCardViewProps {
  readonly card: OpenedCard
  readonly evidence: readonly EvidenceItem[]
}

/** A card as it opened: what was said, then each dimension with its anchor and what it rests on. It never changes. */
export const OpenedCardView = ({ card, evidence }: OpenedCardViewProps) => (
  <div className="opened-card">
    <CardWords card={card} />
    {card.dimensions.map(dimension => (
      <div className="od" key={dimension.id}>
        <div>
          <h3>{dimension.name}</h3>
          {dimension.core && <p className="faint sm"><Trans>Core</Trans></p>}
        </div>
        <div>{dimension.rating === null ? <span className="faint"><Trans>Not assessed</Trans></span> : <Pips score={dimension.rating} />}</div>
        <div className="col g1">
          <p>{dimension.anchor ?? dimension.why}</p>
          <PickedOut evidence={evidence.filter(item => dimension.evidence.includes(item.id))} />
        </div>
      </div>
    ))}
  </div>
)

/** What somebody picked out stands open; what the round recorded by itself is a press away. */
export const PickedOut = ({ evidence, inRows = false }: { readonly evidence: readonly EvidenceItem[]; readonly inRows?: boolean }) => {
  const [all, setAll] = useState(false)
  const inOrder = evidence.toSorted((left, right) => left.atMs - right.atMs)
  const picked = inOrder.filter(item => !isOfScript(item))
  const folded = inOrder.length - picked.length
  return (
    <div className={cx('g1', inRows ? 'col ev-rows' : 'row wrap')}>
      {(all ? inOrder : picked).map(item => <EvidenceLine key={item.id} item={item} />)}
      {folded > 0 && <Chip pressed={all} onPress={() => setAll(!all)}><Trans>{folded} automatic</Trans></Chip>}
    </div>
  )
}

/** One piece of evidence with its minute, its words, and the code it points at. */
export const EvidenceLine = ({ item }: { readonly item: EvidenceItem }) => {
  const href = useMomentHref(item.atMs)
  return (
    <span className="ev-line">
      {item.polarity !== '0' && <Sign speaks={item.polarity === '+' ? 'for' : 'against'} />}
      <EvidenceTag time={formatMmSs(item.atMs)} {...(href === undefined ? {} : { href, plays: true })}>{evidenceWords(item)}{item.late && <> · <Trans>added later</Trans></>}</EvidenceTag>
      {item.selection && <pre className="ev-code" tabIndex={0}>{item.selection.text}</pre>}
    </span>
  )
}

const CardWords = ({ card }: { readonly card: OpenedCard }) => {
  const { t } = useLingui()
  const level = { above: t`Above the level`, at: t`At the level`, below: t`Below the level` }
  const keeper = { fight: t`Would fight to keep them`, sorry: t`Would be sorry`, let_go: t`Would let go` }
  const facts = [card.levelSignal && level[card.levelSignal], card.keeper && keeper[card.keeper]].filter(Boolean).join(' · ')
  const remarkDay = formatDay(card.remark?.at ?? 0)
  return (
    <>
      <div className="hear">
        {card.strongNoSentence !== null && <Said cap={<Trans>The reason, word for word</Trans>}>{card.strongNoSentence}</Said>}
        {card.keepDoing && <Said cap={<Trans>Keep doing</Trans>}>{card.keepDoing}</Said>}
        {card.changeOne && <Said cap={<Trans>Change one thing</Trans>}>{card.changeOne}</Said>}
        {card.disagreement !== null && <Said cap={<Trans>Why the vote departs from the ratings</Trans>}>{card.disagreement}</Said>}
        {card.authorship !== null && <Said cap={<Trans>What shows it was theirs</Trans>}>{card.authorship}</Said>}
        {card.remark && <Said cap={<Trans>Remark of {remarkDay}</Trans>}>{card.remark.text}</Said>}
      </div>
      {facts && <p className="dim facts">{facts}</p>}
    </>
  )
}

const Said = ({ cap, children }: { readonly cap: ReactNode; readonly children: string }) => (
  <div>
    <span className="cap">{cap}</span>
    <p className="q">{children}</p>
  </div>
)
