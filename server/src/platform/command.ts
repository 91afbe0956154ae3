import { userInfo } from 'node:os'
import type { ParseArgsConfig } from 'node:util'
import { auditWrite } from './audit.ts'
import { newId } from './clock.ts'
import { transaction } from './db.ts'
import { type Actor, type DeskHere, type House, houseActor } from './door.ts'
import { deskById } from './job.ts'
import type { MasterKeys } from './key-file.ts'

/** What is wrong with a command, as a message key with its values: told in one line, without a stack. */
export class CommandError extends Error {
  readonly values: Record<string, string | number>
  constructor(key: string, values: Record<string, string | number> = {}) {
    super(key)
    this.values = values
  }
}

export type ConsoleHouse = House & { keys: MasterKeys; close(): Promise<void> }

export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>

export type Call = {
  house: ConsoleHouse
  values: Values
  positionals: string[]
  /** A message of the console in its language. */
  say(key: string, values?: Record<string, string | number>): string
  language: 'it' | 'en'
  /** A line for people, on the error stream: never mixed into JSON. */
  warn(text: string): void
}

/** What a command says: the same content as JSON and as lines; exit code 0 only if `ok`. */
export type Outcome = { json: unknown; text: string[]; ok: boolean }

/** A command of the console: a subject's, or one of the house. */
export type Command = {
  options: NonNullable<ParseArgsConfig['options']>
  /** Whether it may make a new embedded database: a question about data that is not there is a mistake. */
  fills?: boolean
  /** What can be refused before any database is opened. Throws CommandError. */
  check?(values: Values, positionals: string[]): void
  run(call: Call): Promise<Outcome>
}

/** The text of an option that must be there. */
export function needed({ values }: Call, name: string): string {
  const given = values[name]
  if (typeof given !== 'string' || given.trim() === '')
    throw new CommandError('console.option-missing', { option: `--${name}` })
  return given.trim()
}

/** Who acts from the console: `console:<os user>`. */
export const consoleActor = (): Actor => houseActor(`console:${userInfo().username}`)

export async function deskNamed(house: House, code: string | undefined): Promise<DeskHere> {
  if (!code) throw new CommandError('console.desk-missing')
  const desk = await deskById(house, { code })
  if (!desk) throw new CommandError('console.desk-unknown', { code })
  return desk
}

/** Writes what the console did about a desk into its register of accesses. */
export const auditConsole = (
  house: House,
  deskId: string,
  act: string,
  record: string,
  recordId: string | null,
): Promise<unknown> =>
  transaction(
    house.platform,
    null,
    async () => undefined,
    () =>
      auditWrite(deskId, {
        id: newId(),
        at: house.clock(),
        actor: consoleActor().name,
        act,
        kind: 'write',
        record,
        record_id: recordId,
      }),
  )
