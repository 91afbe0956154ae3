import { v5 } from 'uuid'
import { fold } from '#model/codes/fold.ts'
import { ServiceEntry } from '#model/network/contract.ts'
import { bringServices, lookAtServices, type ServiceList } from '#model/network/contract-lists.ts'
import { problemsOf } from '#model/network/hsds-reading.ts'
import type { At } from '../platform/door.ts'
import { invalid } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { SheetFailure } from '../platform/sheet.ts'
import { addEntry, refuseTryout } from './entries.ts'
import { entriesOfFile, type ListFile } from './list-file.ts'
import { serviceRows } from './services.ts'

const SHOWN = 200

type Found = ListFile['entries'][number] & { entry: ServiceEntry; id: string }

/** The id that an entry had, or one of its name and body: the same file brought in again finds what is there. */
const idOf = (at: At, { id, entry }: { id: string; entry: ServiceEntry }) =>
  id || v5(`service ${fold(entry.name)} ${fold(entry.newOrganisation)}`, at.desk.id)

async function read(at: At, bytes: Buffer) {
  const file = await entriesOfFile(bytes, at.today).catch((error: unknown) => {
    throw error instanceof SheetFailure ? invalid({ pointer: '/file', code: error.code }) : error
  })
  const errors: ServiceList['errors'] = []
  const good: Found[] = []
  for (const each of file.entries) {
    const problems = problemsOf(each.entry)
    errors.push(...problems.map((problem) => ({ row: each.row, ...problem })))
    if (problems.length > 0) continue
    const entry = ServiceEntry.parse(each.entry)
    const id = idOf(at, { id: each.id, entry })
    if (good.some((other) => other.id === id)) errors.push({ row: each.row, field: 'name', code: 'twice' })
    else good.push({ ...each, entry, id })
  }
  const ids = new Set((await serviceRows(at).execute()).map(({ id }) => id))
  const fresh = good.filter(({ id }) => !ids.has(id))
  const list: ServiceList = {
    kind: file.kind,
    rows: file.entries.length,
    good: good.length,
    already: good.length - fresh.length,
    added: 0,
    dated: good.filter(({ assuredOn }) => assuredOn !== null).length,
    unknownColumns: file.unknownColumns.slice(0, 50),
    sample: good.slice(0, 20).map(({ row, entry }) => ({ row, name: entry.name, organisation: entry.newOrganisation })),
    errors: errors.slice(0, SHOWN),
    notUnderstood: file.entries
      .flatMap(({ row, notUnderstood }) =>
        notUnderstood.map(({ field, text }) => ({ row, field, text: text.slice(0, 80) })),
      )
      .slice(0, SHOWN),
  }
  return { list, fresh }
}

export const listRoutes: Route[] = [
  route(lookAtServices, async (at, { bytes }) => (await read(at, bytes)).list),
  route(bringServices, async (at, { bytes, query }) => {
    await refuseTryout(at)
    if (query.assured > at.today) throw invalid({ pointer: '/assured', code: 'future' })
    const { list, fresh } = await read(at, bytes)
    for (const { id, entry, assuredOn } of fresh) {
      const day = assuredOn !== null && assuredOn <= at.today ? assuredOn : query.assured
      await addEntry(at, id, entry, undefined, day)
    }
    return { ...list, added: fresh.length }
  }),
]
