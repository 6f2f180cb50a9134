import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import { createKeybindingsHandler, type KeybindingsMap } from 'tinykeys'
import { composes } from '../ui/composes.ts'
import { onApple } from '../ui/on-apple.ts'
import { readStored, writeStored } from './stored.ts'

/** One verb of the product, with its keys. Every command also has a visible button somewhere. */
export interface Command {
  readonly id: string
  /** What it does, as the shortcut sheet and the palette say it. */
  readonly label: string
  /** Bindings in tinykeys' grammar: `e`, `$mod+Enter`, `Shift+Digit1`, `g h`, `[Shift]+?`. The first one is shown. */
  readonly keys: readonly string[]
  readonly run: () => void
  /** Also with the same key and `Alt`, on Apple's keyboards Control and Option, because single keys are off inside the editor and text fields. */
  readonly fromText?: boolean
  /** A combination that text fields have a use of their own for, such as undo. */
  readonly notInText?: boolean
  readonly disabled?: boolean
}

/** Nearer levels win. While a dialog is open only its own commands are heard. */
export type ScopeLevel = 'everywhere' | 'page' | 'part' | 'dialog'

/** Some commands that belong together, for as long as they are offered. */
export interface Scope {
  readonly title: string
  readonly level: ScopeLevel
  readonly commands: readonly Command[]
}

const rank: Readonly<Record<ScopeLevel, number>> = { everywhere: 0, page: 1, part: 2, dialog: 3 }
const LETTERS = 'single-letters'

let scopes: readonly (readonly [key: symbol, scope: Scope])[] = []
let lettersOn = readStored(LETTERS) !== 'off'
let handler: EventListener = () => {}
const listeners = new Set<() => void>()

const nearestFirst = (): readonly Scope[] =>
  scopes.map(([, scope]) => scope).toReversed().toSorted((a, b) => rank[b.level] - rank[a.level])

const combines = /\$mod|Control|Meta|Alt/
const isText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, [role="textbox"]') ||
    (target instanceof HTMLInputElement && !/^(checkbox|radio|button|submit|range|color|file)$/.test(target.type)))

const isWithin = (target: EventTarget | null, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null

/** Whether keys pressed there write: a field or an editor, or a board, which has letters of its own for its tools. */
export const isInText = (target: EventTarget | null): boolean => isText(target) || isWithin(target, '.cm-editor, .excalidraw')

const isOff = (binding: string, target: EventTarget | null): boolean => {
  const key = binding.split('+').at(-1) ?? ''
  if (combines.test(binding) || /^F\d/.test(key)) return false
  if (key === 'Escape') return isWithin(target, '.cm-editor, .excalidraw, [role="menu"]')
  if (isInText(target) || isWithin(target, '[role="menu"]')) return true
  // A focused button or link already answers to these.
  if (/^(Enter|Space)$/.test(key)) return isWithin(target, 'button, a, summary, [role="button"]')
  return !lettersOn && key.length === 1
}

// Option by itself writes a character with nearly every key.
const besideLetter = onApple ? 'Control+Alt' : 'Alt'

const besideText = (binding: string): string | undefined => {
  const letter = /^(Shift\+)?(?:Key|Digit)?([a-z0-9])$/i.exec(binding)
  if (!letter?.[2]) return undefined
  const code = /\d/.test(letter[2]) ? `Digit${letter[2]}` : `Key${letter[2].toUpperCase()}`
  return `${besideLetter}+${letter[1] ?? ''}${code}`
}

const bindingsInText = ({ fromText, keys }: Command): readonly string[] => (fromText ? keys.flatMap((key) => besideText(key) ?? []) : [])

/** What stands for a command's single key where keys write; nothing when it has none there. */
export const keyInText = (command: Command): string | undefined => bindingsInText(command)[0]

/** AltGr writes where one types, and the library takes it for Alt. Firefox says AltGr for Option too, which stands with Control here. */
const writesByAltGr = (event: KeyboardEvent): boolean => !onApple && event.getModifierState('AltGraph') && isInText(event.target)

const rebuild = () => {
  const map: KeybindingsMap = {}
  for (const scope of nearestFirst())
    for (const command of scope.commands)
      if (!command.disabled)
        for (const binding of [...command.keys, ...bindingsInText(command)])
          map[binding] ??= (event) => {
            const elsewhere = scope.level !== 'dialog' && document.querySelector('dialog[open]') !== null
            if (elsewhere || isOff(binding, event.target) || (command.notInText && isInText(event.target))) return
            event.preventDefault()
            command.run()
          }
  handler = createKeybindingsHandler(map, {
    ignore: (event) => composes(event) || event.defaultPrevented || event.repeat || writesByAltGr(event),
  })
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Listens to the keyboard. Called once, by the app. Returns how to stop. */
export const startKeyboard = (): (() => void) => {
  const listen = (event: Event) => handler(event)
  window.addEventListener('keydown', listen)
  return () => window.removeEventListener('keydown', listen)
}

/** Makes commands available until what it returns is called. */
export const offer = (scope: Scope): (() => void) => {
  const key = Symbol(scope.title)
  scopes = [...scopes, [key, scope]]
  rebuild()
  return () => {
    scopes = scopes.filter(([each]) => each !== key)
    rebuild()
  }
}

/** Makes commands available for as long as the component is on the screen. `title` heads them in the shortcut sheet. */
export const useCommands = (title: string, commands: readonly Command[], level: ScopeLevel = 'page'): void => {
  const latest = useRef(commands)
  // Together with what is drawn: whoever sees that a key means something else now presses it at once.
  useLayoutEffect(() => {
    latest.current = commands
  })
  // Handlers change with every drawing; the registry needs to know only when what it shows or binds does.
  const shape = JSON.stringify(commands.map(({ id, label, keys, fromText, disabled }) => [id, label, keys, fromText, disabled]))
  useEffect(() => {
    const stable = latest.current.map((command) => ({
      ...command,
      run: () => latest.current.find((each) => each.id === command.id)?.run(),
    }))
    return offer({ title, level, commands: stable })
    // The effect runs again for the shape alone: what it reads of the commands is in the ref.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [title, level, shape])
}

let applicable: readonly Scope[] = []
listeners.add(() => {
  applicable = nearestFirst()
})

/** What works here, the nearest scope first: for the shortcut sheet and the palette. */
export const useApplicableCommands = (): readonly Scope[] => useSyncExternalStore(subscribe, () => applicable)

/** Whether single letters are commands; combinations always are (WCAG 2.1.4). */
export const useLetters = (): boolean => useSyncExternalStore(subscribe, () => lettersOn)

/** Turns single letters on or off in this browser. */
export const setLetters = (on: boolean): void => {
  lettersOn = on
  writeStored(LETTERS, on ? undefined : 'off')
  for (const listener of listeners) listener()
}

/** Moves focus to the next or previous pane of a room, as F6 and Shift F6 do. */
export const cyclePanes = (direction: 1 | -1): void => {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')]
  // A pane may lie in another, as the evidence does below the editor.
  const at = panes.findLastIndex((pane) => pane.contains(document.activeElement))
  panes.at((at < 0 && direction < 0 ? 0 : at + direction + panes.length) % panes.length)?.focus()
}

/** Does what a command of the page does, for a button or a key elsewhere that means the same. */
export const runCommand = (id: string): void => nearestFirst().flatMap(({ commands }) => commands).find((command) => command.id === id && !command.disabled)?.run()
