import { type ReactNode, useEffect, useId, useRef } from 'react'
import { cx } from './class-names.ts'

interface DialogProps {
  readonly open: boolean
  /** Asked for by Escape, or by a press outside when it is no alert. The caller decides. */
  readonly onClose: () => void
  readonly title: ReactNode
  readonly description?: ReactNode
  /** Stands left of the title: a ring, a sign. */
  readonly picture?: ReactNode
  readonly children?: ReactNode
  /** The buttons. The first is where a person backs out; the last is the act. */
  readonly footer?: ReactNode
  readonly narrow?: boolean
}

interface FrameProps extends DialogProps {
  readonly alert?: boolean
}

const Frame = ({ open, onClose, title, description, picture, children, footer, narrow, alert }: FrameProps) => {
  const ref = useRef<HTMLDialogElement>(null)
  const pressedOutside = useRef(false)
  const id = useId()
  useEffect(() => {
    const dialog = ref.current
    if (!dialog || !open) return
    // The browser's modal dialog traps focus, makes the rest inert, and gives focus back when it closes.
    const from = document.activeElement
    dialog.showModal()
    return () => {
      dialog.close()
      if (from instanceof HTMLElement && from.isConnected) from.focus()
    }
  }, [open])
  if (!open) return null
  return (
    <dialog
      ref={ref}
      className={cx('dlg', narrow && 'narrow')}
      role={alert ? 'alertdialog' : undefined}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-about` : undefined}
      onCancel={(event) => {
        // A dialog over this one, or a file picker in it, is given up by itself.
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        pressedOutside.current = event.target === event.currentTarget
      }}
      onClick={(event) => {
        // A selection that was begun inside and let go outside is a click on the dialog too.
        if (!alert && pressedOutside.current && event.target === event.currentTarget) onClose()
      }}
    >
      <header>
        {picture}
        <div>
          <h1 id={`${id}-title`}>{title}</h1>
          {description && <p className="dim" id={`${id}-about`}>{description}</p>}
        </div>
      </header>
      <div className="bd">{children}</div>
      {footer && <footer>{footer}</footer>}
    </dialog>
  )
}

/** Something beside the page, closed by Escape or a press outside. It opens on its first field, or where `autoFocus` stands. */
export const Dialog = (props: DialogProps) => <Frame {...props} />

/** Asks before what can't be taken back. Only its buttons and Escape close it. */
export const AlertDialog = (props: DialogProps) => <Frame {...props} alert />
