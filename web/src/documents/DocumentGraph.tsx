import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { useText } from '../ui/text.tsx'
import { looks, placeLooks, useDocumentWords } from './document-words.ts'
import { layoutOf, nodeHeight, nodeWidth } from './graph-layout.ts'
import type { View } from './person-view.ts'

/** What says less than where it stands. */
const isSilent = (standing: string): boolean => ['not_asked', 'declined', 'missing'].includes(standing)

/** What leads to what, from left to right. The list below says the same, and more. */
export function DocumentGraph({ graph, rows, today }: View) {
  const { t } = useText()
  const words = useDocumentWords()
  const navigate = useNavigate()
  const layout = useMemo(() => layoutOf(graph, rows, today), [graph, rows, today])
  const [lit, setLit] = useState<string | null>(null)
  const held = new Set<string>(rows.filter(({ place }) => place === 'held').map(({ code }) => code))
  const near = new Set(
    layout.lines.filter(({ from, to }) => from === lit || to === lit).flatMap((one) => [one.from, one.to]),
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="doc-scroll" tabIndex={0} aria-label={t('documents.drawing-alt')}>
      <div className="doc-graph" style={{ width: layout.width, height: layout.height }}>
        <svg viewBox={`0 0 ${layout.width} ${layout.height}`} width={layout.width} height={layout.height} aria-hidden>
          {layout.lines.map(({ from, to, path }) => (
            <path
              key={path}
              className={[
                'doc-line',
                held.has(from) && 'doc-line-held',
                lit !== null && (from === lit || to === lit ? 'doc-line-lit' : 'doc-line-faint'),
              ]
                .filter(Boolean)
                .join(' ')}
              d={path}
            />
          ))}
        </svg>
        {layout.nodes.map(({ row: { code, standing, place, step }, left, top }) => (
          <button
            type="button"
            key={code}
            className={`doc-node doc-${place}${lit !== null && lit !== code && !near.has(code) ? ' doc-faint' : ''}`}
            style={{ left, top, width: nodeWidth, height: nodeHeight }}
            onMouseEnter={() => setLit(code)}
            onMouseLeave={() => setLit(null)}
            onFocus={() => setLit(code)}
            onBlur={() => setLit(null)}
            onClick={() => void navigate({ to: '.', search: (before) => ({ ...before, documento: code }) })}
          >
            <span className="doc-name">
              {step > 0 && <b className="doc-step">{step}</b>}
              {words.name(code)}
            </span>
            <span className="doc-standing">
              {isSilent(standing) ? (
                <>
                  <Icon name={placeLooks[place].icon} small />
                  {t(`documents.place.${place}`)}
                </>
              ) : (
                <>
                  <Icon name={looks[standing].icon} small />
                  {words.standing(standing)}
                </>
              )}
            </span>
          </button>
        ))}
      </div>
    </section>
  )
}
