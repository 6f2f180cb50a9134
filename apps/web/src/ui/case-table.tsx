import { Trans } from '@lingui/react/macro'
import { Check, X } from 'lucide-react'

interface CaseLine {
  readonly number: number
  readonly given: string
  readonly expected: string
  readonly got: string
  readonly passed: boolean
}

/** The verified cases that the interviewer ran. From now on both know them. */
export const CaseTable = ({ cases }: { readonly cases: readonly CaseLine[] }) => (
  <table className="run-cases">
    <thead>
      <tr>
        <th scope="col"><Trans>Case</Trans></th>
        <th scope="col"><Trans>Given</Trans></th>
        <th scope="col"><Trans>Expected</Trans></th>
        <th scope="col"><Trans>Came out</Trans></th>
      </tr>
    </thead>
    <tbody>
      {cases.map(({ number, given, expected, got, passed }) => (
        <tr key={number} data-passed={passed}>
          <th scope="row"><span className="row g1">{passed ? <Check className="s" /> : <X className="s" />}{number}<span className="unseen">{passed ? <Trans>as expected</Trans> : <Trans>not as expected</Trans>}</span></span></th>
          <td>{given}</td>
          <td>{expected}</td>
          <td>{got}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
