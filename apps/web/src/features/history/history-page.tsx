import { Trans, useLingui } from '@lingui/react/macro'
import { Table2 } from 'lucide-react'
import { WhenRead } from '../../platform/page-state.tsx'
import { useRead } from '../../platform/queries.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { EmptyState } from '../../ui/surfaces.tsx'
import { FilterFields } from './filter-fields.tsx'
import { isPickedOut, useAsked, type Filters } from './filters.ts'
import { HistoryTable } from './history-table.tsx'
import { ImportedCards } from './imported.tsx'
import { Overview } from './overview.tsx'
import { useHistoryPages } from './pages.ts'
import './history.css'

type Direction = 'all' | 'received' | 'given'

/** Every opened round, given and received, and what they say together. */
export const HistoryPage = () => {
  const { t } = useLingui()
  const asked = useAsked()
  const { filters, asTable, set } = asked
  const pages = useHistoryPages(filters)
  const fields = <FilterFields asked={asked} options={pages.data} />
  const asOther = (
    <Button size="sm" variant="ghost" icon={<Table2 className="s" />} onClick={() => set({ as: asTable ? '' : 'table' })}>
      {asTable ? <Trans>Show as charts</Trans> : <Trans>Show as table</Trans>}
    </Button>
  )
  const isFiltered = Object.keys(filters).length > 0
  return (
    <Sheet
      title={<Trans>History</Trans>}
      beside={
        <Segmented<Direction>
          label={t`Direction`} value={filters.direction ?? 'all'} onChange={direction => set({ direction: direction === 'all' ? '' : direction })}
          options={[{ value: 'all', label: t`All` }, { value: 'received', label: t`Received` }, { value: 'given', label: t`Given` }]}
        />
      }
      tools={<span className="opt">{asOther}</span>}
    >
      <div className="history-filters">{fields}<span className="narrow">{asOther}</span></div>
      <WhenRead read={pages}>
        {({ rows }) => rows.length === 0 ? isFiltered ? <NoMatch onClear={() => set({ kind: '', peer: '', loop: '', text: '', direction: '' })} /> : <NothingYet /> : (
          <div className="history">
            {!isPickedOut(filters) && <Numbers filters={filters} asTable={asTable} />}
            <section>
              <HistoryTable rows={rows} />
              {pages.hasNextPage && <p className="older"><Button size="sm" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}><Trans>Show older rounds</Trans></Button></p>}
            </section>
          </div>
        )}
      </WhenRead>
      {!isFiltered && <ImportedCards />}
    </Sheet>
  )
}

const Numbers = ({ filters: { kind, direction }, asTable }: { readonly filters: Filters; readonly asTable: boolean }) => {
  const read = useRead('metrics', kind === undefined ? {} : { kind })
  return <WhenRead read={read}>{metrics => <Overview metrics={metrics} direction={direction} asTable={asTable} />}</WhenRead>
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
