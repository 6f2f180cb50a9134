import { expect, test } from 'vitest'
import { solve, type Delivery, type DeliveryQuestion } from './delivery-names.ts'
import { seeded, times } from './random-input.ts'

const spaced = (text: string): string =>
  ` ${text.toLowerCase().replaceAll(/([a-zé])(?=\d)|(\d)(?=[a-zé])/g, '$& ').replaceAll(/[^a-zé\d]+/g, ' ').trim()} `

/** Writes the name with single spaces, looks for every phrase in it as text, and paints over what the show has used up. */
function bruteForce({ names, shows, languages }: DeliveryQuestion): Delivery[] {
  const find = (text: string, phrases: readonly (readonly [string, string])[]): { values: string[]; painted: string } => {
    const there = phrases.map(([phrase, value]) => ({ phrase: spaced(phrase), value })).filter(({ phrase }) => text.includes(phrase))
    const most = Math.max(...there.map(({ phrase }) => phrase.split(' ').length))
    const longest = there.filter(({ phrase }) => phrase.split(' ').length === most)
    const isWithin = (at: number, phrase: string): boolean => at > text.indexOf(phrase) && at < text.indexOf(phrase) + phrase.length - 1
    const isPainted = (at: number): boolean => longest.some(({ phrase }) => isWithin(at, phrase))
    const painted = [...text].map((letter, at) => (isPainted(at) ? '#' : letter)).join('')
    return { values: longest.map(({ value }) => value), painted }
  }
  const one = <T>(values: readonly T[]): T | null => (new Set(values).size === 1 ? (values[0] ?? null) : null)
  const numbers = (text: string, mark: string): number[] => [...text.matchAll(new RegExp(`(?<= (?:${mark}) )\\d{1,3}(?= )`, 'g'))].map(Number)
  return names.map(name => {
    const show = find(spaced(name.slice(0, name.lastIndexOf('.'))), shows.map(each => [each, each]))
    const language = find(show.painted, Object.entries(languages))
    return [one(show.values), one(numbers(show.painted, 's|season')), one(numbers(show.painted, 'r|reel')), one(language.values)]
  })
}

const PIECES = ['tide', 'Tide', 'é', 's', 'S', 'season', 'r', 'Reel', '1', '01', '22', '2022', 'de', 'German', 'pt', 'br', 'fr']
const LANGUAGES = { de: 'de', German: 'de', fr: 'fr', pt: 'pt', 'pt-BR': 'pt-BR' }

test('delivery names: looking for every phrase in the text', () => {
  const below = seeded(27)
  const phrase = (length: number): string =>
    times(length, () => `${PIECES[below(PIECES.length)] ?? ''}${['', '.', '_', ' - '][below(4)] ?? ''}`).join('')
  for (let round = 0; round < 1500; round++) {
    const all = times(below(5), () => phrase(1 + below(3)))
    const shows = all.filter((show, index) => all.findIndex(each => spaced(each) === spaced(show)) === index)
    const names = times(4, () => `${phrase(below(4))}${shows[below(5)] ?? ''} ${phrase(below(7))}.mov`)
    const question = { names, shows, languages: LANGUAGES }
    expect(solve(question), JSON.stringify(question)).toEqual(bruteForce(question))
  }
})
