import { useEffect, useState } from 'react'

/** Shorter waits show nothing. */
const shapeAfterMs = 300
/** A shape that came stays for this long, so that nothing flickers. */
const shapeAtLeastMs = 400
const wordsAfterMs = 2_000
const helpAfterMs = 10_000

/** What somebody who waits is shown: nothing, the shape of what comes, words beside it, a way out beside those. */
export type Patience = 'nothing' | 'shape' | 'words' | 'help'

const steps: readonly (readonly [atMs: number, patience: Patience])[] = [[shapeAfterMs, 'shape'], [wordsAfterMs, 'words'], [helpAfterMs, 'help']]

/** How long this has been waited for, in what it means for the eye; counts from the first drawing. */
export const usePatience = (): Patience => {
  const [patience, come] = useState<Patience>('nothing')
  useEffect(() => {
    const timers = steps.map(([atMs, next]) => setTimeout(() => come(next), atMs))
    return () => timers.forEach(clearTimeout)
  }, [])
  return patience
}

/** Whether the shape of what was waited for is still to stand although it has come. */
export const useHold = (waiting: boolean): boolean => {
  const [stands, setStands] = useState(false)
  useEffect(() => {
    if (!waiting) return
    const timer = setTimeout(() => setStands(true), shapeAfterMs)
    return () => clearTimeout(timer)
  }, [waiting])
  useEffect(() => {
    if (!stands) return
    const timer = setTimeout(() => setStands(false), shapeAtLeastMs)
    return () => clearTimeout(timer)
  }, [stands])
  return !waiting && stands
}
