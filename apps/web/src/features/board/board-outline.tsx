import { Trans, useLingui } from '@lingui/react/macro'
import { allNodes, type BoardOutline, type OutlineEdge, type OutlineNode } from '@unanimous/room-doc'
import { type KeyboardEvent, useState } from 'react'
import { useKindWords } from './kind-words.ts'

export interface OutlineTreeProps {
  readonly outline: BoardOutline
  readonly struck: readonly string[]
  /** Shows a component on the canvas. */
  readonly onChoose?: ((id: string) => void) | undefined
}

interface RowProps extends OutlineTreeProps {
  readonly node: OutlineNode
  readonly level: number
  readonly current: string | undefined
  readonly onCurrent: (id: string) => void
}

const Edge = ({ way, otherLabel, label }: OutlineEdge) => {
  const { t } = useLingui()
  const other = otherLabel || t`a box without a name`
  const words = way === 'to' ? t`to ${other}` : way === 'from' ? t`from ${other}` : t`with ${other}`
  return <span className="edge">{way === 'to' ? '→' : way === 'from' ? '←' : '↔'} <span className="unseen">{words}</span><span aria-hidden="true">{other}</span>{label !== '' && <span className="mono">{' '}{label}</span>}</span>
}

const Row = ({ node, level, current, onCurrent, ...tree }: RowProps) => {
  const { t } = useLingui()
  const kindWords = useKindWords()
  const { id, kind, label, because, edges, children } = node
  const isStruck = tree.struck.includes(id)
  const choose = () => {
    onCurrent(id)
    tree.onChoose?.(id)
  }
  return (
    <li role="treeitem" aria-level={level} aria-expanded={children.length > 0 ? true : undefined} aria-selected={current === id} tabIndex={current === id ? 0 : -1} data-node={id} onFocus={event => event.target === event.currentTarget && onCurrent(id)}>
      <div className="node" onClick={choose}>
        <span className="kind">{kindWords(kind)}</span>
        <b>{isStruck ? <s>{label || t`No name`}</s> : label || t`No name`}</b>
        {isStruck && <span className="chip warn"><Trans>Struck</Trans></span>}
        {because !== '' && <span className="q">{because}</span>}
        {edges.length > 0 && <span className="edges">{edges.map(edge => <Edge key={edge.arrow} {...edge} />)}</span>}
      </div>
      {children.length > 0 && <ul role="group">{children.map(child => <Row key={child.id} {...tree} node={child} level={level + 1} current={current} onCurrent={onCurrent} />)}</ul>}
    </li>
  )
}

const step = (key: string, at: number, length: number): number | undefined => {
  if (key === 'ArrowDown') return Math.min(length - 1, at + 1)
  if (key === 'ArrowUp') return Math.max(0, at - 1)
  if (key === 'Home') return 0
  return key === 'End' ? length - 1 : undefined
}

/** The design as a tree: components where they lie, why they are there, and what goes where. The same that a screen reader gets. */
export const OutlineTree = (props: OutlineTreeProps) => {
  const { outline, onChoose } = props
  const { t } = useLingui()
  const nodes = allNodes(outline.nodes)
  const [chosen, setCurrent] = useState<string>()
  const current = nodes.some(node => node.id === chosen) ? chosen : nodes[0]?.id
  const move = (event: KeyboardEvent<HTMLUListElement>) => {
    const at = nodes.findIndex(node => node.id === current)
    if (event.key === 'Enter' && current !== undefined) onChoose?.(current)
    const to = step(event.key, at, nodes.length)
    const next = to === undefined ? undefined : nodes[to]
    if (!next) return
    event.preventDefault()
    setCurrent(next.id)
    event.currentTarget.querySelector<HTMLElement>(`[data-node="${CSS.escape(next.id)}"]`)?.focus()
  }
  if (nodes.length === 0 && outline.texts.length === 0) return <p className="faint pad"><Trans>Nothing is on the board yet.</Trans></p>
  return (
    <div className="board-outline">
      {nodes.length > 0 && <ul role="tree" aria-label={t`Components and what goes where`} onKeyDown={move}>{outline.nodes.map(node => <Row key={node.id} {...props} node={node} level={1} current={current} onCurrent={setCurrent} />)}</ul>}
      {outline.texts.length > 0 && (
        <section>
          <h3><Trans>Written beside it</Trans></h3>
          <ul className="texts">{outline.texts.map(({ id, text }) => <li key={id} className="q">{text}</li>)}</ul>
        </section>
      )}
    </div>
  )
}
