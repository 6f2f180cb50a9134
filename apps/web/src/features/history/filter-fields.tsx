import { useLingui } from '@lingui/react/macro'
import { limits, type QueryOutput } from '@unanimous/protocol'
import { CircleDashed, ListFilter, Search, UsersRound } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { roundKinds, useWords, type RoundKind } from '../../platform/words.ts'
import { Select, TextInput } from '../../ui/field.tsx'
import type { Asked } from './filters.ts'

type Options = Pick<QueryOutput<'history'>, 'peers' | 'loops'>

interface FilterFieldsProps {
  readonly asked: Asked
  readonly options: Options | undefined
}

/** What to look for: words, a kind of round, a person, a loop. */
export const FilterFields = ({ asked: { filters, set }, options }: FilterFieldsProps) => {
  const { t } = useLingui()
  const words = useWords()
  const { peers, loops } = options ?? { peers: [], loops: [] }
  const loopName = ({ number, candidate, yours }: Options['loops'][number]): string => (yours ? t`Loop ${number}` : t`${candidate}, loop ${number}`)
  return (
    <>
      <SearchField value={filters.text ?? ''} onChange={text => set({ text })} />
      <Select<RoundKind | ''>
        size="sm" icon={<ListFilter className="s" />} aria-label={t`Round`} value={filters.kind ?? ''} onChange={kind => set({ kind })}
        options={[{ value: '', label: t`Every round type` }, ...roundKinds.map(kind => ({ value: kind, label: words.kind(kind) }))]}
      />
      <Select
        size="sm" icon={<UsersRound className="s" />} aria-label={t`Person`} value={filters.peer ?? ''} onChange={peer => set({ peer })}
        options={[{ value: '', label: t`Everybody` }, ...peers.map(peer => ({ value: peer, label: peer }))]}
      />
      {loops.length > 0 && (
        <Select
          size="sm" icon={<CircleDashed className="s" />} aria-label={t`Loop`} value={filters.loop ?? ''} onChange={loop => set({ loop })}
          options={[{ value: '', label: t`Every loop` }, ...loops.map(each => ({ value: each.loop, label: loopName(each) }))]}
        />
      )}
    </>
  )
}

const TYPING_PAUSE_MS = 250

/** Looks for words once typing pauses. The address is the truth; what is being typed is ahead of it. */
const SearchField = ({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }) => {
  const { t } = useLingui()
  const [typed, setTyped] = useState(value)
  const told = useRef(value)
  useEffect(() => {
    if (value === told.current) return
    told.current = value
    setTyped(value)
  }, [value])
  useEffect(() => {
    if (typed.trim() === told.current) return undefined
    const timer = setTimeout(() => {
      told.current = typed.trim()
      onChange(told.current)
    }, TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, onChange])
  return (
    <TextInput
      type="search" className="search" icon={<Search className="s" />} aria-label={t`Search your rounds`} placeholder={t`Search cards, quotes, titles`}
      maxLength={limits.searchChars} value={typed} onChange={event => setTyped(event.target.value)}
    />
  )
}
