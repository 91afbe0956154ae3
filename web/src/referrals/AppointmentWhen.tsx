import { type CivilDate, formatDate } from '#model/calendar.ts'
import type { Appointment } from '#model/referrals/contract-appointments.ts'
import { useText } from '../ui/text.tsx'

/** The day and the hour as the clocks in Italy will show them. */
export function AppointmentWhen({ words }: { words: Pick<NonNullable<Appointment['words']>, 'day' | 'time'> }) {
  const { t, lang } = useText()
  return t('appointments.when', { day: formatDate(words.day as CivilDate, lang), time: words.time })
}
