import { strToU8, zipSync } from 'fflate'
import type { PublicService, Voice } from '#model/network/hsds.ts'
import { type Table, tablesOf } from '#model/network/hsds-tables.ts'

/** CSV as data packages want it (RFC 4180): for machines, so nothing is put before a text that a sheet takes for a formula. */
function csvOf({ fields, rows }: Table): string {
  const cell = (value: unknown) => {
    const text = String(value ?? '')
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  const lines = [fields, ...rows.map((row) => fields.map((field) => row[field]))]
  return lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('')
}

/** The tables as a tabular data package (Frictionless), zipped. The same entries give the same bytes. */
export function packageOf(services: readonly PublicService[], voice: Voice, network: string): Uint8Array {
  const tables = tablesOf(services, voice)
  const description = {
    name: 'human-services-data-specification-datapackage',
    title: network,
    profile: 'tabular-data-package',
    resources: tables.map(({ name, path, fields }) => ({
      name,
      path,
      profile: 'tabular-data-resource',
      format: 'csv',
      mediatype: 'text/csv',
      schema: { fields: fields.map((field) => ({ name: field, type: 'string' })), primaryKey: 'id' },
    })),
  }
  const files = {
    'datapackage.json': `${JSON.stringify(description, null, 2)}\n`,
    ...Object.fromEntries(tables.map((table) => [table.path, csvOf(table)])),
  }
  const bytes = Object.entries(files).map(([path, text]) => [path, strToU8(text)])
  return zipSync(Object.fromEntries(bytes), { mtime: '1980-01-01' })
}
