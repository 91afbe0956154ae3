import { useState } from 'react'
import { ChoiceField } from '../ui/ChoiceField.tsx'
import { Card } from '../ui/Page.tsx'
import { Table } from '../ui/Table.tsx'
import { SelectField } from '../ui/TextField.tsx'
import { useText } from '../ui/text.tsx'
import { type Alike, alikeOf, type HoursView, yearsOf } from './hours-view.ts'
import { hoursText, monthText, weeksText } from './hours-words.ts'

/** Hours by week or by month, a year at a time. */
export function HoursTotals({ view }: { view: HoursView }) {
  const text = useText()
  const { t } = text
  const [by, setBy] = useState<'weeks' | 'months'>('months')
  const [chosen, setYear] = useState('')
  const all = view[by]
  const years = yearsOf(all)
  const year = years.includes(chosen) ? chosen : (years[0] ?? '')
  const own = all.filter(({ of }) => of.startsWith(year))
  const rows: Alike[] = by === 'weeks' ? alikeOf(own) : own.map((total) => ({ ...total, until: total.of, count: 1 }))
  return (
    <Card title={t('worktime.overview')}>
      <div className="field-row not-on-paper">
        <ChoiceField
          id="hours-by"
          label={t('worktime.by')}
          value={by}
          onChange={(next) => setBy(next as typeof by)}
          options={(['months', 'weeks'] as const).map((value) => ({ value, label: t(`worktime.by.${value}`) }))}
        />
        {years.length > 1 && (
          <SelectField
            id="hours-year"
            label={t('worktime.year')}
            value={year}
            onChange={setYear}
            options={years.map((value) => ({ value, label: value }))}
          />
        )}
      </div>
      <Table<Alike>
        caption={t('worktime.overview-of', { year })}
        rows={rows}
        rowKey={({ of }) => of}
        columns={[
          {
            key: 'of',
            head: t(by === 'weeks' ? 'worktime.week' : 'worktime.month'),
            cell: ({ of, until, count }) =>
              by === 'months' ? (
                monthText(of, text)
              ) : (
                <>
                  {weeksText(of, until, text)}
                  {count > 1 && <small> {t('worktime.alike', { count })}</small>}
                </>
              ),
          },
          {
            key: 'hours',
            head: t('worktime.hours'),
            number: true,
            // Where nobody said anything there is no figure, not even none.
            cell: ({ minutes, worked, free }) => (worked + free === 0 ? '–' : hoursText(minutes, text)),
          },
          { key: 'worked', head: t('worktime.days-worked'), number: true, cell: ({ worked }) => worked },
          { key: 'free', head: t('worktime.days-free'), number: true, cell: ({ free }) => free },
          {
            key: 'unrecorded',
            head: t('worktime.days-unrecorded'),
            number: true,
            cell: ({ unrecorded }) => unrecorded,
          },
        ]}
      />
      <p className="quiet">{t('worktime.overview-help')}</p>
    </Card>
  )
}
