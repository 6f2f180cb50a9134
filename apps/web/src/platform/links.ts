/**
 * Follows plain presses on our own links without loading the page again, so that every `<a href>` is a link that
 * can be copied and opened elsewhere. Returns how to stop.
 */
export const followLinks = (go: (href: string) => void): (() => void) => {
  const onClick = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = event.target instanceof Element ? event.target.closest('a') : undefined
    if (!link?.href || link.target || link.hasAttribute('download') || link.dataset.reload !== undefined) return
    const url = new URL(link.href)
    if (url.origin !== location.origin || (url.hash && url.pathname === location.pathname)) return
    event.preventDefault()
    go(url.pathname + url.search + url.hash)
  }
  document.addEventListener('click', onClick)
  return () => document.removeEventListener('click', onClick)
}
