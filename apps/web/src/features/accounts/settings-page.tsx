import { Trans, useLingui } from '@lingui/react/macro'
import type { CommandInput, QueryOutput } from '@unanimous/protocol'
import { CircleCheck, LogOut } from 'lucide-react'
import { useState } from 'react'
import { signOut } from '../../platform/account.ts'
import { Refused } from '../../platform/api.ts'
import { setLetters, useLetters } from '../../platform/keyboard.ts'
import { WhenRead } from '../../platform/page-state.tsx'
import { useForget, useRead } from '../../platform/queries.ts'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import { setTheme, useTheme } from '../../platform/theme.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Segmented, Switch } from '../../ui/choices.tsx'
import { AccountSections } from './account-sections.tsx'
import { KeepAccount } from './keep-account.tsx'
import { ProfileForm } from './profile-form.tsx'
import { Section } from './section.tsx'
import './accounts.css'

type Me = QueryOutput<'me'>
export type SaveProfile = (change: CommandInput<'update-profile'>) => Promise<Refused | undefined>

/** Who one is to others, how the pages look here, and the way out. */
export const SettingsPage = () => {
  const me = useRead('me', {})
  const { saved, save } = useSaving()
  return (
    <Sheet title={<Trans>Settings</Trans>} tools={saved && <span className="row faint sm" role="status"><CircleCheck className="s" /><Trans>Saved</Trans></span>}>
      <div className="settings sectioned">
        <WhenRead read={me}>{data => <Sections me={data} save={save} />}</WhenRead>
      </div>
    </Sheet>
  )
}

const useSaving = () => {
  const [saved, setSaved] = useState(false)
  const forget = useForget()
  const save: SaveProfile = async change => {
    try {
      await send('update-profile', change)
      setSaved(true)
      await forget('me', 'home')
      return undefined
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setSaved(false)
      return error
    }
  }
  return { saved, save }
}

const Sections = ({ me, save }: { readonly me: Me; readonly save: SaveProfile }) => (
  <>
    {me.guest && <Section title={<Trans>Keep what you did</Trans>} about={<Trans>You are here as a guest. With an account, everything you wrote and received stays yours.</Trans>}><KeepAccount handle={me.profile.handle} /></Section>}
    <Section title={<Trans>Profile</Trans>} about={<Trans>What your peers meet. Saved as you change it.</Trans>}><ProfileForm profile={me.profile} guest={me.guest} save={save} /></Section>
    <Section title={<Trans>This browser</Trans>}><Appearance /></Section>
    <Section title={<Trans>Calls</Trans>} about={<Trans>Microphone, camera and push to talk are chosen in the green room.</Trans>}><LinkButton href="/connection"><Trans>Test the connection</Trans></LinkButton></Section>
    {!me.guest && <Section title={<Trans>Blocked people</Trans>} about={<Trans>You are never matched with them, nor they with you.</Trans>}><Blocked people={me.blocked} /></Section>}
    {!me.guest && <AccountSections />}
    <Section title={<Trans>Your data</Trans>} about={<Trans>Take it with you, bring it here, delete the account.</Trans>}><LinkButton href="/settings/data"><Trans>Open your data</Trans></LinkButton></Section>
    {me.moderator && <Section title={<Trans>Moderation</Trans>} about={<Trans>What candidates ticked as disrespect. The operator named you to read it.</Trans>}><LinkButton href="/moderation"><Trans>Read the reports</Trans></LinkButton></Section>}
    <Section title={<Trans>Account</Trans>} about={me.email}><Button icon={<LogOut />} onClick={() => void signOut()}><Trans>Sign out</Trans></Button></Section>
  </>
)

const Appearance = () => {
  const { t } = useLingui()
  return (
    <>
      <Segmented
        label={t`Theme`}
        value={useTheme()}
        onChange={setTheme}
        options={[{ value: 'system', label: <Trans>System</Trans> }, { value: 'light', label: <Trans>Light</Trans> }, { value: 'dark', label: <Trans>Dark</Trans> }]}
      />
      <Switch checked={useLetters()} onChange={setLetters}><Trans>Single letters are shortcuts</Trans></Switch>
    </>
  )
}

const Blocked = ({ people }: { readonly people: Me['blocked'] }) => {
  const forget = useForget()
  const lift = async (person: Me['blocked'][number]) => {
    await send('unblock-person', { person: person.person }).catch(sayRefusal)
    await forget('me')
  }
  if (people.length === 0) return <p className="dim"><Trans>Nobody.</Trans></p>
  return (
    <ul className="blocked">
      {people.map(person => (
        <li key={person.person} className="row">
          <span className="b">{person.handle}</span>
          <span className="sp" />
          <Button size="sm" onClick={() => void lift(person)}><Trans>Unblock</Trans></Button>
        </li>
      ))}
    </ul>
  )
}

