import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { v5 } from 'uuid'
import { addDays, today } from '#model/calendar.ts'
import { grantsOf, type Role } from '#model/grants.ts'
import network from '../seeds/demo-network.json' with { type: 'json' }
import { loadDemoDirectory } from './demo-directory.ts'
import { loadDemoPersons } from './demo-persons.ts'
import { loadDemoReferrals } from './demo-referrals.ts'
import { loadDemoTexts } from './demo-texts.ts'
import { hashPassword } from './identity/password.ts'
import { addAccount, setMember } from './identity/store.ts'
import { addDesk, addProgramme, setTarget } from './network/store.ts'
import { transaction } from './platform/db.ts'
import { type House, memberActor } from './platform/door.ts'
import { deskById } from './platform/job.ts'

/** Ids of the demonstration are the same everywhere: made from what they name. */
const demoId = (what: string): string => v5(what, '6f2b7a4e-1c57-4d0e-9f0a-5b6d2c1e8a90')

export const demoEmail = (name: string) => `${name}@demo.varco.example`
export const demoAccountId = (name: string) => demoId(`account ${name}`)

/** Twelve letters without those that look alike. */
const freshPassword = () => Array.from({ length: 12 }, () => 'abcdefghjkmnpqrstuvwxyz23456789'[randomInt(31)]).join('')

function passwordIn(folder: string): string {
  const path = join(folder, 'demo-password')
  if (!existsSync(path)) {
    const half = `${path}.${process.pid}`
    writeFileSync(half, freshPassword(), { mode: 0o600, flush: true })
    renameSync(half, path)
  }
  return readFileSync(path, 'utf8').trim()
}

export type Demo = { password: string; accounts: { email: string; what: string }[] }

/** Loads the demonstration network on the first start; a start that was killed in between is completed by the next. */
export async function loadDemo(house: House, folder: string, say: (key: string) => void): Promise<Demo> {
  const password = passwordIn(folder)
  const shown = network.people.slice(0, 10).map(({ email, what }) => ({ email: demoEmail(email), what }))
  if (!(await isLoaded(house))) {
    say('start.demo-loading')
    await loadNetwork(house, await hashPassword(password))
    await loadDemoPersons(house, demoActor, demoId)
    await loadDemoDirectory(
      house,
      demoActor,
      demoId,
      (code) => network.organisations.find((body) => body.code === code)?.name,
    )
    await loadDemoTexts(house, await demoActor(house, 'pua-milano', 'coordinatore.milano'), demoId('arrangement'))
    await loadDemoReferrals(house, demoActor, demoId)
    await markLoaded(house)
  }
  return { password, accounts: shown }
}

/** The mark of a whole load: the network's name is written last. */
async function isLoaded(house: House): Promise<boolean> {
  return transaction(house.platform, null, async (tx) => {
    const { rows } = await sql<{
      whole: boolean
    }>`select name = ${network.network.name} as whole from network where code = ${network.network.code}`.execute(tx)
    return rows[0]?.whole ?? false
  })
}

const markLoaded = (house: House) =>
  transaction(house.platform, null, (tx) =>
    sql`update network set name = ${network.network.name} where code = ${network.network.code}`.execute(tx),
  )

async function loadNetwork(house: House, passwordHash: string): Promise<void> {
  const pool = house.platform
  const now = house.clock()
  const id = demoId(network.network.code)
  const desks = new Map<string, string>()
  for (const { organisation, ...desk } of network.desks) {
    const body = network.organisations.find((each) => each.code === organisation)
    if (!body) throw new Error(`the demonstration names no body ${organisation}`)
    const added = await addDesk(pool, {
      ...desk,
      id: demoId(`desk ${desk.code}`),
      network: { id, code: network.network.code, name: '…', demo: true },
      organisation: { ...body, id: demoId(`organisation ${body.code}`) },
    })
    desks.set(desk.code, added.desk_id)
  }
  const programme = await addProgramme(pool, id, {
    ...network.programme,
    id: demoId('programme'),
    requirements: network.requirements,
  })
  for (const { desk, measure, from, to, least, most } of network.targets)
    await setTarget(pool, {
      desk_id: desks.get(desk) as string,
      programme_id: programme,
      measure: measure as 'intercepted',
      from_day: from,
      to_day: to,
      least,
      most,
    })
  for (const person of network.people) {
    const account = await addAccount(pool, {
      id: demoAccountId(person.email),
      email: demoEmail(person.email),
      name: person.name,
      passwordHash,
      demo: true,
      now,
    })
    for (const [desk, roles] of Object.entries(person.in))
      await setMember(pool, desks.get(desk) as string, account.id, roles as Role[], addDays(today(now), -400))
  }
}

/** A member of the demonstration, acting in a desk. */
async function demoActor(house: House, deskCode: string, name: string) {
  const desk = await deskById(house, { code: deskCode })
  const roles = network.people.find((person) => person.email === name)?.in[deskCode as 'pua-milano'] as
    | Role[]
    | undefined
  if (!desk || !roles) throw new Error(`${name} is no member of ${deskCode}`)
  return { desk, actor: memberActor(demoAccountId(name), roles, grantsOf(roles)) }
}
