import { checkAndTest } from './test.mjs'

/** Everything but the tests in a browser: what one runs before each commit. @param {string} root @param {string[]} filters */
export const run = (root, filters) => checkAndTest(root, filters, ['unit', 'web', 'system'])
