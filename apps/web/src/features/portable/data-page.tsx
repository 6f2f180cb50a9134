import { Trans } from '@lingui/react/macro'
import { AudioLines, ChevronRight, FileBraces, FileText } from 'lucide-react'
import type { ReactNode } from 'react'
import { WhenRead } from '../../platform/page-state.tsx'
import { useRead } from '../../platform/queries.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { DeleteAccount } from './delete-account.tsx'
import { ImportFile } from './import-file.tsx'
import './portable.css'

/** What is yours: to take along, to bring, to have removed. */
export const DataPage = () => {
  const me = useRead('me', {})
  return (
    <Sheet
      title={<a href="/settings"><Trans>Settings</Trans></a>}
      beside={<><ChevronRight className="s faint" /><span className="b"><Trans>Your data</Trans></span></>}
    >
      <WhenRead read={me}>
        {({ person, guest }) => (
          <div className="data-page sectioned">
            <Part title={<Trans>Take it with you</Trans>} about={<Trans>Everything of yours up to this moment: profile, loops, rounds, cards, notes, chat, plan, stories, your own questions. Nothing that is still sealed for you.</Trans>}>
              <TakeAlong />
            </Part>
            <Part title={<Trans>Recordings</Trans>} about={<Trans>Calls that you recorded lie in this browser and nowhere else.</Trans>}><LinkButton href="/settings/recordings" icon={<AudioLines />}><Trans>Play, save or delete</Trans></LinkButton></Part>
            <Part title={<Trans>Bring it here</Trans>} about={<Trans>Feedback you received and questions you wrote in another installation, from the JSON you took along there.</Trans>}><ImportFile /></Part>
            <Part title={<Trans>Delete the account</Trans>} about={<Trans>At once, for good, and without asking anybody.</Trans>}><DeleteAccount person={person} guest={guest} /></Part>
          </div>
        )}
      </WhenRead>
    </Sheet>
  )
}

const Part = ({ title, about, children }: { readonly title: ReactNode; readonly about: ReactNode; readonly children: ReactNode }) => (
  <section>
    <div>
      <h2>{title}</h2>
      <p className="dim sm">{about}</p>
    </div>
    <div className="do">{children}</div>
  </section>
)

const TakeAlong = () => (
  <>
    <div className="row wrap">
      <LinkButton variant="primary" href="/api/export.json" download icon={<FileBraces />}><Trans>Download as JSON</Trans></LinkButton>
      <LinkButton href="/api/export.html" download icon={<FileText />}><Trans>Download as a page</Trans></LinkButton>
    </div>
    <p className="dim sm">
      <Trans>The JSON is for another installation and for programs; <a className="ul" href="/api/export.schema.json" target="_blank" rel="noreferrer">its schema</a> says what each field means. The page is for reading and printing, and needs nothing but a browser.</Trans>
    </p>
  </>
)
