/**
 * Whether a press belongs to a word that an input method composes: its Enter chooses the word and files nothing. Safari
 * says of that Enter that nothing is composed any more, and gives it the number of such keys.
 */
export const composes = ({ isComposing, keyCode }: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean => isComposing || keyCode === 229
