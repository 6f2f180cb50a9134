import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

class Part {
  isContentEditable = false
  readonly #selectors: readonly string[]
  constructor(...selectors: readonly string[]) {
    this.#selectors = selectors
  }
  matches = (list: string) => list.split(', ').some(each => this.#selectors.includes(each))
  closest = (list: string) => (this.matches(list) ? this : null)
}

const field = new Part('textarea')
const heading = new Part('h1')
const editor = new Part('.cm-editor')

interface Press {
  readonly code: string
  readonly key: string
  readonly held?: readonly string[]
  readonly isComposing?: boolean
  readonly keyCode?: number
}

afterEach(() => vi.unstubAllGlobals())
beforeEach(() => vi.resetModules())

/** The keyboard of a page on this platform, with two commands of a console; gives what a press there ran, and whether it still writes. */
const keyboardOn = async (platform: string) => {
  let heard: (event: object) => void = () => undefined
  vi.stubGlobal('navigator', { platform })
  vi.stubGlobal('document', { querySelector: () => null })
  vi.stubGlobal('window', { addEventListener: (_: string, listener: typeof heard) => { heard = listener }, removeEventListener: () => undefined })
  for (const name of ['Element', 'HTMLElement']) vi.stubGlobal(name, Part)
  vi.stubGlobal('HTMLInputElement', class extends Part {})
  const { keyInText, offer, startKeyboard } = await import('./keyboard.ts')
  const ran: string[] = []
  const commands = [
    { id: 'scorecard', label: 'Scorecard', keys: ['v'], fromText: true, run: () => void ran.push('scorecard') },
    { id: 'mark', label: 'Mark', keys: ['Shift+Digit1'], fromText: true, run: () => void ran.push('mark') },
    { id: 'note', label: 'Write a note', keys: ['.'], run: () => void ran.push('note') },
  ]
  startKeyboard()
  offer({ title: 'Console', level: 'page', commands })
  const press = (target: Part, { held = [], isComposing = false, keyCode = 0, ...rest }: Press) => {
    ran.length = 0
    let writes = true
    heard({ ...rest, target, isComposing, keyCode, getModifierState: (name: string) => held.includes(name), preventDefault: () => { writes = false } })
    return { ran: [...ran], writes }
  }
  return { press, shown: commands.map(keyInText) }
}

const nothing = { ran: [], writes: true }
const ran = (...ids: readonly string[]) => ({ ran: ids, writes: false })

describe('a single key where keys write', () => {
  it('needs Alt, and leaves to the text what AltGr writes there', async () => {
    const { press, shown } = await keyboardOn('Linux x86_64')
    expect(shown).toEqual(['Alt+KeyV', 'Alt+Shift+Digit1', undefined])
    for (const target of [field, editor]) {
      expect(press(target, { code: 'KeyV', key: 'v' })).toEqual(nothing)
      expect(press(target, { code: 'KeyV', key: 'v', held: ['Alt'] })).toEqual(ran('scorecard'))
      expect(press(target, { code: 'KeyV', key: '„', held: ['AltGraph'] })).toEqual(nothing)
      expect(press(target, { code: 'Digit1', key: '¡', held: ['AltGraph', 'Shift'] })).toEqual(nothing)
    }
    expect(press(heading, { code: 'KeyV', key: 'v' })).toEqual(ran('scorecard'))
  })

  it('needs Control and Option on Apple’s keyboards, where Option writes; Firefox calls that AltGr', async () => {
    const { press, shown } = await keyboardOn('MacIntel')
    expect(shown).toEqual(['Control+Alt+KeyV', 'Control+Alt+Shift+Digit1', undefined])
    for (const firefox of [[], ['AltGraph']]) {
      expect(press(field, { code: 'KeyV', key: '√', held: ['Alt', ...firefox] })).toEqual(nothing)
      expect(press(field, { code: 'KeyV', key: 'v', held: ['Control', 'Alt', ...firefox] })).toEqual(ran('scorecard'))
      expect(press(field, { code: 'Digit1', key: '1', held: ['Control', 'Alt', 'Shift', ...firefox] })).toEqual(ran('mark'))
    }
    expect(press(heading, { code: 'KeyV', key: 'v' })).toEqual(ran('scorecard'))
  })

  it('runs nothing while an input method composes a word', async () => {
    const { press } = await keyboardOn('Linux x86_64')
    expect(press(field, { code: 'KeyV', key: 'v', held: ['Alt'], isComposing: true })).toEqual(nothing)
    expect(press(field, { code: 'KeyV', key: 'v', held: ['Alt'], keyCode: 229 })).toEqual(nothing)
  })
})
