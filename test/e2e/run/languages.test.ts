import { describe, expect, test } from 'vitest'
import { chooseLanguage, endOfRun, output, printed, putOffWall, runCode, writeCode } from '../../support/browser/running.ts'
import { openStage, servePages } from '../../support/browser/stage.ts'

const stage = openStage({ what: 'running Python', serve: servePages })

describe.skipIf(stage.missing)('languages that are WebAssembly in a browser', () => {
  test('Python: input, errors at their own lines, a namespace for each run, stopped and run again', async () => {
    const room = await stage.two()
    const { ada, ben } = room
    await chooseLanguage(room, 'Python')
    await output(ben.page).getByRole('button', { name: 'Show the output' }).click()
    await output(ben.page).getByRole('tab', { name: 'Input' }).click()
    await output(ben.page).getByLabel('Standard input').fill('3\n4\n')
    expect(await runCode(ben.page, 'import sys\na, b = int(input()), int(input())\nprint(a + b, sys.argv)\nsys.stderr.write("to stderr\\n")')).toBe("7 ['main.py']\nto stderr\n")
    expect(await runCode(ben.page, 'def evict():\n    return {}["gone"]\nevict()')).toBe('Traceback (most recent call last):\n  File "main.py", line 3, in <module>\n    evict()\n    ~~~~~^^\n  File "main.py", line 2, in evict\n    return {}["gone"]\n           ~~^^^^^^^^\nKeyError: \'gone\'\n')
    expect(await runCode(ben.page, 'for line in range(3): input()')).toMatch(/EOFError: EOF when reading a line\n+It read more input than there was: write it under Input, and run again\.$/)
    await runCode(ben.page, 'import builtins\nbuiltins.print = None\nleft = 1')
    expect(await runCode(ben.page, 'print("left" in globals())')).toBe('False\n')
    await putOffWall(ben.page)
    await writeCode(ben.page, 'print("spinning")\nwhile True: pass')
    await ben.page.keyboard.press('Control+Enter')
    await output(ada.page).getByText('spinning').waitFor()
    await output(ada.page).getByRole('button', { name: 'Stop' }).click()
    expect(await endOfRun(ben.page)).toContain('Stopped.')
    expect(await runCode(ben.page, 'print(6 * 7)')).toBe('42\n')
    await output(ada.page).getByText('42', { exact: true }).waitFor()
  })

  test('a flood of ten megabytes is cut at 256 KB, the same for both; a memory bomb ends and the room goes on', async () => {
    const room = await stage.two()
    const { ada, ben } = room
    await chooseLanguage(room, 'Python')
    const flood = await runCode(ben.page, 'for n in range(200_000):\n    print("line", n, "of a flood that goes on and on and on")')
    expect(flood).toContain('truncated')
    await endOfRun(ada.page)
    const [mine, theirs] = [await printed(ben.page), await printed(ada.page)]
    expect(Buffer.byteLength(mine)).toBe(256 * 1024)
    expect(theirs === mine).toBe(true)
    expect(await runCode(ben.page, 'held = []\nwhile True:\n    held.append(bytearray(50_000_000))')).toMatch(/MemoryError|it ran for 10 seconds/)
    expect(await runCode(ben.page, 'print("still here")')).toBe('still here\n')
    await ada.page.reload()
    await output(ada.page).getByRole('button', { name: 'Show the output' }).click()
    await output(ada.page).getByText('still here').waitFor()
  })
})
