/** A stretch of code with what it is. Enough to read by; the editor in the room knows better. */
export interface CodePart {
  readonly kind: 'plain' | 'comment' | 'string' | 'number' | 'keyword'
  readonly text: string
}

const keywords = [
  'abstract and as async await auto bool boolean break case catch char class const continue def default defer del delete',
  'do double elif else end enum except export extends extern false final finally float fn for from func function go goto',
  'if impl implements import in instanceof int interface is lambda let long loop match mod mut namespace new nil None not',
  'null or override package pass private protected pub public raise range return select self short sizeof static struct',
  'super switch template this throw throws trait true True False try type typedef typeof union unsafe use using val var',
  'virtual void when where while with yield SELECT FROM WHERE GROUP BY ORDER JOIN ON INSERT INTO VALUES UPDATE SET CREATE',
  'TABLE',
].join(' ')

const token = new RegExp(
  [
    String.raw`(?<comment>\/\/[^\n]*|#(?![a-zA-Z]*\s*[<"])[^\n]*|--\s[^\n]*|\/\*[^]*?\*\/)`,
    String.raw`(?<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|${'`'}(?:\\.|[^${'`'}\\])*${'`'})`,
    String.raw`(?<number>\b\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?\w*\b)`,
    String.raw`(?<keyword>\b(?:${keywords.replaceAll(' ', '|')})\b)`,
  ].join('|'),
  'g',
)

const kinds = ['comment', 'string', 'number', 'keyword'] as const

const partsOf = (code: string): readonly CodePart[] => {
  const parts: CodePart[] = []
  let at = 0
  for (const match of code.matchAll(token)) {
    if (match.index > at) parts.push({ kind: 'plain', text: code.slice(at, match.index) })
    parts.push({ kind: kinds.find(kind => match.groups?.[kind] !== undefined) ?? 'plain', text: match[0] })
    at = match.index + match[0].length
  }
  return at < code.length ? [...parts, { kind: 'plain', text: code.slice(at) }] : parts
}

/** The code line by line, each in parts; a part that spans lines is cut at them. Nothing is lost or added. */
export const highlight = (code: string): readonly (readonly CodePart[])[] => {
  const lines: CodePart[][] = [[]]
  for (const { kind, text } of partsOf(code)) {
    const [first = '', ...rest] = text.split('\n')
    if (first !== '') lines.at(-1)?.push({ kind, text: first })
    for (const line of rest) lines.push(line === '' ? [] : [{ kind, text: line }])
  }
  return lines
}
