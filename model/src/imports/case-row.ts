import { z } from 'zod'
import { CivilDate } from '../calendar.ts'
import { answer, answers, findUnanswered, type Unanswered } from '../codes/answer.ts'
import { type CodeItem, type CodeOf, finder } from '../codes/code-list.ts'
import { fold } from '../codes/fold.ts'
import { LegalBasis, legalBases } from '../codes/legal-bases.ts'
import { Need } from '../codes/needs.ts'
import { Outcome, outcomes } from '../codes/outcomes.ts'
import { Profile, profiles } from '../codes/profiles.ts'
import { findSector, Sector } from '../codes/sectors.ts'
import { findStayDocument, StayDocument } from '../codes/stay-documents.ts'
import { WorkForm, workForms } from '../codes/work-forms.ts'
import type { Cell } from './cells.ts'
import type { RowReading } from './row-errors.ts'
import { type ReadingPlan, RowReader } from './row-reader.ts'

/** A case (presa in carico) as a row of a file tells it. */
export const CaseRow = z.object({
  /** The person: the source's own number, as in an earlier file of persons or contacts. */
  code: z.string(),
  openedOn: CivilDate,
  closed: z.object({ on: CivilDate, outcome: Outcome }).optional(),
  profile: answer(Profile),
  stayDocument: answer(StayDocument),
  sector: answer(Sector),
  workForm: answer(WorkForm),
  needs: answers(Need),
  legalBasis: answer(LegalBasis),
  note: z.string().optional(),
})
export type CaseRow = z.infer<typeof CaseRow>

/** A code of the list, or that it was not asked or not said. */
const orUnanswered = <const L extends readonly CodeItem[]>(list: L) => {
  const find = finder(list)
  return (text: string): CodeOf<L> | Unanswered | undefined => find(text) ?? findUnanswered(text)
}
const findProfile = orUnanswered(profiles)
const findWorkForm = orUnanswered(workForms)
const findLegalBasis = orUnanswered(legalBases)
const findOutcome = finder(outcomes)

const openWords = 'aperto|aperta|attivo|attiva|in corso|open|active'.split('|')
const closedWords = 'chiuso|chiusa|concluso|conclusa|terminato|terminata|closed|ended'.split('|')
function findState(text: string): 'open' | 'closed' | Unanswered | undefined {
  const word = fold(text)
  if (openWords.includes(word)) return 'open'
  if (closedWords.includes(word)) return 'closed'
  return findUnanswered(text)
}

/** Turns the cells of one row into a case, or says everything that is wrong with it at once. */
export function readCaseRow(cells: readonly Cell[], plan: ReadingPlan, rowNumber: number): RowReading<CaseRow> {
  const reader = new RowReader(cells, plan, rowNumber)
  const shape = reader.shapeError()
  if (shape) return { ok: false, errors: [shape], unknown: [] }
  const code = reader.line('code')
  if (!code || fold(code) === '') reader.failIfClean('code', 'reference-missing')
  const openedOn = reader.day('openedOn')
  if (openedOn === undefined) reader.failIfClean('openedOn', 'opening-missing')
  const row = {
    code: code as string,
    openedOn: openedOn as CivilDate,
    closed: closing(reader, openedOn),
    profile: reader.code('profile', findProfile, 'profile-unknown') ?? 'not_asked',
    stayDocument: reader.code('stayDocument', findStayDocument, 'stay-document-unknown') ?? 'not_asked',
    sector: reader.code('sector', (text) => findSector(text) ?? findUnanswered(text), 'sector-unknown') ?? 'not_asked',
    workForm: reader.code('workForm', findWorkForm, 'work-form-unknown') ?? 'not_asked',
    needs: reader.needs(),
    legalBasis: reader.code('legalBasis', findLegalBasis, 'legal-basis-unknown') ?? 'not_asked',
    note: reader.text('note') || undefined,
  }
  return reader.outcome<CaseRow>(row as CaseRow)
}

/** A case is closed with a day and an outcome, or not at all: half of it is a question for a person. */
function closing(reader: RowReader, openedOn: CivilDate | undefined): CaseRow['closed'] {
  const state = reader.code('state', findState, 'state-unknown')
  const on = reader.day('closedOn')
  const outcome = findUnanswered(reader.text('outcome'))
    ? undefined
    : reader.code('outcome', findOutcome, 'outcome-unknown')
  if (state === 'open' && on) reader.fail('closedOn', 'state-open-but-closed')
  if (on && openedOn && on < openedOn) reader.fail('closedOn', 'closed-before-opening')
  if (on && !outcome) reader.failIfClean('outcome', 'outcome-missing')
  if (!on && (state === 'closed' || outcome)) reader.failIfClean('closedOn', 'closing-missing')
  return on && outcome ? { on, outcome } : undefined
}
