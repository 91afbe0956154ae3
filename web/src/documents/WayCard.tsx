import { Link } from '@tanstack/react-router'
import type { Step } from '#model/documents/engine.ts'
import type { DocumentGraph } from '#model/documents/graph.ts'
import { Notice } from '../ui/Chip.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { DocumentHow } from './DocumentHow.tsx'
import { useDocumentWords } from './document-words.ts'
import type { View } from './person-view.ts'

/** The shortest way to a goal, step by step: where, what to bring, how long, and where that was read. */
export function WayCard({ steps, ...rest }: { steps: Step[] | null; graph: DocumentGraph; today: View['today'] }) {
  const { t } = useText()
  return (
    <Card
      title={t('documents.way')}
      {...(steps && steps.length > 0 && { count: t('documents.way-steps', { count: steps.length }) })}
    >
      {steps === null && (
        <Notice tone="amber">
          <p>{t('documents.way-none')}</p>
        </Notice>
      )}
      {steps?.length === 0 && <p>{t('documents.way-there')}</p>}
      <ol className="doc-steps">
        {steps?.map((step) => (
          <StepLine key={step.code} step={step} {...rest} />
        ))}
      </ol>
    </Card>
  )
}

type LineProps = { step: Step; graph: DocumentGraph; today: View['today'] }

function StepLine({ step: { code, kind, instead }, graph, today }: LineProps) {
  const { t } = useText()
  const words = useDocumentWords()
  const node = graph.nodes.get(code)
  if (!node) return null
  return (
    <li>
      <h3>
        <Link to="." search={(before) => ({ ...before, documento: node.code })}>
          {t(`documents.step.${kind}`, { what: words.name(code) })}
        </Link>
      </h3>
      {instead.length > 0 && (
        <p>{t('documents.instead', { what: words.requirement({ anyOf: instead, from: node.from }) })}</p>
      )}
      {kind !== 'wait' && kind !== 'get-back' && <DocumentHow node={node} today={today} />}
    </li>
  )
}
