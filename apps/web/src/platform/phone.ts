import { mediaQuery } from './media-query.ts'

const phone = mediaQuery('(max-width: 47.9375em) and (pointer: coarse)')

/** Small and held in the hand: most likely not what somebody codes on. A desktop's page that is zoomed in is none. */
export const isPhone = phone.matches

/** The same for what is drawn: a phone that is turned, or a window that is resized, counts at once. */
export const usePhone = phone.useMatches
