import {
  discardImport,
  forgetColumns,
  listDoubts,
  listImportErrors,
  listImports,
  listRememberedColumns,
  mapColumns,
  openImport,
  runImport,
  settleDoubt,
  uploadRegister,
} from '#model/imports/contract.ts'
import type { At } from '../platform/door.ts'
import { notFound, notPossible } from '../platform/failure.ts'
import { type Route, route } from '../platform/route.ts'
import { checkedChoice } from './choice.ts'
import { presentDoubts, settle } from './doubts.ts'
import { forgetHeadings, rememberColumns, rememberedColumns } from './heading-store.ts'
import { discardRun, lookAgain, startable, takeFile } from './run.ts'
import { aboutOf, fileOfRun, lastRuns, lockRun, pageOfErrors, presentRuns, runRow, saveRun } from './store.ts'

async function shown(at: At, id: string) {
  const row = await runRow(at, id)
  if (!row) throw notFound()
  const [run] = await presentRuns(at, [row])
  return run as NonNullable<typeof run>
}

async function locked(at: At, id: string) {
  const row = await lockRun(at, id)
  if (!row) throw notFound()
  return row
}

export const importRoutes: Route[] = [
  route(uploadRegister, async (at, { params, query, bytes, fileName }) => {
    const id = params.import
    const sent = [query.kind, fileName, at.vault.tag('file', bytes.toString('base64')).toString('hex')]
    if (await at.firstTime(id, sent, () => shown(at, id))) await takeFile(at, id, query.kind, fileName, bytes)
    return shown(at, id)
  }),
  route(mapColumns, async (at, { params, body }) => {
    const row = await locked(at, params.import)
    if (!startable(row.state)) throw notPossible('import-started')
    const choice = checkedChoice(row.kind, aboutOf(at, row), body)
    await lookAgain(at, row, await fileOfRun(at, row.id), choice)
    const run = await shown(at, row.id)
    if (choice.fields) {
      const headings = run.columns.map(({ heading }) => heading)
      await rememberColumns(at, row.kind, headings, choice.fields)
    }
    return run
  }),
  route(listRememberedColumns, async (at) => ({ rows: await rememberedColumns(at) })),
  route(forgetColumns, async (at, { params }) => {
    await forgetHeadings(at, params.kind)
    return { done: true as const }
  }),
  route(runImport, async (at, { params, body }) => {
    const row = await locked(at, params.import)
    // A repeated request for the same start is answered, not refused.
    if (row.mode !== body.mode || startable(row.state)) {
      if (!startable(row.state)) throw notPossible('import-started')
      if (aboutOf(at, row).problems.length > 0) throw notPossible('import-columns')
      await saveRun(at, row.id, { state: 'waiting', mode: body.mode })
      await at.tell('import.requested', { import: row.id })
    }
    return shown(at, row.id)
  }),
  route(discardImport, async (at, { params }) => {
    const row = await locked(at, params.import)
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
  route(listDoubts, async (at, { params }) => {
    await shown(at, params.import)
    return presentDoubts(at, params.import)
  }),
  route(settleDoubt, async (at, { params, body }) => {
    const row = await locked(at, params.import)
    await settle(at, row, params.doubt, body.person)
    return shown(at, row.id)
  }),
]
