import { z } from 'zod'
import { codesOf } from './code-list.ts'

/** What an appointment of the desk is for. List by the project; checked on 2026-11-23. */
export const appointmentKinds = [
  { code: 'interview', it: 'Colloquio', en: 'Interview' },
  { code: 'accompaniment', it: 'Accompagnamento', en: 'Accompaniment' },
  { code: 'legal', it: 'Consulenza legale', en: 'Legal advice' },
  { code: 'health', it: 'Visita o sostegno sanitario', en: 'Health appointment' },
  { code: 'psychological', it: 'Sostegno psicologico', en: 'Psychological support' },
  { code: 'work', it: 'Orientamento al lavoro', en: 'Job guidance' },
  { code: 'call', it: 'Telefonata', en: 'Phone call' },
  { code: 'team', it: 'Incontro d’équipe', en: 'Team meeting' },
  { code: 'network', it: 'Incontro con altri enti', en: 'Meeting with other bodies' },
  { code: 'conference', it: 'Conferenza sul caso', en: 'Case conference' },
  { code: 'other', it: 'Altro', en: 'Other' },
] as const

export const AppointmentKind = z.enum(codesOf(appointmentKinds))
export type AppointmentKind = z.infer<typeof AppointmentKind>
