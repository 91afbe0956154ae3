import { Link, useSearch } from '@tanstack/react-router'
import { memo, useMemo, useState } from 'react'
import { needs } from '#model/codes/needs.ts'
import { type NetworkMap, punctualities } from '#model/network/flows.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { useCodes } from '../ui/codes.ts'
import { useText } from '../ui/text.tsx'
import { across, layoutOf, type MapLine, type MapNode } from './map-layout.ts'

const looks = [...punctualities, 'several'] as const

type Props = { map: NetworkMap; need: string | undefined; all: boolean; showAll: (all: boolean) => void }

/** Desks and services with the flows between them. What it shows stands in the table below as well. */
export function FlowGraph({ map, need, all, showAll }: Props) {
  const { t } = useText()
  const layout = useMemo(() => layoutOf(map, { all, need }), [map, all, need])
  const [pointed, setPointed] = useState<string | null>(null)
  const [kept, setKept] = useState<string | null>(null)
  const lit = pointed ?? kept
  const own = lit === null ? [] : layout.lines.filter(({ from, to }) => from === lit || to === lit)
  const near = new Set(own.flatMap(({ from, to }) => [from, to]))
  const joined = layout.nodes.reduce((sum, { several }) => sum + (several?.count ?? 0), 0)
  return (
    <>
      <Legend />
      <p className="flow-hint not-on-paper">{t('network.map.hint')}</p>
      {joined > 0 && <p className="flow-hint">{t('network.map.joined', { count: joined })}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="flow-scroll" tabIndex={0} aria-label={t('network.map.graph-alt')}>
        <div className={lit === null ? 'flow-map' : 'flow-map flow-lit'} style={{ height: layout.height }}>
          <svg className="flow-lines" viewBox={`0 0 ${across} ${layout.height}`} preserveAspectRatio="none" aria-hidden>
            <AllLines lines={layout.lines} />
            {own.map((line) => (
              <path
                key={line.path}
                className={`flow flow-own flow-${line.look}`}
                d={line.path}
                strokeWidth={line.width}
              />
            ))}
          </svg>
          {layout.heads.map(({ need, top }) => (
            <NeedHead key={need} need={need} top={top} />
          ))}
          {layout.nodes.map((node) => (
            <NodeButton
              key={`${node.side} ${node.key}`}
              node={node}
              faint={lit !== null && !near.has(node.key)}
              kept={kept === node.key}
              onPoint={setPointed}
              onKeep={setKept}
            />
          ))}
        </div>
      </section>
      {(joined > 0 || all) && (
        <p className="not-on-paper">
          <Button small onClick={() => showAll(!all)}>
            {t(all ? 'network.map.some' : 'network.map.all', { count: map.services.length })}
          </Button>
        </p>
      )}
    </>
  )
}

/** One path for all lines of a look and a width: thousands of them are drawn as some dozens. */
const AllLines = memo(function AllLines({ lines }: { lines: readonly MapLine[] }) {
  const alike = Map.groupBy(lines, ({ look, width }) => `${look} ${Math.round(width * 2) / 2}`)
  return [...alike].map(([key, same]) => {
    const [look, width] = key.split(' ')
    return (
      <path key={key} className={`flow flow-${look}`} d={same.map(({ path }) => path).join('')} strokeWidth={width} />
    )
  })
})

type NodeProps = {
  node: MapNode
  faint: boolean
  kept: boolean
  onPoint: (key: string | null) => void
  onKeep: (key: string | null) => void
}

const NodeButton = memo(function NodeButton({ node, faint, kept, onPoint, onKeep }: NodeProps) {
  const { t } = useText()
  const name = node.several ? t('network.map.others', { count: node.several.count }) : node.name
  return (
    <button
      type="button"
      className={`flow-node flow-node-${node.side}${faint ? ' flow-faint' : ''}`}
      style={{ top: node.top, height: node.height }}
      aria-pressed={kept}
      title={node.under ? `${name}, ${node.under}` : name}
      onMouseEnter={() => onPoint(node.key)}
      onMouseLeave={() => onPoint(null)}
      onFocus={() => onPoint(node.key)}
      onBlur={() => onPoint(null)}
      onClick={() => onKeep(kept ? null : node.key)}
    >
      <span className="flow-name">{name}</span>
      <span className="flow-sum">{t('network.map.at-least', { least: node.least })}</span>
    </button>
  )
})

/** The need under which services stand; it leads to them alone. */
function NeedHead({ need, top }: { need: string; top: number }) {
  const { t } = useText()
  const codes = useCodes()
  const desk = useDesk()
  const search = useSearch({ from: '/signed-in/$desk/rete/mappa' })
  const name = need === '' ? t('network.map.no-need') : codes.one(needs, need)
  return (
    <p className="flow-head" style={{ top }}>
      {need === '' ? (
        name
      ) : (
        <Link to="/$desk/rete/mappa" params={{ desk: desk.code }} search={{ ...search, bisogno: need }}>
          {name}
        </Link>
      )}
    </p>
  )
}

function Legend() {
  const { t } = useText()
  return (
    <ul className="flow-legend">
      {looks.map((look) => (
        <li key={look}>
          <svg viewBox="0 0 44 12" width={44} height={12} aria-hidden>
            <path className={`flow flow-${look}`} d="M0 6H44" strokeWidth={6} />
          </svg>
          {t(`network.map.in-time.${look}`)}
        </li>
      ))}
    </ul>
  )
}
