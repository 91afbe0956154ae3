import type { z } from 'zod'
import { columnProblems, type Fields } from '#model/imports/columns.ts'
import type { mapColumns } from '#model/imports/contract.ts'
import { fieldsOf, type ImportField, type ImportKind, isListed, mayMean } from '#model/imports/fields.ts'
import { invalid } from '../platform/failure.ts'
import type { Choice } from './reading.ts'
import type { About } from './store.ts'

type Said = z.output<(typeof mapColumns)['body']>

/** What somebody said of a file's columns, if it can be meant of this file. */
export function checkedChoice(kind: ImportKind, about: About, { headingRow, fields, words }: Said): Choice {
  if (headingRow !== 0 && !about.firstRows.some(({ number }) => number === headingRow))
    throw invalid({ pointer: '/headingRow', code: 'unknown-row' })
  for (const [index, { field, code }] of words.entries()) {
    const isOfKind = fieldsOf(kind).includes(field as ImportField) && isListed(field)
    if (!isOfKind || (code !== null && !mayMean(field, code)))
      throw invalid({ pointer: `/words/${index}`, code: 'unknown-code' })
  }
  return { headingRow, fields: fields && checkedFields(kind, about, headingRow, fields), words }
}

function checkedFields(kind: ImportKind, about: About, headingRow: number, said: readonly (string | null)[]): Fields {
  if (headingRow !== about.headingRow || said.length !== about.columns.length)
    throw invalid({ pointer: '/fields', code: 'columns-changed' })
  const wrong = said.findIndex((field) => field !== null && !fieldsOf(kind).includes(field as ImportField))
  if (wrong >= 0) throw invalid({ pointer: `/fields/${wrong}`, code: 'unknown-field' })
  const fields = said as Fields
  for (const problem of columnProblems(kind, fields)) {
    if (problem.code === 'column-twice')
      throw invalid(...problem.columns.map((index) => ({ pointer: `/fields/${index}`, code: 'column-twice' })))
    throw invalid({ pointer: '/fields', code: problem.code })
  }
  return fields
}
