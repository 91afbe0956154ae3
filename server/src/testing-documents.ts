import { v7 } from 'uuid'
import type { Caller } from './testing.ts'

const said = (it: string) => ({ it, en: '' })
const facts = {
  ...{ where: said('Ufficio anagrafe'), bring: said('Documento'), time: said('Una settimana') },
  ...{ requires: [['passport', 'permit']], source: 'Comune, sportello anagrafe', checkedOn: '2026-01-10' },
  ...{ ways: [], validFrom: null, validUntil: null },
}

/** A document of a desk's own. */
export const ownDocument = (more: object = {}) => ({
  ...{ own: { area: 'home', name: said('Attestazione del Comune') }, ...facts, ...more },
})

/** What is different at a desk in a document of the product. */
export const localChange = (more: object = {}) => ({ own: null, ...facts, requires: [], ...more })

/** A document of the desk's own, without which there is no residence here. */
export async function addLocalDocuments(by: Caller) {
  const localDocument = v7()
  await by.call('PUT', `/documents/edits/${localDocument}`, { no: 0, edit: ownDocument() })
  await by.call('PUT', '/documents/edits/residence', { no: 0, edit: localChange({ requires: [[localDocument]] }) })
  return { localDocument }
}
