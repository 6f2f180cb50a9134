import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Search } from 'lucide-react'
import { type Ref, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { composes } from '../../../ui/composes.ts'
import { TextInput } from '../../../ui/field.tsx'
import { type PackPart, searchPacks } from './search-pack.ts'
import type { Script } from './use-script.ts'

const parts: Readonly<Record<PackPart, MessageDescriptor>> = {
  prompt: msg`What they read`, step: msg`Step`, unsaid: msg`Left unsaid`, fact: msg`Fact on request`, hint: msg`Hint`,
  case: msg`Verified case`, key: msg`Key`, listen: msg`Listen for`, checklist: msg`Checklist`,
}

interface ScriptSearchProps {
  readonly script: Script
  readonly input: Ref<HTMLInputElement>
  readonly onClose: () => void
}

/** Looks for words in everything the pack holds: steps, what is left unsaid, facts, hints, cases, key. */
export const ScriptSearch = ({ script, input, onClose }: ScriptSearchProps) => {
  const { t } = useLingui()
  const [query, setQuery] = useState('')
  const { pack, view } = script
  const found = searchPacks(pack ? [pack, ...view.packs.filter(each => each !== pack)] : [], query)
  return (
    <section className="search" role="search" aria-label={t`Search the pack`} onKeyDown={event => event.key === 'Escape' && !composes(event.nativeEvent) && onClose()}>
      <TextInput ref={input} autoFocus icon={<Search className="s" />} value={query} maxLength={100} aria-label={t`Words to look for`} placeholder={t`Words to look for`} onChange={event => setQuery(event.target.value)} />
      <p className="unseen" role="status">{query.trim() !== '' && t`${found.length} found`}</p>
      {query.trim() !== '' && found.length === 0 && <p className="sm dim"><Trans>The pack does not say. Answer as suits your story, and stay with it.</Trans></p>}
      <ul>{found.map(passage => <Found key={passage.id} script={script} passage={passage} onClose={onClose} />)}</ul>
    </section>
  )
}

const Found = ({ script, passage: { part, text, more, node }, onClose }: Pick<ScriptSearchProps, 'script' | 'onClose'> & { readonly passage: ReturnType<typeof searchPacks>[number] }) => {
  const { i18n } = useLingui()
  const wasAsked = script.steps.some(step => step.node === node)
  const go = (id: string) => {
    if (wasAsked) script.look(id)
    else script.ask(id)
    onClose()
  }
  return (
    <li>
      <span className="cap">{i18n._(parts[part])}</span>
      <span className="q">{text}</span>
      {more && <span className="sm dim">{more}</span>}
      {node && <Button size="sm" onClick={() => go(node)}>{wasAsked ? <Trans>Look at it</Trans> : <Trans>Ask it</Trans>}</Button>}
    </li>
  )
}
