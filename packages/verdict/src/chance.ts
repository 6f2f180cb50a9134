/** How often an honest vote is taken to fall wrongly to no, where the board says how little one loop proves. (domain.md 1.4) */
export const WRONG_NO = 0.1

/** The share of loops that a fully able person would pass if each of their votes fell wrongly to no so often. */
export const passesDespite = (votes: number, wrongNo: number = WRONG_NO): number => (1 - wrongNo) ** votes
