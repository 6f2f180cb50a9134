import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { formatMmSs } from '../../platform/clock.ts'
import { HeardLine } from '../../platform/heard-line.tsx'
import {useWords } from '../../platform/words.ts'
import { EvidenceTag, Sign } from '../../ui/evidence.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'
import { timeOf, type CardData } from './card-form.ts'
import { EvidenceText } from './evidence-text.tsx'

type Leaf = 'evidence' | 'asked' | 'notes' | 'code'

/** What the round left behind, to read while judging: nothing here is sent anywhere. */
export const Beside = ({ data }: { readonly data: CardData }) => {
  const { t } = useLingui()
  const [leaf, setLeaf] = useState<Leaf>('evidence')
  const notes = data.notes.length + data.projects.length
  return (
    <aside className="beside" aria-label={t`From the round`}>
      <Tabs<Leaf>
        id="beside" label={t`From the round`} value={leaf} onChange={setLeaf}
        tabs={[{ value: 'evidence', label: t`Evidence` }, { value: 'asked', label: t`Asked` }, { value: 'notes', label: notes > 0 ? t`Notes ${notes}` : t`Notes` }, { value: 'code', label: t`Code` }]}
      />
      <TabPanel id="beside" value={leaf}>
        {leaf === 'evidence' && <EvidenceLeaf data={data} />}
        {leaf === 'asked' && <AskedLeaf data={data} />}
        {leaf === 'notes' && <NotesLeaf data={data} />}
        {leaf === 'code' && <CodeLeaf data={data} />}
      </TabPanel>
    </aside>
  )
}

const Nothing = () => <p className="faint"><Trans>Nothing was recorded here.</Trans></p>

const EvidenceLeaf = ({ data }: { readonly data: CardData }) => {
  const items = data.record.evidence.toSorted((left, right) => left.atMs - right.atMs)
  if (items.length === 0) return <Nothing />
  return (
    <ul className="leaf">
      {items.map(item => (
        <li key={item.id}>
          {item.polarity === '0' ? <span className="sign" /> : <Sign speaks={item.polarity === '+' ? 'for' : 'against'} />}
          <div>
            <EvidenceTag time={timeOf(item)}><EvidenceText item={item} /></EvidenceTag>
            {item.selection && <pre className="snippet">{item.selection.text}</pre>}
          </div>
        </li>
      ))}
    </ul>
  )
}

const AskedLeaf = ({ data }: { readonly data: CardData }) => {
  const { t } = useLingui()
  const marks = { nailed: t`nailed`, partial: t`partial`, struggled: t`struggled`, skipped: t`skipped` }
  const { asked, hints } = data.record
  if (asked.length + hints.length + data.record.heard.length === 0) return <Nothing />
  return (
    <ul className="leaf">
      {data.record.heard.length > 0 && <li><HeardLine heard={data.record.heard} /></li>}
      {asked.map(({ node, atMs, ask, mark }) => <li key={node}><time>{formatMmSs(atMs)}</time><div>{ask} <b>{mark ? marks[mark] : t`not marked`}</b></div></li>)}
      {hints.map(({ say, atMs, cost }) => <li key={`${atMs} ${say}`}><time>{formatMmSs(atMs)}</time><div><Trans>Hint: {say}</Trans> <b><Trans>cost {cost}</Trans></b></div></li>)}
    </ul>
  )
}

const NotesLeaf = ({ data }: { readonly data: CardData }) =>
  data.notes.length + data.projects.length === 0 ? <Nothing /> : (
    <ul className="leaf">
      {data.projects.map(project => <ProjectNote key={project.project} project={project} />)}
      {data.notes.map(({ atMs, text }) => <li key={`${atMs} ${text}`}><time>{formatMmSs(atMs)}</time><p className="serif">{text}</p></li>)}
    </ul>
  )

/** A project of a manager's round, as it was noted while it was told. */
const ProjectNote = ({ project: { project, title, decision, date, options } }: { readonly project: CardData['projects'][number] }) => (
  <li>
    <b>{project.toUpperCase()}</b>
    <div className="serif">
      <p>{[title, date].filter(Boolean).join(', ')}</p>
      {decision && <p>{decision}</p>}
      {options && <p><Trans>Turned down: {options}</Trans></p>}
    </div>
  </li>
)

const CodeLeaf = ({ data }: { readonly data: CardData }) => {
  const { leftText } = useWords()
  const texts = Object.entries(data.texts).filter(([, text]) => text.trim() !== '')
  if (texts.length === 0) return <Nothing />
  return texts.map(([language, text]) => (
    <figure key={language}>
      <figcaption className="cap">{leftText(language)}</figcaption>
      <pre className="snippet numbered" tabIndex={0}>{text.split('\n').map((line, index) => <span key={index}>{`${line}\n`}</span>)}</pre>
    </figure>
  ))
}
