import type { ParseArgsConfig } from 'node:util'
import type { Speak } from '#model/message-catalogue.ts'
import type { ConsoleHouse } from './house.ts'

export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>

export type Call = {
  house: ConsoleHouse
  values: Values
  positionals: string[]
  say: Speak
  /** A line for people, on the error stream: never mixed into JSON. */
  warn(text: string): void
}

/** What a command says: the same content as JSON and as lines; exit code 0 only if `ok`. */
export type Outcome = { json: unknown; text: string[]; ok: boolean }

export type Command = {
  options: NonNullable<ParseArgsConfig['options']>
  run(call: Call): Promise<Outcome>
}
