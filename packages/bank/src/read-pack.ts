import { LineCounter, isMap, isNode, isSeq, parseDocument, type Document } from 'yaml'
import type { DimensionId, Pack, PackKind } from '@unanimous/rounds'
import { packFile, type PackFile } from './schema.ts'
import type { LintFinding, Path, Problem } from './finding.ts'

/** A file that could be read: the pack, and where each part of it stands. Whether it is a good pack is the rules' business. */
export interface ReadPack {
  readonly pack: Pack
  readonly lineOf: (path: Path) => number
}

/** Reads YAML into the shape of a pack. Answers with findings when the text is no YAML or has another shape. */
export function readPack(source: string, file: string): ReadPack | LintFinding[] {
  const counter = new LineCounter()
  const document = parseDocument(source, { lineCounter: counter })
  const invalid = (line: number, message: string): LintFinding => {
    const reason = (message.split('\n')[0] ?? '').replace(/[.:]$/, '')
    return { rule: 'pack/yaml', file, line, sentence: `This is not valid YAML: ${reason}.` }
  }
  if (document.errors.length > 0) return document.errors.map(error => invalid(error.linePos?.[0].line ?? 1, error.message))
  const lineOf = (path: Path): number => Math.max(1, counter.linePos(offsetOf(document, path)).line)
  let data: unknown
  try {
    data = document.toJS()
  } catch (error) {
    // The parser does not look aliases up; resolving one that names nothing throws.
    return [invalid(1, String(error))]
  }
  const read = packFile.safeParse(data)
  if (read.success) return { pack: qualify(read.data), lineOf }
  return read.error.issues.map(issue => {
    const { path, sentence } = schemaProblem(issue)
    return { rule: 'pack/schema', file, line: lineOf(path), sentence }
  })
}

interface Issue {
  readonly code?: string
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly keys?: readonly string[]
}

function schemaProblem(issue: Issue): Problem {
  const path = issue.path.map(part => (typeof part === 'number' ? part : String(part)))
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys?.[0] : undefined
  if (unknown !== undefined) return { path: [...path, unknown], sentence: `There is no key "${unknown}" here.` }
  return { path, sentence: `${path.join('.') || 'The file'}: ${issue.message}.` }
}

/** Where a path begins in the text; the nearest enclosing part when the path itself is missing. */
function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents
  let offset = 0
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(item => String(item.key) === String(part))
      if (pair === undefined) return offset
      offset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset
      node = pair.value
    } else if (isSeq(node)) {
      const item = node.items[Number(part)]
      if (!isNode(item)) return offset
      offset = item.range?.[0] ?? offset
      node = item
    } else return offset
  }
  return offset
}

/** A deep dive is rated as system design; every other kind names its own family. */
const familyOf = (kind: PackKind): string => (kind === 'deep' ? 'sd' : kind)

// The cast is checked by the rule pack/dimensions-of-kind, without which no pack is loaded.
const qualifyAll = (kind: PackKind, dims: readonly string[]): DimensionId[] =>
  dims.map(short => `${familyOf(kind)}.${short}` as DimensionId)

const qualify = (file: PackFile): Pack => ({
  ...file,
  interviewer: { ...file.interviewer, rubricFocus: qualifyAll(file.kind, file.interviewer.rubricFocus) },
  followups: file.followups.map(node => ({ ...node, dims: qualifyAll(file.kind, node.dims) })),
})
