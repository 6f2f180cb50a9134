import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { limits, type CommandInput, type CommandOutput } from '@unanimous/protocol'
import { FileUp } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { sendOverHttp } from '../../platform/api.ts'
import { useForget } from '../../platform/queries.ts'
import { sentenceOf } from '../../platform/say-refusal.ts'
import { Button } from '../../ui/button.tsx'
import { FieldError } from '../../ui/field.tsx'

type ExportFile = CommandInput<'import-history'>['file']
type Outcome = CommandOutput<'import-history'>

/** Reads a file as what it says it is; the server looks whether it is. Nothing when it is no JSON at all. */
const parseFile = (text: string): ExportFile | undefined => {
  try {
    return JSON.parse(text) as ExportFile
  } catch {
    return undefined
  }
}

/** Brings feedback and own questions of another installation: one file, all of it or nothing. */
export const ImportFile = () => {
  const { t } = useLingui()
  const picker = useRef<HTMLInputElement>(null)
  const below = useId()
  const { busy, outcome, problem, bring } = useImport()
  return (
    <>
      <Button icon={<FileUp />} busy={busy} aria-describedby={below} onClick={() => picker.current?.click()}><Trans>Choose a JSON file</Trans></Button>
      <input
        ref={picker} type="file" accept=".json,application/json" hidden aria-label={t`Export of another installation`}
        onChange={event => {
          const [file] = event.target.files ?? []
          if (file) void bring(file)
          // The same file may be chosen again after it was mended.
          event.target.value = ''
        }}
      />
      <div id={below} role="status">
        {problem !== undefined ? <p className="fieldset"><FieldError>{problem}</FieldError></p> : outcome && <Done {...outcome} />}
      </div>
      <p className="dim sm"><Trans>Feedback stands in your history, marked as imported, with its rater’s name as a name. It counts in no loop and no number here. Your own questions come along. The same file twice changes nothing.</Trans></p>
    </>
  )
}

const useImport = () => {
  const { t } = useLingui()
  const forget = useForget()
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome>()
  const [problem, setProblem] = useState<string>()
  const most = Math.round(limits.importBytes / 1024 / 1024)
  const problemOf = async (chosen: File): Promise<string | undefined> => {
    if (chosen.size > limits.importBytes) return t`This file is larger than ${most} MB. Nothing was imported.`
    const file = parseFile(await chosen.text())
    if (!file) return t`This file is not JSON. Choose the one that an installation of Unanimous gave you.`
    try {
      setOutcome(await sendOverHttp('import-history', { file }))
      await forget('imported-cards')
      await forget('questions')
      return undefined
    } catch (error) {
      const sentence = sentenceOf(error)
      return t`Nothing was imported. ${sentence}`
    }
  }
  const bring = async (chosen: File) => {
    setBusy(true)
    setOutcome(undefined)
    setProblem(await problemOf(chosen))
    setBusy(false)
  }
  return { busy, outcome, problem, bring }
}

const Done = ({ imported, known, questions }: Outcome) => (
  <>
    {imported > 0
      ? <p><Plural value={imported} one="# card is in your history now." other="# cards are in your history now." /> <a className="ul" href="/history"><Trans>Look at it</Trans></a></p>
      : questions === 0 && <p>{known > 0 ? <Trans>All of it was here already.</Trans> : <Trans>This file holds no feedback that you received and no question of your own.</Trans>}</p>}
    {questions > 0 && <p><Plural value={questions} one="# question of your own is in your library now." other="# questions of your own are in your library now." /> <a className="ul" href="/library/mine"><Trans>Look at them</Trans></a></p>}
  </>
)
