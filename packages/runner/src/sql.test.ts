import { PGlite, protocol } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answersOf } from './sql-answers.ts'

let database: PGlite

beforeAll(async () => {
  database = await PGlite.create()
}, 120_000)
afterAll(() => database.close())

const run = async (code: string) => {
  let out = ''
  const answers = answersOf(code, text => {
    out += text
  })
  const parser = new protocol.Parser()
  await database.execProtocolRawStream(protocol.serialize.query(code), { onRawData: bytes => parser.parse(bytes, answers.take) })
  return { out, failed: answers.failed() }
}

test('several statements answer one after the other, rows as a table in the words of the database', async () => {
  const { out, failed } = await run(`
    create table lease (slot int primary key, holder text, price numeric(6, 2), until timestamp);
    insert into lease values (1, 'mux-3', 12.5, '2026-01-02 03:04:05'), (22, null, 7, null);
    select * from lease order by slot;
    select array[1, 2] as held, true as open where false;
    delete from lease where slot = 1 returning slot;
  `)
  expect(out).toBe([
    'CREATE TABLE', 'INSERT 0 2',
    ' slot | holder | price | until', '------+--------+-------+---------------------',
    '    1 | mux-3  | 12.50 | 2026-01-02 03:04:05', '   22 | NULL   |  7.00 | NULL', '(2 rows)', '',
    ' held | open', '------+------', '(0 rows)', '',
    ' slot', '------', '    1', '(1 row)', '', 'DELETE 1', '',
  ].join('\n'))
  expect(failed).toBe(false)
})

test('a mistake is shown in its line, after what was answered before it; nothing after it happens', async () => {
  const answered = await run("select 1 as one;\nselect 'été' as season,\n  no_such_column from pg_class;\nselect 3 as three")
  expect(answered.failed).toBe(true)
  expect(answered.out).toContain(' one\n-----\n   1\n(1 row)\n')
  expect(answered.out).toContain('ERROR: column "no_such_column" does not exist\nLINE 3:   no_such_column from pg_class;\n          ^\n')
  expect(answered.out).not.toContain('three')
})

test('says what the database says in passing, and where in a function it was', async () => {
  const { out } = await run(`do $$ begin raise notice 'seen %', 3; raise exception 'none left' using hint = 'ask answered', detail = 'of two'; end $$;`)
  expect(out).toContain('NOTICE: seen 3\n')
  expect(out).toContain('ERROR: none left\nDETAIL: of two\nHINT: ask answered\nCONTEXT: PL/pgSQL function inline_code_block line 1 at RAISE\n')
})

test('of a long answer the first thousand rows are shown and all are counted', async () => {
  const { out } = await run('select n from generate_series(1, 60000) n')
  expect(out.split('\n').length).toBeLessThan(1_010)
  expect(out).toContain('… 59000 more\n(60000 rows)\n')
})

test('a text of nothing says nothing', async () => {
  expect(await run('  -- nothing')).toEqual({ out: '', failed: false })
})
