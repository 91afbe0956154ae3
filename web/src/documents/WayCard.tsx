import { Link } from '@tanstack/react-router'
import { documentNodes } from '#model/documents/documents.ts'
import type { Step } from '#model/documents/engine.ts'
import { Notice } from '../ui/Chip.tsx'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { DocumentHow } from './DocumentHow.tsx'
import { useDocumentWords } from './document-words.ts'
import type { View } from './person-view.ts'

/** The shortest way to a goal, step by step: where, what to bring, how long, and where that was read. */
export function WayCard({ steps, today }: { steps: Step[] | null; today: View['today'] }) {
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
          <StepLine key={step.code} step={step} today={today} />
        ))}
      </ol>
    </Card>
  )
}

function StepLine({ step: { code, kind, instead }, today }: { step: Step; today: View['today'] }) {
  const { t } = useText()
  const words = useDocumentWords()
  const node = documentNodes.find((each) => each.code === code)
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
