import { Link } from '@tanstack/react-router'
import { formatDate, formatInstant } from '#model/calendar.ts'
import { dataScopes } from '#model/codes/data-scopes.ts'
import { languages } from '#model/codes/languages.ts'
import { purposes } from '#model/codes/purposes.ts'
import { restrictionReasons } from '#model/codes/restriction-reasons.ts'
import {
  fetchExport,
  type HeldData,
  type PersonExport,
  type PersonPrivacy,
  type Restriction,
} from '#model/privacy/contract.ts'
import { addressOf } from '../call.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { Card, EmptyState } from '../ui/Page.tsx'
import { type Column, Table } from '../ui/Table.tsx'
import { useText } from '../ui/text.tsx'

/** How much is held, and from when to when: never what. */
export function HeldCard({ held }: { held: readonly HeldData[] }) {
  const { t, lang } = useText()
  const day = (date: HeldData['from']) => (date ? formatDate(date, lang) : '–')
  const columns: Column<HeldData>[] = [
    { key: 'what', head: t('privacy.what'), cell: (one) => t(`privacy.held.${one.what}`) },
    { key: 'count', head: t('privacy.count'), number: true, cell: (one) => one.count },
    { key: 'from', head: t('privacy.from'), cell: (one) => day(one.from) },
    { key: 'to', head: t('privacy.to'), cell: (one) => day(one.to) },
  ]
  return (
    <Card title={t('privacy.held')}>
      <Table caption={t('privacy.held')} columns={columns} rows={held} rowKey={(one) => one.what} />
    </Card>
  )
}

/** To whom data were given, when, and which. */
export function SharesCard({ shares }: { shares: PersonPrivacy['shares'] }) {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  return (
    <Card title={t('privacy.shares')} {...(shares.length > 0 && { count: shares.length })}>
      {shares.length === 0 && <EmptyState>{t('privacy.no-shares')}</EmptyState>}
      <ul className="lines">
        {shares.map(({ id, day, to, purpose, scopes }) => (
          <li key={id}>
            <div>
              <Link to="/$desk/invii/$id" params={{ desk: desk.code, id }}>
                {to}
              </Link>
              <small>{[formatDate(day, lang), codes.one(purposes, purpose)].join(' · ')}</small>
              {codes.several(dataScopes, scopes)}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}

type Restrictions = { rows: readonly Restriction[]; erased: boolean; lift: (id: string) => void }

/** Restrictions that stand and those that were lifted; of erased data nothing is left to restrict. */
export function RestrictionCard({ rows, erased, lift }: Restrictions) {
  const { t, lang } = useText()
  const codes = useCodes()
  return (
    <Card title={t('privacy.restrictions')}>
      {rows.length === 0 && <EmptyState>{t('privacy.no-restrictions')}</EmptyState>}
      <ul className="lines">
        {rows.map((one) => (
          <li key={one.id}>
            <div>
              <strong>{codes.one(restrictionReasons, one.reason)}</strong>{' '}
              <Chip tone={one.end || erased ? 'plain' : 'amber'} icon={one.end || erased ? 'clock' : 'warning'}>
                {t(one.end ? 'privacy.lifted' : erased ? 'privacy.ended-by-erasure' : 'privacy.standing')}
              </Chip>
              <small>{t('privacy.since-by', { day: formatDate(one.fromDay, lang), by: one.by })}</small>
              {one.words && <p className="personal">{one.words}</p>}
              {one.end && (
                <>
                  <small>{t('privacy.lifted-by', { day: formatDate(one.end.day, lang), by: one.end.by })}</small>
                  <p className="personal">{one.end.words}</p>
                </>
              )}
            </div>
            {one.can.includes('lift') && (
              <Button small onClick={() => lift(one.id)}>
                {t('privacy.lift')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

type Exports = { rows: readonly PersonExport[]; personId: string; mayFetch: boolean }

/** Copies that the person was given. */
export function ExportCard({ rows, personId, mayFetch }: Exports) {
  const { t, lang } = useText()
  const desk = useDesk()
  const codes = useCodes()
  return (
    <Card title={t('privacy.copies')}>
      {rows.length === 0 && <EmptyState>{t('privacy.no-copies')}</EmptyState>}
      <ul className="lines">
        {rows.map((one) => (
          <li key={one.id}>
            <div>
              <strong>{formatInstant(one.at, lang)}</strong>
              <small>{t('privacy.copy-by', { language: codes.one(languages, one.language), by: one.by })}</small>
              {one.withheld.length > 0 && (
                <p>
                  {t('privacy.withheld')}: {one.withheld.map((each) => t(`privacy.withheld.${each}`)).join(', ')}.{' '}
                  <span className="personal">{one.words}</span>
                </p>
              )}
            </div>
            {mayFetch && (
              <a
                className="btn btn-outline btn-small"
                href={addressOf(fetchExport, { desk: desk.code, person: personId, export: one.id }, {})}
                download
              >
                {t('privacy.fetch')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
