import { uploadRegister } from '#model/imports/contract.ts'
import { newId } from '../platform/clock.ts'
import { type Command, CommandError, consoleActor, deskNamed } from '../platform/command.ts'
import { type At, enterDesk } from '../platform/door.ts'
import { fileBytes } from '../platform/files.ts'
import type { Enter } from '../platform/job.ts'
import { sheetLimits } from '../platform/sheet.ts'
import { runRegister, takeRegister } from './run.ts'
import { pageOfErrors, presentRuns, runRow, saveRun } from './store.ts'

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

/** `varco import contacts FILE --desk CODE`: preview, then import, with every bad row told. */
export const importCommand: Command = {
  options: { desk: { type: 'string' }, 'all-or-nothing': { type: 'boolean' } },
  fills: true,
  check(values, [kind, path]) {
    if (kind !== 'contacts' || !path) throw new CommandError('console.import-what')
    if (!values.desk) throw new CommandError('console.desk-missing')
  },
  async run({ house, values, positionals, say, warn }) {
    const path = positionals[1] ?? ''
    const desk = await deskNamed(house, values.desk as string | undefined)
    const bytes = await registerBytes(path)
    const id = newId()
    const actor = consoleActor()
    const enter: Enter = (write, work) => enterDesk(house, desk, actor, write && { ...write, act: 'import' }, work)
    const shown = (at: At) => runRow(at, id).then(async (row) => (await presentRuns(at, row ? [row] : []))[0])
    await enter({ record: 'import', recordId: id }, async (at) => {
      await takeRegister(at, id, path.split('/').at(-1) ?? path, bytes)
      const row = await runRow(at, id)
      const mode = values['all-or-nothing'] ? 'all-or-nothing' : 'valid-rows'
      if (row?.state === 'preview') await saveRun(at, id, { state: 'waiting', mode })
    })
    const preview = await enter(null, shown)
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
    if (run.reason)
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
    const { state, rows, good, bad, contactsAdded, alreadyThere, personsAdded, casesAdded, reason } = run
    return {
      json: {
        desk: desk.code,
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
        errors,
      },
      text: [say('console.import-done', { rows, bad, contactsAdded, alreadyThere, personsAdded, casesAdded })],
      ok: state === 'done' && !(bad > 0 && good === 0),
    }
  },
}
