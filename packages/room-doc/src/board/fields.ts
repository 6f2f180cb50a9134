import { ELEMENT_TYPES, type Binding, type ElementType } from './element.ts'
import { boardLimits } from './limits.ts'
import { isOrderKey } from './order-keys.ts'
import { CORNER_SCALE, packPoints, packPressures, STROKE_SCALE, unpackPoints, unpackPressures } from './points.ts'

/** One field of an element: under which key it is kept, what it is when nothing is kept, and what of it may be kept at all. */
export interface Field {
  readonly name: string
  readonly key: string
  /** What stands there when the key is absent; a field without one must be there. */
  readonly usual?: unknown
  /** A kept value as the canvas has it; undefined when it is not allowed. */
  readonly read: (kept: unknown) => unknown
  /** A value of the canvas as it is kept, before it is read back; the same when absent. */
  readonly keep?: (drawn: unknown) => unknown
}

const number = (least: number, most: number) => (value: unknown): unknown =>
  typeof value === 'number' && Number.isFinite(value) && value >= least && value <= most ? value : undefined
const whole = (least: number, most: number) => (value: unknown): unknown => (Number.isInteger(value) ? number(least, most)(value) : undefined)
const oneOf = (...allowed: readonly unknown[]) => (value: unknown): unknown => (allowed.includes(value) ? value : undefined)
const flag = oneOf(true, false)
const rounded = (value: unknown): unknown => (typeof value === 'number' ? Math.round(value * 100) / 100 : value)
const finely = (value: unknown): unknown => (typeof value === 'number' ? Math.round(value * 10_000) / 10_000 : value)
const matching = (form: RegExp, most: number) => (value: unknown): unknown => (typeof value === 'string' && value.length <= most && form.test(value) ? value : undefined)
const orNull = (read: (value: unknown) => unknown) => (value: unknown): unknown => (value === null ? null : read(value))

/** A lone half of a surrogate pair would be another character on the other's screen. */
const words = (most: number) => (value: unknown): unknown => (typeof value === 'string' && value.length <= most && !/\p{Surrogate}/u.test(value) ? value : undefined)
const inWords = (most: number) => (value: unknown): unknown => (typeof value === 'string' ? value.slice(0, most).replaceAll(/\p{Surrogate}/gu, '\ufffd') : value)

/** Every id of the canvas; nothing that could be read as a path or a property of an object. */
export const isElementId = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= boardLimits.idChars && /^[\w-]+$/.test(value) && value !== '__proto__'
const id = (value: unknown): unknown => (isElementId(value) ? value : undefined)

/** Digits or a name: a colour that is neither could name an address to be fetched. */
const colour = matching(/^(?:#[0-9a-f]{3,8}|[a-z]{3,24})$/i, 24)

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isExactly = (value: Readonly<Record<string, unknown>>, names: readonly string[]): boolean => Object.keys(value).every(name => names.includes(name))

const listOf = (most: number, isItem: (item: unknown) => boolean) => (value: unknown): unknown =>
  Array.isArray(value) && value.length <= most && value.every(isItem) ? value : undefined

const isBound = (item: unknown): boolean => isRecord(item) && isExactly(item, ['id', 'type']) && isElementId(item['id']) && (item['type'] === 'arrow' || item['type'] === 'text')

const roundness = (value: unknown): unknown => {
  if (value === null) return null
  if (!isRecord(value) || !isExactly(value, ['type', 'value'])) return undefined
  const fits = oneOf(1, 2, 3)(value['type']) !== undefined && (value['value'] === undefined || number(0, boardLimits.reach)(value['value']) !== undefined)
  return fits ? value : undefined
}

const binding = (value: unknown): unknown => {
  if (!isRecord(value) || !isExactly(value, ['elementId', 'focus', 'gap', 'fixedPoint'])) return undefined
  const { elementId, focus, gap, fixedPoint } = value
  const isFixed = fixedPoint === null || (Array.isArray(fixedPoint) && fixedPoint.length === 2 && fixedPoint.every(each => number(-1_000, 1_000)(each) !== undefined))
  return isElementId(elementId) && number(-1_000, 1_000)(focus) !== undefined && number(0, boardLimits.reach)(gap) !== undefined && isFixed ? value : undefined
}

const keepBinding = (value: unknown): unknown => {
  if (!isRecord(value)) return null
  const { elementId, focus, gap, fixedPoint } = value as Partial<Binding>
  return { elementId, focus: finely(focus), gap: rounded(gap), fixedPoint: Array.isArray(fixedPoint) ? fixedPoint.map(finely) : null }
}

const keepBound = (value: unknown): unknown => {
  const bound = Array.isArray(value) ? value.filter(isRecord).map(({ id: of, type }) => ({ id: of, type })).filter(isBound).slice(0, boardLimits.bound) : []
  return bound.length === 0 ? null : bound
}

const field = (name: string, key: string, read: Field['read'], more: Pick<Field, 'usual' | 'keep'> = {}): Field => ({ name, key, read, ...more })

const place = number(-boardLimits.reach, boardLimits.reach)
const size = place

const everywhere: readonly Field[] = [
  field('x', 'x', place, { keep: rounded }), field('y', 'y', place, { keep: rounded }),
  field('width', 'w', size, { keep: rounded, usual: 0 }), field('height', 'h', size, { keep: rounded, usual: 0 }),
  field('angle', 'angle', number(-100, 100), { keep: finely, usual: 0 }),
  field('index', 'i', value => (isOrderKey(value) ? value : undefined)),
  field('seed', 's', whole(0, 2 ** 32)),
  field('version', 'v', whole(1, 2 ** 31)), field('versionNonce', 'n', whole(0, 2 ** 32)),
  field('isDeleted', 'gone', flag, { usual: false }),
  field('strokeColor', 'stroke', colour, { usual: '#1e1e1e' }), field('backgroundColor', 'fill', colour, { usual: 'transparent' }),
  field('fillStyle', 'fillStyle', oneOf('solid', 'hachure', 'cross-hatch', 'zigzag'), { usual: 'solid' }),
  field('strokeWidth', 'thick', number(0.1, 100), { usual: 2 }), field('strokeStyle', 'dash', oneOf('solid', 'dashed', 'dotted'), { usual: 'solid' }),
  field('roughness', 'rough', number(0, 5), { usual: 1 }), field('opacity', 'opacity', number(0, 100), { usual: 100 }),
  field('roundness', 'round', roundness, { usual: null }),
  field('groupIds', 'groups', listOf(boardLimits.groups, isElementId), { usual: [] }),
  field('frameId', 'frame', orNull(id), { usual: null }),
  field('boundElements', 'bound', orNull(listOf(boardLimits.bound, isBound)), { usual: null, keep: keepBound }),
  field('locked', 'locked', flag, { usual: false }),
]

const heads = orNull(oneOf('arrow', 'bar', 'dot', 'circle', 'circle_outline', 'triangle', 'triangle_outline', 'diamond', 'diamond_outline', 'crowfoot_one', 'crowfoot_many', 'crowfoot_one_or_many'))

const corners = field('points', 'p', kept => unpackPoints(kept, CORNER_SCALE), { keep: drawn => packPoints(drawn, CORNER_SCALE) })
const linear: readonly Field[] = [
  corners,
  field('startBinding', 'from', orNull(binding), { usual: null, keep: keepBinding }), field('endBinding', 'to', orNull(binding), { usual: null, keep: keepBinding }),
  field('startArrowhead', 'tail', heads, { usual: null }), field('endArrowhead', 'head', heads, { usual: null }),
]

const ofType: Readonly<Record<ElementType, readonly Field[]>> = {
  rectangle: [], diamond: [], ellipse: [],
  line: linear,
  arrow: [...linear, field('elbowed', 'elbowed', flag, { usual: false })],
  freedraw: [
    field('points', 'p', kept => unpackPoints(kept, STROKE_SCALE), { keep: drawn => packPoints(drawn, STROKE_SCALE) }),
    field('pressures', 'q', unpackPressures, { keep: packPressures, usual: [] }),
    field('simulatePressure', 'simulate', flag, { usual: true }),
  ],
  text: [
    field('text', 'text', words(boardLimits.textChars), { keep: inWords(boardLimits.textChars) }),
    field('originalText', 'said', words(boardLimits.textChars), { keep: inWords(boardLimits.textChars) }),
    field('fontSize', 'size', number(1, 1_000), { keep: rounded, usual: 20 }), field('fontFamily', 'font', whole(1, 20), { usual: 5 }),
    field('textAlign', 'align', oneOf('left', 'center', 'right'), { usual: 'left' }),
    field('verticalAlign', 'valign', oneOf('top', 'middle', 'bottom'), { usual: 'top' }),
    field('containerId', 'in', orNull(id), { usual: null }), field('autoResize', 'auto', flag, { usual: true }),
    field('lineHeight', 'line', number(0.5, 4), { usual: 1.25 }),
  ],
  frame: [field('name', 'name', orNull(words(200)), { usual: null, keep: inWords(200) })],
}

const fields = new Map(ELEMENT_TYPES.map(type => [type as unknown, [...everywhere, ...ofType[type]]]))

/** The fields that an element of this type has; undefined for a type that may not lie on a board. */
export const fieldsOf = (type: unknown): readonly Field[] | undefined => fields.get(type)
