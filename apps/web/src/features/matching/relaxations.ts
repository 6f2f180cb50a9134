import { useLingui } from '@lingui/react/macro'

/** What a search gives up, in words. Spoken language, direction and blocks are never among them. */
export const useRelaxations = () => {
  const { t } = useLingui()
  const names: Readonly<Record<string, string>> = {
    level: t`the next level`, 'code-language': t`another language to code in`, kind: t`any technical round`, minutes: t`another length`, 'recent-peer': t`a recent peer`,
  }
  const titles: Readonly<Record<string, string>> = { level: t`Next level`, kind: t`Any technical round`, minutes: t`Another length`, 'code-language': t`Another language`, 'recent-peer': t`Recent peers` }
  return {
    /** The first thing given up heads the step. */
    title: (relaxes: readonly string[]): string => titles[relaxes[0] ?? ''] ?? t`Wider`,
    about: (relaxes: readonly string[]): string => {
      const list = new Intl.ListFormat('en', { type: 'disjunction' }).format(relaxes.map(each => names[each] ?? each))
      return list.charAt(0).toUpperCase() + list.slice(1)
    },
  }
}
