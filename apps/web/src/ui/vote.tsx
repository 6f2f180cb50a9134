import { useLingui } from '@lingui/react/macro'
import { type ReactNode, useId } from 'react'
import { type Choice, RadioCards } from './choices.tsx'
import { cx } from './class-names.ts'

/** The four votes, and the absence of one. Round is for, angular is against, filled is strong. */
export type Vote = 'strong-no' | 'no' | 'yes' | 'strong-yes'
export type VoteMark = Vote | 'none'

export const votes: readonly Vote[] = ['strong-no', 'no', 'yes', 'strong-yes']

/** The colour class of a vote, for what stands beside its glyph. */
export const voteClass: Readonly<Record<VoteMark, string>> = {
  'strong-no': 'v-sn',
  no: 'v-n',
  yes: 'v-y',
  'strong-yes': 'v-sy',
  none: 'v-none',
}

const CHECK = 'm4.75 8.5 2.1 2.1 4.4-4.7'
const CROSS = 'm5.4 5.4 5.2 5.2m0-5.2-5.2 5.2'

// Drawn on a 16 grid in currentColor, so that forced colours keep them. A strong vote is filled, its sign cut out of it.
const outlines: Readonly<Record<Exclude<VoteMark, 'strong-no' | 'strong-yes'>, ReactNode>> = {
  yes: (
    <>
      <circle cx="8" cy="8" r="6.4" />
      <path d="m5.3 8.4 1.9 1.9 3.6-4" />
    </>
  ),
  no: (
    <>
      <path d="M8 1.3 14.7 8 8 14.7 1.3 8z" />
      <path d="M5.7 8h4.6" />
    </>
  ),
  none: <circle cx="8" cy="8" r="6.2" strokeDasharray="2.2 2.7" />,
}

const Filled = ({ vote }: { readonly vote: 'strong-no' | 'strong-yes' }) => {
  const cut = useId()
  return (
    <>
      <mask id={cut}>
        <rect width="16" height="16" fill="#fff" />
        <path d={vote === 'strong-yes' ? CHECK : CROSS} stroke="#000" strokeWidth="1.8" />
      </mask>
      <g mask={`url(#${cut})`} fill="currentColor" stroke="none">
        {vote === 'strong-yes' ? <circle cx="8" cy="8" r="7.2" /> : <path d="M5.1.8h5.8l4.3 4.3v5.8l-4.3 4.3H5.1L.8 10.9V5.1z" />}
      </g>
    </>
  )
}

interface VoteGlyphProps {
  readonly vote: VoteMark
  /** Its name when no label stands beside it; without one it is decoration. */
  readonly label?: string
}

export const VoteGlyph = ({ vote, label }: VoteGlyphProps) => (
  <svg
    className={cx('vg', voteClass[vote])}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeLinecap="round"
    strokeLinejoin="round"
    role={label ? 'img' : undefined}
    aria-label={label}
    aria-hidden={label ? undefined : true}
  >
    {vote === 'strong-no' || vote === 'strong-yes' ? <Filled vote={vote} /> : outlines[vote]}
  </svg>
)

/** The words of each vote, in the reader's language. */
export const useVoteWords = (): Readonly<Record<VoteMark, string>> => {
  const { t } = useLingui()
  return { 'strong-no': t`Strong no`, no: t`No`, yes: t`Yes`, 'strong-yes': t`Strong yes`, none: t`Not filed` }
}

interface VoteLabelProps {
  readonly vote: VoteMark
  readonly size?: 'm' | 'l'
  /** Glyph after the words, for the right half of a page that mirrors the left. */
  readonly end?: boolean
  /** Other words than the vote's own: "Not run", "Not filed". */
  readonly children?: ReactNode
}

export const VoteLabel = ({ vote, size = 'm', end, children }: VoteLabelProps) => {
  const words = useVoteWords()
  return (
    <span className={cx('vote', voteClass[vote], size === 'l' && 'l', end && 'end')}>
      <VoteGlyph vote={vote} />
      {children ?? words[vote]}
    </span>
  )
}

interface VoteCardsProps {
  readonly label: string
  readonly value: Vote | undefined
  readonly onChange: (vote: Vote) => void
  /** What each vote says, in the words of the round. */
  readonly anchors: Readonly<Record<Vote, ReactNode>>
  readonly disabled?: boolean
}

/** The vote, each with what it means. Keys 1 to 4 are named on the cards; the page registers them. */
export const VoteCards = ({ label, value, onChange, anchors, disabled }: VoteCardsProps) => {
  const words = useVoteWords()
  const options = votes.map((vote, index): Choice<Vote> => ({
    value: vote,
    label: words[vote],
    about: anchors[vote],
    icon: <VoteGlyph vote={vote} />,
    keys: String(index + 1),
    className: voteClass[vote],
  }))
  return <RadioCards label={label} value={value} options={options} onChange={onChange} disabled={disabled} className="votes" />
}

/** The vote as four glyphs, for a drawer: closed until it may be cast. */
export const VoteStrip = ({ label, value, onChange, disabled }: Omit<VoteCardsProps, 'anchors'>) => {
  const words = useVoteWords()
  const options = votes.map((vote): Choice<Vote> => ({
    value: vote,
    label: <span className="unseen">{words[vote]}</span>,
    icon: <VoteGlyph vote={vote} />,
    className: voteClass[vote],
  }))
  const rest = { label, value, options, onChange, disabled }
  return <RadioCards {...rest} className="vote-strip" />
}
