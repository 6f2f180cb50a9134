import type { Extension } from '@codemirror/state'

/** The ways of typing that a person may choose. */
export const keyMaps = ['plain', 'vscode', 'vim', 'emacs'] as const
export type KeyMap = (typeof keyMaps)[number]

type Module = { readonly keys: () => Extension }

/** Each arrives when somebody first chooses it. */
const modules: Readonly<Record<KeyMap, (() => Promise<Module>) | undefined>> = {
  plain: undefined,
  vscode: () => import('./vscode.ts'),
  vim: () => import('./vim.ts'),
  emacs: () => import('./emacs.ts'),
}

/** The keys that a person chose; nothing for those the editor has anyway. */
export const keysOf = async (map: KeyMap): Promise<Extension> => (await modules[map]?.())?.keys() ?? []
