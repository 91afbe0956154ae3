import { z } from 'zod'
import { codesOf } from './code-list.ts'

/** What a person was given at a contact. List by the project; checked on 2026-11-21. */
export const given = [
  { code: 'information', it: 'Informazioni', en: 'Information' },
  { code: 'leaflet', it: 'Volantino', en: 'Leaflet' },
  { code: 'card-of-desk', it: 'Biglietto dello sportello', en: 'Card of the desk' },
  { code: 'appointment', it: 'Appuntamento', en: 'Appointment' },
  { code: 'accompaniment', it: 'Accompagnamento', en: 'Accompaniment' },
  { code: 'first-aid-kit', it: 'Kit di prima necessità', en: 'First-aid kit' },
  { code: 'other', it: 'Altro', en: 'Other' },
] as const

export const Given = z.enum(codesOf(given))
export type Given = z.infer<typeof Given>
