/** Whether the keyboard has Command and Option, which stand for other keys elsewhere. */
export const onApple: boolean = /Mac|iP(hone|ad|od)/.test(navigator.platform)
