/** A column that a desk's vault seals; `key` names its row in the desk, `id` is how the vault is told of it (`Spot`). */
export type SealedColumn = {
  table: string
  column: string
  key: Readonly<Record<string, 'uuid' | 'integer'>>
  id: readonly string[]
  /** Rows sealed anew in one transaction: some thousand small ones cost no more than one part of a file. */
  most: number
  whenErased: WhenErased
}

/**
 * What becomes of a value when the erasure of its person was decided: it is nothing, and opens as `as`; its row is taken away;
 * or it is about nobody, or not known to be about somebody, and why.
 */
export type WhenErased = { as: unknown } | 'taken away' | { stays: string }

const text: WhenErased = { as: '' }
const ofId = (table: string, column: string, whenErased: WhenErased): SealedColumn => ({
  table,
  column,
  key: { id: 'uuid' },
  id: ['id'],
  most: 500,
  whenErased,
})
/** A value whose row is named by that of another record. */
const by = (table: string, column: string, id: string, whenErased: WhenErased): SealedColumn => ({
  table,
  column,
  key: { [id]: 'uuid' },
  id: [id],
  most: 500,
  whenErased,
})

const nobody = {
  givenName: '',
  familyName: '',
  otherNames: '',
  birthDate: null,
  phones: [],
  documents: [],
  address: '',
  code: '',
}
const institutional = { stays: 'about a body or a service, never about a worker' }
const fileOfMany = { stays: 'a file about many, which goes by itself within a day; who decides is told of it' }

/** Every sealed column; the test of the catalogue holds the list against the tables. */
export const sealedColumns: readonly SealedColumn[] = [
  ofId('person', 'identity', { as: { identity: nobody, taxCode: null } }),
  ofId('contact', 'words', { as: { place: '', note: '' } }),
  ofId('service_delivered', 'words', text),
  ofId('case_note', 'words', text),
  ofId('note_version', 'words', text),
  ofId('case_event', 'words', text),
  ofId('sign_answer', 'words', { as: null }),
  ofId('pathway_fact', 'words', { as: null }),
  ofId('arrival_fact', 'words', { as: null }),
  ofId('decision_fact', 'words', { as: null }),
  ofId('worktime_entry', 'words', { as: null }),
  ofId('person_tie', 'words', { as: null }),
  ofId('case_file', 'about', {
    as: { name: '', kind: null, size: 0, sha256: '', evidence: false, visibility: 'desk', document: null, note: null },
  }),
  {
    table: 'case_file_part',
    column: 'bytes',
    key: { file_id: 'uuid', no: 'integer' },
    id: ['file_id', 'no'],
    most: 4,
    whenErased: { as: null },
  },
  {
    table: 'case_file_step',
    column: 'words',
    key: { file_id: 'uuid', no: 'integer' },
    id: ['file_id', 'no'],
    most: 500,
    whenErased: text,
  },
  {
    table: 'appointment_step',
    column: 'words',
    key: { appointment_id: 'uuid', no: 'integer' },
    id: ['appointment_id', 'no'],
    most: 500,
    whenErased: { as: null },
  },
  ofId('patron_day', 'words', { stays: 'the holiday of a place, about nobody' }),
  ofId('room', 'words', { stays: 'about a room of the desk, never about a worker' }),
  ofId('walk_in', 'words', {
    stays: 'a queue of the day: no row says of whom it is, and each goes by itself within a week',
  }),
  ofId('mediator', 'words', { stays: 'about a colleague or somebody called to mediate, never about a worker' }),
  ofId('task_fact', 'words', { as: null }),
  ofId('question_answer', 'words', { as: null }),
  ofId('question', 'words', { stays: 'what a desk asks of whomever, never an answer' }),
  ofId('question_version', 'words', { stays: 'what a desk asks of whomever, never an answer' }),
  ofId('case_letter', 'words', { as: null }),
  ofId('handover', 'words', text),
  ofId('conference_fact', 'words', { as: null }),
  ofId('approval', 'words', { as: null }),
  by('approval_end', 'words', 'approval_id', text),
  ofId('import_run', 'about', fileOfMany),
  ofId('import_doubt', 'about', 'taken away'),
  by('service_note', 'words', 'service_id', institutional),
  ofId('pathway_template', 'words', institutional),
  ofId('letter_template', 'words', institutional),
  ofId('document_edit', 'words', institutional),
  ofId('mail', 'address', institutional),
  ofId('mail', 'link', institutional),
  ofId('assurance_link', 'words', institutional),
  ofId('legal_ground', 'words', { as: { present: '', task: '', outside: '' } }),
  { ...by('ground_signature', 'image', 'ground_id', text), most: 8 },
  by('legal_ground_end', 'words', 'ground_id', text),
  ofId('restriction', 'words', text),
  by('restriction_end', 'words', 'restriction_id', text),
  ofId('person_export', 'words', text),
  ofId('erasure', 'words', text),
  by('erasure_end', 'words', 'erasure_id', text),
  by('signal_words', 'words', 'signal_id', { stays: 'no row says of whom a signal is' }),
  by('glass_words', 'words', 'glass_id', text),
  by('referral_origin', 'words', 'referral_id', { as: null }),
  {
    table: 'referral_copy',
    column: 'words',
    key: { referral_id: 'uuid', no: 'integer' },
    id: ['referral_id', 'no'],
    most: 500,
    whenErased: { as: {} },
  },
  ofId('referral_message', 'words', text),
  ofId('referral_link', 'address', institutional),
  {
    table: 'draft',
    column: 'body',
    key: { account_id: 'uuid', id: 'uuid' },
    id: ['id'],
    most: 100,
    whenErased: 'taken away',
  },
  {
    table: 'referral_appointment',
    column: 'words',
    key: { referral_id: 'uuid', no: 'integer' },
    id: ['referral_id', 'no'],
    most: 500,
    whenErased: { as: { day: '', time: '', place: '', with: '' } },
  },
  ofId('document_fact', 'words', { as: { state: 'not_asked', expiresOn: null, number: '', note: '' } }),
  ofId('referral_file', 'about', { as: { name: '', kind: null, size: 0 } }),
  {
    table: 'referral_file_part',
    column: 'bytes',
    key: { file_id: 'uuid', no: 'integer' },
    id: ['file_id', 'no'],
    most: 4,
    whenErased: { as: null },
  },
  {
    table: 'import_error',
    column: 'about',
    key: { import_id: 'uuid', no: 'integer' },
    id: ['import_id', 'no'],
    most: 500,
    whenErased: 'taken away',
  },
  {
    table: 'import_part',
    column: 'bytes',
    key: { import_id: 'uuid', no: 'integer' },
    id: ['import_id', 'no'],
    most: 4,
    whenErased: fileOfMany,
  },
]

const erasedAs: ReadonlyMap<string, string> = new Map(
  sealedColumns.flatMap(({ table, column, whenErased: how }) =>
    typeof how === 'object' && 'as' in how ? [[`${table}.${column}`, JSON.stringify(how.as)] as const] : [],
  ),
)

/** What an erased value of a column opens as, as JSON; nothing where none is ever erased. */
export const erasedValue = (column: string): string | undefined => erasedAs.get(column)
