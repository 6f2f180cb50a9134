import { Trans, useLingui } from '@lingui/react/macro'
import { copyText } from '../../platform/copy-text.ts'
import { useServerUrl } from '../../platform/server-url.ts'
import { toast } from '../../ui/toast.tsx'

/** Abuse or a leaked pack takes a card out of its loop, which is a moderator's to decide: this is the address to send them. */
export const AskModerator = ({ round }: { readonly round: string }) => {
  const { t } = useLingui()
  const url = `${useServerUrl()}/moderation/${round}`
  const copy = () => copyText(url).then(
    () => toast(t`The card’s address is copied. Send it to a moderator of this server.`), () => toast(url, { tone: 'bad' })
  )
  return <p className="faint sm"><Trans>Abuse, or a pack known beforehand?</Trans> <button type="button" className="ul" onClick={() => void copy()}><Trans>Copy the address for a moderator</Trans></button></p>
}
