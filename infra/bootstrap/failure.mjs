/** Something the person at the keyboard can mend: shown as one line, without a stack, and the exit code is 1. */
export class Failure extends Error {}
