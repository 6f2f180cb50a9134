import type { ChatMessage } from '@unanimous/protocol'
import { useState } from 'react'
import { sentenceOf } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import { useOutgoing } from '../../platform/outgoing.ts'

/** The line one writes in the chat. It belongs to the room: a chat that is closed keeps what was begun. */
export interface ChatLine {
  readonly text: string
  readonly write: (text: string) => void
  readonly say: () => Promise<void>
  readonly sending: boolean
  /** Why it was not said. */
  readonly wrong: string | undefined
}

export const useChatLine = (session: string): ChatLine => {
  const line = useOutgoing('')
  const [wrong, setWrong] = useState<string>()
  const go = async (text: string): Promise<boolean> => {
    if (text.trim() === '') return false
    try {
      await send('say-in-chat', { session, text: text.trim() })
      setWrong(undefined)
      return true
    } catch (error) {
      setWrong(sentenceOf(error))
      return false
    }
  }
  return { text: line.value, write: line.write, say: async () => void await line.send(go), sending: line.busy, wrong }
}

/** Who opened the chat, or closed it: a press, or the lack of anything but text. */
export type ChatDoor = 'shut' | 'pressed-open' | 'open-by-itself' | 'pressed-shut'

export const isOpen = (door: ChatDoor): boolean => door === 'pressed-open' || door === 'open-by-itself'

/** It opens by itself where text is all there is, and then only a press closes it: a call that comes takes nobody's words away. */
export const doorAfter = (door: ChatDoor, textOnly: boolean): ChatDoor => (door === 'shut' && textOnly ? 'open-by-itself' : door)

export const doorPressed = (door: ChatDoor): ChatDoor => (isOpen(door) ? 'pressed-shut' : 'pressed-open')

/** What the other wrote after one's own last words counts as unread, until the chat is open. */
const useUnread = (chat: readonly ChatMessage[], open: boolean): number => {
  const [readTo, setReadTo] = useState(() => chat.findLast(message => message.from === 'you')?.seq ?? 0)
  const newest = chat.at(-1)?.seq ?? 0
  if (open && readTo < newest) setReadTo(newest)
  return open ? 0 : chat.filter(message => message.from === 'peer' && message.seq > readTo).length
}

/** Open by a press, which leads into it, or by itself, which leaves the hands where they are. */
export const useChat = (chat: readonly ChatMessage[], textOnly: boolean) => {
  const [before, setDoor] = useState<ChatDoor>('shut')
  const door = doorAfter(before, textOnly)
  if (door !== before) setDoor(door)
  const open = isOpen(door)
  return { open, focus: door === 'pressed-open', unread: useUnread(chat, open), toggle: () => setDoor(doorPressed(door)) }
}
