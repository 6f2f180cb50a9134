import { createTypescriptService } from './typescript-service.ts'
import type { Answered, Asked } from './typescript-protocol.ts'

const files = import.meta.glob<string>('../../../../node_modules/typescript-browser/lib/lib.{es*,decorators*}.d.ts', { query: '?raw', import: 'default', eager: true })
const answer = createTypescriptService(Object.fromEntries(Object.entries(files).map(([path, text]) => [path.slice(path.lastIndexOf('/') + 1), text])))

addEventListener('message', ({ data: { id, question } }: MessageEvent<Asked>) => {
  let answered: Answered
  try {
    answered = { id, answer: answer(question) }
  } catch (error) {
    // A crash of the checker over somebody's half-written code is not the end of it: the next question is another text.
    answered = { id, failed: error instanceof Error ? error.message : String(error) }
  }
  postMessage(answered)
})
