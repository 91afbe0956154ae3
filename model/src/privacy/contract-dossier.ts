import { z } from 'zod'
import { Done, endpoint, Id, inDesk } from '../endpoint.ts'
import { words } from '../words.ts'

/** What a dossier of a case (fascicolo) may hold, in the order in which it stands there. */
export const DossierPart = z.enum([
  'identity',
  'ties',
  'contacts',
  'facts',
  'services',
  'notes',
  'pathway',
  'arrival',
  'signs',
  'decisions',
  'worktime',
  'documents',
  'appointments',
  'conferences',
  'tasks',
  'approvals',
  'questions',
  'letters',
  'files',
  'referrals',
])
export type DossierPart = z.infer<typeof DossierPart>

/** So many dossiers are made of one case in one day. */
export const MOST_DOSSIERS = 20

/** What was asked for: which parts, and for whom or what. Kept with the case, so that it is known who took out what. */
export const Dossier = z.strictObject({
  id: Id,
  parts: z
    .array(DossierPart)
    .min(1)
    .max(DossierPart.options.length)
    .refine((parts) => new Set(parts).size === parts.length, 'twice'),
  purpose: words(200, 3),
  language: z.enum(['it', 'en']),
})
export type Dossier = z.infer<typeof Dossier>

/** What stands on every page of a dossier, and in its case: by it a paper is traced back. */
export const numberOfDossier = (id: string): string => id.slice(-6).toUpperCase()

export const makeDossier = endpoint({
  name: 'makeDossier',
  method: 'POST',
  path: '/desks/:desk/cases/:case/dossiers',
  access: { grant: 'privacy.read' },
  summary: 'Note in the case that a dossier is taken out of it: chosen parts, for whom or what',
  params: inDesk({ case: Id }),
  body: Dossier,
  answer: Done,
  audit: { act: 'write', record: 'case', id: 'case' },
})

export const fetchDossier = endpoint({
  name: 'fetchDossier',
  method: 'GET',
  path: '/desks/:desk/cases/:case/dossiers/:dossier/file',
  access: { grant: 'privacy.read' },
  summary: 'The dossier, as a page to be printed, marked with who made it and when; for who made it, on the same day',
  params: inDesk({ case: Id, dossier: Id }),
  answer: z.instanceof(Uint8Array),
  file: true,
  audit: { act: 'read', record: 'case', id: 'case' },
})
