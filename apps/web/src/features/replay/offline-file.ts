import { i18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { script, scriptHash, style, styleHash } from 'virtual:offline-player'
import { saveFile } from '../../platform/save-file.ts'
import { happeningsOf, type Happening } from './happenings.ts'
import type { OfflineReplay } from './offline/offline-replay.ts'
import { targetAt, writtenTexts, type OpenedReplay } from './opened-replay.ts'

/** What one reader marked for themselves stays out of a file that others may be given. */
type Shared = Exclude<Happening['sort'], 'bookmark'>

const sorts: Readonly<Record<Shared, MessageDescriptor>> = {
  asked: msg`Follow-up`, card: msg`Changed rule`, evidence: msg`Evidence`, hint: msg`Hint`, run: msg`Run`, comment: msg`Comment`,
}

/** Which text was looked at from when on: the round's language as it was chosen. */
const textsOf = (replay: OpenedReplay): OfflineReplay['texts'] => {
  const written = writtenTexts(replay)
  const shown = [0, ...replay.data.scenes.changes.map(([atMs]) => atMs)].map(fromMs => ({ fromMs, target: targetAt(replay, fromMs, written) }))
  return shown.filter(({ target }, index) => shown[index - 1]?.target !== target)
}

/** Text between tags, and data inside a script element: neither may end its element. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const asData = (value: OfflineReplay): string => JSON.stringify(value).replaceAll('<', String.raw`\u003c`)

const sameList = (left: readonly string[], right: readonly string[]): boolean => left.length === right.length && left.every((each, index) => each === right[index])

/** What was struck out on the board from when on. */
const struckOf = ({ data, sceneAt }: OpenedReplay): OfflineReplay['struck'] => {
  const shown = [0, ...data.scenes.changes.map(([atMs]) => atMs)].map(fromMs => ({ fromMs, elements: sceneAt(fromMs).struck }))
  return shown.filter(({ elements }, index) => !sameList(elements, shown[index - 1]?.elements ?? []))
}

/** The file: its own policy lets this one script and this one look in, and nothing from anywhere. */
const pageOf = (title: string, data: OfflineReplay): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src '${scriptHash}'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><style>${style}</style></head>
<body><header><h1>${escaped(title)}</h1><span id="lost" role="status"></span></header>
<main><div id="both"><pre id="code" tabindex="0" aria-label="${escaped(i18n._(msg`The text as it was`))}"></pre><div id="board" hidden></div></div><ol id="list"></ol></main>
<footer><button id="play">${escaped(data.words.play)}</button><span id="shown" role="group" aria-label="${escaped(i18n._(msg`What is shown`))}" hidden><button id="show-board" aria-pressed="true">${escaped(i18n._(msg`Board`))}</button><button id="show-code" aria-pressed="false">${escaped(i18n._(msg`Text`))}</button></span><span id="time" role="timer"></span><input id="slider" type="range" min="0" step="1000" value="0" aria-label="${escaped(i18n._(msg`Moment of the round`))}"><select id="speed" aria-label="${escaped(i18n._(msg`Speed`))}"><option value="0.5">0.5×</option><option value="1" selected>1×</option><option value="2">2×</option><option value="4">4×</option><option value="8">8×</option><option value="16">16×</option></select></footer>
<script type="application/json" id="data">${asData(data)}</script><script>${script}</script></body></html>
`

/** Saves a replay as one page that plays by itself, offline. What is private to its reader, such as notes and bookmarks, is not in it. */
export const saveOffline = (replay: OpenedReplay): void => {
  const { data } = replay
  const day = new Date(data.heldAt).toISOString().slice(0, 10)
  const title = i18n._(msg`Replay: ${data.title}, ${day}`)
  const offline: OfflineReplay = {
    lengthMs: data.lengthMs, parts: data.parts, texts: textsOf(replay), struck: struckOf(replay),
    happenings: happeningsOf(replay).flatMap(({ atMs, sort, text }) => (sort === 'bookmark' ? [] : [{ atMs, what: i18n._(sorts[sort]), text }])),
    words: { play: i18n._(msg`Play`), pause: i18n._(msg`Pause`), lost: i18n._(msg`Cannot be read:`), board: i18n._(msg`The board as it was`) },
  }
  saveFile(`replay-${day}.html`, 'text/html', pageOf(title, offline))
}
