/** Markup that is safe to stand in a page: built by `html` only. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Part = string | number | Markup | null | undefined | false | readonly Part[]

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** Characters that turn text around, hide it, or are none; a reader sees that something stood there. */
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u2028-\u202e\u2066-\u2069]/g

const escaped = (text: string): string => text.replace(/[&<>"']/g, sign => entities[sign] ?? sign).replace(invisible, '\ufffd')

const toText = (part: Part): string => {
  if (part === null || part === undefined || part === false) return ''
  if (part instanceof Markup) return part.text
  return typeof part === 'object' ? part.map(toText).join('') : escaped(String(part))
}

/** A piece of a page; whatever is put into it is text, unless `html` made it. */
export const html = (pieces: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(pieces.reduce((before, piece, index) => before + toText(parts[index - 1]) + piece))
