import { type SheetCell, SheetFailure, type SheetLimits, textCell } from './sheet.ts'
import { isDateFormat } from './xlsx-dates.ts'
import type { ZipParts } from './zip-parts.ts'

/** What must be known of a workbook before a sheet of it can be read. Paths are those inside the zip. */
export type Workbook = {
  sheet: string
  strings: string | undefined
  dateStyles: ReadonlySet<number>
  epoch1904: boolean
}

type Relation = { id: string; type: string; target: string }

/** Finds the first sheet that is not hidden, and the styles whose numbers are dates. */
export async function firstVisibleSheet(parts: ZipParts): Promise<Workbook> {
  const main =
    (await relationsOf(parts, '')).find((one) => one.type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml'
  if (!parts.has(main)) throw new SheetFailure('not-a-spreadsheet')
  const relations = await relationsOf(parts, main)
  const targets = (type: string) => relations.filter((one) => one.type.endsWith(`/${type}`))
  const worksheets = new Map(targets('worksheet').map((one) => [one.id, one.target]))
  let sheet: string | undefined
  let epoch1904 = false
  await parts.read(main, {
    open(name, attribute) {
      if (name === 'workbookPr') epoch1904 = ['1', 'true'].includes(attribute('date1904') ?? '')
      if (name !== 'sheet' || sheet !== undefined || (attribute('state') ?? 'visible') !== 'visible') return
      sheet = worksheets.get(attribute('r:id') ?? attribute('id') ?? '')
    },
  })
  if (sheet === undefined) throw new SheetFailure('empty-file')
  const styles = targets('styles')[0]?.target
  const dateStyles = styles ? await dateStylesOf(parts, styles) : new Set<number>()
  return { sheet, strings: targets('sharedStrings')[0]?.target, dateStyles, epoch1904 }
}

/** What a part points at, with paths from the root of the zip. */
async function relationsOf(parts: ZipParts, part: string): Promise<Relation[]> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const found: Relation[] = []
  await parts.read(`${folder}_rels/${part.slice(folder.length)}.rels`, {
    open(name, attribute) {
      if (name !== 'Relationship' || attribute('TargetMode') === 'External' || found.length >= 5_000) return
      const target = attribute('Target') ?? ''
      const path = new URL(target, `zip://part/${folder}`).pathname.slice(1)
      found.push({ id: attribute('Id') ?? '', type: attribute('Type') ?? '', target: decodeURIComponent(path) })
    },
  })
  return found
}

async function dateStylesOf(parts: ZipParts, path: string): Promise<Set<number>> {
  const formats = new Map<number, string>()
  const dates = new Set<number>()
  let inCells = false
  let style = 0
  await parts.read(path, {
    open(name, attribute) {
      if (name === 'numFmt' && formats.size < 5_000)
        formats.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const id = Number(attribute('numFmtId') ?? 0)
        // Excel itself stops at 65,490 styles.
        if (style < 70_000 && isDateFormat(id, formats.get(id))) dates.add(style)
        style += 1
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return dates
}

/** Texts of a workbook stand once, in one table that must be held whole: it has its own bounds. */
const mostStrings = 1_000_000
const mostCharacters = 48 * 1024 * 1024

/** The table of shared texts as cells. Runs of different fonts are joined, readings of Asian letters left out. */
export async function sharedStrings(parts: ZipParts, book: Workbook, limits: SheetLimits): Promise<SheetCell[]> {
  const strings: SheetCell[] = []
  if (!book.strings) return strings
  let text = ''
  let characters = 0
  let collect = false
  let phonetic = false
  await parts.read(book.strings, {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') phonetic = true
      else if (name === 't') collect = !phonetic
    },
    text(piece) {
      if (collect && text.length <= limits.cell) text += piece.slice(0, limits.cell + 1)
    },
    close(name) {
      if (name === 't') collect = false
      else if (name === 'rPh') phonetic = false
      if (name !== 'si') return
      const cell = textCell(unescaped(text), limits)
      characters += cell.kind === 'text' ? cell.text.length : 0
      if (strings.length >= mostStrings || characters > mostCharacters) throw new SheetFailure('zip-bomb')
      strings.push(cell)
    },
  })
  return strings
}

/** Office files write a control character as _x000D_. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
