import { type ComponentType, lazy } from 'react'

const againMs = 1_000

/** Fetches a part of the product, again and again while the line is down: what is on the screen must never give way to an error because of it. */
export const fetchPart = async <Part>(load: () => Promise<Part>): Promise<Part> => {
  for (;;) {
    try {
      return await load()
    } catch {
      await new Promise(again => setTimeout(again, againMs))
    }
  }
}

/** A part of a page that is fetched when it is first shown, or as soon as `fetch` is called. Stands in a `Suspense`. */
export const lazyPart = <Props extends object>(load: () => Promise<ComponentType<Props>>) => {
  let part: Promise<{ default: ComponentType<Props> }> | undefined
  const fetch = () => (part ??= fetchPart(load).then(component => ({ default: component })))
  return { Part: lazy(fetch), fetch }
}
