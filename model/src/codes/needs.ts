import { z } from 'zod'
import { type Answers, findUnanswered } from './answer.ts'
import { codesOf, finder } from './code-list.ts'

/** What a person asks for or is offered, as the InLav desks name it. List by the project; checked on 2026-11-21. */
export const needs = [
  {
    code: 'italian',
    it: 'Italiano',
    en: 'Italian language',
    words: 'corso di italiano|lingua|lingua italiana|scuola di italiano|italiano l2|italian',
  },
  { code: 'health', it: 'Salute', en: 'Health', words: 'sanitario|sanita|cure|medico|salute fisica|tessera sanitaria' },
  {
    code: 'work',
    it: 'Lavoro',
    en: 'Work',
    words: 'ricerca lavoro|occupazione|job|inserimento lavorativo|orientamento lavorativo',
  },
  {
    code: 'legal',
    it: 'Legale',
    en: 'Legal help',
    words: 'assistenza legale|avvocato|tutela legale|consulenza legale|vertenza',
  },
  { code: 'housing', it: 'Abitazione', en: 'Housing', words: 'casa|alloggio|abitare|accoglienza|posto letto' },
  {
    code: 'documents',
    it: 'Documenti',
    en: 'Documents',
    words: 'documento|permesso|permesso di soggiorno|residenza|pratiche|spid',
  },
  {
    code: 'psychological-support',
    it: 'Sostegno psicologico',
    en: 'Psychological support',
    words: 'psicologico|psicologo|supporto psicologico|salute mentale',
  },
  { code: 'training', it: 'Formazione', en: 'Training', words: 'corso|corsi|formazione professionale|scuola' },
  {
    code: 'skills-assessment',
    it: 'Bilancio di competenze',
    en: 'Skills assessment',
    words: 'bilancio competenze|competenze|riconoscimento titoli|titoli di studio',
  },
  {
    code: 'literacy',
    it: 'Alfabetizzazione',
    en: 'Literacy',
    words: 'alfabetizzazione di base|leggere e scrivere|pre a1|prealfabetizzazione',
  },
  {
    code: 'first-contact',
    it: 'Primo contatto',
    en: 'First contact',
    words: 'ascolto|primo ascolto|informazioni|orientamento|accoglienza e orientamento',
  },
  {
    code: 'anti-trafficking',
    it: 'Programmi anti-tratta',
    en: 'Anti-trafficking programmes',
    words: 'programma anti tratta|emersione|programma unico|art 18',
  },
  { code: 'protection', it: 'Protezione', en: 'Protection', words: 'tutela|sicurezza|emergenza|fuga|anti tratta' },
] as const

export const Need = z.enum(codesOf(needs))
export type Need = z.infer<typeof Need>

const whole = finder(needs)

/** Needs in one cell, divided by comma, semicolon, slash or line break; `unknown` holds the words that mean none of them. */
export function findNeeds(text: string): { needs: Answers<Need>; unknown: string[] } {
  const special = findUnanswered(text)
  if (special) return { needs: special, unknown: [] }
  if (/^\s*(nessuno|nessuna|none|niente)\s*$/i.test(text)) return { needs: [], unknown: [] }
  const found = new Set<Need>()
  const unknown: string[] = []
  for (const part of text.split(/[,;/|+\n]/)) {
    const word = part.trim()
    const code = whole(word)
    if (code) found.add(code)
    else if (word !== '') unknown.push(word)
  }
  return { needs: needs.map((item) => item.code).filter((code) => found.has(code)), unknown }
}
