import { type CivilDate, parseDate } from '../calendar.ts'
import { finder } from '../codes/code-list.ts'
import { languages } from '../codes/languages.ts'
import { needs } from '../codes/needs.ts'
import type { Way } from './contract.ts'
import { codesOfWords, type ReadEntry } from './hsds-reading.ts'

/** Columns of a list of services, by the words that head them. */
export const sheetColumns = [
  { code: 'name', it: 'Servizio', en: 'Service', words: 'nome|nome servizio|denominazione|name|service name' },
  { code: 'organisation', it: 'Ente', en: 'Organisation', words: 'organizzazione|body|organization|gestore' },
  { code: 'area', it: 'Area', en: 'Area', words: 'ambito|territorio|comune|citta|city|zona' },
  { code: 'needs', it: 'Bisogni', en: 'Needs', words: 'bisogno|need|tipo|categoria|category|aree' },
  { code: 'languages', it: 'Lingue', en: 'Languages', words: 'lingua|lingue parlate|language' },
  { code: 'phone', it: 'Telefono', en: 'Phone', words: 'tel|telefoni|phones|cellulare' },
  { code: 'free-number', it: 'Numero verde', en: 'Free number', words: 'verde' },
  { code: 'whatsapp', it: 'WhatsApp', en: 'WhatsApp' },
  { code: 'mail', it: 'E-mail', en: 'E-mail', words: 'mail|email|posta elettronica|posta' },
  { code: 'web', it: 'Sito', en: 'Website', words: 'sito web|url|web' },
  { code: 'address', it: 'Indirizzo', en: 'Address', words: 'sede|dove' },
  { code: 'documents', it: 'Documenti', en: 'Documents', words: 'documenti richiesti|cosa portare|required documents' },
  { code: 'who', it: 'A chi', en: 'Who', words: 'destinatari|requisiti|eligibility|per chi' },
  { code: 'permit', it: 'Senza permesso', en: 'Without permit', words: 'anche senza permesso|irregolari' },
  { code: 'cost', it: 'Costo', en: 'Cost', words: 'costi|prezzo|fees' },
  { code: 'about', it: 'Descrizione', en: 'Description', words: 'note|about|che cosa fa' },
  { code: 'hours', it: 'Orari', en: 'Opening times', words: 'orario|apertura|opening hours' },
  { code: 'assured', it: 'Verificato il', en: 'Assured on', words: 'aggiornato il|verifica|data verifica|updated' },
] as const
type Column = (typeof sheetColumns)[number]['code']

const columnOf = finder(sheetColumns)
const needOf = finder(needs)
const languageOf = finder(languages)
const yes = ['si', 'sì', 'yes', 'x', 'vero', 'true']
const no = ['no', 'falso', 'false']

/** Which column is what; a heading that is not known is told. */
export function columnsOfHead(head: readonly string[]): { columns: (Column | undefined)[]; unknown: string[] } {
  const columns = head.map((heading) => columnOf(heading))
  return { columns, unknown: head.filter((heading, at) => heading.trim() !== '' && !columns[at]) }
}

const parts = (cell: string) => cell.split(/[,;/\n]/).map((each) => each.trim())

/** One row of a list of services. Opening times in words stay words: they go with the description. */
export function entryOfRow(
  columns: readonly (Column | undefined)[],
  cells: readonly string[],
  today: CivilDate,
): ReadEntry {
  const cell = (column: Column): string =>
    columns
      .flatMap((each, at) => (each === column ? [(cells[at] ?? '').trim()] : []))
      .filter(Boolean)
      .join('\n')
  const needed = codesOfWords(parts(cell('needs')), needOf)
  const spoken = codesOfWords(parts(cell('languages')), languageOf)
  const permit = cell('permit').toLowerCase()
  const ways = (['phone', 'free-number', 'whatsapp', 'mail', 'web'] as const).flatMap((kind): Way[] =>
    cell(kind)
      .split(/[\n;]/)
      .map((value) => value.trim())
      .filter(Boolean)
      .map((value) => ({ kind, value, from: 'not-stated', note: '' })),
  )
  const assured = cell('assured')
  const hours = cell('hours')
  const facts = {
    needs: needed.codes,
    languages: spoken.codes,
    opening: null,
    address: cell('address'),
    ways,
    documentsAsked: cell('documents'),
    eligibility: cell('who') ? [{ programme: '', who: cell('who') }] : [],
    withoutPermit: yes.includes(permit) ? 'yes' : no.includes(permit) ? 'no' : 'not-stated',
    cost: cell('cost'),
    about: { it: [cell('about'), hours && `Orari: ${hours}`].filter(Boolean).join('\n'), en: '' },
    public: false,
  }
  const strange = (field: string, words: readonly string[]) => words.map((text) => ({ field, text }))
  const read = parseDate(assured, today)
  const day = read.ok ? read.date : null
  return {
    id: '',
    entry: {
      organisationId: null,
      newOrganisation: cell('organisation'),
      desk: null,
      name: cell('name'),
      area: cell('area'),
      facts,
      calls: [],
    },
    assuredOn: day,
    notUnderstood: [
      ...strange('needs', needed.rest),
      ...strange('languages', spoken.rest),
      ...strange('assured', assured && !day ? [assured] : []),
      ...strange('permit', permit && facts.withoutPermit === 'not-stated' ? [cell('permit')] : []),
    ],
  }
}
