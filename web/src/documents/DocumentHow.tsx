import type { CivilDate } from '#model/calendar.ts'
import { type DocumentNode, holdsOn } from '#model/documents/graph.ts'
import { useText } from '../ui/text.tsx'
import { SourceLine } from './SourceLine.tsx'

/** Where one goes for a document, what one brings, how long it takes and how long it lasts. */
export function DocumentHow({ node, today }: { node: DocumentNode; today: CivilDate }) {
  const { t } = useText()
  const { code, time, decided, from } = node
  const lasts = node.lasts?.find((each) => holdsOn(each, today))
  return (
    <>
      {decided && <p>{t('documents.decided')}</p>}
      <dl className="facts">
        <div>
          <dt>{t('documents.where')}</dt>
          <dd>{t(`documents.where.${code}`)}</dd>
        </div>
        <div>
          <dt>{t('documents.bring')}</dt>
          <dd>{t(`documents.bring.${code}`)}</dd>
        </div>
        <div>
          <dt>{t('documents.time')}</dt>
          <dd>
            {time ? t(`documents.time.${code}`) : t('documents.time-unknown')}
            {time && <SourceLine source={time} />}
          </dd>
        </div>
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
      <SourceLine source={from} />
    </>
  )
}
