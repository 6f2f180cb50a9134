import { describe, expect, it } from 'vitest'
import { highlight } from './highlight.ts'

const textOf = (code: string) => highlight(code).map(line => line.map(part => part.text).join('')).join('\n')

describe('light highlighting', () => {
  it.each(['const a = "x // y" // z\n\nreturn 1_000', 'def f(x):\n    # say\n    return x', '/* two\nlines */ int b = 2;', "unfinished 'string\nnext", ''])('loses nothing of %j', code => {
    expect(textOf(code)).toBe(code)
  })

  it('tells comments, strings, numbers and keywords apart', () => {
    expect(highlight('if (a) return "no // comment" + 42 // yes')[0]).toEqual([
      { kind: 'keyword', text: 'if' }, { kind: 'plain', text: ' (a) ' }, { kind: 'keyword', text: 'return' }, { kind: 'plain', text: ' ' },
      { kind: 'string', text: '"no // comment"' }, { kind: 'plain', text: ' + ' }, { kind: 'number', text: '42' }, { kind: 'plain', text: ' ' }, { kind: 'comment', text: '// yes' },
    ])
  })

  it('cuts a comment of several lines at each of them', () => {
    expect(highlight('/* a\nb */')).toEqual([[{ kind: 'comment', text: '/* a' }], [{ kind: 'comment', text: 'b */' }]])
  })
})
