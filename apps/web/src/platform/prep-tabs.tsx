import { Trans, useLingui } from '@lingui/react/macro'

/** The two pages of preparation, each one press from the other. */
export const PrepTabs = ({ current }: { readonly current: 'plan' | 'stories' }) => {
  const { t } = useLingui()
  return (
    <nav className="seg" aria-label={t`Preparation`}>
      <a href="/plan" aria-current={current === 'plan' ? 'page' : undefined}><Trans>Plan</Trans></a>
      <a href="/stories" aria-current={current === 'stories' ? 'page' : undefined}><Trans>Stories</Trans></a>
    </nav>
  )
}
