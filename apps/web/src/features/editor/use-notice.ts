import { useCallback, useRef, useState } from 'react'

const shownMs = 8_000

/** A sentence about what was just tried, in place of the help line for a while. */
export const useNotice = () => {
  const [notice, setNotice] = useState<string>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const show = useCallback((sentence: string) => {
    clearTimeout(timer.current)
    setNotice(sentence)
    timer.current = setTimeout(() => setNotice(undefined), shownMs)
  }, [])
  return [notice, show] as const
}
