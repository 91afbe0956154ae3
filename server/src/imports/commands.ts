import { type ImportMode, ImportRun, uploadRegister } from '#model/imports/contract.ts'
import { ImportKind } from '#model/imports/fields.ts'
import { newId } from '../platform/clock.ts'
import { type Call, type Command, CommandError, consoleActor, deskNamed } from '../platform/command.ts'
import { type At, enterDesk } from '../platform/door.ts'
import { fileBytes } from '../platform/files.ts'
import type { Enter } from '../platform/job.ts'
import { sheetLimits } from '../platform/sheet.ts'
import { runRegister, takeFile } from './run.ts'
import { aboutOf, dropFile, pageOfErrors, presentRuns, runRow, saveRun } from './store.ts'

const LISTED = 200

async function registerBytes(path: string): Promise<Buffer> {
  const most = uploadRegister.upload?.most ?? 0
  const bytes = await fileBytes(path, most)
  if (bytes === 'missing') throw new CommandError('console.file-missing', { path })
  if (bytes === 'large') throw new CommandError('console.file-large', { most: most / 1024 / 1024 })
  return bytes
}

/** The limit that a message names, by its code: megabytes, rows or columns. */
const mostOf = (code: string): number =>
  ({ 'too-many-rows': sheetLimits.rows, 'too-wide': sheetLimits.columns })[code] ?? sheetLimits.file / 1024 / 1024

/** A bar on the console, only where somebody looks. */
function progress(total: number): (done: number) => void {
  if (!process.stderr.isTTY) return () => {}
  return (done) => {
    const share = total === 0 ? 1 : Math.min(1, done / total)
    process.stderr.write(
      `\r[${'#'.repeat(Math.round(share * 30)).padEnd(30, '.')}] ${done}/${total}${share === 1 ? '\n' : ''}`,
    )
  }
}

/** Nobody can be asked here what a column is: a file whose headings do not say it is left, with what is missing. */
async function startOrLeave(at: At, id: string, mode: ImportMode): Promise<void> {
  const row = await runRow(at, id)
  if (row?.state !== 'preview') return
  const { problems } = aboutOf(at, row)
  if (!problems[0]) {
    await saveRun(at, id, { state: 'waiting', mode })
    return
  }
  await saveRun(at, id, { state: 'refused', mode, counts: { ...row.counts, reason: problems[0].code } })
  await dropFile(at, id)
}

/** What keeps the file from being imported, with the columns by name. */
function whyNot({ say }: Call, { problems, columns }: ImportRun): string[] {
  const names = (fields: readonly string[]) => fields.map((field) => say(`import.field.${field}`)).join(' / ')
  return problems.map((problem) => {
    if (problem.code === 'wrong-header') return say('import.error.wrong-header')
    if (problem.code === 'column-missing') return say('import.error.column-missing', { column: names(problem.fields) })
    const twice = problem.columns.map((index) => columns[index]?.heading || `#${index + 1}`).join(', ')
    return say('import.error.column-twice', { column: twice })
  })
}

/** `varco import contacts|persons|cases FILE --desk CODE`: preview, then import, with every bad row told. */
export const importCommand: Command = {
  options: { desk: { type: 'string' }, 'all-or-nothing': { type: 'boolean' } },
  fills: true,
  check(values, [kind, path]) {
    if (!ImportKind.safeParse(kind).success || !path) throw new CommandError('console.import-what')
    if (!values.desk) throw new CommandError('console.desk-missing')
  },
  async run(call) {
    const { house, values, positionals, say, warn } = call
    const kind = ImportKind.parse(positionals[0])
    const path = positionals[1] ?? ''
    const desk = await deskNamed(house, values.desk as string | undefined)
    const bytes = await registerBytes(path)
    const id = newId()
    const actor = consoleActor()
    const enter: Enter = (write, work) => enterDesk(house, desk, actor, write && { ...write, act: 'import' }, work)
    const shown = async (at: At) => {
      const row = await runRow(at, id)
      return row && ImportRun.parse((await presentRuns(at, [row]))[0])
    }
    const preview = await enter({ record: 'import', recordId: id }, async (at) => {
      await takeFile(at, id, kind, path.split('/').at(-1) ?? path, bytes)
      // A file that is left is dropped with the words of its headings: they are told from here.
      const seen = await shown(at)
      await startOrLeave(at, id, values['all-or-nothing'] ? 'all-or-nothing' : 'valid-rows')
      return seen
    })
    const bar = progress(preview?.rows ?? 0)
    await runRegister(enter, id, (counts) => bar(counts.done))
    const { run, errors, total } = await enter(null, async (at) => {
      const page = await pageOfErrors(at, id, 0, LISTED)
      return { run: await shown(at), errors: page.errors.slice(0, LISTED).map((each) => each.error), total: page.total }
    })
    if (!run) throw new CommandError('console.import-lost')
    for (const error of errors) {
      const why = say(`import.error.${error.code}`, {
        value: error.value ?? '',
        column: error.column,
        most: mostOf(error.code),
        number: 0,
      })
      warn(say('console.import-row', { row: error.row, column: error.column || '–', why }))
    }
    if (total > errors.length) warn(say('console.import-more', { more: total - errors.length }))
    for (const why of whyNot(call, { ...run, columns: preview?.columns ?? [] }))
      warn(say('console.import-not', { why }))
    if (run.reason && run.problems.length === 0)
      warn(
        say('console.import-not', {
          why: say(run.reason === 'bad-rows' ? 'console.import-bad-rows' : `import.error.${run.reason}`, {
            value: '',
            column: errors[0]?.column ?? '',
            most: mostOf(run.reason),
            number: 0,
          }),
        }),
      )
    if (run.doubts > 0) warn(say('console.import-doubts', { doubts: run.doubts }))
    const { state, rows, good, bad, contactsAdded, alreadyThere, personsAdded, casesAdded, doubts, reason } = run
    return {
      json: {
        desk: desk.code,
        kind,
        file: run.fileName,
        state,
        reason,
        rows,
        good,
        bad,
        contactsAdded,
        alreadyThere,
        personsAdded,
        casesAdded,
        doubts,
        errors,
      },
      text: [say('console.import-done', { rows, bad, contactsAdded, alreadyThere, personsAdded, casesAdded })],
      ok: state === 'done' && !(bad > 0 && good === 0),
    }
  },
}
