import { onApple } from './on-apple.ts'

const glyphs: Readonly<Record<string, string>> = {
  $mod: onApple ? '⌘' : 'Ctrl',
  Control: onApple ? '⌃' : 'Ctrl',
  Alt: onApple ? '⌥' : 'Alt',
  Shift: '⇧',
  Enter: '↵',
  Escape: 'esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Space: 'space',
  Tab: 'tab',
}

const glyph = (part: string): string =>
  glyphs[part] ?? part.replace(/^\[.*\]$/, '').replace(/^(Key|Digit)/, '').toUpperCase().replace(/^F(\d)$/, 'F$1')

/** The caps of one binding in tinykeys' grammar: `$mod+Enter` is ⌘ ↵, `g h` is G H. */
export const keyCaps = (binding: string): readonly string[] =>
  binding
    .split(' ')
    .flatMap((press) => press.split(/(?<=\w|\])\+/))
    .map(glyph)
    .filter(Boolean)

/** Shows the keys of a command. It is decoration: screen readers hear `aria-keyshortcuts` of the control instead. */
export const Kbd = ({ keys }: { readonly keys: string }) => (
  <span className="keys" aria-hidden="true">
    {keyCaps(keys).map((cap, index) => (
      <kbd key={index}>{cap}</kbd>
    ))}
  </span>
)

/** A binding as `aria-keyshortcuts` wants it: `Control+Enter`. */
export const ariaKeys = (binding: string): string =>
  binding.replaceAll('$mod', onApple ? 'Meta' : 'Control').replaceAll(/\[\w+\]\+/g, '').replaceAll(/Key|Digit/g, '')
