import type { TargetStanding } from '#model/monitoring/contract.ts'
import { Chip } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'
import { roundUp } from './shares.ts'

type Period = { from: string; to: string }
type Props = {
  measure: 'intercepted' | 'takenInCharge'
  total: number
  period: Period
  target: TargetStanding | undefined
}

/** A target speaks of its own period: of the figure of another it says nothing. */
export const isOfPeriod = (target: Period, period: Period): boolean =>
  target.from === period.from && target.to === period.to

const icons = { below: 'down', within: 'check', above: 'up' } as const

/** One big figure, its target range as a band, and in words whether it lies below, within or above. */
export function TargetFigure({ measure, total, period, target }: Props) {
  const { t, lang } = useText()
  return (
    <section className="figure" aria-label={t(`monitoring.${measure}`)}>
      <h2>{t(`monitoring.${measure}`)}</h2>
      <p className="figure-number">{total}</p>
      {target && isOfPeriod(target, period) ? (
        <>
          <Chip icon={icons[target.standing]} tone={target.standing === 'below' ? 'amber' : 'green'}>
            {t(`monitoring.standing.${target.standing}`)}
          </Chip>
          <Band actual={target.actual} min={target.min} max={target.max} />
          <p className="figure-target">{t('monitoring.target', { min: target.min, max: target.max })}</p>
        </>
      ) : target ? (
        <p className="figure-target">
          {t('monitoring.target-of', {
            period: monthsInWords(target, lang),
            min: target.min,
            max: target.max,
            actual: target.actual,
            standing: t(`monitoring.standing-short.${target.standing}`),
          })}
        </p>
      ) : (
        <p className="figure-target">{t('monitoring.no-target')}</p>
      )}
      <p className="definition">{t(`monitoring.definition.${measure}`)}</p>
    </section>
  )
}

/** `mag–nov 2025`, `nov 2025–mar 2026`. */
function monthsInWords({ from, to }: Period, lang: string): string {
  const say = (day: string, year: boolean) =>
    new Date(`${day}T12:00:00Z`).toLocaleDateString(lang === 'it' ? 'it-IT' : 'en-GB', {
      month: 'short',
      ...(year && { year: 'numeric' }),
    })
  if (from.slice(0, 7) === to.slice(0, 7)) return say(to, true)
  return `${say(from, from.slice(0, 4) !== to.slice(0, 4))}–${say(to, true)}`
}

const width = 400

function Band({ actual, min, max }: { actual: number; min: number; max: number }) {
  const { t } = useText()
  const end = roundUp(Math.max(actual, max) * 1.08)
  const x = (value: number) => (value / end) * width
  return (
    <svg
      className="band"
      viewBox={`0 0 ${width} 56`}
      role="img"
      aria-label={t('monitoring.band', { actual, min, max })}
    >
      <rect className="band-range" x={x(min)} y={6} width={x(max) - x(min)} height={26} />
      <rect className="band-actual" x={0} y={13} width={x(actual)} height={12} />
      <line className="band-axis" x1={0} x2={width} y1={32} y2={32} />
      {[...new Set([0, min, max])].map((value) => (
        <text key={value} x={x(value)} y={48} textAnchor={value === 0 ? 'start' : 'middle'}>
          {value}
        </text>
      ))}
      {[0, min, max].every((value) => Math.abs(x(actual) - x(value)) > 24) && (
        <text className="band-label" x={x(actual)} y={48} textAnchor={actual > end * 0.9 ? 'end' : 'middle'}>
          {actual}
        </text>
      )}
    </svg>
  )
}
