/** A column that a desk's vault seals; `key` names its row in the desk, `id` is how the vault is told of it (`Spot`). */
export type SealedColumn = {
  table: string
  column: string
  key: Readonly<Record<string, 'uuid' | 'integer'>>
  id: readonly string[]
  /** Rows sealed anew in one transaction: some thousand small ones cost no more than one part of a file. */
  most: number
}

const ofId = (table: string, column: string): SealedColumn => ({
  table,
  column,
  key: { id: 'uuid' },
  id: ['id'],
  most: 500,
})

/** Every sealed column; the test of the catalogue holds the list against the tables. */
export const sealedColumns: readonly SealedColumn[] = [
  ofId('person', 'identity'),
  ofId('contact', 'words'),
  ofId('service_delivered', 'words'),
  ofId('case_note', 'words'),
  ofId('case_event', 'words'),
  ofId('import_run', 'about'),
  ofId('import_doubt', 'about'),
  { table: 'service_note', column: 'words', key: { service_id: 'uuid' }, id: ['service_id'], most: 500 },
  ofId('mail', 'address'),
  ofId('mail', 'link'),
  ofId('assurance_link', 'words'),
  ofId('legal_ground', 'words'),
  { table: 'legal_ground_end', column: 'words', key: { ground_id: 'uuid' }, id: ['ground_id'], most: 500 },
  ofId('restriction', 'words'),
  { table: 'restriction_end', column: 'words', key: { restriction_id: 'uuid' }, id: ['restriction_id'], most: 500 },
  ofId('person_export', 'words'),
  { table: 'referral_origin', column: 'words', key: { referral_id: 'uuid' }, id: ['referral_id'], most: 500 },
  {
    table: 'referral_copy',
    column: 'words',
    key: { referral_id: 'uuid', no: 'integer' },
    id: ['referral_id', 'no'],
    most: 500,
  },
  ofId('referral_message', 'words'),
  { table: 'draft', column: 'body', key: { account_id: 'uuid', id: 'uuid' }, id: ['id'], most: 100 },
  {
    table: 'import_error',
    column: 'about',
    key: { import_id: 'uuid', no: 'integer' },
    id: ['import_id', 'no'],
    most: 500,
  },
  {
    table: 'import_part',
    column: 'bytes',
    key: { import_id: 'uuid', no: 'integer' },
    id: ['import_id', 'no'],
    most: 4,
  },
]
