import { z } from 'zod'
import { type CodeItem, codesOf } from './code-list.ts'

/** How something was decided. */
export const decisionOutcomes = [
  { code: 'granted', it: 'Rilasciato', en: 'Granted' },
  { code: 'refused', it: 'Rifiutato', en: 'Refused' },
  { code: 'revoked', it: 'Revocato', en: 'Revoked' },
  { code: 'recognised', it: 'Riconosciuta', en: 'Recognised' },
  { code: 'not-recognised', it: 'Non riconosciuta', en: 'Not recognised' },
  { code: 'favourable', it: 'Favorevole', en: 'Favourable' },
  { code: 'unfavourable', it: 'Non favorevole', en: 'Not favourable' },
] as const
export const DecisionOutcome = z.enum(codesOf(decisionOutcomes))
export type DecisionOutcome = z.infer<typeof DecisionOutcome>

const permit = ['granted', 'refused', 'revoked'] as const

/**
 * What somebody else decided about a person. Varco and its operators decide none of it: who did is recorded beside.
 *
 * - Preliminary and formal identification: phases of the national guidelines, Conferenza Unificata, accordo 146/CU of 7 October
 *   2021. Of trafficking speaks D.Lgs. 24/2014, which was not read whole.
 * - Art. 18-ter D.Lgs. 286/1998 (by D.L. 145/2024 and D.L. 146/2025): the questore decides, the judicial authority proposes; the
 *   labour inspectorate gives an opinion on the permit where it is the one who reports (c. 2).
 * - Arts. 18 and 18-bis D.Lgs. 286/1998: the questore, on proposal or with the opinion of the judicial authority.
 *
 * Texts of D.Lgs. 286/1998 as amended up to L. 179/2025; checked on 2026-11-21. `indicative`: nobody has held the name against
 * the law yet, and the page says so.
 */
export const decisions = [
  {
    code: 'preliminary-identification',
    it: 'Identificazione preliminare',
    en: 'Preliminary identification',
    outcomes: [],
    indicative: false,
  },
  {
    code: 'formal-identification',
    it: 'Identificazione formale come vittima di tratta',
    en: 'Formal identification as a victim of trafficking',
    outcomes: [],
    indicative: true,
  },
  {
    code: 'inspectorate-opinion',
    it: 'Parere dell’ispettorato del lavoro sul permesso (art. 18-ter)',
    en: 'Opinion of the labour inspectorate on the permit (art. 18-ter)',
    outcomes: ['favourable', 'unfavourable'],
    indicative: false,
  },
  {
    code: 'permit-18',
    it: 'Permesso di soggiorno, art. 18 (protezione sociale)',
    en: 'Residence permit, art. 18 (social protection)',
    outcomes: permit,
    indicative: false,
  },
  {
    code: 'permit-18-bis',
    it: 'Permesso di soggiorno, art. 18-bis (violenza domestica)',
    en: 'Residence permit, art. 18-bis (domestic violence)',
    outcomes: permit,
    indicative: false,
  },
  {
    code: 'permit-18-ter',
    it: 'Permesso di soggiorno, art. 18-ter (intermediazione illecita e sfruttamento)',
    en: 'Residence permit, art. 18-ter (illegal intermediation and exploitation)',
    outcomes: permit,
    indicative: false,
  },
  {
    code: 'international-protection',
    it: 'Protezione internazionale',
    en: 'International protection',
    outcomes: ['recognised', 'not-recognised'],
    indicative: true,
  },
  {
    code: 'criminal-proceedings',
    it: 'Procedimento penale aperto',
    en: 'Criminal proceedings opened',
    outcomes: [],
    indicative: true,
  },
  {
    code: 'injured-party',
    it: 'La persona è ammessa come persona offesa',
    en: 'The person is admitted as the injured party',
    outcomes: [],
    indicative: true,
  },
  {
    code: 'judgment',
    it: 'Sentenza civile o del lavoro',
    en: 'Civil or labour judgment',
    outcomes: [],
    indicative: true,
  },
  { code: 'other', it: 'Altro', en: 'Other', outcomes: [], indicative: true },
] as const satisfies readonly (CodeItem & { outcomes: readonly DecisionOutcome[]; indicative: boolean })[]
export const Decision = z.enum(codesOf(decisions))
export type Decision = z.infer<typeof Decision>

/** Who decided. */
export const decidingBodies = [
  { code: 'prosecutor', it: 'Procura della Repubblica', en: 'Public prosecutor' },
  { code: 'questura', it: 'Questore, questura', en: 'Questore, police headquarters' },
  { code: 'labour-inspectorate', it: 'Ispettorato del lavoro', en: 'Labour inspectorate' },
  { code: 'court', it: 'Tribunale o corte', en: 'Court' },
  { code: 'territorial-commission', it: 'Commissione territoriale', en: 'Territorial commission' },
  { code: 'municipality', it: 'Comune, servizi sociali', en: 'Municipality, social services' },
  { code: 'other', it: 'Altro', en: 'Other' },
] as const
export const DecidingBody = z.enum(codesOf(decidingBodies))
export type DecidingBody = z.infer<typeof DecidingBody>

/** From what the desk knows of a decision. */
export const decisionSources = [
  { code: 'statement', it: 'Dichiarazione scritta di chi ha deciso', en: 'Written statement of whoever decided' },
  { code: 'document-seen', it: 'Documento visto', en: 'Document seen' },
  { code: 'document-held', it: 'Documento agli atti dello sportello', en: 'Document held by the desk' },
  { code: 'told-by-person', it: 'Lo dice la persona', en: 'Told by the person' },
  { code: 'told-by-body', it: 'Lo dice, a voce, chi ha deciso', en: 'Told by whoever decided' },
] as const
export const DecisionSource = z.enum(codesOf(decisionSources))
export type DecisionSource = z.infer<typeof DecisionSource>
