const OURS = 'a[href]:not([target], [download], [data-reload])'

const isPlain = (event: MouseEvent): boolean =>
  event.button === 0 && ![event.defaultPrevented, event.metaKey, event.ctrlKey, event.shiftKey, event.altKey].includes(true)

/**
 * Follows plain presses on our own links without loading the page again, so that every `<a href>` is a link that
 * can be copied and opened elsewhere. Returns how to stop.
 */
export const followLinks = (go: (href: string) => void): (() => void) => {
  const onClick = (event: MouseEvent) => {
    const link = isPlain(event) && event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(OURS) : undefined
    if (!link) return
    const url = new URL(link.href)
    if (url.origin !== location.origin || (url.hash && url.pathname === location.pathname)) return
    event.preventDefault()
    go(url.pathname + url.search + url.hash)
  }
  document.addEventListener('click', onClick)
  return () => document.removeEventListener('click', onClick)
}
