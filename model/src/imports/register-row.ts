import type { CivilDate } from '../calendar.ts'
import { type Answer, findUnanswered, findYesNo, type YesNo } from '../codes/answer.ts'
import { findChannel } from '../codes/channels.ts'
import { findSector, type Sector } from '../codes/sectors.ts'
import { findSex, type Sex } from '../codes/sexes.ts'
import { findStayDocument, type StayDocument } from '../codes/stay-documents.ts'
import type { Cell } from './cells.ts'
import type { RegisterRow } from './register.ts'
import type { RowReading } from './row-errors.ts'
import { type ReadingPlan, RowReader } from './row-reader.ts'

/** Turns the cells of one row into a contact, or says everything that is wrong with it at once. */
export function readRegisterRow(cells: readonly Cell[], plan: ReadingPlan, rowNumber: number): RowReading<RegisterRow> {
  const reader = new RowReader(cells, plan, rowNumber)
  const shape = reader.shapeError()
  if (shape) return { ok: false, errors: [shape], unknown: [] }
  const contactDate = reader.day('contactDate')
  if (contactDate === undefined) reader.failIfClean('contactDate', 'date-missing')
  const takenOn = reader.day('takenOn')
  const row = {
    code: reader.line('code'),
    familyName: reader.line('familyName'),
    givenName: reader.line('givenName'),
    phone: reader.line('phone'),
    note: reader.text('note') || undefined,
    ...findChannel(reader.text('place')),
    contactDate: contactDate as CivilDate,
    takenOn,
    sex: reader.code<Sex>('sex', findSex, 'sex-unknown') ?? 'not_asked',
    birthDate: reader.birthDate(),
    citizenships: reader.citizenships(),
    sector:
      reader.code<Answer<Sector>>('sector', (text) => findSector(text) ?? findUnanswered(text), 'sector-unknown') ??
      'not_asked',
    stayDocument:
      reader.code<Answer<StayDocument>>('stayDocument', findStayDocument, 'stay-document-unknown') ?? 'not_asked',
    needs: reader.needs(),
    takenInCharge: takenInCharge(reader, takenOn),
  } satisfies { [field in keyof RegisterRow]: RegisterRow[field] | undefined }
  if (contactDate && takenOn && takenOn < contactDate) reader.fail('takenOn', 'taken-before-contact')
  return reader.outcome<RegisterRow>(row as RegisterRow)
}

/** A date says yes where the yes was left out; a date beside a "no" is a contradiction for a person to solve. */
function takenInCharge(reader: RowReader, takenOn: CivilDate | undefined): YesNo {
  const said = reader.code('takenInCharge', findYesNo, 'yes-no-unknown') ?? 'not_asked'
  if (said === 'yes' && !takenOn) reader.failIfClean('takenOn', 'taken-date-missing')
  if (takenOn && (said === 'no' || said === 'declined')) reader.fail('takenOn', 'taken-date-without-yes')
  return said === 'not_asked' && takenOn ? 'yes' : said
}
