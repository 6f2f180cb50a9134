import { Trans, useLingui } from '@lingui/react/macro'
import { ListFilter, UsersRound } from 'lucide-react'
import { WhenRead } from '../../platform/page-state.tsx'
import { useRead } from '../../platform/queries.ts'
import { roundKinds, useWords, type RoundKind } from '../../platform/words.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { Select } from '../../ui/field.tsx'
import { EmptyState } from '../../ui/surfaces.tsx'
import { useFilters } from './filters.ts'
import { HistoryTable } from './history-table.tsx'
import { RatingDots, VotesInOrder } from './overview.tsx'
import './history.css'

type Direction = 'all' | 'received' | 'given'

/** Every opened card, given and received. */
export const HistoryPage = () => {
  const { t } = useLingui()
  const words = useWords()
  const [filters, setFilters] = useFilters()
  const read = useRead('history', filters)
  const all = useRead('history', {})
  const peers = all.data?.peers ?? []
  const filterFields = (
    <>
      <Select<RoundKind | ''>
        size="sm" icon={<ListFilter className="s" />} aria-label={t`Round`} value={filters.kind ?? ''} onChange={kind => setFilters({ kind })}
        options={[{ value: '', label: t`Every round type` }, ...roundKinds.map(kind => ({ value: kind, label: words.kind(kind) }))]}
      />
      <Select
        size="sm" icon={<UsersRound className="s" />} aria-label={t`Person`} value={filters.peer ?? ''} onChange={peer => setFilters({ peer })}
        options={[{ value: '', label: t`Everybody` }, ...peers.map(peer => ({ value: peer, label: peer }))]}
      />
    </>
  )
  return (
    <Sheet
      title={<Trans>History</Trans>}
      beside={
        <Segmented<Direction>
          label={t`Direction`} value={filters.direction ?? 'all'} onChange={direction => setFilters({ direction: direction === 'all' ? '' : direction })}
          options={[{ value: 'all', label: t`All` }, { value: 'received', label: t`Received` }, { value: 'given', label: t`Given` }]}
        />
      }
      tools={<span className="row opt">{filterFields}</span>}
    >
      <div className="history-filters">{filterFields}</div>
      <WhenRead read={read}>
        {({ rows }) => rows.length > 0 ? (
          <div className="history">
            <RatingDots rows={rows} />
            <VotesInOrder rows={rows} />
            <HistoryTable rows={rows} />
          </div>
        ) : Object.keys(filters).length > 0 ? <NoMatch onClear={() => setFilters({ kind: '', peer: '', direction: '' })} /> : <NothingYet />}
      </WhenRead>
    </Sheet>
  )
}

const NoMatch = ({ onClear }: { readonly onClear: () => void }) => (
  <EmptyState title={<Trans>No rounds match</Trans>} about={<Trans>Other rounds are here, under other filters.</Trans>} actions={<Button variant="primary" onClick={onClear}><Trans>Clear filters</Trans></Button>} />
)

const NothingYet = () => (
  <EmptyState
    title={<Trans>Nothing has opened yet</Trans>} about={<Trans>Cards appear here once both of a session are filed.</Trans>}
    actions={<><LinkButton variant="primary" href="/practice"><Trans>Find a peer</Trans></LinkButton><LinkButton href="/sample"><Trans>See a finished loop</Trans></LinkButton></>}
  />
)
