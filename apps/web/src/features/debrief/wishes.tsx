import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useForget } from '../../platform/queries.ts'
import { sentenceOf } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { sidesOf, type Opened, type OpenedRound } from './sides.ts'

/** What each asked for before the round, and the answer to it. */
export const Wishes = ({ data, peer }: { readonly data: Opened; readonly peer: string }) => {
  const { received, given } = sidesOf(data)
  if (!received?.wish && !given?.wish) return null
  return (
    <section className="goal">
      {received?.wish && (
        <>
          <h3><Trans>You wished</Trans></h3>
          <p className="q">{received.wish.text}</p>
          {received.wish.answer === null ? <p className="faint sm"><Trans>{peer} has not answered it yet.</Trans></p> : <><span className="cap"><Trans>{peer} answers</Trans></span><p className="q">{received.wish.answer}</p></>}
        </>
      )}
      {given?.wish && <TheirWish round={given} wish={given.wish} peer={peer} />}
    </section>
  )
}

interface TheirWishProps {
  readonly round: OpenedRound
  readonly wish: NonNullable<OpenedRound['wish']>
  readonly peer: string
}

const TheirWish = ({ round, wish, peer }: TheirWishProps) => {
  const { t } = useLingui()
  const forget = useForget()
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState<string>()
  const answer = async () => {
    try {
      await send('answer-wish', { round: round.round, text })
      await forget('debrief')
    } catch (error) {
      setRefusal(sentenceOf(error))
    }
  }
  return (
    <>
      <h3><Trans>{peer} wished</Trans></h3>
      <p className="q">{wish.text}</p>
      {wish.answer !== null ? <><span className="cap"><Trans>You answered</Trans></span><p className="q">{wish.answer}</p></> : (
        <form className="answer" onSubmit={event => { event.preventDefault(); void answer() }}>
          <TextArea serif label={t`Your answer`} maxLength={280} value={text} onChange={event => setText(event.target.value)} />
          {refusal && <p className="bad-ink sm" role="alert">{refusal}</p>}
          <Button type="submit" size="sm" disabled={text.trim() === ''}><Trans>Answer</Trans></Button>
        </form>
      )}
    </>
  )
}
