import type { PackValue } from './pack.ts'

const bare = /^[A-Za-z_][\w-]*$/

const written = (value: PackValue): string => {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`
  if (value !== null && typeof value === 'object') return `{${Object.entries(value).map(([key, each]) => `${bare.test(key) ? key : JSON.stringify(key)}: ${written(each as PackValue)}`).join(', ')}}`
  return JSON.stringify(value)
}

/** An example's input or output as any language would write it down. */
export const writeValue = (value: PackValue): string => written(value)
