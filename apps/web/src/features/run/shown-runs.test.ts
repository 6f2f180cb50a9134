import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { keepRun } from '@unanimous/room-doc'
import { createShownRuns } from './shown-runs.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const opened = () => {
  const doc = new Y.Doc()
  const runs = createShownRuns(doc)
  let drawn = 0
  let shownAnew = 0
  runs.printed.subscribe(() => void (drawn += 1))
  runs.subscribe(() => void (shownAnew += 1))
  runs.add({ id: 'run', seat: 'ann', language: 'javascript', startedAt: 0, status: 'running', ms: 0, chunks: [], truncated: false })
  const print = (text: string) => runs.change('run', { chunks: [...runs.get('run')?.chunks ?? [], text] })
  const shown = () => (runs.printed.of('run') ?? runs.snapshot().runs[0]?.chunks)?.join('')
  return { doc, runs, print, shown, drawn: () => drawn, shownAnew: () => shownAnew }
}

test('what is printed after a rest stands as soon as its task is over', () => {
  const { print, shown } = opened()
  vi.advanceTimersByTime(1_000)
  print('one')
  vi.advanceTimersByTime(0)
  expect(shown()).toBe('one')
})

test('an end that comes with the last output is drawn with it', () => {
  const { runs, print, drawn } = opened()
  vi.advanceTimersByTime(1_000)
  const before = drawn()
  print('last')
  runs.change('run', { status: 'done', ms: 5 })
  vi.advanceTimersByTime(1_000)
  expect(drawn() - before).toBe(1)
  expect(runs.snapshot().runs[0]?.chunks).toEqual(['last'])
})

test('a flood is drawn a few times a second, nothing but the output is drawn for it, and none of it is lost', () => {
  const { print, shown, drawn, shownAnew } = opened()
  vi.advanceTimersByTime(1_000)
  const before = drawn()
  const roomBefore = shownAnew()
  for (let n = 0; n < 100; n++) {
    print('x')
    vi.advanceTimersByTime(1)
  }
  vi.advanceTimersByTime(1_000)
  expect(shown()).toBe('x'.repeat(100))
  expect(drawn() - before).toBeLessThanOrEqual(4)
  expect(shownAnew()).toBe(roomBefore)
})

test('the end of a run stands at once, with all that was printed before it', () => {
  const { runs, print, shown } = opened()
  print('first')
  print('last')
  runs.change('run', { status: 'done', ms: 5 })
  expect(shown()).toBe('firstlast')
  expect(runs.snapshot().active).toBeUndefined()
  runs.close()
})

test.each([['', 'all of it'], ['all', 'all of it'], ['all of it, and more than a record keeps', 'all of it, and more than a record keeps']])('a record that is here before the end was heard: after "%s", "%s"', (heard, expected) => {
  const { doc, runs, print } = opened()
  if (heard !== '') print(heard)
  keepRun(doc, 'run', { seat: 'ann', language: 'javascript', startedAt: 0, ms: 5, status: 'done', out: 'all of it', truncated: false })
  const [run] = runs.snapshot().runs
  expect(run).toMatchObject({ status: 'done', ms: 5 })
  expect(run?.chunks.join('')).toBe(expected)
})
