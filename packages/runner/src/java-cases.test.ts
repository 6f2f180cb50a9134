import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadBank, type Pack } from '@unanimous/bank'
import type { PackValue } from '@unanimous/rounds'
import { isMissing, requireTool } from '@unanimous/testing'
import { describe, expect, test } from 'vitest'
import { judgeCase } from './answers.ts'
import type { CaseAnswer } from './backend.ts'
import { javaCases, readCases } from './java-cases.ts'
import { javaHarness } from './java-harness.ts'

const missing = isMissing('java')
if (missing) console.error('SKIPPED: cases in Java need a JDK (Debian package default-jdk-headless).')

const packs = loadBank().all().filter(pack => pack.kind === 'coding')
const casesOf = (pack: Pack) => pack.interviewer.cases ?? []

interface Asked { readonly pack: Pack; readonly code: string }
interface Answered { readonly answers: readonly CaseAnswer[]; readonly printed: string }

/** Plays each program as if it had been started, in one process and with one harness: compiling and starting fifty would take minutes. */
const driver = `${javaHarness}
class Driver {
  public static void main(String[] folders) throws Exception {
    for (var folder : folders) {
      System.setIn(new java.io.FileInputStream(folder + "/given"));
      System.setOut(new java.io.PrintStream(folder + "/printed", "UTF-8"));
      UnanimousCases.main(new String[0]);
      System.out.close();
    }
  }
}`

/** All of them compiled at once, each in a package of its own. */
const runJava = (asked: readonly Asked[]): readonly Answered[] => {
  const folder = mkdtempSync(join(tmpdir(), 'java-cases-'))
  try {
    const made = asked.map(({ pack, code }, index) => {
      const source = `package p${index};\n${code}`
      const cases = javaCases(source, { signature: pack.candidate.signature ?? '', inputs: casesOf(pack).map(each => each.in) })
      if (!cases) throw new Error(`${pack.id} has no signature that can be called`)
      const own = join(folder, `p${index}`)
      mkdirSync(own)
      writeFileSync(join(own, 'Source.java'), source)
      writeFileSync(join(own, 'given'), cases.stdin)
      return { ...cases, own }
    })
    writeFileSync(join(folder, 'Driver.java'), driver)
    const tool = (name: string, args: readonly string[]) => execFileSync(join(requireTool('java'), name), args, { stdio: ['ignore', 'ignore', 'pipe'] })
    tool('javac', ['-encoding', 'UTF-8', '-nowarn', '-d', folder, join(folder, 'Driver.java'), ...made.map(({ own }) => join(own, 'Source.java'))])
    tool('java', ['-Xshare:auto', '-XX:TieredStopAtLevel=1', '-cp', folder, 'Driver', ...made.map(({ own }) => own)])
    return made.map(({ own, mark }) => {
      const out = readFileSync(join(own, 'printed'), 'utf8')
      const answers: CaseAnswer[] = []
      let printed = ''
      const reader = readCases(mark, {
        print: text => {
          printed += text
        },
        answered: (at, answer) => {
          answers[at] = answer
        },
      })
      // As it comes from a host: in pieces that know no lines.
      for (let at = 0; at < out.length; at += 7) reader.take(out.slice(at, at + 7))
      reader.end()
      return { answers, printed }
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const wrongOf = (pack: Pack, { answers }: Answered) => casesOf(pack).flatMap((each, index) => {
  const { got, passed } = judgeCase(each.out, answers[index] ?? { error: 'no answer' })
  return passed ? [] : [`${pack.id}: ${each.name}: ${got}`]
})

const [first] = packs
if (!first) throw new Error('no pack')
const packOf = (signature: string, cases: readonly { readonly in: PackValue; readonly out: PackValue }[]): Pack =>
  ({ ...first, candidate: { ...first.candidate, signature }, interviewer: { ...first.interviewer, cases: cases.map(each => ({ name: 'n', why: 'w', ...each })) } })

describe.skipIf(missing)('cases in Java', () => {
  test('are answered rightly by every reference, and find what every starter declares', () => {
    const references = packs.map(pack => ({ pack, code: loadBank().solutions(pack.id)['java'] ?? '' }))
    const starters = packs.map(pack => ({ pack, code: pack.starters?.['java'] ?? '' }))
    const answered = runJava([...references, ...starters])
    expect(packs.flatMap((pack, index) => wrongOf(pack, answered[index] ?? { answers: [], printed: '' }))).toEqual([])
    const called = packs.flatMap((pack, index) => casesOf(pack).flatMap((each, at) => {
      const answer = answered[packs.length + index]?.answers[at]
      return answer === undefined || ('error' in answer && !/IndexOutOfBounds|NullPointer/.test(answer.error)) ? [`${pack.id}: ${each.name}: ${answer?.error ?? 'no answer'}`] : []
    }))
    expect(called).toEqual([])
  }, 120_000)

  test('become what Java declares, and what it gives is judged as data; what it prints beside is kept', () => {
    const best = packOf('bestOf(offers, seen, by) -> best', [{ in: { offers: [['x', 1], ['y', 2]], seen: ['a', 'a'], by: { k: 3 } }, out: { id: 'y', seen: 1 } }])
    const queue = packOf('class Queue { constructor(size), put(key, at), next() -> key | null }', [
      { in: { size: 2, calls: [['put', 'é"\\', 5], ['next'], ['next']] }, out: [null, 'é"\\', null] },
      { in: { size: 0, calls: [['put', 'b', 5]] }, out: [null] },
    ])
    const [one, two] = runJava([
      {
        pack: best, code: `import java.util.*;
class Offers {
  record Offer(String id, int price) {}
  record Best(String id, long seen) {}
  static Best bestOf(List<Offer> offers, Set<String> seen, Map<String, Long> by) {
    System.out.print("beside");
    return new Best(offers.get(offers.size() - 1).id(), seen.size());
  }
  public static void main(String[] none) { System.out.println("never"); }
}`,
      },
      {
        pack: queue, code: `import java.util.*;
class Queue {
  private final Deque<String> held = new ArrayDeque<>();
  private final int size;
  Queue(int size) { this.size = size; }
  void put(String key, long at) { if (size == 0) throw new IllegalStateException("full"); held.add(key); }
  Optional<String> next() { return Optional.ofNullable(held.poll()); }
}`,
      },
    ])
    expect(wrongOf(best, one ?? { answers: [], printed: '' })).toEqual([])
    expect(one?.printed).toBe('beside\n')
    expect(two?.answers).toEqual([{ answer: '[null,"\\u00e9\\"\\\\",null]' }, { error: 'java.lang.IllegalStateException: full' }])
  }, 120_000)

  test('say what is not there', () => {
    const pack = packOf('bestOf(offers) -> best', [{ in: { offers: [] }, out: null }])
    expect(runJava([{ pack, code: 'class Offers { static int worst() { return 1; } }' }])[0]?.answers).toEqual([{ error: 'There is no bestOf to call.' }])
  }, 120_000)
})

test('a Java source keeps the numbers of its lines', () => {
  const code = 'package a.b;\n\nimport java.util.*;\n\nclass Solution {\n  int wrong\n}\n'
  const cases = javaCases(code, { signature: 'bestOf(offers) -> best', inputs: [] })
  expect(cases?.code.split('\n').length).toBe(code.split('\n').length)
  expect(cases?.code.split('\n')[5]).toBe('  int wrong')
  expect(JSON.parse(cases?.stdin ?? '')).toMatchObject({ types: ['a.b.Solution'] })
})
