import { z } from 'zod'
import { type Answer, findUnanswered } from './answer.ts'
import { type CodeItem, codesOf, finder } from './code-list.ts'

/**
 * Kinds of stay document, as coarsely as the registry offices tell them apart; `anpr` is their number. Which permit it is,
 * and until when, is another record. `none` records what the person said: it is no finding on anybody's stay.
 * Source: ANPR, table of stay documents, https://github.com/italia/anpr, CC BY 4.0. No validity dates in the source.
 * Checked on 2026-11-21.
 */
const list = [
  {
    code: 'permit',
    it: 'Permesso di soggiorno',
    en: 'Residence permit',
    anpr: '1',
    words: 'permesso|pds|ps|permit|permesso di sogg|con permesso',
  },
  {
    code: 'long-term-card',
    it: 'Carta di soggiorno o permesso UE',
    en: 'Long-term residence card',
    anpr: '2',
    words:
      'carta di soggiorno|permesso ce|permesso ue|permesso di soggiorno ce|permesso di soggiorno ue|soggiornante di lungo periodo|lungo periodo|carta soggiorno|long term',
  },
  {
    code: 'permanent-certificate',
    it: 'Attestazione di soggiorno permanente',
    en: 'Permanent residence certificate',
    anpr: '3',
    words: 'attestazione a carattere permanente|attestazione permanente',
  },
  {
    code: 'regularity-certificate',
    it: 'Attestazione di regolarità',
    en: 'Certificate of regular stay',
    anpr: '4',
    words: 'attestazione|attestazione di iscrizione anagrafica',
  },
  {
    code: 'receipt',
    it: 'Ricevuta',
    en: 'Receipt of application',
    anpr: '5',
    words: 'ricevuta di richiesta|ricevuta postale|cedolino|receipt',
  },
  {
    code: 'renewal-in-progress',
    it: 'Rinnovo in corso',
    en: 'Renewal in progress',
    anpr: '6',
    words: 'in rinnovo|rinnovo|in attesa di rinnovo',
  },
  {
    code: 'none',
    it: 'Senza permesso',
    en: 'No permit',
    anpr: '7',
    words: 'nessuno|nessun titolo|senza titolo|senza documenti|irregolare|no permit|senza',
  },
  {
    code: 'other',
    it: 'Altro titolo di soggiorno',
    en: 'Other stay document',
    anpr: '8',
    words: 'altro|visto|visto di ingresso|visa',
  },
  {
    code: 'unknown',
    it: 'Non conosciuto',
    en: 'Not known',
    anpr: '9',
    words: 'sconosciuto|non noto|non sa|non conosciuto non fornito',
  },
] as const

export type StayDocumentItem = CodeItem<(typeof list)[number]['code']> & { readonly anpr: string }
export const stayDocuments: readonly StayDocumentItem[] = list

export const StayDocument = z.enum(codesOf(stayDocuments))
export type StayDocument = z.infer<typeof StayDocument>

const whole = finder(stayDocuments)

/** "Permesso di soggiorno", "Ricevuta", "Senza permesso"; "Non dichiarato" is declined, an empty cell not asked. */
export function findStayDocument(text: string): Answer<StayDocument> | undefined {
  return whole(text) ?? findUnanswered(text)
}
