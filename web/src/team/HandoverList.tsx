import { Link } from '@tanstack/react-router'
import type { Handover } from '#model/team/handover-contract.ts'
import { useDesk } from '../identity/desk.tsx'
import { shortInstant } from '../ui/dates.ts'
import { useText } from '../ui/text.tsx'
import { useWho } from '../ui/who.ts'

/** Cases that came, with what was noted of each. */
export function HandoverList({ label, rows }: { label: string; rows: readonly Handover[] }) {
  const { t, lang } = useText()
  const desk = useDesk()
  const who = useWho()
  return (
    <ul className="lines" aria-label={label}>
      {rows.map((one) => (
        <li key={one.id}>
          <div>
            <Link className="personal" to="/$desk/casi/$id" params={{ desk: desk.code, id: one.caseId }}>
              {one.personName || one.personCode || t('people.unnamed')}
            </Link>
            <small>
              {t(one.isReturn ? 'team.returned-by' : 'team.handed-by', {
                by: who(one.by),
                from: one.from,
                at: shortInstant(one.at, lang),
              })}
            </small>
            {one.note && <p className="personal wording">{one.note}</p>}
          </div>
        </li>
      ))}
    </ul>
  )
}
