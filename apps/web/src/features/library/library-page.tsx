import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { LibraryRow } from '@unanimous/protocol'
import { ListFilter, Lock, PencilLine, Search, Shapes, UsersRound } from 'lucide-react'
import { WhenRead } from '../../platform/page-state.tsx'
import { useRead } from '../../platform/queries.ts'
import { allTeams, useTeamWords } from '../../platform/team-words.ts'
import { roundKinds, useWords } from '../../platform/words.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { Select, TextInput } from '../../ui/field.tsx'
import { EmptyState, Table } from '../../ui/surfaces.tsx'
import { filtered, useFilters, type Filters } from './filters.ts'
import { useMetWords } from './met.tsx'
import './library.css'

type Rows = readonly LibraryRow[]
type SetFilters = (change: Partial<Filters>) => void

const none: Filters = { text: '', kind: '', pattern: '', team: '', met: '' }
const kindsOf = (rows: Rows) => roundKinds.flatMap(kind => rows.find(row => row.kind === kind)?.kind ?? [])

/** Every round of the bank by what may be known of it before one is asked it. */
export const LibraryPage = () => {
  const [filters, setFilters] = useFilters()
  const read = useRead('library', {})
  const words = useWords()
  const teams = useTeamWords()
  const namesOf = ({ kind, pattern, teams: of, level }: LibraryRow) => [words.kind(kind), pattern ?? '', level, ...of.map(teams.team)]
  return (
    <Sheet
      title={<Trans>Rounds library</Trans>}
      tools={<LinkButton size="sm" href="/library/mine" icon={<PencilLine className="s" />}><Trans>Your questions</Trans></LinkButton>}
    >
      <WhenRead read={read}>
        {({ rows }) => (
          <div className="library">
            <FilterLine rows={rows} filters={filters} setFilters={setFilters} />
            <Found rows={filtered(rows, filters, namesOf)} onClear={() => setFilters(none)} />
          </div>
        )}
      </WhenRead>
    </Sheet>
  )
}

const FilterLine = ({ rows, filters, setFilters }: { readonly rows: Rows; readonly filters: Filters; readonly setFilters: SetFilters }) => {
  const { t } = useLingui()
  const words = useWords()
  const teamWords = useTeamWords()
  const patterns = [...new Set(rows.flatMap(row => row.pattern ?? []))].toSorted()
  const teams = allTeams.filter(team => rows.some(row => row.teams.includes(team)))
  return (
    <div className="library-filters" role="search" aria-label={t`Rounds`}>
      <TextInput icon={<Search className="s" />} aria-label={t`Words to look for`} placeholder={t`Title, pattern, team`} maxLength={100} value={filters.text} onChange={event => setFilters({ text: event.target.value })} />
      <Select
        icon={<ListFilter className="s" />} aria-label={t`Kind of round`} value={filters.kind} onChange={kind => setFilters({ kind })}
        options={[{ value: '', label: t`Every kind` }, ...kindsOf(rows).map(kind => ({ value: kind, label: words.kind(kind) }))]}
      />
      <Select
        icon={<Shapes className="s" />} aria-label={t`Pattern`} value={filters.pattern} onChange={pattern => setFilters({ pattern })}
        options={[{ value: '', label: t`Every pattern` }, ...patterns.map(pattern => ({ value: pattern, label: pattern }))]}
      />
      <Select<string>
        icon={<UsersRound className="s" />} aria-label={t`Team`} value={filters.team} onChange={team => setFilters({ team })}
        options={[{ value: '', label: t`Every team` }, ...teams.map(team => ({ value: team, label: teamWords.team(team) }))]}
      />
      <Segmented
        label={t`Met`} value={filters.met || 'all'} onChange={met => setFilters({ met: met === 'all' ? '' : met })}
        options={[{ value: 'all', label: t`All` }, { value: 'new', label: t`Not met` }, { value: 'met', label: t`Met` }]}
      />
    </div>
  )
}

const Found = ({ rows, onClear }: { readonly rows: Rows; readonly onClear: () => void }) => {
  if (rows.length === 0) return <EmptyState title={<Trans>No rounds match</Trans>} about={<Trans>Other rounds are here, under other filters.</Trans>} actions={<Button variant="primary" onClick={onClear}><Trans>Clear filters</Trans></Button>} />
  return (
    <>
      <p className="unseen" role="status"><Plural value={rows.length} one="# round" other="# rounds" /></p>
      {kindsOf(rows).map(kind => <OfKind key={kind} kind={kind} rows={rows.filter(row => row.kind === kind)} />)}
    </>
  )
}

const OfKind = ({ kind, rows }: { readonly kind: LibraryRow['kind']; readonly rows: Rows }) => {
  const words = useWords()
  const teams = useTeamWords()
  const metWords = useMetWords()
  const isClosed = rows.some(row => row.reading === 'closed')
  const withPattern = rows.some(row => row.pattern !== null)
  const withTeams = rows.some(row => row.teams.length > 0)
  const name = words.kind(kind)
  return (
    <section>
      <h2>{name} <span className="faint num">{rows.length}</span></h2>
      {isClosed && <p className="row g2 sm dim"><Lock className="s" /><Trans>You are to be asked in a round of this kind. These open when it is over and its cards are open.</Trans></p>}
      <Table label={name}>
        <thead>
          <tr>
            <th scope="col"><Trans>Round</Trans></th>
            {withPattern && <th scope="col" className="opt pattern-column"><Trans>Pattern</Trans></th>}
            {withTeams && <th scope="col" className="opt teams-column"><Trans>Teams</Trans></th>}
            <th scope="col" className="level-column"><Trans>Level</Trans></th><th scope="col" className="end opt minutes-column"><Trans>Minutes</Trans></th><th scope="col" className="you"><Trans>You</Trans></th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.id}>
              <td className="b name"><a href={`/library/${row.id}`}>{row.title}</a></td>
              {withPattern && <td className="opt">{row.pattern}</td>}
              {withTeams && <td className="free opt">{teams.list(row.teams)}</td>}
              <td>{row.level}</td>
              <td className="end num opt">{row.minutes}</td>
              <td className="free you">{metWords(row)[0] ?? <Trans>Not met</Trans>}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  )
}
