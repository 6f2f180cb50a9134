import { Trans } from '@lingui/react/macro'
import { Dialog } from './dialog.tsx'
import { Switch } from './choices.tsx'
import { ariaKeys, Kbd } from './kbd.tsx'

export interface ShortcutGroup {
  readonly title: string
  /** `inText` stands for the first key where keys write. */
  readonly commands: readonly { readonly id: string; readonly label: string; readonly keys: readonly string[]; readonly inText?: string | undefined }[]
}

interface ShortcutSheetProps {
  readonly open: boolean
  readonly onClose: () => void
  /** What applies here, the nearest scope first. */
  readonly groups: readonly ShortcutGroup[]
  readonly lettersOn: boolean
  readonly onLetters: (on: boolean) => void
}

/** Every key that works on this page, and the switch that turns single letters off. */
export const ShortcutSheet = ({ open, onClose, groups, lettersOn, onLetters }: ShortcutSheetProps) => (
  <Dialog open={open} onClose={onClose} title={<Trans>Shortcuts</Trans>}>
    <div className="cheat">
      {groups.map((group) => (
        <section key={group.title}>
          <h2>{group.title}</h2>
          <ul>
            {group.commands.map((command) => (
              <li key={command.id}>
                {command.label}
                {command.keys[0] && <KeysAloud keys={command.keys[0]} />}
                {command.inText && <><span className="faint sm"><Trans comment="Between two keys that do the same">or</Trans></span><KeysAloud keys={command.inText} /></>}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
    <hr style={{ margin: '20px 0 16px' }} />
    <Switch checked={lettersOn} onChange={onLetters}>
      <b><Trans>Single letters</Trans></b>
      <span className="sm dim"><Trans>Turn them off when dictation or a stray key sets them off. Combinations stay, and work while you write too.</Trans></span>
    </Switch>
  </Dialog>
)

// In this list the keys are the content, so they are not hidden from screen readers.
const KeysAloud = ({ keys }: { readonly keys: string }) => (
  <>
    <Kbd keys={keys} />
    <span className="unseen">{ariaKeys(keys)}</span>
  </>
)
