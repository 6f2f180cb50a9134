import { describe, expect, test } from 'vitest'
import { chooseLanguage, endOfRun, output, printed, putOffWall, runCode, writeCode } from '../../support/browser/running.ts'
import { openStage, servePages } from '../../support/browser/stage.ts'

const stage = openStage({ what: 'running SQL', serve: servePages })

const slots = `create table slot (id int primary key, encoder text not null, held numeric(5, 2));
insert into slot values (1, 'mux-3', 12.5), (2, 'mux-10', null);
select encoder, held from slot order by id;`

describe.skipIf(stage.missing)('SQL in a browser', () => {
  test('answers statement by statement as a table, the same for both, and every run begins with an empty database', async () => {
    const room = await stage.two()
    const { ada, ben } = room
    await chooseLanguage(room, 'SQL')
    const table = 'CREATE TABLE\nINSERT 0 2\n encoder |  held\n---------+-------\n mux-3   | 12.50\n mux-10  |  NULL\n(2 rows)\n\n'
    await runCode(ben.page, slots)
    expect(await printed(ben.page)).toBe(table)
    await output(ada.page).getByText(/Run 1, .* s, by ben/).waitFor()
    expect(await printed(ada.page)).toBe(table)
    await runCode(ben.page)
    expect(await printed(ben.page)).toBe(table)
    await writeCode(ben.page, 'select 1 as one;\n\nselect encoder from slots')
    await ben.page.keyboard.press('Control+Enter')
    await output(ada.page).getByText('LINE 3: select encoder from slots').waitFor()
    await endOfRun(ben.page)
    expect(await printed(ben.page)).toBe(' one\n-----\n   1\n(1 row)\n\nERROR: relation "slots" does not exist\nLINE 3: select encoder from slots\n                            ^\n')
  })

  test('is stopped while it counts for ever, ends when it waits for rows that nobody sends, and is cut when it floods; the next run is right', async () => {
    const room = await stage.two()
    const { ada, ben } = room
    await chooseLanguage(room, 'SQL')
    await putOffWall(ben.page)
    await writeCode(ben.page, 'select 1 as begun;\nselect count(*) from generate_series(1, 1e12) n')
    await ben.page.keyboard.press('Control+Enter')
    await output(ada.page).getByRole('button', { name: 'Stop' }).waitFor()
    await output(ben.page).getByText('Running…').waitFor({ timeout: 60_000 })
    await output(ada.page).getByRole('button', { name: 'Stop' }).click()
    for (const { page } of [ada, ben]) expect(await endOfRun(page)).toContain('Stopped.')
    expect(await runCode(ben.page, 'create temp table t (a int);\ncopy t from stdin;')).toContain('FATAL: the database ended')
    expect(await runCode(ben.page, `select repeat('flood ', 60) as text, n from generate_series(1, 1000) n;\nselect repeat('x', 399) as text from generate_series(1, 1000);`)).toContain('truncated')
    expect(Buffer.byteLength(await printed(ben.page))).toBe(256 * 1024)
    await runCode(ben.page, 'select 6 * 7 as answer')
    expect(await printed(ben.page)).toBe(' answer\n--------\n     42\n(1 row)\n\n')
  })
})
