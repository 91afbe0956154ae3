import { z } from 'zod'
import { Done, endpoint, Id, inDesk } from '../endpoint.ts'
import { PersonMatch } from '../people/contract.ts'
import { ImportKind } from './fields.ts'
import { PersonRow } from './person-row.ts'

/** One thing wrong with a row of the file. `value` is cut short; `code` is translated by the interface. */
export const ImportError = z.object({
  row: z.number().int(),
  column: z.string(),
  code: z.string(),
  value: z.string().optional(),
})
export type ImportError = z.infer<typeof ImportError>

export const ImportState = z.enum(['preview', 'unreadable', 'waiting', 'running', 'done', 'refused', 'failed'])
export type ImportState = z.infer<typeof ImportState>

/** `valid-rows`: bad rows are reported and the rest imported; `all-or-nothing`: one bad row and nothing is. */
export const ImportMode = z.enum(['valid-rows', 'all-or-nothing'])
export type ImportMode = z.infer<typeof ImportMode>

/** A column of the file: its heading, some of what stands in it, and what it is taken for (`null`: not read). */
export const ImportColumn = z.object({
  heading: z.string(),
  field: z.string().nullable(),
  /** Gone with the file. */
  samples: z.array(z.string()).default([]),
  /** An earlier file with this heading was matched by hand in this way. */
  remembered: z.boolean().default(false),
})
export type ImportColumn = z.infer<typeof ImportColumn>

/** What must be said before anything can be imported: fields without a column, or columns (from 0) that mean the same. */
export const ColumnProblem = z.discriminatedUnion('code', [
  z.object({ code: z.literal('wrong-header') }),
  z.object({ code: z.literal('column-missing'), fields: z.array(z.string()) }),
  z.object({ code: z.literal('column-twice'), field: z.string(), columns: z.array(z.number().int()) }),
])

/** A word of a field with a list that was not understood, and the code that somebody gave it by hand. */
export const ImportWord = z.strictObject({
  field: z.string().max(40),
  word: z.string().max(80),
  code: z.string().max(60).nullable(),
})
export type ImportWord = z.infer<typeof ImportWord>

export const ImportRun = z.object({
  id: Id,
  kind: ImportKind,
  fileName: z.string(),
  state: ImportState,
  mode: ImportMode.nullable(),
  /** Why the file could not be read, or why nothing was imported: a code. */
  reason: z.string().nullable(),
  rows: z.number().int(),
  good: z.number().int(),
  bad: z.number().int(),
  /** Rows gone through while it runs. */
  done: z.number().int(),
  contactsAdded: z.number().int(),
  /** Rows that an earlier import (of whatever file kind) had brought already. */
  alreadyThere: z.number().int(),
  personsAdded: z.number().int(),
  casesAdded: z.number().int(),
  /** Rows of persons who look like somebody the desk knows: left out until a person says who they are. */
  doubts: z.number().int(),
  /** The row of the headings as the spreadsheet numbers it; 0 where there are none. */
  headingRow: z.number().int().nullable(),
  /** The first rows, among which the headings are looked for. Gone with the file. */
  firstRows: z.array(z.object({ number: z.number().int(), text: z.string() })),
  columns: z.array(ImportColumn),
  problems: z.array(ColumnProblem),
  words: z.array(ImportWord),
  /** The first rows as they were understood. */
  sample: z.array(z.record(z.string(), z.string())),
  startedBy: z.string(),
  startedAt: z.string(),
})
export type ImportRun = z.infer<typeof ImportRun>

export const uploadRegister = endpoint({
  name: 'uploadRegister',
  method: 'POST',
  path: '/desks/:desk/imports/:import',
  access: { grant: 'import.run' },
  summary: 'Upload a file (CSV or XLSX, at most 25 MB; its name in x-file-name): read and shown, nothing imported yet',
  params: inDesk({ import: Id }),
  query: z.strictObject({ kind: ImportKind.default('contacts') }),
  answer: ImportRun,
  upload: { most: 25 * 1024 * 1024 },
  audit: { act: 'write', record: 'import', id: 'import' },
})

/** The choice is remembered by the headings, as keyed digests: the texts themselves may name a person and are not kept. */
export const mapColumns = endpoint({
  name: 'mapColumns',
  method: 'PUT',
  path: '/desks/:desk/imports/:import/columns',
  access: { grant: 'import.run' },
  summary: 'Say by hand what each column of a previewed file is; remembered for files with the same headings',
  params: inDesk({ import: Id }),
  body: z.strictObject({
    headingRow: z.number().int().min(0),
    /** One for each column; `null` for all: as the headings say by themselves, or as is remembered. */
    fields: z.array(z.string().max(40).nullable()).max(200).nullable(),
    words: z.array(ImportWord).max(500).default([]),
  }),
  answer: ImportRun,
  slow: true,
  audit: { act: 'write', record: 'import', id: 'import' },
})

export const RememberedColumns = z.object({ kind: ImportKind, columns: z.number().int() })

export const listRememberedColumns = endpoint({
  name: 'listRememberedColumns',
  method: 'GET',
  path: '/desks/:desk/import-columns',
  access: { grant: 'import.run' },
  summary: 'How many headings the desk has matched by hand, by kind of file',
  params: inDesk(),
  answer: z.object({ rows: z.array(RememberedColumns) }),
})

export const forgetColumns = endpoint({
  name: 'forgetColumns',
  method: 'DELETE',
  path: '/desks/:desk/import-columns/:kind',
  access: { grant: 'import.run' },
  summary: 'Forget what was matched by hand for a kind of file',
  params: inDesk({ kind: ImportKind }),
  answer: Done,
  audit: { act: 'write', record: 'import-columns' },
})

/** A row of a file of persons that was left out, with those it looks like now, likeliest first. */
export const Doubt = z.object({
  id: Id,
  row: z.number().int(),
  person: PersonRow,
  alike: z.array(PersonMatch),
})
export type Doubt = z.infer<typeof Doubt>

export const listDoubts = endpoint({
  name: 'listDoubts',
  method: 'GET',
  path: '/desks/:desk/imports/:import/doubts',
  access: { grant: 'import.run' },
  summary: 'Rows of persons who look like somebody the desk knows, the first twenty in the order of the file',
  params: inDesk({ import: Id }),
  answer: z.object({ rows: z.array(Doubt), total: z.number().int() }),
  audit: { act: 'read', record: 'persons' },
})

export const settleDoubt = endpoint({
  name: 'settleDoubt',
  method: 'PUT',
  path: '/desks/:desk/imports/:import/doubts/:doubt',
  access: { grant: 'import.run' },
  summary: 'Say who a row is: a person of the desk, whose record stays as it is, or somebody new, who is recorded',
  params: inDesk({ import: Id, doubt: Id }),
  body: z.strictObject({ person: Id.nullable() }),
  answer: ImportRun,
  audit: { act: 'write', record: 'import', id: 'import' },
})

export const runImport = endpoint({
  name: 'runImport',
  method: 'POST',
  path: '/desks/:desk/imports/:import/run',
  access: { grant: 'import.run' },
  summary: 'Import what was previewed',
  params: inDesk({ import: Id }),
  body: z.strictObject({ mode: ImportMode }),
  answer: ImportRun,
  audit: { act: 'write', record: 'import', id: 'import' },
})

export const discardImport = endpoint({
  name: 'discardImport',
  method: 'DELETE',
  path: '/desks/:desk/imports/:import',
  access: { grant: 'import.run' },
  summary: 'Give a previewed file back without importing it',
  params: inDesk({ import: Id }),
  answer: ImportRun,
  audit: { act: 'write', record: 'import', id: 'import' },
})

export const openImport = endpoint({
  name: 'openImport',
  method: 'GET',
  path: '/desks/:desk/imports/:import',
  access: { grant: 'import.run' },
  summary: 'How far an import is, and what came of it',
  params: inDesk({ import: Id }),
  answer: ImportRun,
  audit: { act: 'read', record: 'import', id: 'import' },
})

export const listImportErrors = endpoint({
  name: 'listImportErrors',
  method: 'GET',
  path: '/desks/:desk/imports/:import/errors',
  access: { grant: 'import.run' },
  summary: 'Rows that could not be read, in the order of the file',
  params: inDesk({ import: Id }),
  query: z.strictObject({
    after: z.coerce.number().int().min(0).default(0),
    most: z.coerce.number().int().min(1).max(500).default(100),
  }),
  answer: z.object({ rows: z.array(ImportError), next: z.number().int().nullable(), total: z.number().int() }),
  audit: { act: 'read', record: 'import', id: 'import' },
})

export const listImports = endpoint({
  name: 'listImports',
  method: 'GET',
  path: '/desks/:desk/imports',
  access: { grant: 'import.run' },
  summary: 'Imports of the desk, newest first (at most 50)',
  params: inDesk(),
  answer: z.object({ rows: z.array(ImportRun) }),
  audit: { act: 'read', record: 'imports' },
})
