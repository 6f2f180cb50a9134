import { useLingui } from '@lingui/react/macro'
import { useId } from 'react'

export type Score = 1 | 2 | 3 | 4
export const scores: readonly Score[] = [1, 2, 3, 4]

/** A score at a glance. Missing is four empty pips. */
export const Pips = ({ score }: { readonly score?: Score | undefined }) => {
  const { t } = useLingui()
  return (
    <span className="pips" data-v={score} role="img" aria-label={score ? t`${score} of 4` : t`Not scored`}>
      <i />
      <i />
      <i />
      <i />
    </span>
  )
}

interface ScoreScaleProps {
  /** The dimension, for screen readers. */
  readonly label: string
  readonly value: Score | undefined
  readonly onChange: (score: Score) => void
  /** The anchor sentence of each score, read with its number. */
  readonly anchors?: Readonly<Record<Score, string>>
  readonly disabled?: boolean
}

/** 1 to 4 on one dimension. Tab goes by row; inside a row arrows or the digits themselves choose. */
export const ScoreScale = ({ label, value, onChange, anchors, disabled }: ScoreScaleProps) => {
  const name = useId()
  return (
    <fieldset
      className="scale"
      role="radiogroup"
      aria-label={label}
      onKeyDown={(event) => {
        const digit = scores.find((score) => String(score) === event.key)
        if (!digit || disabled || event.ctrlKey || event.metaKey || event.altKey) return
        event.preventDefault()
        // The page's own digits (the vote) must not hear a digit that was meant for this row.
        event.stopPropagation()
        onChange(digit)
        event.currentTarget.querySelectorAll('input')[digit - 1]?.focus()
      }}
    >
      {scores.map((score) => (
        <label key={score} className={`s${score}`}>
          <input
            type="radio"
            name={name}
            checked={value === score}
            disabled={disabled}
            aria-label={anchors ? `${score}, ${anchors[score]}` : String(score)}
            onChange={() => onChange(score)}
          />
          {score}
        </label>
      ))}
    </fieldset>
  )
}
