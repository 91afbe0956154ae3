import {
  discardImport,
  listImportErrors,
  listImports,
  openImport,
  runImport,
  uploadRegister,
} from '#model/imports/contract.ts'
import type { At } from '../platform/door.ts'
import { notFound, notPossible } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { discardRun, startable, takeRegister } from './run.ts'
import { lastRuns, lockRun, pageOfErrors, presentRuns, runRow, saveRun } from './store.ts'

async function shown(at: At, id: string) {
  const row = await runRow(at, id)
  if (!row) throw notFound()
  const [run] = await presentRuns(at, [row])
  return run as NonNullable<typeof run>
}

export const importRoutes: Route[] = [
  route(uploadRegister, async (at, { params, bytes, fileName }) => {
    const id = params.import
    const sent = [fileName, at.vault.tag('file', bytes.toString('base64')).toString('hex')]
    if (await at.firstTime(id, sent, () => shown(at, id))) await takeRegister(at, id, fileName, bytes)
    return shown(at, id)
  }),
  route(runImport, async (at, { params, body }) => {
    const row = await lockRun(at, params.import)
    if (!row) throw notFound()
    // A repeated request for the same start is answered, not refused.
    if (row.mode !== body.mode || startable(row.state)) {
      if (!startable(row.state)) throw notPossible('import-started')
      await saveRun(at, row.id, { state: 'waiting', mode: body.mode })
      await at.tell('import.requested', { import: row.id })
    }
    return shown(at, row.id)
  }),
  route(discardImport, async (at, { params }) => {
    const row = await lockRun(at, params.import)
    if (!row) throw notFound()
    if (row.state === 'waiting' || row.state === 'running') throw notPossible('import-started')
    if (startable(row.state) || row.state === 'unreadable') await discardRun(at, row.id)
    return shown(at, row.id)
  }),
  route(openImport, (at, { params }) => shown(at, params.import)),
  route(listImports, async (at) => ({ rows: await presentRuns(at, await lastRuns(at)) })),
  route(listImportErrors, async (at, { params, query }) => {
    await shown(at, params.import)
    const { errors, total } = await pageOfErrors(at, params.import, query.after, query.most)
    const page = errors.slice(0, query.most)
    const last = errors.length > query.most ? page.at(-1) : undefined
    return { rows: page.map((each) => each.error), next: last?.no ?? null, total }
  }),
]
