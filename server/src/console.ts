import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { openConsoleHouse } from './console-house.ts'
import { memberCommand } from './identity/commands.ts'
import { importCommand } from './imports/commands.ts'
import { returnCommand } from './monitoring/commands.ts'
import { deskCommand } from './network/commands.ts'
import { type Command, CommandError, type Outcome, type Values } from './platform/command.ts'
import { DatabaseRefusal } from './platform/database-check.ts'
import { EmbeddedError } from './platform/embedded-files.ts'
import { keyCommand } from './platform/key-commands.ts'
import { ensureKeyFile, KeyFileError } from './platform/key-file.ts'
import { migrate } from './platform/migrate.ts'
import { verifyAuditCommand } from './privacy/commands.ts'
import { consoleLanguage, consoleSpeech } from './speech.ts'
import { tryoutCommand } from './tryout/commands.ts'

const say = consoleSpeech()
const warn = (text: string) => void process.stderr.write(`${text}\n`)

const commands: Record<string, Command> = {
  import: importCommand,
  return: returnCommand,
  'verify-audit': verifyAuditCommand,
  desk: deskCommand,
  'try-out': tryoutCommand,
  member: memberCommand,
  key: keyCommand,
}

/** `migrate` and `key --new` need no open house: the one makes its tables, the other its keys. */
const alone: Record<string, (values: Values) => Promise<Outcome>> = {
  async migrate(values) {
    const url = process.env.VARCO_OWNER_URL
    if (url && values.data === undefined) {
      const applied = await migrate({ connectionString: url }, { onStep: warn })
      return { json: { applied }, text: [say('console.migrated', { count: applied.length })], ok: true }
    }
    if (process.env.VARCO_DATABASE_URL && values.data === undefined) throw new CommandError('console.owner')
    const house = await openConsoleHouse(values.data as string | undefined, true, (key) => warn(say(key)))
    await house.close()
    return { json: { applied: [] }, text: [say('console.migrated', { count: 0 })], ok: true }
  },
}

function makeKeyFile(path: string): Outcome {
  const made = !existsSync(path)
  const { current } = ensureKeyFile(path)
  return {
    json: { file: path, current, made },
    text: [say(made ? 'console.key' : 'console.key-there', { path })],
    ok: true,
  }
}

const shared = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' }, data: { type: 'string' } } as const

function parsed(name: string, args: string[]) {
  const options = {
    ...shared,
    ...commands[name]?.options,
  }
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new CommandError('console.usage-error', { why: (error as Error).message, command: name })
  }
}

async function perform(name: string, args: string[]): Promise<Outcome> {
  const { values, positionals } = parsed(name, args)
  if (values.help) return { json: { help: say(`console.help.${name}`) }, text: [say(`console.help.${name}`)], ok: true }
  const simple = alone[name]
  if (simple) return simple(values as Values)
  if (name === 'key' && typeof (values as Values).new === 'string') return makeKeyFile((values as Values).new as string)
  const command = commands[name] as Command
  command.check?.(values as Values, positionals)
  const house = await openConsoleHouse(values.data as string | undefined, command.fills ?? false, (key) =>
    warn(say(key)),
  )
  try {
    return await command.run({
      house,
      values: values as Values,
      positionals,
      say,
      warn,
      language: consoleLanguage(),
    })
  } finally {
    await house.close()
  }
}

async function main(): Promise<number> {
  const [name, ...args] = process.argv.slice(2)
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${say('console.help')}\n`)
    return name === undefined ? 1 : 0
  }
  if (!(name in commands) && !(name in alone)) throw new CommandError('console.command-unknown', { command: name })
  const { json, text, ok } = await perform(name, args)
  process.stdout.write(`${args.includes('--json') ? JSON.stringify(json) : text.join('\n')}\n`)
  return ok ? 0 : 1
}

main()
  .catch((error: Error) => {
    if (error instanceof CommandError) warn(say(error.message, error.values))
    else if ([DatabaseRefusal, EmbeddedError, KeyFileError].some((kind) => error instanceof kind)) warn(error.message)
    else warn(error.stack ?? error.message)
    return 1
  })
  // Ending by exitCode lets a pipe take its time with what was written.
  .then((code) => {
    process.exitCode = code
  })
