import { z } from 'zod'
import { endpoint, Id, inDesk } from '../endpoint.ts'

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

export const ImportRun = z.object({
  id: Id,
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
  /** Which heading was taken for what. */
  columns: z.array(z.object({ heading: z.string(), field: z.string().nullable() })),
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
  summary:
    'Upload a register (CSV or XLSX, at most 25 MB; its name in x-file-name): read and shown, nothing imported yet',
  params: inDesk({ import: Id }),
  answer: ImportRun,
  upload: { most: 25 * 1024 * 1024 },
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
