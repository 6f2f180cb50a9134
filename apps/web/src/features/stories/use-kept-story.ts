import type { StoryText } from '@unanimous/protocol'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Refused } from '../../platform/api.ts'
import { useForget } from '../../platform/queries.ts'
import { useActs } from '../../platform/use-acts.ts'

export interface KeptText {
  readonly text: StoryText
  readonly change: (part: Partial<StoryText>) => void
  /** Sends what is not kept yet, now. */
  readonly flush: () => Promise<void>
  readonly state: 'kept' | 'saving' | 'unsaved'
  readonly refusal: Refused | undefined
}

const saveAfterMs = 800

/** The words of a story, kept a moment after they were typed and whenever the editor goes. */
export const useKeptStory = (story: string, start: StoryText): KeptText => {
  const forget = useForget()
  const { act, refusal, pending } = useActs()
  const [draft, setDraft] = useState<StoryText>()
  const text = draft ?? start
  const unsaved = useRef<StoryText>(undefined)
  const [isUnsaved, setIsUnsaved] = useState(false)
  const flush = useCallback(async () => {
    const sent = unsaved.current
    if (!sent) return
    unsaved.current = undefined
    const saved = await act('save-story', { story, ...sent })
    // What was refused is kept here until it is changed or sent again.
    if (!saved) unsaved.current ??= sent
    setIsUnsaved(unsaved.current !== undefined)
    if (saved) await forget('stories', 'plan')
  }, [act, forget, story])
  useEffect(() => {
    if (draft === undefined) return
    const timer = setTimeout(() => void flush(), saveAfterMs)
    return () => clearTimeout(timer)
  }, [draft, flush])
  // What was typed in the last moment goes along when the editor does.
  useEffect(() => () => void flush(), [flush])
  const change = (part: Partial<StoryText>) => {
    const next = { ...(unsaved.current ?? text), ...part }
    unsaved.current = next
    setDraft(next)
    setIsUnsaved(true)
  }
  return { text, change, flush, state: pending > 0 ? 'saving' : isUnsaved ? 'unsaved' : 'kept', refusal }
}
