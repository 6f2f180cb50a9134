import type { protocol } from '@electric-sql/pglite'
import { mostRows, tableText } from './table-text.ts'

type Messages = typeof protocol.messages
type Answer = Parameters<Parameters<InstanceType<typeof protocol.Parser>['parse']>[1]>[0]

/** What PostgreSQL says of a mistake, or in passing. */
interface Said {
  readonly message: string | undefined
  readonly severity?: string | undefined
  /** Where in the text, in characters from 1. */
  readonly position?: string | undefined
  readonly detail?: string | undefined
  readonly hint?: string | undefined
  readonly where?: string | undefined
}

/** PostgreSQL's own numbers of its number types. */
const numberTypes = new Set([20, 21, 23, 26, 700, 701, 790, 1700])

const pointAt = (code: string, position: string | undefined): readonly string[] => {
  if (position === undefined) return []
  const before = [...code].slice(0, Number(position) - 1).join('').split('\n')
  const text = code.split('\n')[before.length - 1] ?? ''
  return [`LINE ${before.length}: ${text}`, `${' '.repeat(`LINE ${before.length}: `.length + [...before.at(-1) ?? ''].length)}^`]
}

const saidText = ({ message, severity, position, detail, hint, where }: Said, code: string): string => [
  `${severity ?? 'ERROR'}: ${message ?? ''}`, ...pointAt(code, position),
  ...(detail ? [`DETAIL: ${detail}`] : []), ...(hint ? [`HINT: ${hint}`] : []), ...(where ? [`CONTEXT: ${where}`] : []),
].map(line => `${line}\n`).join('')

/** Turns what a database answers to a text of statements into what a person reads, as it comes. Rows beyond those that are shown are only counted. */
export const answersOf = (code: string, print: (text: string) => void) => {
  let columns: readonly { readonly name: string; readonly isNumber: boolean }[] | undefined
  let rows: (readonly (string | null)[])[] = []
  let count = 0
  let failed = false

  const finish = (tag: string) => {
    if (columns) print(tableText(columns, rows, count))
    // A table says by itself how many rows it has.
    if (!columns || !tag.startsWith('SELECT')) print(`${tag}\n`)
    columns = undefined
    rows = []
    count = 0
  }
  const take = (answer: Answer): void => {
    switch (answer.name) {
      case 'rowDescription':
        columns = (answer as InstanceType<Messages['RowDescriptionMessage']>).fields.map(({ name, dataTypeID }) => ({ name, isNumber: numberTypes.has(dataTypeID) }))
        return
      case 'dataRow':
        if (++count <= mostRows) rows.push((answer as InstanceType<Messages['DataRowMessage']>).fields)
        return
      case 'commandComplete': return finish((answer as InstanceType<Messages['CommandCompleteMessage']>).text)
      case 'notice': return print(saidText(answer as Said & Answer, code))
      case 'error':
        failed = true
        return print(saidText(answer as Said & Answer, code))
      default:
    }
  }
  return { take, failed: () => failed }
}
