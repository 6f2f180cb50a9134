/** What one board and one thing on it may hold. The door refuses more, and nothing larger is drawn. */
export const boardLimits = {
  /** Things on one board, deleted ones included. */
  elements: 3_000,
  /** Points of one stroke, line or arrow; a longer stroke loses every other point. */
  points: 4_000,
  textChars: 10_000,
  /** Groups a thing is in, and things that hang on it. */
  groups: 16,
  bound: 300,
  idChars: 64,
  indexChars: 500,
  /** Farthest from the origin, and largest, in px of the scene. */
  reach: 1_000_000,
} as const
