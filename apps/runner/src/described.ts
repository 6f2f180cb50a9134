/** A failure in one line. */
export const described = (error: unknown): string => (error instanceof Error ? error.message : String(error))
