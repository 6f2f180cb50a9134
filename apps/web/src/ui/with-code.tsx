import type { ReactNode } from 'react'

/** `words` between backticks are code. */
export const withCode = (text: string): ReactNode => text.split(/`([^`]+)`/).map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))
