import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type CivilDate, formatDate, formatPartialDate, monthsBetween, type PartialDate } from '#model/calendar.ts'
import { citizenships } from '#model/codes/citizenships.ts'
import { sectors } from '#model/codes/sectors.ts'
import { sexes } from '#model/codes/sexes.ts'
import type { FundingReturn } from '#model/monitoring/contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { Failure } from '../ui/failure.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Card, Page, Skeleton } from '../ui/Page.tsx'
import { FilterSelect } from '../ui/Pager.tsx'
import { isReversed, PeriodFilter } from '../ui/PeriodFilter.tsx'
import { useText } from '../ui/text.tsx'
import { Breakdown } from './Breakdown.tsx'
import { Months } from './Months.tsx'
import { type Period, programmesQuery, returnFile, returnQuery } from './queries.ts'
import { monthsOf, sharesOf } from './shares.ts'
import { isOfPeriod, TargetFigure } from './TargetFigure.tsx'

/** The monitoring return: persons intercepted and taken in charge, against their targets. */
export function ReturnPage() {
  const { t, lang } = useText()
  const desk = useDesk()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/$desk/monitoraggio' })
  const period: Period = { from: search.dal, to: search.al, programme: search.programma }
  const programmes = useQuery(programmesQuery(desk.code))
  const query = useQuery({ ...returnQuery(desk.code, period), enabled: !isReversed(period.from, period.to) })
  const data = query.data
  const set = (part: Partial<typeof search>) => void navigate({ to: '.', search: { ...search, ...part } })
  const shown: Period = data ? { from: data.from, to: data.to, programme: search.programma } : period
  return (
    <Page
      wide
      title={t('monitoring.title')}
      tab={t('monitoring.title')}
      chips={data?.demo && <Chip icon="info">{t('monitoring.demo')}</Chip>}
      action={
        <Button icon="print" onClick={() => print()}>
          {t('ui.print')}
        </Button>
      }
      facts={
        data && [
          { label: t('monitoring.desk'), value: data.deskName },
          {
            label: t('monitoring.programme'),
            value: programmes.data?.rows.find((one) => one.code === data.programme)?.name ?? data.programme,
          },
          {
            label: t('monitoring.period'),
            value: t('monitoring.from-to', {
              from: formatDate(data.from as CivilDate, lang),
              to: formatDate(data.to as CivilDate, lang),
            }),
          },
        ]
      }
    >
      <div className="toolbar">
        <FilterSelect
          id="programma"
          label={t('monitoring.programme')}
          none={t('monitoring.programme-first')}
          value={search.programma}
          options={(programmes.data?.rows ?? []).map((one) => ({ value: one.code, label: one.name }))}
          onChange={(code) => {
            const programme = programmes.data?.rows.find((one) => one.code === code)
            set({ programma: code, dal: programme?.from, al: programme?.to })
          }}
        />
        <PeriodFilter
          from={search.dal ?? data?.from}
          to={search.al ?? data?.to}
          onChange={(dal, al) => set({ dal, al })}
        />
        <Link className="btn btn-outline btn-small" to="/$desk/monitoraggio/anno" params={{ desk: desk.code }}>
          <Icon name="calendar" small /> {t('monitoring.year.open')}
        </Link>
        <span className="toolbar-end">
          {(['csv', 'xlsx'] as const).map((kind) => (
            <a
              key={kind}
              className="btn btn-outline btn-small"
              href={returnFile(desk.code, shown, kind, lang)}
              download
            >
              <Icon name="download" small /> {t(`monitoring.download.${kind}`)}
            </a>
          ))}
        </span>
      </div>
      {query.isError && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.isLoading && <Skeleton rows={8} />}
      {data && <Figures data={data} />}
    </Page>
  )
}

function Figures({ data }: { data: FundingReturn }) {
  const { t, lang } = useText()
  const codes = useCodes()
  const { intercepted, takenInCharge } = data
  const target = (measure: 'intercepted' | 'takenInCharge') => {
    const all = data.targets.filter((one) => one.measure === measure)
    return all.find((one) => isOfPeriod(one, data)) ?? all[0]
  }
  const monthName = (month: string, short?: boolean) =>
    short
      ? new Date(`${month}-15T12:00:00Z`).toLocaleDateString(lang === 'it' ? 'it-IT' : 'en-GB', {
          month: 'short',
          year: '2-digit',
        })
      : formatPartialDate(month as PartialDate, lang)
  const parts = [
    ['sex', sharesOf(intercepted.bySex, takenInCharge.bySex), sexes],
    ['citizenship', sharesOf(intercepted.byCitizenship, takenInCharge.byCitizenship), citizenships],
    ['sector', sharesOf(intercepted.bySector, takenInCharge.bySector), sectors],
  ] as const
  return (
    <>
      <div className="figures">
        <TargetFigure measure="intercepted" total={intercepted.total} period={data} target={target('intercepted')} />
        <TargetFigure
          measure="takenInCharge"
          total={takenInCharge.total}
          period={data}
          target={target('takenInCharge')}
        />
        <section className="figure figure-small" aria-label={t('monitoring.contacts')}>
          <h2>{t('monitoring.contacts')}</h2>
          <p className="figure-number">{data.contacts.total}</p>
          <p className="figure-target">{t('monitoring.anonymous', { count: data.contacts.anonymous })}</p>
          <p className="definition">{t('monitoring.definition.contacts')}</p>
        </section>
      </div>
      <Months
        title={t('monitoring.by-month')}
        months={monthsOf(
          monthsBetween(data.from as CivilDate, data.to as CivilDate),
          intercepted.byMonth,
          takenInCharge.byMonth,
        )}
        nameOf={monthName}
      />
      <div className="breakdowns">
        {parts.map(([name, shares, list]) => (
          <Breakdown
            key={name}
            title={t(`monitoring.by-${name}`)}
            {...shares}
            nameOf={(code) => codes.one(list, code)}
          />
        ))}
      </div>
      <Card title={t('monitoring.how')}>
        <ul className="prose">
          <li>{t('monitoring.how.persons')}</li>
          <li>{t('monitoring.how.without-contact')}</li>
          <li>{t('monitoring.how.opened')}</li>
          <li>{t('monitoring.how.latest')}</li>
          <li>{t('monitoring.how.month')}</li>
          <li>{t('monitoring.how.not-asked')}</li>
        </ul>
      </Card>
    </>
  )
}
