import { Agent, request } from 'node:http'
import { v7 } from 'uuid'
import type { Chance } from './chance.ts'
import type { BenchDesk } from './generate.ts'
import type { Operator } from './loop.ts'
import { plain, typed } from './names.ts'

export const agent = new Agent({ keepAlive: true, maxSockets: 64 })

export type Reply = { status: number; cookie: string; text: string }

/** One request to Varco; the body is read to its end. */
export function call(address: string, cookie: string, method: string, path: string, body?: object): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-varco': '1', cookie, ...(body && { 'content-type': 'application/json' }) }
    const asked = request(`${address}${path}`, { method, agent, headers }, (reply) => {
      const parts: Buffer[] = []
      reply.on('data', (part: Buffer) => parts.push(part))
      reply.once('end', () =>
        resolve({
          status: reply.statusCode ?? 0,
          cookie: (reply.headers['set-cookie'] ?? []).map((each) => each.split(';')[0]).join('; '),
          text: Buffer.concat(parts).toString(),
        }),
      )
    })
    asked.once('error', reject)
    asked.end(body && JSON.stringify(body))
  })
}

export async function signIn(address: string, email: string, password: string): Promise<string> {
  const reply = await call(address, '', 'POST', '/api/v1/session', { email, password })
  if (reply.status !== 200) throw new Error(`sign-in answered ${reply.status}: ${reply.text}`)
  return reply.cookie
}

type Found = { rows: { name: string }[] }

/** The five acts over HTTP, as a signed-in operator of a desk. */
export function varcoOperator(address: string, cookie: string, desk: BenchDesk, chance: Chance): Operator {
  const at = (method: string, path: string, body?: object) =>
    call(address, cookie, method, `/api/v1/desks/${desk.desk.code}${path}`, body)
  const fine = async (asked: Promise<Reply>) => (await asked).status === 200
  return {
    list: () => fine(at('GET', '/cases?most=20')),
    open: () => fine(at('GET', `/cases/${chance.pick(desk.cases)}`)),
    search: async () => (await finds(at, desk, chance, chance.below(2) === 0)) !== 'refused',
    create: async () => {
      const id = v7()
      const identity = { givenName: 'Amadou', familyName: 'Traoré', phones: ['3331234567'] }
      const person = await at('POST', '/persons', { id, identity, sex: 'M', citizenship: 'MLI' })
      const care = { id: v7(), personId: id, openedOn: '2025-12-31', legalBasis: 'public-task', followers: [] }
      return person.status === 200 && (await fine(at('POST', '/cases', care)))
    },
    year: () => fine(at('GET', '/year?year=2025')),
  }
}

/** Types the name of somebody who is in the desk: is that name among those found? */
async function finds(
  at: (method: string, path: string, body?: object) => Promise<Reply>,
  { persons }: BenchDesk,
  chance: Chance,
  wrong: boolean,
): Promise<'found' | 'missed' | 'refused'> {
  const person = chance.pick(persons)
  const reply = await at('POST', '/persons/search', { text: typed(chance, person, wrong) })
  if (reply.status !== 200) return 'refused'
  const wanted = plain(`${person.givenName} ${person.familyName}`)
  return (JSON.parse(reply.text) as Found).rows.some((row) => plain(row.name) === wanted) ? 'found' : 'missed'
}

/** Share of due names that are found: typed without accents and unfinished, and with one wrong letter. */
export async function recall(address: string, cookies: string[], desks: BenchDesk[], chance: Chance, tries: number) {
  const share = async (wrong: boolean) => {
    let found = 0
    for (let no = 0; no < tries; no += 1) {
      const index = no % desks.length
      const desk = desks[index] as BenchDesk
      const at = (method: string, path: string, body?: object) =>
        call(address, cookies[index] as string, method, `/api/v1/desks/${desk.desk.code}${path}`, body)
      if ((await finds(at, desk, chance, wrong)) === 'found') found += 1
    }
    return Math.round((found / tries) * 1_000) / 1_000
  }
  return { accentless: await share(false), oneLetterWrong: await share(true) }
}
