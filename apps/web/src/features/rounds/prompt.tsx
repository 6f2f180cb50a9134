import { Trans } from '@lingui/react/macro'
import { writeValue, type ShownCard, type ShownPrompt } from '@unanimous/rounds'
import { withCode } from '../../ui/with-code.tsx'

interface PromptProps {
  readonly prompt: Omit<ShownPrompt, 'title'>
  /** Sentences that change cards have replaced. */
  readonly replaced: readonly string[]
}

/** A pack's prompt: the words, the contract, examples and what is given. */
export const Prompt = ({ prompt: { prompt, signature, contract, given, examples }, replaced }: PromptProps) => (
  <>
    {prompt.trim().split(/\n{2,}/).map(paragraph => <p key={paragraph} className="q lead"><Struck text={inOneLine(paragraph)} replaced={replaced} /></p>)}
    {signature && <pre className="signature mono"><Struck text={signature} replaced={replaced} /></pre>}
    {contract && contract.length > 0 && (
      <>
        <h3 className="cap"><Trans>Contract</Trans></h3>
        <ul className="contract">{contract.map(({ name, meaning }) => <li key={name}><code>{name}</code><span><Struck text={meaning} replaced={replaced} /></span></li>)}</ul>
      </>
    )}
    {given && given.length > 0 && (
      <>
        <h3 className="cap"><Trans>Given</Trans></h3>
        <ul className="given">{given.map(fact => <li key={fact}><Struck text={fact} replaced={replaced} /></li>)}</ul>
      </>
    )}
    {examples && examples.length > 0 && <Examples examples={examples} />}
  </>
)

const Examples = ({ examples }: { readonly examples: NonNullable<ShownPrompt['examples']> }) => (
  <>
    <h3 className="cap"><Trans>Examples</Trans></h3>
    <ol className="examples">
      {examples.map((example, index) => (
        <li key={index}>
          <code>{writeValue(example.in)}</code>
          <code className="out">→ {writeValue(example.out)}</code>
          {example.note && <span className="sm dim">{example.note}</span>}
        </li>
      ))}
    </ol>
  </>
)

/** Packs are written in lines of an even length; a reader's column has its own. */
const inOneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ')

/** The old words stay, struck through where a change card replaced them. */
const Struck = ({ text, replaced }: { readonly text: string; readonly replaced: readonly string[] }) => {
  const sentence = replaced.find(each => text.includes(each))
  if (sentence === undefined) return <>{withCode(text)}</>
  const at = text.indexOf(sentence)
  const rest = replaced.filter(each => each !== sentence)
  return (
    <>
      <Struck text={text.slice(0, at)} replaced={rest} />
      <s><span className="unseen"><Trans>No longer so:</Trans> </span>{withCode(sentence)}</s>
      <Struck text={text.slice(at + sentence.length)} replaced={rest} />
    </>
  )
}

/** Sentences that change cards have replaced. */
export const replacedBy = (cards: readonly Pick<ShownCard, 'replaces'>[]): readonly string[] => cards.flatMap(({ replaces }) => (replaces === undefined ? [] : [inOneLine(replaces.trim())]))
