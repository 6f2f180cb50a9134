import { existsSync } from 'node:fs'
import { cruise as cruiseFiles } from 'dependency-cruiser'
import { forbidden } from './rules.mjs'

// Beside TypeScript 7 dependency-cruiser finds no TypeScript and calls that success, so it lives in a folder of its own with
// TypeScript 5.9, and whoever calls this looks at how many modules it saw.

/**
 * @typedef {{rule: string, from: string, to: string}} Violation
 * @param {string} root the folder that holds apps, packages and test
 * @returns {Promise<{modules: number, violations: Violation[]}>} modules: source files read, without packages from outside
 */
export async function cruise(root) {
  const folders = ['apps', 'packages', 'test'].filter((folder) => existsSync(`${root}/${folder}`))
  const { output } = await cruiseFiles(folders, {
    baseDir: root,
    validate: true,
    ruleSet: { forbidden },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|locales)/|^test/bench/peers/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'], mainFields: ['module', 'main', 'types'] },
  })
  if (typeof output === 'string') throw new Error(output)
  return {
    modules: output.modules.filter(({ source }) => /^(apps|packages|test)\/.*[.]tsx?$/.test(source) && !source.includes('node_modules')).length,
    violations: output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  }
}
