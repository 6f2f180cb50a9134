import { readlinkSync } from 'node:fs'
import { JUDGED_CALLS, numberOf, REFUSED_CALLS } from '../syscalls.ts'
import { notTried, tryInBox, type Attack, type Battlefield, type Tried } from './attack.ts'

/*
 * A program in the box that looks and reaches around and says what it found: one line each, `word value`. Perl, because
 * every Debian has it, it is small, and it makes system calls by number.
 */
const script = String.raw`
use strict; use Socket; use POSIX ();
my ($port, $calls, $read, $write) = @ARGV;
$| = 1;
sub said { print join(' ', @_), "\n" }
opendir(my $proc, '/proc'); my @ids = grep { /^\d+$/ } readdir $proc; said('processes', scalar @ids); closedir $proc;
open(my $status, '<', '/proc/self/status'); while (<$status>) { said($1, $2) if /^(CapInh|CapPrm|CapEff|CapBnd|CapAmb|NoNewPrivs|Seccomp):\s*(\S+)/ } close $status;
open(my $first, '<', '/proc/1/environ'); my $environ = $first ? join('', <$first>) : ''; close $first if $first; said('environ1', length $environ);
said('variable', $_) for keys %ENV;
opendir(my $fds, '/proc/self/fd'); 
for my $fd (grep { /^\d+$/ && $_ > 2 } readdir $fds) { my $to = readlink "/proc/self/fd/$fd"; said('descriptor', "$fd=$to") if defined $to && $to !~ m{^/proc/\d+/fd$} }
for my $path (split /,/, $read) { open(my $f, '<', $path) or (-d $path && opendir(my $d, $path)) or next; said('read', $path) }
for my $path (split /,/, $write) { open(my $f, '>', $path) or next; said('wrote', $path) }
said('network', readlink('/proc/self/ns/net') // '');
open(my $net, '<', '/proc/net/dev'); while (<$net>) { said('interface', $1) if /^\s*([^:\s]+):/ && $1 ne 'lo' }
for my $to (['loopback', '127.0.0.1', $port], ['outside', '192.0.2.1', 53], ['outside', '1.1.1.1', 53]) {
  my $address = sockaddr_in($to->[2], inet_aton($to->[1])); my ($s, $t);
  said('sent', $to->[0]) if socket($s, AF_INET, SOCK_DGRAM, 0) && connect($s, $address) && send($s, 'x', 0);
  said('connected', $to->[0]) if $to->[0] eq 'loopback' && socket($t, AF_INET, SOCK_STREAM, 0) && connect($t, $address);
}
for my $domain (2, 10, 16, 17, 38, 40) { my $s; said('socket', $domain) if socket($s, $domain, SOCK_DGRAM, 0) || socket($s, $domain, SOCK_RAW, 0) }
for my $call (split /,/, $calls) {
  my ($name, $number, @args) = split /:/, $call;
  $! = 0; my $got = syscall($number, map { $_ + 0 } @args, (0) x (5 - @args)); my $why = $! + 0;
  said('call', "$name=" . ($got == -1 ? $why : 'ok'));
  POSIX::_exit(0) if $got == 0 && $name eq 'clone-user';
}
said('device', 'null') if !system('mknod /tmp/null c 1 3 2>/dev/null');
said('done', 1);
`

const unreadable = (field: Battlefield) => [
  '/etc/passwd', '/etc/shadow', '/etc/hosts', '/root', '/home', '/var', '/run', '/srv', '/opt', '/mnt', '/sys', '/tmp/.X11-unix', '/usr/local', '/proc/kcore', '/dev/mem', '/dev/kmsg', '/dev/sda', '/dev/vda',
  field.secretFile, field.spool, process.cwd(),
].filter((path) => !['/', ''].includes(path) && !path.includes(','))

const unwritable = [
  '/x', '/usr/x', '/usr/bin/x', '/usr/lib/x', '/usr/share/x', '/etc/x', '/box/x', '/box/source/x', '/dev/x', '/proc/sys/kernel/hostname', '/proc/sys/kernel/core_pattern', '/proc/sysrq-trigger', '/proc/sys/vm/drop_caches',
]

const userNamespace = 0x10000000
/** Calls with arguments that would do something if they were let through. The rest gets zeros. */
const pointed: Record<string, readonly number[]> = { unshare: [userNamespace], ptrace: [9999, 99_999], setns: [0, 0], io_uring_setup: [8, 0], keyctl: [0, -3], kcmp: [1, 2], ioctl: [0, 0x5412, 0] }
/** Not called by number: they would end the probe or the machine if a lock failed, and are refused by the same list. */
const neverTried = new Set(['reboot', 'kexec_load', 'kexec_file_load', 'swapoff', 'vhangup', 'settimeofday', 'clock_settime', 'sethostname', 'setdomainname', 'delete_module', 'uselib'])

const callsOf = ({ machine }: Battlefield): string => {
  const refused = Object.entries(REFUSED_CALLS).filter(([name]) => !neverTried.has(name)).flatMap(([name, numbers]) => {
    const number = numberOf(numbers, machine)
    return number === undefined ? [] : [[name, number, ...(pointed[name] ?? [])].join(':')]
  })
  const judged = [
    ['clone3', numberOf(JUDGED_CALLS.clone3, machine), 0, 0].join(':'),
    ['clone-user', numberOf(JUDGED_CALLS.clone, machine), userNamespace].join(':'),
    ['ioctl', numberOf(JUDGED_CALLS.ioctl, machine), 0, 0x5412, 0].join(':'),
  ]
  return [...refused, ...judged].join(',')
}

const EPERM = '1'
const expectedErrno: Record<string, string> = { clone3: '38' }

interface Said { readonly word: string; readonly value: string }

const saidIn = ({ output }: Tried): readonly Said[] => output.split('\n').filter(Boolean).map((line) => {
  const at = line.indexOf(' ')
  return { word: line.slice(0, at), value: line.slice(at + 1) }
})

/** By topic: which of the probe's lines mean that something is open. */
const topics: Record<string, (said: readonly Said[]) => readonly string[]> = {
  'processes of the machine': (said) => (Number(valueOf(said, 'processes')) <= 4 ? [] : [`it sees ${valueOf(said, 'processes')} processes`]),
  'files of the machine': (said) => valuesOf(said, 'read').map((path) => `it reads ${path}`),
  'writing outside its own folders': (said) => valuesOf(said, 'wrote').map((path) => `it writes ${path}`),
  'settings and secrets of the runner': (said) => [
    ...(valueOf(said, 'environ1') === '0' ? [] : ['the environment of its first process is not empty']),
    ...valuesOf(said, 'variable').filter((name) => !['PATH', 'HOME', 'PWD'].includes(name)).map((name) => `it has the variable ${name}`),
    ...valuesOf(said, 'descriptor').map((found) => `it inherited the descriptor ${found}`),
  ],
  network: (said) => [
    // A machine without any way out shows nothing but this.
    ...valuesOf(said, 'network').filter((world) => world === readlinkSync('/proc/self/ns/net')).map(() => 'it lives in the same world of networks'),
    ...valuesOf(said, 'interface').map((name) => `it has the interface ${name}`),
    ...[...valuesOf(said, 'sent'), ...valuesOf(said, 'connected')].map((where) => `it reaches ${where}`),
    ...valuesOf(said, 'socket').map((domain) => `it opens a socket of family ${domain}`),
  ],
  capabilities: (said) => [
    ...['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'].filter((name) => !/^0+$/.test(valueOf(said, name))).map((name) => `${name} is ${valueOf(said, name)}`),
    ...(valueOf(said, 'NoNewPrivs') === '1' ? [] : ['it may gain privileges by what it starts']),
    ...valuesOf(said, 'device').map((name) => `it makes the device ${name}`),
  ],
  'the filter of system calls': (said) => [
    ...(valueOf(said, 'Seccomp') === '2' ? [] : ['there is no filter']),
    ...valuesOf(said, 'call').flatMap((text) => {
      const [name = '', errno] = text.split('=')
      return errno === (expectedErrno[name] ?? EPERM) ? [] : [`${name} is let through`]
    }),
  ],
}

const valuesOf = (said: readonly Said[], word: string) => said.filter((one) => one.word === word).map(({ value }) => value)
const valueOf = (said: readonly Said[], word: string) => valuesOf(said, word)[0] ?? ''

const probe = (field: Battlefield) => tryInBox(field, ['/usr/bin/perl', '-e', script, `${field.port}`, callsOf(field), unreadable(field).join(','), unwritable.join(',')])

const probes = new WeakMap<Battlefield, Promise<Tried>>()
/** One probe serves all topics of a self-test. */
const probeOnce = (field: Battlefield): Promise<Tried> => {
  const tried = probes.get(field) ?? probe(field)
  probes.set(field, tried)
  return tried
}

export const probeAttacks: readonly Attack[] = Object.entries(topics).map(([name, judge]) => ({
  name,
  attempt: async (field) => {
    const tried = await probeOnce(field)
    const said = saidIn(tried)
    return valueOf(said, 'done') === '1' ? judge(said) : [notTried(tried)]
  },
}))

/** With the filter away the kernel itself has to say no. */
export const namespaceAttack: Attack = {
  name: 'a user namespace of its own',
  attempt: async (field) => {
    const tried = await tryInBox(field, ['/bin/sh', '-c', 'unshare --user true 2>/dev/null && echo open; echo done'], { boxer: field.unfilteredBoxer })
    if (!tried.output.includes('done')) return [notTried(tried)]
    return tried.output.includes('open') ? ['it makes one, and is an administrator in it'] : []
  },
}
