import type { CaseAgenda } from '#model/appointments/contract.ts'
import { appointmentKinds } from '#model/codes/appointment-kinds.ts'
import { Notice } from '../ui/Chip.tsx'
import { useCodes } from '../ui/codes.ts'
import { shortDate } from '../ui/dates.ts'
import { useText } from '../ui/text.tsx'
import { spanText } from './agenda-words.ts'

/** What is planned still, said before a case closes; nothing where nothing is. */
export function OpenAppointments({ agenda: { ahead } }: { agenda: CaseAgenda }) {
  const { t, lang } = useText()
  const codes = useCodes()
  if (ahead.length === 0) return null
  return (
    <Notice tone="amber" title={t('agenda.still-planned', { count: ahead.length })}>
      <ul>
        {ahead.map((row) => (
          <li key={row.id} className="personal">
            {[`${shortDate(row.day, lang)}, ${spanText(row)}`, codes.one(appointmentKinds, row.kind)].join(' · ')}
          </li>
        ))}
      </ul>
      <p>{t('agenda.still-planned-text')}</p>
    </Notice>
  )
}
