import { join } from 'node:path'
import type { RunnerLanguage } from '@unanimous/protocol'
import { resultDescriptor, workFolder, type BoxLimits } from './box.ts'
import { javaNames, kotlinMain } from './java-names.ts'
import { runnerLimits as limits } from './limits.ts'
import type { Toolchain } from './toolchains.ts'

/** One step in a box: `sh -c script` in its folder. Nothing of the source is ever part of a script or an argument but names that were checked. */
export interface Step {
  readonly script: string
  readonly arguments: readonly string[]
  readonly limits: BoxLimits
}

/** How a program of one language is made and started. The result of `compile` is one file, seen by `run` at `resultPlace`. */
export interface Recipe {
  readonly file: string
  /** Another file that the compiler needs, by name. */
  readonly beside: Readonly<Record<string, string>>
  readonly compile: Step
  readonly run: Step
}

export const sourceFolder = '/box/source'
export const resultPlace = '/box/result'

/** A program that cannot be made, in one sentence. */
export interface NoRecipe { readonly problem: string }

const compileLimits: BoxLimits = {
  wallMs: limits.compileWallMs, memoryBytes: limits.compileMemoryBytes, addressBytes: undefined, processes: limits.processes,
  fileBytes: limits.compileDiskBytes, diskBytes: limits.compileDiskBytes,
}
const slowCompileLimits: BoxLimits = { ...compileLimits, wallMs: limits.slowCompileWallMs, memoryBytes: limits.slowCompileMemoryBytes }
const runLimits: BoxLimits = {
  wallMs: limits.runWallMs, memoryBytes: limits.runMemoryBytes, addressBytes: limits.runMemoryBytes * 2, processes: limits.processes,
  fileBytes: limits.runFileBytes, diskBytes: limits.runDiskBytes,
}
/** Java and Go reserve gigabytes of addresses that they never touch. */
const widelyReserving: BoxLimits = { ...runLimits, addressBytes: undefined }

const handOut = (file: string) => `cat ${file} >&${resultDescriptor}`
const handOutFolder = (folder: string) => `tar -cf - -C ${folder} . >&${resultDescriptor}`
/** A C library that writes into a pipe keeps lines back; what a program said before it hung would be lost. */
const byLine = 'if [ -x /usr/bin/stdbuf ]; then exec stdbuf -oL "$@"; else exec "$@"; fi'

const quickJava = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto', '-XX:-UsePerfData']

const javaRun = (java: string, main: string, classPath: string): Step => ({
  // Its own warnings about the small memory would stand among the program's words.
  script: `mkdir ${workFolder}/classes && tar -xf ${resultPlace} -C ${workFolder}/classes && exec "$@"`,
  arguments: [join(java, 'bin/java'), ...quickJava, `-Xmx${limits.javaHeapMib}m`, '-Xss16m', '-XX:+ExitOnOutOfMemoryError', '-cp', classPath, main],
  limits: widelyReserving,
})

const java = ({ paths }: Toolchain, code: string): Recipe | NoRecipe => {
  const { file, main } = javaNames(code)
  if (main === undefined) return { problem: 'There is no main method to start: public static void main(String[] args) in an outermost class.' }
  const home = paths['home'] ?? ''
  return {
    file, beside: {},
    compile: {
      script: `mkdir ${workFolder}/out && "$@" && ${handOutFolder(`${workFolder}/out`)}`,
      arguments: [
        join(home, 'bin/javac'), '-J-XX:+UseSerialGC', '-J-XX:TieredStopAtLevel=1', '-J-XX:-UsePerfData', `-J-Xmx${limits.javacHeapMib}m`,
        // Annotation processors are programs that the compiler would run.
        '-proc:none', '-encoding', 'UTF-8', '-Xlint:-options', '-g:source,lines', '-d', `${workFolder}/out`, file,
      ],
      limits: compileLimits,
    },
    run: javaRun(home, main, `${workFolder}/classes`),
  }
}

const kotlin = ({ paths }: Toolchain, code: string): Recipe => {
  const [home = '', javaHome = ''] = [paths['home'], paths['java']]
  const library = join(home, 'lib/kotlin-stdlib.jar')
  return {
    file: 'Main.kt', beside: {},
    compile: {
      script: `mkdir ${workFolder}/out && "$@" && ${handOutFolder(`${workFolder}/out`)}`,
      arguments: [
        join(javaHome, 'bin/java'), ...quickJava, `-Xmx${limits.kotlincHeapMib}m`, '-cp', join(home, 'lib/kotlin-compiler.jar'),
        'org.jetbrains.kotlin.cli.jvm.K2JVMCompiler', '-kotlin-home', home, '-no-reflect', '-no-stdlib', '-cp', library, '-d', `${workFolder}/out`, 'Main.kt',
      ],
      limits: slowCompileLimits,
    },
    run: javaRun(javaHome, kotlinMain(code), `${workFolder}/classes:${library}`),
  }
}

const go = ({ paths }: Toolchain): Recipe => {
  const [tools = '', root = ''] = [paths['tools'], paths['root']]
  return {
    file: 'main.go', beside: { library: paths['library'] ?? '' },
    compile: {
      script: `export GOROOT="$2" && "$1/compile" -p main -complete -trimpath ${sourceFolder} -importcfg library -o ${workFolder}/main.o main.go && "$1/link" -importcfg library -s -w -o ${workFolder}/main ${workFolder}/main.o && ${handOut(`${workFolder}/main`)}`,
      arguments: [tools, root],
      limits: compileLimits,
    },
    run: { script: 'exec "$@"', arguments: [resultPlace], limits: widelyReserving },
  }
}

const cpp = ({ paths }: Toolchain): Recipe => ({
  file: 'main.cpp', beside: {},
  compile: {
    script: `"$@" && ${handOut(`${workFolder}/main`)}`,
    arguments: [paths['compiler'] ?? '', '-std=c++20', '-O1', '-g1', '-Wall', '-fdiagnostics-color=never', '-pthread', '-o', `${workFolder}/main`, 'main.cpp'],
    limits: compileLimits,
  },
  run: { script: byLine, arguments: [resultPlace], limits: runLimits },
})

const rust = ({ paths }: Toolchain): Recipe => ({
  file: 'main.rs', beside: {},
  compile: {
    script: `"$@" && ${handOut(`${workFolder}/main`)}`,
    arguments: [
      paths['compiler'] ?? '', '--edition', '2021', '-C', 'opt-level=1', '-C', 'debuginfo=0', '-C', 'strip=symbols', '-C', `linker=${paths['linker'] ?? ''}`,
      '--color', 'never', '-o', `${workFolder}/main`, 'main.rs',
    ],
    limits: compileLimits,
  },
  run: { script: 'exec "$@"', arguments: [resultPlace], limits: runLimits },
})

const recipes: Record<RunnerLanguage, (toolchain: Toolchain, code: string) => Recipe | NoRecipe> = { java, kotlin, go, cpp, rust }

/** What to do with a source of this toolchain's language; it has not been compiled, so it may be anything. */
export const recipeFor = (toolchain: Toolchain, code: string): Recipe | NoRecipe => recipes[toolchain.language](toolchain, code)
