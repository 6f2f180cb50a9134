/** Machines whose system calls the filter knows, by Node's name for them. */
export type Machine = 'x64' | 'arm64'

/** Number on x86-64, number on 64-bit ARM; null where the machine has no such call. From Linux' own tables. */
type Numbers = readonly [x64: number | null, arm64: number | null]

/**
 * Refused whatever its arguments: what looks into other processes, changes mounts or namespaces, loads code into the
 * kernel, sets the machine's clock or name, or has been the way out of many a box while no exercise needs it.
 */
export const REFUSED_CALLS = {
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  kcmp: [312, 272],
  pidfd_getfd: [438, 438],
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  chroot: [161, 51],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  name_to_handle_at: [303, 264],
  open_by_handle_at: [304, 265],
  unshare: [272, 97],
  setns: [308, 268],
  bpf: [321, 280],
  perf_event_open: [298, 241],
  add_key: [248, 217],
  request_key: [249, 218],
  keyctl: [250, 219],
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  userfaultfd: [323, 282],
  memfd_secret: [447, 447],
  // Memory that belongs to no process, which a watch over processes does not see.
  memfd_create: [319, 279],
  shmget: [29, 194],
  fanotify_init: [300, 262],
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  init_module: [175, 105],
  finit_module: [313, 273],
  delete_module: [176, 106],
  reboot: [169, 142],
  swapon: [167, 224],
  swapoff: [168, 225],
  acct: [163, 89],
  quotactl: [179, 60],
  quotactl_fd: [443, 443],
  syslog: [103, 116],
  settimeofday: [164, 170],
  clock_settime: [227, 112],
  adjtimex: [159, 171],
  clock_adjtime: [305, 266],
  sethostname: [170, 161],
  setdomainname: [171, 162],
  lookup_dcookie: [212, 18],
  vhangup: [153, 58],
  nfsservctl: [180, 42],
  move_pages: [279, 239],
  migrate_pages: [256, 238],
  iopl: [172, null],
  ioperm: [173, null],
  modify_ldt: [154, null],
  uselib: [134, null],
} as const satisfies Record<string, Numbers>

/** Judged by their arguments; `clone3` hides its own behind a pointer, so libraries are sent back to `clone`. */
export const JUDGED_CALLS = {
  clone: [56, 220],
  clone3: [435, 435],
  socket: [41, 198],
  socketpair: [53, 199],
  ioctl: [16, 29],
} as const satisfies Record<string, Numbers>

/** A call's number on a machine. */
export const numberOf = (numbers: Numbers, machine: Machine): number | undefined => numbers[machine === 'x64' ? 0 : 1] ?? undefined
