import { languages } from '#model/codes/languages.ts'
import { needs } from '#model/codes/needs.ts'
import { wayKinds, worksFrom } from '#model/network/codes.ts'
import type { Service, Way } from '#model/network/contract.ts'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { entryOfService, valuesOfEntry } from './entry-values.ts'
import { useEntryWords } from './entry-words.ts'
import { OpeningTable } from './OpeningTable.tsx'

/** What is said of a service, in the order in which somebody at the desk asks. */
export function ServiceFactsCards({ service }: { service: Service }) {
  const { t, lang } = useText()
  const codes = useCodes()
  const { sayValue } = useEntryWords()
  const { facts } = service
  const about = facts.about[lang] || facts.about.it || facts.about.en
  const values = valuesOfEntry(entryOfService(service))
  const rows: [string, string][] = [
    ['needs', codes.several(needs, facts.needs)],
    ['languages', codes.several(languages, facts.languages)],
    ['address', facts.address],
    ['withoutPermit', t(`network.permit.${facts.withoutPermit}`)],
    ['documentsAsked', facts.documentsAsked],
    ['eligibility', sayValue('eligibility', values.eligibility)],
    ['cost', facts.cost],
    ['public', t(`network.public.${values.public}`)],
  ]
  return (
    <>
      {about && <p className="prose">{about}</p>}
      <Card title={t('network.how-to-reach')}>
        {facts.ways.length === 0 && <p className="quiet">{t('network.not-stated')}</p>}
        <ul className="lines">
          {facts.ways.map((way) => (
            <WayLine key={`${way.kind} ${way.value}`} way={way} />
          ))}
        </ul>
      </Card>
      <Card title={t('network.field.opening')}>
        <OpeningTable opening={facts.opening} next={service.next} />
      </Card>
      <Card title={t('network.for-whom')}>
        <dl className="facts">
          {rows.map(([field, value]) => (
            <div key={field}>
              <dt>{t(`network.field.${field}`)}</dt>
              <dd className="prose">{value || t('network.not-stated')}</dd>
            </div>
          ))}
        </dl>
      </Card>
    </>
  )
}

const dials = ['phone', 'free-number', 'whatsapp']

/** A way to reach the service; that a number does not answer from everywhere is told in words. */
function WayLine({ way }: { way: Way }) {
  const codes = useCodes()
  const trap = way.from === 'some-operators' || way.from === 'landline'
  const digits = way.value.replace(/[^\d+]/g, '')
  return (
    <li>
      <div>
        <strong>{codes.one(wayKinds, way.kind)}</strong>{' '}
        {dials.includes(way.kind) && digits.length > 2 ? (
          <a href={`tel:${digits}`}>{way.value}</a>
        ) : way.kind === 'mail' ? (
          <a href={`mailto:${encodeURIComponent(way.value)}`}>{way.value}</a>
        ) : (
          <span>{way.value}</span>
        )}
        {way.note && <small>{way.note}</small>}
      </div>
      {trap ? (
        <Chip icon="warning" tone="amber">
          {codes.one(worksFrom, way.from)}
        </Chip>
      ) : (
        <span className="quiet">{codes.one(worksFrom, way.from)}</span>
      )}
    </li>
  )
}
