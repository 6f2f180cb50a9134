import { Trans } from '@lingui/react/macro'
import type { OpenedCard, QueryOutput } from '@unanimous/protocol'
import { useParams } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { AskedPart } from '../../platform/asked.tsx'
import { formatDay } from '../../platform/dates.ts'
import { EvidenceLine, OpenedCardView } from '../../platform/opened-card.tsx'
import { WhenRead } from '../../platform/page-state.tsx'
import { useRead } from '../../platform/queries.ts'
import { useWords } from '../../platform/words.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { Chip } from '../../ui/chip.tsx'
import { FinalCode } from './final-code.tsx'
import { ImportedOutcome, ImportedRater } from './imported.tsx'
import { TakeCard } from './take-card.tsx'
import './history.css'

type Imported = QueryOutput<'imported-card'>

/** An imported card in the shape of one that was opened here. */
const toOpened = ({ row, content }: Imported): OpenedCard => ({ ...content.card, round: row.card, kind: row.kind, raterIs: 'peer' })

/** One card from another installation, whole, with where it came from. */
export const ImportedPage = () => {
  const { card = '' } = useParams({ strict: false })
  const read = useRead('imported-card', { card })
  const words = useWords()
  return (
    <Sheet
      title={<a href="/history"><Trans>History</Trans></a>}
      beside={read.data && <><ChevronRight className="s faint" /><span className="b ell">{words.kind(read.data.row.kind)}</span><span className="faint ell opt">{read.data.row.title}</span></>}
      tools={read.data && <TakeCard card={toOpened(read.data)} record={read.data.content.record} texts={read.data.content.texts} language={read.data.content.language} title={read.data.row.title} heldAt={read.data.row.heldAt} />}
    >
      <WhenRead read={read}>{data => <Content data={data} />}</WhenRead>
    </Sheet>
  )
}

const Content = ({ data }: { readonly data: Imported }) => {
  const { row, content } = data
  const card = toOpened(data)
  const day = formatDay(row.heldAt)
  const from = row.from
  const evidence = content.record?.evidence ?? []
  const cited = new Set(card.dimensions.flatMap(dimension => dimension.evidence))
  const rest = evidence.filter(item => !cited.has(item.id)).toSorted((left, right) => left.atMs - right.atMs)
  return (
    <div className="card-page">
      <div className="row wrap g3">
        <ImportedRater rater={row.rater} />
        <span className="faint">{day}</span>
        <Chip tone="line"><Trans>Imported</Trans></Chip>
        {from !== null && <span className="faint"><Trans>from {from}</Trans></span>}
      </div>
      <h2 className="title"><ImportedOutcome row={row} size="l" /></h2>
      <OpenedCardView card={card} evidence={evidence} />
      {rest.length > 0 && <section><h2><Trans>Also captured</Trans></h2><div className="col g1 also">{rest.map(item => <EvidenceLine key={item.id} item={item} />)}</div></section>}
      {content.record && <AskedPart record={content.record} />}
      <FinalCode texts={content.texts} language={content.language} />
    </div>
  )
}
