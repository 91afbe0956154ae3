import type { TargetStanding } from '#model/monitoring/contract.ts'
import { Chip } from '../ui/Chip.tsx'
import { useText } from '../ui/text.tsx'
import { roundUp } from './shares.ts'

type Props = { measure: 'intercepted' | 'takenInCharge'; total: number; target: TargetStanding | undefined }

const icons = { below: 'down', within: 'check', above: 'up' } as const

/** One big figure, its target range as a band, and in words whether it lies below, within or above. */
export function TargetFigure({ measure, total, target }: Props) {
  const { t } = useText()
  return (
    <section className="figure" aria-label={t(`monitoring.${measure}`)}>
      <h2>{t(`monitoring.${measure}`)}</h2>
      <p className="figure-number">{total}</p>
      {target ? (
        <>
          <Chip icon={icons[target.standing]} tone={target.standing === 'below' ? 'amber' : 'green'}>
            {t(`monitoring.standing.${target.standing}`)}
          </Chip>
          <Band actual={target.actual} min={target.min} max={target.max} />
          <p className="figure-target">{t('monitoring.target', { min: target.min, max: target.max })}</p>
        </>
      ) : (
        <p className="figure-target">{t('monitoring.no-target')}</p>
      )}
      <p className="definition">{t(`monitoring.definition.${measure}`)}</p>
    </section>
  )
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
      {Math.abs(x(actual) - x(max)) > 24 && Math.abs(x(actual) - x(min)) > 24 && (
        <text className="band-label" x={x(actual)} y={48} textAnchor={actual > end * 0.9 ? 'end' : 'middle'}>
          {actual}
        </text>
      )}
    </svg>
  )
}
