import { useCallback, useEffect, useRef, useState } from 'react'

/** Draws again at most once a frame, however often it is told to. */
export const useTicks = (): (() => void) => {
  const [, setCount] = useState(0)
  const frame = useRef<number>(undefined)
  useEffect(() => () => cancelAnimationFrame(frame.current ?? 0), [])
  return useCallback(() => {
    frame.current ??= requestAnimationFrame(() => {
      frame.current = undefined
      setCount(count => count + 1)
    })
  }, [])
}
