import { useEffect, useState } from 'react'

/** What is left of a length of time since this was first drawn. Only a guide: nothing happens at zero. */
export const useCountdown = (ms: number): number => {
  const [until] = useState(() => performance.now() + ms)
  const [left, setLeft] = useState(ms)
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, until - performance.now())), 1_000)
    return () => clearInterval(timer)
  }, [until])
  return left
}
