import { Plural } from '@lingui/react/macro'
import { ChevronRight, CircleHelp } from 'lucide-react'
import type { CardData } from './card-form.ts'

/** What the prompt left unsaid and nobody asked for, beside the ratings that it bears on. It stays on this form. */
export const NeverAsked = ({ of }: { readonly of: CardData['neverAsked'] }) => of.map(({ title, lines }) => (
  <details className="never-asked" key={title}>
    <summary>
      <CircleHelp className="s" />
      <span><b><Plural value={lines.length} one="# thing left unsaid was never asked for." other="# things left unsaid were never asked for." /></b> <span className="faint">{title}</span></span>
      <ChevronRight className="s turn" />
    </summary>
    <ul>{lines.map(line => <li key={line}>{line}</li>)}</ul>
  </details>
))
