// Which file may import which. Each rule has a deliberate violation in test/guards/boundaries.test.ts that must turn it red.
// Only paths inside the cruised root are named, so the same rules judge the little trees of that test.

const PURE = 'kernel|rounds|verdict|matching|prep'
const inPackages = (/** @type {string} */ names) => `^packages/(${names})/src/`
const tests = '[.]test[.-]'

/** What a pure package may import besides itself. */
const PURE_IMPORTS = { kernel: [], rounds: ['kernel'], verdict: ['kernel', 'rounds'], matching: ['kernel'], prep: ['kernel', 'rounds', 'verdict'] }

const directions = Object.entries(PURE_IMPORTS).map(([name, allowed]) => ({
  name: `${name}-imports-${allowed.length === 0 ? 'nothing' : `only-${allowed.join('-and-')}`}`,
  comment: 'kernel ← rounds ← verdict ← prep; matching → kernel.',
  from: { path: inPackages(name) },
  to: { path: '^(apps|packages|test)/', pathNot: inPackages([name, ...allowed].join('|')) },
}))

const rules = [
  {
    name: 'pure-stays-pure',
    comment: 'Clock, randomness and ids are passed in; a pure package imports no npm package and nothing of Node.',
    from: { path: inPackages(PURE), pathNot: tests },
    to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg', 'npm-unknown', 'unknown'] },
  },
  ...directions,
  {
    name: 'outer-packages-stand-alone',
    comment: 'protocol, bank, sync, db and their like know the pure packages, never one another.',
    from: { path: '^packages/([^/]+)/src/', pathNot: [tests, inPackages(`${PURE}|testing`)] },
    to: { path: '^packages/', pathNot: [inPackages(PURE), '^packages/$1/'] },
  },
  {
    name: 'packages-never-import-apps',
    comment: 'A package is used by apps and tests, never the other way round.',
    from: { path: '^packages/' },
    to: { path: '^(apps|test)/' },
  },
  {
    name: 'apps-never-meet',
    comment: 'Server and web meet in packages only.',
    from: { path: '^apps/([^/]+)/' },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'what-runs-code-knows-little',
    comment: 'apps/runner stands outside of everything that is worth attacking: of our packages it knows kernel, protocol and runner.',
    from: { path: '^apps/runner/' },
    to: { path: '^packages/', pathNot: inPackages('kernel|protocol|runner') },
  },
  {
    name: 'features-never-meet',
    comment: 'A feature declares what it needs as an interface; app.ts supplies it.',
    from: { path: '^apps/([^/]+)/src/features/([^/]+)/', pathNot: tests },
    to: { path: '^apps/[^/]+/src/features/', pathNot: '^apps/$1/src/features/$2/' },
  },
  {
    name: 'platform-knows-no-feature',
    comment: 'platform has no product words.',
    from: { path: '^apps/[^/]+/src/platform/' },
    to: { path: '^apps/[^/]+/src/features/' },
  },
  {
    name: 'ui-knows-no-product',
    comment: 'The design system draws what it is given: no feature, no platform, no protocol.',
    from: { path: '^apps/web/src/ui/', pathNot: tests },
    to: { path: ['^apps/web/src/(features|platform)/', '^packages/'] },
  },
  {
    name: 'composition-is-never-imported',
    comment: 'main → app → features → platform, ui. Nothing below reaches up.',
    from: { path: '^apps/[^/]+/src/(features|platform|ui)/', pathNot: tests },
    to: { path: '^apps/[^/]+/src/(main|app|routes|router)[.]tsx?$' },
  },
  {
    name: 'no-deep-package-import',
    comment: "A package's index.ts is its door; what only a browser can load has browser.ts.",
    from: { path: '^(packages|apps|test)/([^/]+)/' },
    to: { path: '^packages/[^/]+/', pathNot: ['^packages/$2/', '^packages/[^/]+/src/(index|browser)[.]ts$'] },
  },
  {
    name: 'production-imports-no-tests',
    comment: 'Neither a test, nor what only tests use.',
    from: { path: '^(apps|packages)/', pathNot: [tests, '^packages/testing/'] },
    to: { path: [tests, '^packages/testing/'] },
  },
  {
    name: 'production-imports-no-dev-dependency',
    comment: 'What runs is declared under dependencies, else a production install lacks it.',
    from: { path: '^(apps|packages)/[^/]+/src/', pathNot: [tests, '[.]d[.]ts$'] },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'declared-only',
    comment: 'Every import resolves, and to something that the own package.json names. Addresses of files, and what the build itself makes, are for the build to resolve.',
    from: { path: '^(apps|packages|test)/' },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'], pathNot: ['[?]url$', '^virtual:'] },
  },
  {
    name: 'no-circular',
    comment: 'Two files that need each other at run time are one file, or lack a third. Types may name each other.',
    from: { path: '^(apps|packages|test)/' },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-orphans',
    comment: 'A file that nothing imports and that imports nothing is dead.',
    from: { orphan: true, path: '^(apps|packages)/[^/]+/src/', pathNot: ['[.]d[.]ts$', '/src/(main|serve|check|index|browser)[.]tsx?$'] },
    to: {},
  },
]

/** In the order a reader should meet them. */
export const forbidden = rules.map((rule) => ({ severity: 'error', ...rule }))
