/**
 * A process of its own, because it gives up its rights: opens a runner as its main program does, takes away the locks that its
 * arguments name, and prints what the self-test found as JSON.
 */
import { tmpdir } from 'node:os'
import { boxArguments, openRunner, verdictOf, type Box } from '@unanimous/code-runner'

/** Takes words away where they stand one after another. */
const cut = (all: readonly string[], ...words: string[]): string[] => {
  const at = all.findIndex((_, index) => words.every((word, offset) => all[index + offset] === word))
  if (at === -1) throw new Error(`there is no ${words.join(' ')} to take away`)
  return all.toSpliced(at, words.length)
}

/** What each weak box lacks. */
const weaknesses: Record<string, (all: readonly string[], box: Box) => string[]> = {
  'no filter': all => cut(all, '--seccomp', '3'),
  'an open root': all => cut(all, '--remount-ro', '/'),
  'an open dev': all => cut(all, '--remount-ro', '/dev'),
  'the network of the machine': all => all.flatMap(word => (word === '--unshare-all' ? ['--unshare-ipc', '--unshare-pid', '--unshare-uts'] : [word])),
  'the processes of the machine': all => all.flatMap(word => (word === '--unshare-all' ? ['--unshare-ipc', '--unshare-net', '--unshare-uts'] : [word])),
  'further user namespaces': all => cut(all, '--disable-userns'),
  'the settings of the machine': all => all.toSpliced(all.indexOf('--proc'), 0, '--ro-bind', '/etc', '/etc').filter((word, index, words) => !(word === '/etc/ld.so.cache' || word === '/etc/alternatives') && !(word === '--ro-bind' && words[index + 1]?.startsWith('/etc/') === true)),
  'no limit of files': all => all.filter(word => !word.startsWith('--fsize=')),
  'variables of the runner': all => all.toSpliced(all.indexOf('--proc'), 0, '--setenv', 'RUNNER_SECRET', 'x'),
}

const [weakness = '', groups = ''] = process.argv.slice(2)
const weaken = weaknesses[weakness]
const opened = openRunner({
  spoolParent: tmpdir(), path: '/usr/bin', kotlin: undefined, uid: 61_235, withoutCgroups: groups === 'without-cgroups',
  ...(weaken ? { argumentsOf: (base, box) => weaken(boxArguments(base, box), box) } : {}),
})
if (!opened.ok) throw new Error(opened.refusal.message)
const found = await opened.value.selfTest()
opened.value.close()
process.stdout.write(JSON.stringify({ ...found, bounds: opened.value.bounds, ...verdictOf(found, opened.value.bounds) }))
