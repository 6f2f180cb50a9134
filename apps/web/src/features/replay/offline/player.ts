/// <reference lib="dom" />
/**
 * The whole program of an exported replay: it is put into one HTML file with its data and plays there, without a server and without
 * a network. Everything that people wrote is set as text.
 */
import { openTape, type Player } from '@unanimous/replay'
import { boardsOf, hasBoard } from '../boards.ts'
import { sketchOf } from '../board-sketch.ts'
import type { OfflineReplay } from './offline-replay.ts'

const part = <Of extends HTMLElement>(id: string): Of => document.getElementById(id) as Of
const clock = (ms: number): string => `${String(Math.floor(ms / 60_000)).padStart(2, '0')}:${String(Math.floor(ms / 1_000) % 60).padStart(2, '0')}`

const made = (tag: string, className: string, text: string): HTMLElement => {
  const element = document.createElement(tag)
  element.className = className
  element.textContent = text
  return element
}

/** Draws the board of a moment, where there is one; the two buttons choose between it and the text. */
const boardOf = (data: OfflineReplay, player: Player): ((ms: number, index: number) => void) => {
  if (!hasBoard(player)) return () => {}
  const [board, code, showBoard, showCode] = [part('board'), part('code'), part('show-board'), part('show-code')]
  const choose = (isBoard: boolean): void => {
    board.hidden = !isBoard
    code.hidden = isBoard
    showBoard.setAttribute('aria-pressed', String(isBoard))
    showCode.setAttribute('aria-pressed', String(!isBoard))
  }
  showBoard.addEventListener('click', () => choose(true))
  showCode.addEventListener('click', () => choose(false))
  part('shown').hidden = false
  choose(true)
  const boardAfter = boardsOf(player)
  let last: { readonly elements: unknown; readonly struck: unknown } | undefined
  return (ms, index) => {
    const elements = boardAfter(index)
    const struck = data.struck.findLast(each => each.fromMs <= ms)?.elements
    if (last?.elements === elements && last.struck === struck) return
    last = { elements, struck }
    board.replaceChildren(...(elements.length === 0 ? [] : [sketchOf(elements, struck ?? [], data.words.board)]))
  }
}

const frameMs = 50

const start = async (): Promise<void> => {
  const data = JSON.parse(part('data').textContent ?? '') as OfflineReplay
  const player = await openTape(data.parts.map(({ bytes, ...rest }) => ({ ...rest, bytes: Uint8Array.from(atob(bytes), letter => letter.charCodeAt(0)) })))
  const [slider, code, time, play, speed, list] = [part<HTMLInputElement>('slider'), part('code'), part('time'), part<HTMLButtonElement>('play'), part<HTMLSelectElement>('speed'), part('list')]
  const lines = data.happenings.map(({ atMs, what, text }) => {
    const line = document.createElement('li')
    const button = document.createElement('button')
    button.append(made('time', '', clock(atMs)), made('b', '', what), made('span', '', text))
    button.addEventListener('click', () => show(atMs))
    line.append(button)
    list.append(line)
    return { atMs, line }
  })
  const draw = boardOf(data, player)
  let ms = 0
  let playing: ReturnType<typeof setInterval> | undefined
  const show = (to: number): void => {
    ms = Math.max(0, Math.min(data.lengthMs, to))
    const target = data.texts.findLast(each => each.fromMs <= ms)?.target ?? ''
    const { index, shared } = player.frameAt(ms)
    const text = shared.texts[target] ?? ''
    draw(ms, index)
    if (code.textContent !== text) code.textContent = text
    time.textContent = clock(ms)
    slider.value = String(Math.round(ms))
    const current = lines.findLast(({ atMs }) => atMs <= ms)
    for (const each of lines) each.line.toggleAttribute('aria-current', each === current)
  }
  const toggle = (): void => {
    if (playing !== undefined) {
      clearInterval(playing)
      playing = undefined
    } else {
      if (ms >= data.lengthMs) show(0)
      playing = setInterval(() => {
        show(ms + frameMs * Number(speed.value))
        if (ms >= data.lengthMs) toggle()
      }, frameMs)
    }
    play.textContent = playing === undefined ? data.words.play : data.words.pause
  }
  slider.max = String(data.lengthMs)
  slider.addEventListener('input', () => show(Number(slider.value)))
  play.addEventListener('click', toggle)
  if (player.lost.length > 0) part('lost').textContent = player.lost.map(({ fromMs, toMs }) => `${data.words.lost} ${clock(fromMs)} – ${clock(toMs)}`).join(', ')
  show(0)
  document.documentElement.dataset['ready'] = ''
}

void start()
