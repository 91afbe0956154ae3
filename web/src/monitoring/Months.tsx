import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import { roundUp, type Share } from './shares.ts'

const height = 150
const top = 22

/** Persons by month: columns with their numbers on them, and the table behind. */
export function Months({
  title,
  months,
  nameOf,
}: {
  title: string
  months: readonly Share[]
  nameOf: (month: string, short?: boolean) => string
}) {
  const { t } = useText()
  const end = roundUp(Math.max(1, ...months.map((month) => Math.max(month.intercepted, month.takenInCharge))))
  // From a year on the columns draw closer, so that the whole period is seen at once.
  const slot = months.length > 8 ? 64 : 88
  const bar = slot > 64 ? 30 : 22
  const gap = (slot - 2 * bar - 4) / 2
  const width = Math.max(1, months.length) * slot
  const y = (value: number) => top + height - (value / end) * height
  return (
    <Card title={title}>
      <p className="chart-words">
        <span className="key key-intercepted" /> {t('monitoring.intercepted')} <span className="key key-taken" />{' '}
        {t('monitoring.takenInCharge')}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="chart-scroll" tabIndex={0}>
        <svg
          className="months"
          viewBox={`0 0 ${width} ${height + top + 26}`}
          width={width}
          role="img"
          aria-label={t('monitoring.months-alt', { title })}
        >
          <line className="band-axis" x1={0} x2={width} y1={height + top} y2={height + top} />
          {months.map((month, at) => (
            <g key={month.code}>
              <rect
                className="bar-intercepted"
                x={at * slot + gap}
                y={y(month.intercepted)}
                width={bar}
                height={height + top - y(month.intercepted)}
              />
              <rect
                className="bar-taken"
                x={at * slot + gap + bar + 4}
                y={y(month.takenInCharge)}
                width={bar}
                height={height + top - y(month.takenInCharge)}
              />
              <text x={at * slot + gap + bar / 2} y={y(month.intercepted) - 5} textAnchor="middle">
                {month.intercepted}
              </text>
              <text x={at * slot + gap + bar * 1.5 + 4} y={y(month.takenInCharge) - 5} textAnchor="middle">
                {month.takenInCharge}
              </text>
              <text className="month-name" x={at * slot + slot / 2} y={height + top + 19} textAnchor="middle">
                {nameOf(month.code, true)}
              </text>
            </g>
          ))}
        </svg>
      </section>
      <details className="behind">
        <summary>{t('monitoring.table')}</summary>
        <table className="table table-dense">
          <thead>
            <tr>
              <th scope="col">{t('monitoring.month')}</th>
              <th scope="col" className="number">
                {t('monitoring.intercepted')}
              </th>
              <th scope="col" className="number">
                {t('monitoring.takenInCharge')}
              </th>
            </tr>
          </thead>
          <tbody>
            {months.map((month) => (
              <tr key={month.code}>
                <th scope="row">{nameOf(month.code)}</th>
                <td className="number">{month.intercepted}</td>
                <td className="number">{month.takenInCharge}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Card>
  )
}
