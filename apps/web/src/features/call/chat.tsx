import { Trans, useLingui } from '@lingui/react/macro'
import { type ChatMessage, limits } from '@unanimous/protocol'
import { SendHorizontal } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { formatTime } from '../../platform/dates.ts'
import { IconButton } from '../../ui/button.tsx'
import { FieldError, TextInput } from '../../ui/field.tsx'
import type { ChatLine } from './use-chat.ts'

interface ChatProps {
  readonly line: ChatLine
  readonly peer: string
  readonly messages: readonly ChatMessage[]
  /** It was opened by a press, so writing may begin at once. */
  readonly focus: boolean
}

/** What the two write to each other. It is the server's, so it survives a refresh and a failed call. */
export const Chat = ({ line: { text, write, say, sending, wrong }, peer, messages, focus }: ChatProps) => {
  const { t } = useLingui()
  const list = useRef<HTMLDivElement>(null)
  const newest = messages.at(-1)?.seq
  useEffect(() => {
    if (newest !== undefined) list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [newest])
  return (
    <div className="chat">
      <div ref={list} className="said" role="log" aria-label={t`Chat`} tabIndex={0}>
        {messages.length === 0 && <p className="faint sm"><Trans>What you write here reaches {peer} also without a call.</Trans></p>}
        <ol>
          {messages.map(message => (
            <li key={message.seq} className={message.from}>
              <b>{message.from === 'you' ? <Trans>You</Trans> : peer}</b>
              <time>{formatTime(message.at)}</time>
              <p className="q">{message.text}</p>
            </li>
          ))}
        </ol>
      </div>
      <form
        onSubmit={event => {
          event.preventDefault()
          void say()
        }}
      >
        <TextInput autoFocus={focus} aria-label={t`Write to ${peer}`} placeholder={t`Write to ${peer}`} value={text} maxLength={limits.chatChars} onChange={event => write(event.target.value)} autoComplete="off" />
        <IconButton type="submit" label={t`Send`} busy={sending}><SendHorizontal /></IconButton>
      </form>
      {wrong && <FieldError>{wrong}</FieldError>}
    </div>
  )
}
