import type { RunnerEnd, RunnerLanguage } from '@unanimous/protocol'
import { createProgramRunner } from '../run-program.ts'
import type { Attack, Battlefield } from './attack.ts'

interface Trick { readonly name: string; readonly code: (file: string) => string }

const javaReads = (file: string) => `import java.nio.file.*; class Main { public static void main(String[] a) throws Exception { System.out.println(Files.readString(Path.of(${JSON.stringify(file)}))); } }`
const kotlinReads = (file: string) => `fun main() { println(java.io.File(${JSON.stringify(file)}).readText()) }`

/** Sources that have a file outside the box end up in what the compiler says or makes. A program that may link to it prints it. */
const tricks: Record<RunnerLanguage, readonly Trick[]> = {
  cpp: [
    { name: '#include of a file', code: (file) => `#include "${file}"\nint main() {}` },
    { name: '.incbin of a file', code: (file) => `#include <cstdio>\nasm(".section .rodata\\nstolen: .incbin \\"${file}\\"\\n.byte 0\\n.text\\n");\nextern const char stolen[];\nint main() { puts(stolen); }` },
  ],
  rust: [{ name: 'include_str! of a file', code: (file) => `fn main() { println!("{}", include_str!("${file}")); }` }],
  go: [
    { name: 'go:embed of a file', code: (file) => `package main\nimport _ "embed"\n//go:embed ${file}\nvar stolen string\nfunc main() { println(stolen) }` },
    { name: 'C in Go', code: (file) => `package main\n// #include "${file}"\n// #cgo LDFLAGS: -Wl,${file}\nimport "C"\nfunc main() {}` },
  ],
  java: [{ name: 'a Java program that reads a file', code: javaReads }],
  kotlin: [{ name: 'a Kotlin program that reads a file', code: kotlinReads }],
}

const tryTrick = async (field: Battlefield, language: RunnerLanguage, code: string): Promise<{ end: RunnerEnd; output: string } | undefined> => {
  const toolchain = field.toolchains.find((one) => one.language === language)
  if (!toolchain) return undefined
  const parts: Buffer[] = []
  const end = await createProgramRunner(field.boxer, field.spool)({
    toolchain, code, input: '', signal: new AbortController().signal, onStep: () => {}, onOutput: (_stream, bytes) => parts.push(bytes),
  })
  return { end, output: Buffer.concat(parts).toString('utf8') }
}

/** What everybody may read of the machine counts as well; a machine that takes long to compile is asked for the worse one only. */
const filesFor = (language: RunnerLanguage, { secretFile }: Battlefield) => (language === 'java' || language === 'kotlin' ? [secretFile] : [secretFile, '/etc/passwd'])

/** Each language's own; only those whose tools are here are tried. */
export const compilerAttacks = (languages: readonly RunnerLanguage[]): readonly Attack[] => languages.flatMap((language) =>
  tricks[language].map(({ name, code }) => ({
    name,
    attempt: async (field: Battlefield) => {
      const open: string[] = []
      for (const file of filesFor(language, field)) {
        const got = await tryTrick(field, language, code(file))
        if (got?.output.includes(field.secret) === true) open.push('it gets a file of the runner')
        if (got?.output.includes('root:') === true) open.push('it gets /etc/passwd')
        if (got?.end.how === 'broken') open.push('the runner itself failed')
      }
      return open
    },
  })))
