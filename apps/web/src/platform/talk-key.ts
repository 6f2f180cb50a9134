import { isInText } from './keyboard.ts'

/** What a person pressed, as far as choosing and holding a key needs it. */
type Press = Pick<KeyboardEvent, 'code' | 'key'>

/** Keys by which one moves, leaves and confirms, or that the browser keeps for itself. */
const taken = /^(Escape|Tab|Enter|NumpadEnter|Backspace|Delete|CapsLock|Arrow\w+|Page\w+|Home|End|F1|F5|F6|F11|F12|Meta\w+|OS\w+|ContextMenu|Unidentified|)$/

/** Whether this key may be the one to hold while talking. */
export const mayBeTalkKey = ({ code }: Press): boolean => !taken.test(code)

/** What stands on a key, in few characters. */
export const talkKeyLabel = ({ code, key }: Press): string => {
  if (code === 'Space') return 'space'
  const side = /^(Control|Shift|Alt)(Left|Right)$/.exec(code)
  if (side) return `${side[2] === 'Right' ? '→' : '←'} ${side[1] === 'Control' ? 'Ctrl' : side[1] ?? ''}`
  return key.length === 1 ? key.toUpperCase() : key
}

/** Keys that write a character belong to the text while the focus is in one. */
const writes = ({ code }: Pick<Press, 'code'>): boolean =>
  /^(Space|Key|Digit|Numpad\d|Minus|Equal|Bracket|Semicolon|Quote|Backquote|Backslash|Comma|Period|Slash|Intl)/.test(code)

const answersToSpace = 'button, a, summary, select, input, [role="button"], [role="switch"], [role^="menuitem"], [role="tab"]'

/** Whether holding the key there means talking: not while it writes, and the space bar not on what it presses. */
export const talksFrom = (code: string, target: EventTarget | null): boolean => {
  if (!writes({ code })) return true
  if (isInText(target)) return false
  return code !== 'Space' || !(target instanceof Element) || target.closest(answersToSpace) === null
}
