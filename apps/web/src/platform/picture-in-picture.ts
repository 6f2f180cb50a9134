import { useCallback, useEffect, useState } from 'react'

/** Whether this browser can lift a picture out of the page. */
export const canFloat = (): boolean => typeof document !== 'undefined' && document.pictureInPictureEnabled === true

/**
 * Lifts a video into a small window that stays above everything, and puts it back. `floating` also follows the window's
 * own close button. Silent when the browser refuses: the picture stays where it is.
 */
export const useFloating = (video: () => HTMLVideoElement | null): { readonly floating: boolean; readonly toggle: () => void } => {
  const [floating, setFloating] = useState(false)
  useEffect(() => {
    const look = () => setFloating(document.pictureInPictureElement !== null && document.pictureInPictureElement === video())
    const controller = new AbortController()
    for (const event of ['enterpictureinpicture', 'leavepictureinpicture']) document.addEventListener(event, look, { signal: controller.signal, capture: true })
    return () => controller.abort()
  }, [video])
  const toggle = useCallback(() => {
    const element = video()
    if (!element) return
    const done = document.pictureInPictureElement === element ? document.exitPictureInPicture() : element.requestPictureInPicture()
    done.catch(() => undefined)
  }, [video])
  return { floating, toggle }
}
