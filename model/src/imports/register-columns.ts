import { fold } from '../codes/fold.ts'
import { type Cell, cellText } from './cells.ts'

/** Columns of a desk's register, and the headings they go by (folded: no accents, case or punctuation). */
const headings = {
  code: 'codice|codice persona|codice utente|id|code|cod|n codice|numero scheda|scheda|person code',
  contactDate:
    'data contatto|data del contatto|data primo contatto|data|data colloquio|contact date|date of contact|date',
  place:
    'luogo canale|luogo o canale|luogo|canale|luogo contatto|luogo del contatto|canale di accesso|modalita di contatto|' +
    'provenienza|place channel|place|channel',
  familyName: 'cognome|surname|family name|last name',
  givenName: 'nome|given name|first name|name',
  sex: 'sesso|genere|sex|gender|m f',
  birthDate:
    'data di nascita|data nascita|nato il|nato a il|nascita|anno di nascita|date of birth|birth date|birthdate',
  citizenship: 'cittadinanza|nazionalita|paese|paese di origine|citizenship|nationality|country',
  phone: 'telefono|tel|cellulare|cell|recapito|recapito telefonico|numero di telefono|phone|telephone|mobile',
  sector: 'settore|settore di lavoro|settore lavorativo|settore di impiego|ambito lavorativo|sector|work sector',
  stayDocument:
    'titolo di soggiorno|titolo soggiorno|permesso di soggiorno|permesso|documento di soggiorno|tipo di permesso|' +
    'residence permit|stay document|permit',
  needs: 'bisogni|bisogno|bisogni espressi|bisogni rilevati|richieste|richiesta|needs|need',
  takenInCharge: 'preso in carico|presa in carico|in carico|pic|taken in charge|in charge',
  takenOn:
    'data presa in carico|data di presa in carico|data della presa in carico|data pic|data inizio presa in carico|' +
    'taken in charge on|date taken in charge|date of taking in charge',
  note: 'note|nota|osservazioni|annotazioni|notes|remarks',
} as const

export type RegisterField = keyof typeof headings
export const registerFields = Object.keys(headings) as RegisterField[]

const fieldOf = new Map<string, RegisterField>()
for (const field of registerFields) for (const word of headings[field].split('|')) fieldOf.set(word, field)

export type Columns = {
  /** Index in a row, from 0, of each column that was recognised. */
  at: Partial<Record<RegisterField, number>>
  /** Every heading as it stands in the file, by index. */
  headings: readonly string[]
  /** Headings that mean nothing here: their cells are not read. */
  ignored: readonly string[]
}

export type ColumnProblem =
  | { code: 'wrong-header' }
  | { code: 'column-missing'; field: RegisterField; column: string }
  | { code: 'column-twice'; field: RegisterField; column: string }

export type ColumnReading = { ok: true; columns: Columns } | { ok: false; problems: ColumnProblem[] }

/** Reads one row of headings. Only the date of the contact must be there: a contact without a name is a contact. */
export function recogniseColumns(header: readonly string[]): ColumnReading {
  const cells = header.map((text) => text.replace(/\s+/g, ' ').trim())
  while (cells.at(-1) === '') cells.pop()
  const at: Columns['at'] = {}
  const ignored: string[] = []
  const problems: ColumnProblem[] = []
  for (const [index, text] of cells.entries()) {
    const field = fieldOf.get(fold(text))
    if (!field) {
      if (text !== '') ignored.push(text)
    } else if (at[field] !== undefined) problems.push({ code: 'column-twice', field, column: text.slice(0, 40) })
    else at[field] = index
  }
  if (Object.keys(at).length === 0) return { ok: false, problems: [{ code: 'wrong-header' }] }
  if (at.contactDate === undefined) {
    problems.push({ code: 'column-missing', field: 'contactDate', column: 'Data contatto' })
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, columns: { at, headings: cells, ignored } }
}

export const headerWithin = 10

/**
 * Finds the headings among the first rows of a file, where a title often stands above them: the row, of the first ten, in
 * which most cells are known. `index` counts the rows given, from 0; when nothing is recognised it is 0.
 */
export function findHeader(rows: readonly (readonly Cell[])[]): { index: number; reading: ColumnReading } {
  let best = { index: 0, known: 0 }
  for (const [index, row] of rows.slice(0, headerWithin).entries()) {
    const known = new Set(row.map((cell) => fieldOf.get(fold(cellText(cell)))).filter((field) => field)).size
    if (known > best.known) best = { index, known }
  }
  return { index: best.index, reading: recogniseColumns((rows[best.index] ?? []).map(cellText)) }
}
