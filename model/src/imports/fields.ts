import { z } from 'zod'
import { Unanswered } from '../codes/answer.ts'
import { citizenships } from '../codes/citizenships.ts'
import type { CodeItem } from '../codes/code-list.ts'
import { fold } from '../codes/fold.ts'
import { legalBases } from '../codes/legal-bases.ts'
import { needs } from '../codes/needs.ts'
import { outcomes } from '../codes/outcomes.ts'
import { profiles } from '../codes/profiles.ts'
import { sectors } from '../codes/sectors.ts'
import { sexes } from '../codes/sexes.ts'
import { stayDocuments } from '../codes/stay-documents.ts'
import { workForms } from '../codes/work-forms.ts'

/** What a file brings: contacts of a register, persons, or cases of persons who are there already. */
export const ImportKind = z.enum(['contacts', 'persons', 'cases'])
export type ImportKind = z.infer<typeof ImportKind>

const code = 'codice|codice persona|codice utente|id|code|cod|n codice|numero scheda|scheda|person code'
const names = {
  familyName: 'cognome|surname|family name|last name',
  givenName: 'nome|given name|first name|name',
}
const facts = {
  sex: 'sesso|genere|sex|gender|m f',
  birthDate:
    'data di nascita|data nascita|nato il|nato a il|nascita|anno di nascita|date of birth|birth date|birthdate',
  citizenship: 'cittadinanza|nazionalita|paese|paese di origine|citizenship|nationality|country',
  phone: 'telefono|tel|cellulare|cell|recapito|recapito telefonico|numero di telefono|phone|telephone|mobile',
}
const situation = {
  sector: 'settore|settore di lavoro|settore lavorativo|settore di impiego|ambito lavorativo|sector|work sector',
  stayDocument:
    'titolo di soggiorno|titolo soggiorno|permesso di soggiorno|permesso|documento di soggiorno|tipo di permesso|' +
    'residence permit|stay document|permit',
  needs: 'bisogni|bisogno|bisogni espressi|bisogni rilevati|richieste|richiesta|needs|need',
}
const note = 'note|nota|osservazioni|annotazioni|notes|remarks'

/** Fields of each kind and the headings they go by (folded: no accents, case or punctuation). */
const headings = {
  contacts: {
    code,
    contactDate:
      'data contatto|data del contatto|data primo contatto|data|data colloquio|contact date|date of contact|date',
    place:
      'luogo canale|luogo o canale|luogo|canale|luogo contatto|luogo del contatto|canale di accesso|modalita di contatto|' +
      'provenienza|place channel|place|channel',
    ...names,
    ...facts,
    ...situation,
    takenInCharge: 'preso in carico|presa in carico|in carico|pic|taken in charge|in charge',
    takenOn:
      'data presa in carico|data di presa in carico|data della presa in carico|data pic|data inizio presa in carico|' +
      'taken in charge on|date taken in charge|date of taking in charge',
    note,
  },
  persons: {
    code,
    ...names,
    otherNames: 'altri nomi|alias|detto|detta|soprannome|other names|also known as',
    ...facts,
    passport: 'passaporto|numero passaporto|n passaporto|passport|passport number',
    identityCard: 'carta di identita|carta identita|carta d identita|n carta di identita|identity card',
    permit: 'numero permesso di soggiorno|numero permesso|n permesso|permit number|residence permit number',
    permitReceipt: 'ricevuta|numero ricevuta|ricevuta permesso|assicurata|permit receipt',
    otherDocument: 'documento|numero documento|n documento|altro documento|document|document number',
    taxCode: 'codice fiscale|cf|c f|tax code',
    address: 'indirizzo|residenza|domicilio|address',
  },
  cases: {
    code: `${code}|persona|riferimento persona|person`,
    openedOn:
      'data apertura|data di apertura|apertura|aperto il|data inizio|inizio|data presa in carico|presa in carico|' +
      'data di presa in carico|opening date|opened on|opened|start date',
    state: 'stato|stato del caso|state|status',
    closedOn: 'data chiusura|data di chiusura|chiusura|chiuso il|data fine|fine|closing date|closed on|closed|end date',
    outcome: 'esito|esito del caso|motivo chiusura|outcome|result',
    profile: 'profilo|profile',
    workForm: 'forma di lavoro|tipo di lavoro|rapporto di lavoro|contratto|work form|employment',
    ...situation,
    legalBasis: 'base giuridica|legal basis',
    note,
  },
} as const satisfies Record<ImportKind, Record<string, string>>

export type FieldOf<K extends ImportKind> = keyof (typeof headings)[K] & string
export type ImportField = { [K in ImportKind]: FieldOf<K> }[ImportKind]

export const fieldsOf = (kind: ImportKind): ImportField[] => Object.keys(headings[kind]) as ImportField[]

/** What a file of a kind cannot do without: of each group one field at least. A contact without a name is a contact. */
export const neededFields: Record<ImportKind, readonly (readonly ImportField[])[]> = {
  contacts: [['contactDate']],
  persons: [['familyName', 'givenName', 'code', 'phone']],
  cases: [['code'], ['openedOn']],
}

/** Fields that take a code of a list: a word that is not understood may be given one by hand. */
export const listOfField: Partial<Record<ImportField, readonly CodeItem[]>> = {
  sex: sexes.filter((item) => item.code.length === 1),
  citizenship: citizenships,
  sector: sectors,
  stayDocument: stayDocuments,
  needs,
  outcome: outcomes,
  profile: profiles,
  workForm: workForms,
  legalBasis: legalBases,
}

/** Whether a field, named by whoever asks, takes a code of a list. */
export const isListed = (field: string): boolean => Object.hasOwn(listOfField, field)

/** Whether somebody may say that a word of a field means this code. Of needs and outcomes only those of the list can be meant. */
export function mayMean(field: string, code: string): boolean {
  const list = isListed(field) ? listOfField[field as ImportField] : undefined
  if (list?.some((item) => item.code === code)) return true
  return list !== undefined && list !== needs && list !== outcomes && Unanswered.safeParse(code).success
}

const wordsOf = (kind: ImportKind) =>
  new Map(
    Object.entries(headings[kind]).flatMap(([field, words]) =>
      words.split('|').map((word) => [word, field as ImportField] as const),
    ),
  )
const fieldByWord = { contacts: wordsOf('contacts'), persons: wordsOf('persons'), cases: wordsOf('cases') }

/** The field that a heading means in files of a kind, whatever its accents, case and blanks. */
export const fieldOfHeading = (kind: ImportKind, heading: string): ImportField | undefined =>
  fieldByWord[kind].get(fold(heading))
