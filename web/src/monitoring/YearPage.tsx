import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { yearOf } from '#model/calendar.ts'
import { citizenships } from '#model/codes/citizenships.ts'
import { sexes } from '#model/codes/sexes.ts'
import { useDesk } from '../identity/desk.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { todayHere } from '../ui/DateField.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Card, EmptyState, Page } from '../ui/Page.tsx'
import { FilterChips } from '../ui/Pager.tsx'
import { QueryState } from '../ui/QueryState.tsx'
import { useText } from '../ui/text.tsx'
import { yearQuery } from './queries.ts'
import { type Counted, type Figure, type YearLine, yearLines } from './year-lines.ts'

const firstYear = 2000

/** A year of the desk: contacts logged or cases opened, by month, citizenship and sex. */
export function YearPage() {
  const { t } = useText()
  const desk = useDesk()
  const navigate = useNavigate()
  const search = useSearch({ from: '/signed-in/$desk/monitoraggio/anno' })
  const year = search.anno ?? yearOf(todayHere())
  const counted: Counted = search.conta === 'casi' ? 'casesOpened' : 'contacts'
  const query = useQuery(yearQuery(desk.code, year))
  const data = query.data
  const set = (part: Partial<typeof search>) => void navigate({ to: '.', search: { ...search, ...part } })
  const table = data && yearLines(data.rows, counted)
  return (
    <Page
      wide
      title={t('monitoring.year.title', { year: String(year) })}
      tab={t('monitoring.year')}
      chips={data?.demo && <Chip icon="info">{t('monitoring.demo')}</Chip>}
      action={
        <Button icon="print" onClick={() => print()}>
          {t('ui.print')}
        </Button>
      }
    >
      <div className="toolbar">
        <YearChooser year={year} choose={(anno) => set({ anno })} />
        <FilterChips
          label={t('monitoring.year.what')}
          value={counted}
          options={(['contacts', 'casesOpened'] as const).map((one) => ({
            value: one,
            label: t(`monitoring.year.${one}`),
          }))}
          onChange={(one) => set({ conta: one === 'casesOpened' ? 'casi' : undefined })}
        />
        <span className="toolbar-end">
          <Link className="btn btn-outline btn-small" to="/$desk/monitoraggio" params={{ desk: desk.code }}>
            <Icon name="chart" small /> {t('monitoring.title')}
          </Link>
        </span>
      </div>
      <QueryState query={query} rows={8} />
      {data && table && (
        <Card title={`${t(`monitoring.year.${counted}`)}, ${data.year}`}>
          <p className="definition">{t(`monitoring.year.words.${counted}`)}</p>
          {table.lines.length > 0 ? (
            <YearTable caption={`${t(`monitoring.year.${counted}`)}, ${data.year}`} year={data.year} {...table} />
          ) : (
            <EmptyState>{t(`monitoring.year.none.${counted}`)}</EmptyState>
          )}
        </Card>
      )}
      {data && (
        <Card title={t('monitoring.how')}>
          <ul className="prose">
            <li>{t(`monitoring.year.how.${counted}`)}</li>
            {counted === 'contacts' && <li>{t('monitoring.year.how.withdrawn')}</li>}
            <li>{t('monitoring.year.how.persons')}</li>
            <li>{t('monitoring.how.not-asked')}</li>
            {data.rows.some((row) => row[counted] === null) && <li>{t('monitoring.year.few-words')}</li>}
          </ul>
        </Card>
      )}
    </Page>
  )
}

function YearChooser({ year, choose }: { year: number; choose: (year: number) => void }) {
  const { t } = useText()
  return (
    <fieldset className="filter year-chooser" aria-label={t('monitoring.year.choose')}>
      <Button small icon="left" disabled={year <= firstYear} onClick={() => choose(year - 1)}>
        {year - 1}
      </Button>
      <strong>{year}</strong>
      <Button small disabled={year >= yearOf(todayHere())} onClick={() => choose(year + 1)}>
        {year + 1} <Icon name="right" small />
      </Button>
    </fieldset>
  )
}

type TableProps = { caption: string; year: number; lines: YearLine[]; months: Figure[]; total: Figure }

function YearTable({ caption, year, lines, months, total }: TableProps) {
  const { t, lang } = useText()
  const codes = useCodes()
  const names = new Intl.DateTimeFormat(lang === 'it' ? 'it-IT' : 'en-GB', { month: 'short', timeZone: 'UTC' })
  const numbers = months.map((_, at) => String(at + 1).padStart(2, '0'))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="table-scroll" tabIndex={0}>
      <table className="year">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('monitoring.year.who')}</th>
            {numbers.map((month) => (
              <th key={month} scope="col" className="number">
                {names.format(new Date(`${year}-${month}-15T12:00:00Z`))}
              </th>
            ))}
            <th scope="col" className="number">
              {t('monitoring.year.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.citizenship} ${line.sex}`}>
              <th scope="row">
                {codes.one(citizenships, line.citizenship)} <small>{codes.one(sexes, line.sex)}</small>
              </th>
              {numbers.map((month, at) => (
                <Cell key={month} figure={line.months[at]} />
              ))}
              <Sum figure={line.total} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('monitoring.year.total')}</th>
            {numbers.map((month, at) => (
              <Sum key={month} figure={months[at]} />
            ))}
            <Sum figure={total} />
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

function Cell({ figure }: { figure: Figure | undefined }) {
  const { t } = useText()
  if (!figure || figure.least === 0) return <td className="number quiet">0</td>
  return <td className="number">{figure.few ? t('monitoring.year.few') : figure.least}</td>
}

function Sum({ figure }: { figure: Figure | undefined }) {
  const { t } = useText()
  const least = String(figure?.least ?? 0)
  return <td className="number">{figure?.few ? t('monitoring.year.least', { least }) : least}</td>
}
