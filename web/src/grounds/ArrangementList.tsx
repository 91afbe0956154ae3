import { type CivilDate, formatDate } from '#model/calendar.ts'
import { arrangementKinds } from '#model/codes/arrangement-kinds.ts'
import { legalBases } from '#model/codes/legal-bases.ts'
import { purposes } from '#model/codes/purposes.ts'
import type { Arrangement, Body } from '#model/grounds/contract.ts'
import { standingOf } from '#model/grounds/rules.ts'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { todayHere } from '../ui/DateField.tsx'
import { EmptyState } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { StandingChip } from './StandingChip.tsx'

type Props = { rows: readonly Arrangement[]; bodies: readonly Body[]; end: (one: Arrangement) => void }

/** What stands between the bodies of the network. */
export function ArrangementList({ rows, bodies, end }: Props) {
  const { t, lang } = useText()
  const codes = useCodes()
  const day = (date: CivilDate) => formatDate(date, lang)
  const names = (ids: readonly string[]) =>
    ids.map((id) => bodies.find((body) => body.id === id)?.name ?? t('grounds.other-body')).join(', ')
  if (rows.length === 0) return <EmptyState>{t('grounds.no-arrangements')}</EmptyState>
  return (
    <ul className="lines">
      {rows.map((one) => {
        const standing = standingOf({ ...one, end: one.endedOn && { day: one.endedOn } }, todayHere())
        const facts: [string, string][] = [
          [t(`grounds.from.${one.kind}`), names(one.from)],
          [t(`grounds.to.${one.kind}`), names(one.to)],
          [t('grounds.purposes'), codes.several(purposes, one.purposes)],
          [t('grounds.basis'), one.basis ? codes.one(legalBases, one.basis) : ''],
          [t('grounds.reference'), one.reference],
          [t('grounds.essence'), one.essence],
          [t('grounds.fromDay'), day(one.fromDay)],
          [t('grounds.untilDay'), one.untilDay ? day(one.untilDay) : ''],
          ...one.ends.map((each): [string, string] => [
            t('grounds.ended-by-body', { body: each.body, day: day(each.day) }),
            each.reason || '–',
          ]),
        ]
        return (
          <li key={one.id}>
            <div>
              <div className="line-head">
                <strong>{codes.one(arrangementKinds, one.kind)}</strong>
                <StandingChip standing={standing} of="arrangement" />
                {standing === 'in-force' && one.endedOn && (
                  <Chip tone="amber" icon="warning">
                    {t('grounds.ends-on', { day: day(one.endedOn) })}
                  </Chip>
                )}
              </div>
              <dl className="facts facts-wide">
                {facts
                  .filter(([, value]) => value)
                  .map(([label, value]) => (
                    <div key={label}>
                      <dt>{label}</dt>
                      <dd>{value}</dd>
                    </div>
                  ))}
              </dl>
            </div>
            {one.can.includes('end') && (
              <Button small onClick={() => end(one)}>
                {t('grounds.end')}
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
