import { Trans, useLingui } from '@lingui/react/macro'
import type { SessionView } from '@unanimous/protocol'
import { Check, Copy, Link, UserRoundCheck } from 'lucide-react'
import { useState } from 'react'
import { freshId } from '../../../platform/api.ts'
import { copyText } from '../../../platform/copy-text.ts'
import { useServerUrl } from '../../../platform/server-url.ts'
import { readStored, writeStored } from '../../../platform/stored.ts'
import { type Acts, useActs } from '../../../platform/use-acts.ts'
import { Button } from '../../../ui/button.tsx'
import { TextInput } from '../../../ui/field.tsx'
import { Banner } from '../../../ui/surfaces.tsx'
import { Refusal } from '../refusal.tsx'
import { mayAskSecond } from './may-ask-second.ts'
import './rater.css'

interface SecondProps {
  readonly session: SessionView
}

type Second = NonNullable<SessionView['second']>

/** The server keeps a hash alone, so the link is this browser's to remember. */
const keptAs = (session: string) => `rater-link-${session}`

/** Who rates beside the interviewer: the question to the other of the two, the link for whoever asked, and who came. */
export const SecondRater = ({ session }: SecondProps) => {
  const acts = useActs()
  const { second, revealedAt } = session
  if (!second || session.ratedWith || revealedAt !== null) return null
  return (
    <div className="second-rater">
      {second.state === 'seated' ? <Seated session={session} second={second} acts={acts} /> : second.askedBy === 'peer' ? <Asked session={session} second={second} acts={acts} /> : <Waits session={session} second={second} acts={acts} />}
      <Refusal refusal={acts.refusal} />
    </div>
  )
}

interface PartProps extends SecondProps {
  readonly second: Second
  readonly acts: Acts
}

const TakeBack = ({ session: { session }, acts }: PartProps) => {
  const takeBack = () => void acts.act('agree-second-rater', { session, agreed: false }).then(done => done && writeStored(keptAs(session), undefined))
  return <button type="button" className="ul sm" onClick={takeBack}><Trans>Take it back</Trans></button>
}

const Seated = (props: PartProps) => {
  const { second, session } = props
  const name = second.handle ?? ''
  const isLive = session.phase !== 'filing'
  return (
    <p className="row wrap g2 sm" role="status">
      <UserRoundCheck className="s" />
      <span>{second.hasFiled ? <Trans>{name} rates too, and has filed.</Trans> : second.here ? <Trans>{name} rates too, and is here.</Trans> : <Trans>{name} rates too, and is away.</Trans>}</span>
      {isLive && <TakeBack {...props} />}
    </p>
  )
}

/** Consent is plain: what happens, what it means for the vote, and both answers at the same size. */
const Asked = (props: PartProps) => {
  const { session: { session, peer }, second, acts } = props
  const name = peer?.handle ?? ''
  if (second.youAgreed === true) return <p className="row wrap g2 sm dim" role="status"><span><Trans>You agreed to a second rater. Nobody has come yet.</Trans></span><TakeBack {...props} /></p>
  const answer = (agreed: boolean) => void acts.act('agree-second-rater', { session, agreed })
  return (
    <Banner
      icon={<UserRoundCheck />}
      title={<Trans>{name} asks a second rater in</Trans>}
      about={
        <>
          <Trans>A third person would read along: the problem, your code, the chat and the script. They file a card of their own, and the lower of the two votes counts. You can take your word back until the round ends.</Trans>
          <span className="row g2 answers"><Button size="sm" onClick={() => answer(false)}><Trans>No</Trans></Button><Button size="sm" onClick={() => answer(true)}><Trans>I agree</Trans></Button></span>
        </>
      }
    />
  )
}

const Waits = (props: PartProps) => {
  const { session: { peer }, second } = props
  const name = peer?.handle ?? ''
  return (
    <div className="waits sm">
      <p role="status">{second.state === 'open' ? <Trans>{name} agreed. The link lets one person in.</Trans> : <Trans>{name} has been asked to agree. Nobody comes in before.</Trans>} <TakeBack {...props} /></p>
      <RaterLink {...props} />
    </div>
  )
}

const RaterLink = ({ session: { session }, acts }: PartProps) => {
  const { t } = useLingui()
  const [copied, setCopied] = useState(false)
  const server = useServerUrl()
  const token = readStored(keptAs(session))
  if (token === undefined) return <Button size="sm" icon={<Link className="s" />} onClick={() => void askSecondRater(acts, session)}><Trans>Make a new link</Trans></Button>
  const link = `${server}/rate-with/${token}`
  return (
    <div className="row g2">
      <TextInput readOnly icon={<Link />} aria-label={t`Link for the second rater`} value={link} onFocus={event => event.target.select()} />
      <Button size="sm" icon={copied ? <Check className="s" /> : <Copy className="s" />} onClick={() => void copyText(link).then(() => setCopied(true), () => setCopied(false))}>{copied ? <Trans>Copied</Trans> : <Trans>Copy link</Trans>}</Button>
    </div>
  )
}

/** Makes a link for a second rater and asks the other of the two. */
export const askSecondRater = async ({ act }: Pick<Acts, 'act'>, session: string): Promise<void> => {
  const [token, before] = [freshId(), readStored(keptAs(session))]
  // Kept first: the room shows the link as soon as the server pushes that there is one, which may be before it answers.
  writeStored(keptAs(session), token)
  if (!await act('ask-second-rater', { session, token })) writeStored(keptAs(session), before)
}

/** Where no menu leads to it. */
export const AskSecondRater = ({ session }: SecondProps) => {
  const acts = useActs()
  if (!mayAskSecond(session)) return null
  return (
    <div className="second-rater">
      <Button size="sm" variant="ghost" icon={<UserRoundCheck className="s" />} onClick={() => void askSecondRater(acts, session.session)}><Trans>Ask a second rater in</Trans></Button>
      <Refusal refusal={acts.refusal} />
    </div>
  )
}
