import { CivilDate } from '#model/calendar.ts'
import { DeskCode } from '#model/endpoint.ts'
import { newId } from '../platform/clock.ts'
import {
  auditConsole,
  type Call,
  type Command,
  CommandError,
  deskNamed,
  needed,
  type Outcome,
} from '../platform/command.ts'
import { addDesk, addProgramme, allDesks, isTryout, setTarget } from './store.ts'

async function add(call: Call): Promise<Outcome> {
  const code = DeskCode.safeParse(needed(call, 'code'))
  if (!code.success) throw new CommandError('console.desk-code')
  const network = needed(call, 'network')
  const organisation = needed(call, 'organisation')
  const tryout = call.values['try-out'] === true
  const { desk_id } = await addDesk(call.house.platform, {
    id: newId(),
    code: code.data,
    name: needed(call, 'name'),
    kind: (call.values.kind as string | undefined) ?? 'single-access-desk',
    area: (call.values.area as string | undefined) ?? null,
    tryout,
    network: {
      id: newId(),
      code: network,
      name: (call.values['network-name'] as string | undefined) ?? network,
      demo: false,
    },
    organisation: {
      id: newId(),
      code: organisation,
      name: (call.values['organisation-name'] as string | undefined) ?? organisation,
      kind: 'body',
    },
  })
  if (tryout && !(await isTryout(call.house.platform, desk_id)))
    throw new CommandError('console.tryout-late', { code: code.data })
  await auditConsole(call.house, desk_id, tryout ? 'desk add --try-out' : 'desk add', 'desk', desk_id)
  return {
    json: { desk: code.data, id: desk_id },
    text: [call.say('console.desk-added', { code: code.data })],
    ok: true,
  }
}

async function target(call: Call): Promise<Outcome> {
  const desk = await deskNamed(call.house, needed(call, 'code'))
  if (await isTryout(call.house.platform, desk.id)) throw new CommandError('console.tryout-target')
  const [from, to] = [needed(call, 'from'), needed(call, 'to')]
  for (const [option, day] of [
    ['--from', from],
    ['--to', to],
  ] as const)
    if (!CivilDate.safeParse(day).success) throw new CommandError('console.day', { option })
  const measure = needed(call, 'measure')
  if (measure !== 'intercepted' && measure !== 'takenInCharge') throw new CommandError('console.measure')
  const [least, most] = [Number(needed(call, 'min')), Number(needed(call, 'max'))]
  if (!Number.isInteger(least) || !Number.isInteger(most) || least < 0 || least > most || from > to)
    throw new CommandError('console.range')
  const programme = needed(call, 'programme')
  const programme_id = await addProgramme(call.house.platform, desk.networkId, {
    id: newId(),
    code: programme,
    name: (call.values['programme-name'] as string | undefined) ?? programme,
    from,
    to,
    requirements: [],
  })
  await setTarget(call.house.platform, {
    desk_id: desk.id,
    programme_id,
    measure,
    from_day: from,
    to_day: to,
    least,
    most,
  })
  await auditConsole(call.house, desk.id, 'desk target', 'target', null)
  return {
    json: { desk: desk.code, programme, measure, from, to, min: least, max: most },
    text: [call.say('console.target-set')],
    ok: true,
  }
}

async function list({ house, say }: Call): Promise<Outcome> {
  const desks = await allDesks(house.platform)
  return {
    json: { desks },
    text: desks.map(
      (desk) =>
        `${desk.code.padEnd(28)} ${desk.name.padEnd(46)} ${desk.members}${desk.tryout ? ` (${say('console.tryout-mark')})` : ''}`,
    ),
    ok: true,
  }
}

const text = { type: 'string' } as const

/** `varco desk list|add|target`. */
export const deskCommand: Command = {
  options: {
    code: text,
    name: text,
    kind: text,
    area: text,
    'try-out': { type: 'boolean' },
    network: text,
    'network-name': text,
    organisation: text,
    'organisation-name': text,
    programme: text,
    'programme-name': text,
    measure: text,
    from: text,
    to: text,
    min: text,
    max: text,
  },
  run(call) {
    const act = call.positionals[0] ?? 'list'
    if (act === 'list') return list(call)
    if (act === 'add') return add(call)
    if (act === 'target') return target(call)
    throw new CommandError('console.act-unknown', { act })
  },
}
