import { Card } from '../ui/Page.tsx'
import { useText } from '../ui/text.tsx'
import type { Share } from './shares.ts'

type Props = { title: string; said: readonly Share[]; unsaid: readonly Share[]; nameOf: (code: string) => string }

/** A chart that is its own table: a name, two numbers, two bars. What was not asked stands under a line. */
export function Breakdown({ title, said, unsaid, nameOf }: Props) {
  const { t } = useText()
  const most = Math.max(1, ...said.map((share) => share.intercepted), ...said.map((share) => share.takenInCharge))
  return (
    <Card title={title}>
      <table className="breakdown">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{title}</span>
            </th>
            <th scope="col" className="number">
              {t('monitoring.intercepted-short')}
            </th>
            <th scope="col" className="number">
              {t('monitoring.takenInCharge-short')}
            </th>
            <td className="bars" />
          </tr>
        </thead>
        <tbody>
          {said.map((share) => (
            <Line key={share.code} share={share} most={most} name={nameOf(share.code)} />
          ))}
        </tbody>
        {unsaid.length > 0 && (
          <tbody className="unsaid">
            {unsaid.map((share) => (
              <Line key={share.code} share={share} most={most} name={nameOf(share.code)} />
            ))}
          </tbody>
        )}
      </table>
      {said.length + unsaid.length === 0 && <p className="quiet">{t('monitoring.nobody')}</p>}
    </Card>
  )
}

function Line({ share, most, name }: { share: Share; most: number; name: string }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="number strong">{share.intercepted}</td>
      <td className="number">{share.takenInCharge}</td>
      <td className="bars">
        <svg viewBox="0 0 200 20" preserveAspectRatio="none" aria-hidden="true">
          <rect
            className="bar-intercepted"
            x={0}
            y={1}
            width={Math.min(200, (share.intercepted / most) * 200)}
            height={10}
          />
          <rect
            className="bar-taken"
            x={0}
            y={12}
            width={Math.min(200, (share.takenInCharge / most) * 200)}
            height={7}
          />
        </svg>
      </td>
    </tr>
  )
}
