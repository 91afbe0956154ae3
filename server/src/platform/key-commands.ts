import { type Call, type Command, CommandError, consoleActor, type Outcome } from './command.ts'
import { allDataKeys } from './data-keys.ts'
import { enterDesk } from './door.ts'
import { deskById } from './job.ts'
import { readKeyFile } from './key-file.ts'
import { rotateKeys } from './key-rotation.ts'
import { countOld } from './reseal.ts'

async function rotate({ house, values, say, warn }: Call): Promise<Outcome> {
  const rotated = await rotateKeys(house, values['master-only'] === true, (key, more) => warn(say(key, more)))
  const { current, desks, values: count, retired } = rotated
  return {
    json: rotated,
    text: [
      say('console.key-rotated', { current, desks, values: count }),
      say('console.key-retired', { keys: retired.join(', '), path: house.keys.file ?? '' }),
    ],
    ok: true,
  }
}

/** Which keys there are and what still needs each. */
async function status({ house, say }: Call): Promise<Outcome> {
  const rows = await allDataKeys(house.platform)
  const keys = house.keys.file === undefined ? house.keys : readKeyFile(house.keys.file)
  const masters = [...keys.keys.keys()].map((id) => ({
    id,
    current: id === keys.current,
    dataKeys: rows.filter((row) => row.master === id).length,
  }))
  const desks: { desk: string; keys: number[]; underOldKeys: number }[] = []
  for (const id of new Set(rows.map((row) => row.desk_id))) {
    const desk = await deskById(house, { id })
    if (!desk) continue
    const numbers = rows.filter((row) => row.desk_id === id && row.purpose === 'seal').map((row) => row.no)
    const underOldKeys = numbers.length > 1 ? await enterDesk(house, desk, consoleActor(), null, countOld) : 0
    desks.push({ desk: desk.code, keys: numbers, underOldKeys })
  }
  const unfinished = masters.length > 1 || desks.some((each) => each.keys.length > 1)
  return {
    json: { current: keys.current, masters, desks, unfinished },
    text: [
      ...masters.map(({ id, current, dataKeys }) =>
        say(current ? 'console.key-current' : dataKeys > 0 ? 'console.key-needed' : 'console.key-idle', {
          id,
          dataKeys,
        }),
      ),
      ...desks.map(({ desk, keys: numbers, underOldKeys }) =>
        say('console.key-desk', { desk, keys: numbers.join(', '), count: underOldKeys }),
      ),
      ...(unfinished ? [say('console.key-unfinished')] : []),
    ],
    ok: true,
  }
}

const acts: Record<string, Command['run']> = { rotate, status }

/** `varco key rotate [--master-only]`, `varco key status`. `key --new FILE` needs no database and stands in the console. */
export const keyCommand: Command = {
  options: { new: { type: 'string' }, 'master-only': { type: 'boolean' } },
  check(_, [act]) {
    if (act === undefined) throw new CommandError('console.option-missing', { option: '--new' })
    if (!Object.hasOwn(acts, act)) throw new CommandError('console.act-unknown', { act })
  },
  run: (call) => (acts[call.positionals[0] as string] as Command['run'])(call),
}
