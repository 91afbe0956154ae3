import type { ReactNode } from 'react'
import type { CivilDate } from '#model/calendar.ts'
import { type DocumentNode, holdsOn, type Said } from '#model/documents/graph.ts'
import { Chip } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'
import { useDocumentWords } from './document-words.ts'
import { SourceLine } from './SourceLine.tsx'

/** Where one goes for a document, what one brings, how long it takes and how long it lasts; what the desk says goes first. */
export function DocumentHow({ node, today }: { node: DocumentNode; today: CivilDate }) {
  const { t } = useText()
  const { code, time, decided, from, local } = node
  const isOwn = local?.name !== undefined
  const lasts = node.lasts?.find((each) => holdsOn(each, today))
  return (
    <>
      {decided && <p>{t('documents.decided')}</p>}
      <dl className="facts">
        <How label={t('documents.where')} here={local?.where} plain={isOwn ? '' : t(`documents.where.${code}`)} />
        <How label={t('documents.bring')} here={local?.bring} plain={isOwn ? '' : t(`documents.bring.${code}`)} />
        <How
          label={t('documents.time')}
          here={local?.time}
          plain={time ? t(`documents.time.${code}`) : ''}
          beside={time && <SourceLine source={time} />}
        />
        {lasts && (
          <div>
            <dt>{t('documents.until')}</dt>
            <dd>
              {t('documents.lasts', { months: lasts.months })}
              <SourceLine source={lasts.from} />
            </dd>
          </div>
        )}
      </dl>
      {!isOwn && <SourceLine source={from} />}
      {local && <LocalSource local={local} />}
    </>
  )
}

function LocalSource({ local }: { local: NonNullable<DocumentNode['local']> }) {
  const { t } = useText()
  return (
    <p className="doc-local">
      <Chip icon="desk">{t('documents.local-of-desk')}</Chip> <SourceLine source={local.from} />
    </p>
  )
}

type Props = { label: string; here: Said | undefined; plain: string; beside?: ReactNode }

/** One fact: as the desk says it, and as it usually is. */
function How({ label, here, plain, beside }: Props) {
  const { t } = useText()
  const words = useDocumentWords()
  const own = here ? words.said(here) : ''
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {own && (
          <p className="doc-here">
            {own} <Chip icon="desk">{t('documents.local-of-desk')}</Chip>
          </p>
        )}
        {plain ? own ? <small>{t('documents.local-usually', { what: plain })}</small> : plain : null}
        {!own && !plain && t('documents.time-unknown')}
        {beside}
      </dd>
    </div>
  )
}
