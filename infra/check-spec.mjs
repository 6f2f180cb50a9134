// Holds every packages/*/SPEC.md against the tests beside it: a rule without a test and a test without a rule both fail. For
// test/SPEC.md, the rules of the whole system, only some of the tests beside it name a rule.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findTests } from './find-tests.mjs'

const RULE = /^\s*(?:[-*] )?\*\*([A-Z]+\d+[a-z]?)\*\* /gm
const LEADING_IDS = /^(?:\s*\[[A-Z]+\d+[a-z]?(?:[\s,]+[A-Z]+\d+[a-z]?)*\])+/
const ID = /[A-Z]+\d+[a-z]?/g

/**
 * @typedef {{rules: number, tests: number, packages: number, problems: string[]}} SpecReport
 */

/** @param {string} folder @returns {string[]} paths of the test files under it, in a stable order */
function testFiles(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.test\.tsx?$/.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

/** @param {string[]} ids @returns {string[]} those that occur more than once */
const repeated = (ids) => [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))]

/**
 * @param {string} root @param {string} folder of one package
 * @returns {{where: string, ids: string[], runs: boolean}[]} its tests, with the rules that each names
 */
const namingTests = (root, folder) =>
  testFiles(folder).flatMap((file) =>
    findTests(readFileSync(file, 'utf8')).map(({ title, line, runs }) => ({
      where: `${relative(root, file)}:${line}`,
      ids: title?.match(LEADING_IDS)?.[0].match(ID) ?? [],
      runs,
    })),
  )

/**
 * @param {string} root @param {string} folder with a SPEC.md; in `test` a test need name no rule
 * @returns {Omit<SpecReport, 'packages'>}
 */
function checkFolder(root, folder) {
  const spec = join(folder, 'SPEC.md')
  const name = relative(root, spec)
  const rules = [...readFileSync(spec, 'utf8').matchAll(RULE)].map(([, id]) => id ?? '')
  const tests = namingTests(root, folder)
  const shown = new Set(tests.flatMap(({ ids, runs }) => (runs ? ids : [])))
  const problems = [
    ...(rules.length === 0 ? [`${name}: no rule of the form "**V1** sentence"`] : []),
    ...repeated(rules).map((id) => `${name}: ${id} stands there twice`),
    ...tests.filter(({ ids }) => ids.length === 0 && folder !== join(root, 'test')).map(({ where }) => `${where}: a test that names no rule: its title must be text that begins with [an id of SPEC.md]`),
    ...tests.flatMap(({ where, ids }) => ids.filter((id) => !rules.includes(id)).map((id) => `${where}: ${id} is no rule of ${name}`)),
    ...rules.filter((id) => !shown.has(id)).map((id) => `${name}: ${id} has no test that runs`),
  ]
  return { rules: rules.length, tests: tests.filter(({ ids }) => ids.length > 0).length, problems }
}

/**
 * Compares all specifications under `root/packages` with their tests. A tree without any specification is a
 * problem too, so that a wrong folder never passes.
 * @param {string} root @returns {SpecReport}
 */
export function checkSpecs(root) {
  const packages = join(root, 'packages')
  const folders = existsSync(packages) ? readdirSync(packages).map((name) => join(packages, name)).filter((folder) => existsSync(join(folder, 'SPEC.md'))) : []
  const whole = [join(root, 'test')].filter((folder) => existsSync(join(folder, 'SPEC.md')))
  const reports = [...folders.toSorted(), ...whole].map((folder) => checkFolder(root, folder))
  return {
    packages: reports.length,
    rules: reports.reduce((sum, { rules }) => sum + rules, 0),
    tests: reports.reduce((sum, { tests }) => sum + tests, 0),
    problems: folders.length === 0 ? [`no packages/*/SPEC.md under ${root}`] : reports.flatMap(({ problems }) => problems),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { packages, rules, tests, problems } = checkSpecs(fileURLToPath(new URL('..', import.meta.url)))
  for (const problem of problems) process.stderr.write(`${problem}\n`)
  process.stdout.write(`${rules} rules in ${packages} specifications, ${tests} tests name them, ${problems.length} problems\n`)
  process.exitCode = problems.length === 0 ? 0 : 1
}
