/** The load generator, a process of its own on a core of its own: node load.ts JSON → one line of JSON. */
import { readFileSync } from 'node:fs'
import * as Y from 'yjs'
import { LeanClient, maskedFrame } from './lean-client.ts'
import { deliveredTo, fillRooms, type Person } from './room-load.ts'
import { cpuMsOf, pathOf, type Target } from './servers.ts'
import { greetings, plain, updateMessage, updateWithin, writerOf } from './wire.ts'

/** What to do to a server. */
export type Job =
  | { readonly kind: 'typing'; readonly rooms: number; readonly perSecond: number; readonly seconds: number }
  | { readonly kind: 'saturation'; readonly rooms: number; readonly underway: number; readonly seconds: number }
  | { readonly kind: 'trace'; readonly file: string }
  | { readonly kind: 'idle'; readonly rooms: number; readonly edits: number }

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** CPU milliseconds per delivered edit while `during` runs. */
const cpuPerEdit = async (target: Target, people: readonly Person[], seconds: number): Promise<Record<string, number>> => {
  const [cpu, delivered, at] = [cpuMsOf(target.pid), deliveredTo(people), performance.now()]
  await wait(seconds * 1000)
  const edits = deliveredTo(people) - delivered
  return { microsecondsPerEdit: ((cpuMsOf(target.pid) - cpu) * 1000) / edits, editsPerSecond: (edits * 1000) / (performance.now() - at) }
}

const typing = async (target: Target, job: Extract<Job, { kind: 'typing' }>): Promise<Record<string, number>> => {
  const people = await fillRooms(target, job.rooms)
  const started = performance.now()
  let done = 0
  const perMs = (people.length * job.perSecond) / 1000
  const timer = setInterval(() => {
    for (const due = (performance.now() - started) * perMs; done < due; done++) {
      const person = people[(done * 7_919) % people.length]
      person?.client.send(person.typist.edit())
      person?.client.send(person.typist.cursor())
    }
  }, 1)
  await wait(2_000)
  const result = await cpuPerEdit(target, people, job.seconds)
  clearInterval(timer)
  return result
}

const saturation = async (target: Target, job: Extract<Job, { kind: 'saturation' }>): Promise<Record<string, number>> => {
  const people = await fillRooms(target, job.rooms)
  people.forEach((person, index) => {
    const partner = people[index ^ 1]
    person.onEdit = () => partner?.client.send(partner.typist.edit())
  })
  for (const person of people) for (let i = 0; i < job.underway; i++) person.client.send(person.typist.edit())
  await wait(1_500)
  return cpuPerEdit(target, people, job.seconds)
}

const framesPerWrite = 32
const mostUnderway = 4_096

const trace = async (target: Target, job: Extract<Job, { kind: 'trace' }>): Promise<Record<string, unknown>> => {
  const { text, updates } = readTrace(job.file)
  const frames = updates.map((update) => maskedFrame(updateMessage(update, plain)))
  const [sender, reader] = ['sender', 'reader'].map((person) => new LeanClient(target.port, pathOf(target, 'trace', person)))
  if (sender === undefined || reader === undefined) throw new Error('no clients')
  await Promise.all([sender.opened, reader.opened])
  for (const client of [sender, reader]) for (const message of greetings(plain)) client.send(message)
  await wait(300)
  const received: Uint8Array[] = []
  let wake = (): void => {}
  reader.onMessage = (bytes, from, to) => {
    const at = updateWithin(bytes, from, plain)
    if (at === undefined) return
    received.push(new Uint8Array(bytes.subarray(at, to)))
    wake()
  }
  const cpu = cpuMsOf(target.pid)
  const started = performance.now()
  for (let sent = 0; sent < frames.length;) {
    while (sent - received.length > mostUnderway) await new Promise<void>((resolve) => {
      wake = resolve
    })
    sender.sendRaw(Buffer.concat(frames.slice(sent, sent + framesPerWrite)))
    sent += framesPerWrite
    if (sent % 1_024 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  while (received.length < frames.length) await new Promise<void>((resolve) => {
    wake = resolve
  })
  const seconds = (performance.now() - started) / 1000
  await wait(1_000)
  const cpuSeconds = (cpuMsOf(target.pid) - cpu) / 1000
  const joined = target.name === 'ws-relay' ? text : await textOfJoiner(target)
  return { cpuSeconds, seconds, isEqual: textOf(received) === text && joined === text }
}

/** What somebody sees who opens the document afterwards. */
const textOfJoiner = async (target: Target): Promise<string> => {
  const late = new LeanClient(target.port, pathOf(target, 'trace', 'late'))
  const state = new Promise<Uint8Array>((resolve) => {
    late.onMessage = (bytes, from, to) => {
      const at = updateWithin(bytes, from, plain)
      if (at !== undefined && writerOf(bytes, at) !== undefined) resolve(new Uint8Array(bytes.subarray(at, to)))
    }
  })
  await late.opened
  for (const message of greetings(plain)) late.send(message)
  return textOf([await state])
}

const textOf = (updates: readonly Uint8Array[]): string => {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return doc.getText('text').toString()
}

const readTrace = (file: string): { text: string; updates: Uint8Array[] } => {
  const bytes = readFileSync(file)
  const textEnd = 4 + bytes.readUInt32LE(0)
  const updates: Uint8Array[] = []
  for (let at = textEnd; at < bytes.length;) {
    const end = at + 2 + bytes.readUInt16LE(at)
    updates.push(bytes.subarray(at + 2, end))
    at = end
  }
  return { text: bytes.toString('utf8', 4, textEnd), updates }
}

/** Fills the rooms, has every pair write the same document, and stays until the parent closes our stdin. */
const idle = async (target: Target, job: Extract<Job, { kind: 'idle' }>): Promise<Record<string, number>> => {
  const people = await fillRooms(target, job.rooms, 'idle', (_room, seat) => seat + 1)
  const edits = writtenByTwo(job.edits)
  for (const [index, { writer, message }] of edits.entries()) {
    // Nobody builds on what they have not seen: before the other goes on, everything has arrived.
    if (edits[index - 1]?.writer !== writer) while (deliveredTo(people) < index * job.rooms) await wait(2)
    for (const person of people) if (person.typist.client === writer) person.client.send(message)
    if (index % 5 === 4) await wait(1)
    while (deliveredTo(people) < (index - 40) * job.rooms) await wait(5)
  }
  while (deliveredTo(people) < edits.length * job.rooms) await wait(50)
  await wait(1_000)
  return { rooms: job.rooms }
}

/** A document the way two people write one: words, jumps to another place, one replacement in six edits; in the order it was written. */
const writtenByTwo = (count: number): { writer: number; message: Uint8Array }[] => {
  const docs = [1, 2].map((client) => {
    const doc = new Y.Doc()
    doc.clientID = client
    return doc
  })
  const edits: { writer: number; message: Uint8Array }[] = []
  for (const doc of docs) {
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'peer') return
      edits.push({ writer: doc.clientID, message: updateMessage(update, plain) })
      for (const other of docs) if (other !== doc) Y.applyUpdate(other, update, 'peer')
    })
  }
  let seed = 7
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  let [who, at] = [0, 0]
  while (edits.length < count) {
    const text = docs[who]?.getText('text')
    if (text === undefined) break
    if (random(9) === 0) [who, at] = [random(2), random(text.length + 1)]
    const letter = String.fromCharCode(97 + random(26))
    // One edit in six replaces: a deletion alone carries no writer by which its delivery could be told from an echo.
    if (random(6) === 0 && at > 0) text.doc?.transact(() => (text.delete(at - 1, 1), text.insert(at - 1, letter)))
    else text.insert(Math.min(at++, text.length), letter)
  }
  return edits
}

const [target, job] = JSON.parse(process.argv[2] ?? '[]') as [Target, Job]
const run = (): Promise<Record<string, unknown>> => {
  switch (job.kind) {
    case 'typing': return typing(target, job)
    case 'saturation': return saturation(target, job)
    case 'trace': return trace(target, job)
    default: return idle(target, job)
  }
}
process.stdout.write(`${JSON.stringify(await run())}\n`)
if (job.kind === 'idle') await new Promise((resolve) => process.stdin.once('end', resolve).resume())
process.exit(0)
