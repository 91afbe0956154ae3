import { v7 } from 'uuid'
import { documentNodes } from '#model/documents/documents.ts'
import type { LocalEdit } from '#model/documents/edit-contract.ts'
import { isOfProduct } from '#model/documents/edit-rules.ts'
import type { Area, Said } from '#model/documents/graph.ts'
import { readDate, typed } from '../ui/DateField.tsx'
import type { Read } from '../ui/form.ts'

/** A need as it is typed: one of these documents. Needs and ways have keys, so that a line that goes takes its own fields with it. */
export type NeedRow = { key: string; anyOf: readonly string[] }
export type WayRow = { key: string; insteadOf: string; also: string }

/** An edit of the graph as it is typed. `seen`: after which version of this document it was begun. */
export type LocalValues = {
  document: string
  seen: number
  area: Area
  name: Said
  where: Said
  bring: Said
  time: Said
  requires: readonly NeedRow[]
  ways: readonly WayRow[]
  source: string
  checkedOn: string
  validFrom: string
  validUntil: string
}

const none: Said = { it: '', en: '' }
export const newNeed = (): NeedRow => ({ key: v7(), anyOf: [''] })
export const newWay = (): WayRow => ({ key: v7(), insteadOf: '', also: '' })
const day = (date: string | null): string => (date ? typed(date) : '')

export const localValues = (document: string, seen: number, edit: LocalEdit | null): LocalValues => ({
  ...{ document, seen },
  area: edit?.own?.area ?? 'home',
  name: edit?.own?.name ?? none,
  ...{ where: edit?.where ?? none, bring: edit?.bring ?? none, time: edit?.time ?? none },
  requires: (edit?.requires ?? []).map((anyOf) => ({ key: v7(), anyOf })),
  ways: (edit?.ways ?? []).map((way) => ({ ...way, key: v7() })),
  ...{ source: edit?.source ?? '', checkedOn: day(edit?.checkedOn ?? null) },
  ...{ validFrom: day(edit?.validFrom ?? null), validUntil: day(edit?.validUntil ?? null) },
})

/** What the product asks for a document: what another way may stand in the place of. */
export const askedFor = (document: string): string[] => [
  ...new Set(documentNodes.find(({ code }) => code === document)?.requires.flatMap(({ anyOf }) => anyOf) ?? []),
]

const trimmed = ({ it, en }: Said): Said => ({ it: it.trim(), en: en.trim() })

/** What is typed as an edit; lines in which nothing is chosen are passed over. */
export function readLocal(values: LocalValues): Read<LocalEdit> {
  const wrong: Record<string, string> = {}
  const readDay = (field: 'checkedOn' | 'validFrom' | 'validUntil') => {
    if (values[field].trim() === '') return null
    const read = readDate(values[field])
    if (!read.ok) wrong[field] = `field.${read.reason}`
    return read.ok ? (read.date as LocalEdit['checkedOn']) : null
  }
  const [checkedOn, validFrom, validUntil] = [readDay('checkedOn'), readDay('validFrom'), readDay('validUntil')]
  if (values.checkedOn.trim() === '') wrong.checkedOn = 'field.missing'
  if (values.source.trim() === '') wrong.source = 'field.missing'
  const isOwn = !isOfProduct(values.document)
  const name = trimmed(values.name)
  if (isOwn && name.it === '') wrong.name = 'field.missing'
  for (const { key, insteadOf, also } of values.ways)
    if ((insteadOf === '') !== (also === '')) wrong[`way-${key}`] = 'documents.local-way-half'
  if (checkedOn === null || Object.keys(wrong).length > 0) return { ok: false, wrong }
  const facts = {
    ...{ where: trimmed(values.where), bring: trimmed(values.bring), time: trimmed(values.time) },
    requires: values.requires
      .map(({ anyOf }) => [...new Set(anyOf.filter((code) => code !== ''))])
      .filter((anyOf) => anyOf.length > 0),
    ...{ source: values.source.trim(), checkedOn, validFrom, validUntil },
  }
  const ways = values.ways.filter(({ also }) => also !== '').map(({ insteadOf, also }) => ({ insteadOf, also }))
  return { ok: true, body: { own: isOwn ? { area: values.area, name } : null, ways: isOwn ? [] : ways, ...facts } }
}
