import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { notTried, smallLimits, tryInBox, type Attack } from './attack.ts'

/** What a stop may take beside the limit itself. */
const graceMs = 4_000
const outputCap = 64 * 1024

const forkAll = 'my $n = 0; $SIG{TERM} = "IGNORE"; while ($n < 2000) { my $p = fork; last unless defined $p; if ($p == 0) { sleep 60; exit } $n++ } print "forked $n\\n"'
const fillDisk = `my $all = 0; for my $folder ('/tmp', '/box/work', '/dev/shm') { for my $i (1..200) { open(my $f, '>', "$folder/f$i") or last; my $block = 'x' x 65536; for (1..32) { my $w = syswrite($f, $block); last unless defined $w; $all += $w } } } print "wrote $all\\n"`
/** Memory that goes on when nothing holds it, until somebody removes it. */
const sharedMemory = 'my ($n, $size) = (0, 16 << 20); my @made; for (1..64) { my $id = shmget(0, $size, 0600 | 01000); last unless defined $id; push @made, $id; last unless shmwrite($id, "x" x $size, 0, $size); $n += $size } print "held $n\\n"; shmctl($_, 0, 0) for @made'
const bigFile = `$SIG{XFSZ} = 'IGNORE'; open(my $f, '>', '/tmp/big'); my $block = 'x' x 65536; my $all = 0; for (1..1000) { my $w = syswrite($f, $block); last unless defined $w; $all += $w } print "wrote $all\\n"`
/** Where a lock failed it would really reach everything of this user, so it looks first. */
const killAll = `$| = 1; if (readlink('/proc/self/ns/pid') eq $ARGV[0]) { print "same\\n"; exit } print "here\\n"; kill 9, -1; kill 9, getppid(); kill 9, $$`
const marker = 'unanimous-left-behind'

const perl = (script: string, ...args: string[]) => ['/usr/bin/perl', '-e', script, ...args]
const shell = (script: string) => ['/bin/sh', '-c', script]
const numberAfter = (word: string, text: string) => Number(new RegExp(`${word} (\\d+)`).exec(text)?.[1] ?? Number.NaN)

const isRunning = (mark: string) => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).some((id) => {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(mark)
  } catch {
    return false
  }
})

/** The kernel takes a moment to clear a world away. */
const isGone = async (mark: string): Promise<boolean> => {
  for (let left = 40; left > 0; left--) {
    if (!isRunning(mark)) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}

/** What takes all of something. Each has to end by its limit, and leave nothing. */
export const exhaustionAttacks: readonly Attack[] = [
  {
    name: 'processes without end',
    attempt: async (field) => {
      const tried = await tryInBox(field, perl(forkAll))
      const forked = numberAfter('forked', tried.output)
      // What counted may itself have been refused the last process; what matters is that nobody got further.
      if (tried.why === 'exited' && forked <= smallLimits.processes) return []
      return [Number.isNaN(forked) ? notTried(tried) : `it started ${forked} processes`]
    },
  },
  {
    name: 'memory without end',
    attempt: async (field) => {
      const tried = await tryInBox(field, shell('tail /dev/zero; echo ended $?'))
      return tried.why === 'too-much-memory' || numberAfter('ended', tried.output) > 0 ? [] : [`it was not stopped for its memory but ${tried.why}`]
    },
  },
  {
    name: 'memory without end, in many processes',
    attempt: async (field) => {
      const tried = await tryInBox(field, shell('for i in 1 2 3 4 5 6 7 8; do tail /dev/zero & done; wait; echo ended'), { limits: { addressBytes: undefined } })
      return tried.why === 'too-much-memory' ? [] : [`it was not stopped for its memory but ${tried.why}`]
    },
  },
  {
    name: 'memory that no process holds',
    attempt: async (field) => {
      const tried = await tryInBox(field, perl(sharedMemory))
      const held = numberAfter('held', tried.output)
      if (tried.why === 'too-much-memory' || held <= smallLimits.memoryBytes) return []
      return [Number.isNaN(held) ? notTried(tried) : `it held ${held} bytes`]
    },
  },
  {
    name: 'a loop without end',
    attempt: async (field) => {
      const tried = await tryInBox(field, perl('$SIG{$_} = "IGNORE" for qw(TERM INT HUP XCPU); 1 while 1'), { limits: { wallMs: 1_000 } })
      return tried.why === 'too-long' && tried.ms < 1_000 + graceMs ? [] : [`it went on for ${tried.ms} ms (${tried.why})`]
    },
  },
  {
    name: 'a file without end',
    attempt: async (field) => {
      const tried = await tryInBox(field, perl(bigFile))
      const wrote = numberAfter('wrote', tried.output)
      return wrote <= smallLimits.fileBytes ? [] : [Number.isNaN(wrote) ? notTried(tried) : `it wrote a file of ${wrote} bytes`]
    },
  },
  {
    name: 'files without end',
    attempt: async (field) => {
      const tried = await tryInBox(field, perl(fillDisk))
      const wrote = numberAfter('wrote', tried.output)
      const most = 3 * smallLimits.diskBytes
      return wrote <= most ? [] : [Number.isNaN(wrote) ? notTried(tried) : `it filled ${wrote} bytes of disk`]
    },
  },
  {
    name: 'output without end',
    attempt: async (field) => {
      const tried = await tryInBox(field, shell('yes'))
      return tried.why === 'too-much-output' && tried.output.length <= outputCap ? [] : [`${tried.output.length} bytes came out (${tried.why})`]
    },
  },
  {
    name: 'staying when the run is over',
    attempt: async (field) => {
      const tried = await tryInBox(field, shell(`setsid perl -e 'sleep 60' ${marker} >/dev/null 2>&1 </dev/null & sleep 0.2; echo done`))
      if (!tried.output.includes('done')) return [notTried(tried)]
      return await isGone(marker) ? [] : ['a process of it is still running']
    },
  },
  {
    name: 'killing everything in reach',
    attempt: async (field) => {
      const tried = await tryInBox(field, perl(killAll, readlinkSync('/proc/self/ns/pid')))
      if (tried.output.startsWith('same')) return ['it lives in the same world of processes']
      return tried.output.startsWith('here') ? [] : [notTried(tried)]
    },
  },
]
