import { useEffect, useState } from 'react'
import type { CallWishes } from '../../platform/call-wishes.ts'
import { setMuted, talk } from '../../platform/media.ts'
import { talksFrom } from '../../platform/talk-key.ts'

/** The end of a word is still said when the key has gone up. */
const tailMs = 200

interface Held {
  readonly press: () => void
  readonly release: () => void
}

/** Opens the microphone at once and closes it a moment after. */
const createHeld = (show: (held: boolean) => void): Held => {
  let closing: ReturnType<typeof setTimeout> | undefined
  return {
    press() {
      clearTimeout(closing)
      show(true)
      talk(true)
    },
    release() {
      show(false)
      clearTimeout(closing)
      closing = setTimeout(() => talk(false), tailMs)
    },
  }
}

/** Listens to the key until stopped. It is caught before anything else hears it, since a letter is also a command. */
const listenToKey = (code: string, { press, release }: Held): (() => void) => {
  const controller = new AbortController()
  const options = { capture: true, signal: controller.signal }
  let down = false
  const up = () => {
    if (down) release()
    down = false
  }
  const swallow = (event: KeyboardEvent) => {
    event.preventDefault()
    event.stopPropagation()
  }
  window.addEventListener('keydown', event => {
    if (event.code !== code || (!down && (event.repeat || !talksFrom(code, event.target)))) return
    swallow(event)
    if (!down) press()
    down = true
  }, options)
  window.addEventListener('keyup', event => {
    if (event.code !== code || !down) return
    swallow(event)
    up()
  }, options)
  // A key that goes up in another window is never heard here.
  window.addEventListener('blur', up, options)
  document.addEventListener('visibilitychange', () => document.hidden && up(), options)
  return () => {
    controller.abort()
    up()
  }
}

/** Push to talk for as long as it is wished for. Gives whether the key, or the button, is held, and the button's own hold. */
export const usePushToTalk = ({ pushToTalk, talkKey }: CallWishes): Held & { readonly holding: boolean } => {
  const [holding, setHolding] = useState(false)
  const [held] = useState(() => createHeld(setHolding))
  const { code } = talkKey
  useEffect(() => {
    if (!pushToTalk) return
    setMuted(true)
    return listenToKey(code, held)
  }, [pushToTalk, code, held])
  return { ...held, holding }
}
