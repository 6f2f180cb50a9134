/** Where a floating box goes beside its anchor, kept inside the window with 8 px to spare. */
export const placeBeside = (anchor: DOMRect, box: DOMRect, align: 'start' | 'end' | 'centre') => {
  const gap = 6
  const edge = 8
  const below = anchor.bottom + gap
  const fits = below + box.height + edge <= window.innerHeight || anchor.top - gap - box.height < edge
  const left =
    align === 'start' ? anchor.left : align === 'end' ? anchor.right - box.width : anchor.left + (anchor.width - box.width) / 2
  return {
    top: fits ? below : anchor.top - gap - box.height,
    left: Math.max(edge, Math.min(left, window.innerWidth - box.width - edge)),
  }
}
