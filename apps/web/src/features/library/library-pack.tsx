import { Trans } from '@lingui/react/macro'
import type { LibraryRow, QueryOutput } from '@unanimous/protocol'
import { ChevronRight, EyeOff, Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { WhenRead } from '../../platform/page-state.tsx'
import { useForget, useRead } from '../../platform/queries.ts'
import { useTeamWords } from '../../platform/team-words.ts'
import { useActs } from '../../platform/use-acts.ts'
import { useWords } from '../../platform/words.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { FieldError } from '../../ui/field.tsx'
import { EmptyState } from '../../ui/surfaces.tsx'
import { useMetWords } from './met.tsx'
import './library.css'

/** A pack as the server gives it to whoever may read it. */
export type PackContent = NonNullable<QueryOutput<'library-pack'>['content']>

interface LibraryPackProps {
  readonly pack: string
  /** What may be done with a pack that is open, and how it reads. */
  readonly Tools: (props: { readonly pack: PackContent }) => ReactNode
  readonly children: (content: PackContent) => ReactNode
}

/** One round of the library: what may be known of it, and behind a warning the whole of it. */
export const LibraryPack = ({ pack, Tools, children }: LibraryPackProps) => {
  const read = useRead('library-pack', { pack })
  const { row, content } = read.data ?? {}
  return (
    <Sheet
      title={<a href="/library"><Trans>Rounds library</Trans></a>}
      beside={row && <><ChevronRight className="s faint" /><span className="b ell">{row.title}</span></>}
      tools={content && <Tools pack={content} />}
      still
    >
      <WhenRead read={read}>
        {data => (
          <div className="scroll" tabIndex={0} role="group" aria-label={data.row.title}>
            <div className="library-pack">
              <Facts row={data.row} />
              {data.content ? children(data.content) : data.row.reading === 'closed' ? <Closed /> : <Spoilers row={data.row} />}
            </div>
          </div>
        )}
      </WhenRead>
    </Sheet>
  )
}

const Facts = ({ row }: { readonly row: LibraryRow }) => {
  const words = useWords()
  const teams = useTeamWords()
  const metWords = useMetWords()
  const { title, kind, level, minutes, pattern } = row
  return (
    <header>
      <h2>{title}</h2>
      <p className="row wrap dim">
        <span>{words.kind(kind)}</span><span>{words.level(level)}</span><span><Trans>{minutes} min</Trans></span>
        {pattern !== null && <span><Trans>pattern: {pattern}</Trans></span>}
        {row.teams.length > 0 && <span>{teams.list(row.teams)}</span>}
      </p>
      {metWords(row).map(met => <p key={met} className="sm faint">{met}</p>)}
    </header>
  )
}

const Back = () => <LinkButton href="/library"><Trans>Back to the library</Trans></LinkButton>

const Closed = () => (
  <EmptyState
    picture={<Lock className="sign" />}
    title={<Trans>Closed for now</Trans>}
    about={<Trans>You are to be asked in a round of this kind, so none of them opens. It opens when that round is over and its cards are open.</Trans>}
    actions={<Back />}
  />
)

/** Opening is an act: from then on the server knows that this person has read the pack. */
const Spoilers = ({ row: { id, met } }: { readonly row: LibraryRow }) => {
  const { act, refusal, pending } = useActs()
  const forget = useForget()
  const open = async () => {
    if (await act('open-pack', { pack: id })) await forget('library', 'library-pack')
  }
  const wasAsked = met.some(({ as }) => as === 'candidate')
  return (
    <EmptyState
      picture={<EyeOff className="sign" />}
      title={wasAsked ? <Trans>Opens what you were not asked</Trans> : <Trans>Opens spoilers</Trans>}
      about={
        <>
          {wasAsked
            ? <Trans>The rest of the ladder, what strong and weak sound like, the hints and the answer.</Trans>
            : <Trans>You have not been asked this one. Once you have read it you are not dealt it as a candidate, unless nothing unread is left. You may still interview with it.</Trans>}
          {refusal && <FieldError>{refusal.message}</FieldError>}
        </>
      }
      actions={<><Button variant="primary" busy={pending > 0} onClick={() => void open()}><Trans>Open it</Trans></Button><Back /></>}
    />
  )
}
