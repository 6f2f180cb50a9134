import { Trans } from '@lingui/react/macro'
import type { RunCase } from '@unanimous/room-doc'
import { Check, X } from 'lucide-react'

/** The verified cases that the interviewer ran. From now on both know them. */
export const CaseTable = ({ cases }: { readonly cases: readonly RunCase[] }) => (
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
