import { createConnection, type Socket } from 'node:net'
import { v7 } from 'uuid'
import { MOST_FOUND } from '#model/people/contract.ts'
import type { Chance } from './chance.ts'
import type { BenchDesk } from './generate.ts'
import type { Operator } from './loop.ts'
import { begun, type Name, plain, typed } from './names.ts'

export type Reply = { status: number; cookie: string; text: string }

/** Connections that wait for the next request, by address. */
const idle = new Map<string, Line[]>()

/**
 * HTTP/1.1 over a kept connection, no more than is needed to ask Varco: whoever measures shares the processor with what is
 * measured and must cost little.
 */
class Line {
  readonly #socket: Socket
  #heard: Buffer = Buffer.alloc(0)
  #answer: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | undefined

  constructor(address: string) {
    const { hostname, port } = new URL(address)
    this.#socket = createConnection(Number(port), hostname)
    this.#socket.setNoDelay(true)
    this.#socket.on('data', (part) => this.#hear(part))
    this.#socket.on('close', () => this.#answer?.reject(new Error('the connection was closed')))
    this.#socket.on('error', () => {})
  }

  ask(head: string, body: string): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.#answer = { resolve, reject }
      this.#socket.write(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
    })
  }

  end(): void {
    this.#socket.destroy()
  }

  #hear(part: Buffer): void {
    this.#heard = this.#heard.length > 0 ? Buffer.concat([this.#heard, part]) : part
    const end = this.#heard.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.#heard.toString('latin1', 0, end)
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0)
    if (this.#heard.length < end + 4 + length) return
    const text = this.#heard.toString('utf8', end + 4, end + 4 + length)
    this.#heard = Buffer.alloc(0)
    const cookies = [...head.matchAll(/^set-cookie: ([^;\r]+)/gim)].map((found) => found[1])
    this.#answer?.resolve({ status: Number(head.slice(9, 12)), cookie: cookies.join('; '), text })
  }
}

/** One request; the body is read to its end. */
export async function call(
  address: string,
  cookie: string,
  method: string,
  path: string,
  body?: object,
): Promise<Reply> {
  const lines = idle.get(address) ?? []
  idle.set(address, lines)
  const line = lines.pop() ?? new Line(address)
  const head =
    `${method} ${path} HTTP/1.1\r\nhost: ${address.slice('http://'.length)}\r\nx-varco: 1\r\n` +
    (cookie && `cookie: ${cookie}\r\n`) +
    (body ? 'content-type: application/json\r\n' : '')
  const reply = await line.ask(head, body ? JSON.stringify(body) : '')
  lines.push(line)
  return reply
}

/** Hangs up on a server. */
export function hangUp(address: string): void {
  for (const line of idle.get(address) ?? []) line.end()
  idle.delete(address)
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
    search: async () => (await finds(at, chance.pick(desk.persons), chance, chance.below(2) === 0)) !== 'refused',
    create: async () => {
      const id = v7()
      // No name of the lists: who is added now is not counted among those whom typed letters fit.
      const identity = { givenName: 'Zoumana', familyName: 'Fofanà', phones: ['3331234567'] }
      const person = await at('POST', '/persons', { id, identity, sex: 'M', citizenship: 'MLI' })
      const care = { id: v7(), personId: id, openedOn: '2025-12-31', legalBasis: 'public-task', followers: [] }
      return person.status === 200 && (await fine(at('POST', '/cases', care)))
    },
    year: () => fine(at('GET', '/year?year=2025')),
  }
}

type At = (method: string, path: string, body?: object) => Promise<Reply>

/** Types the name of somebody who is in the desk: is that name among those found? */
async function finds(at: At, person: Name, chance: Chance, wrong: boolean): Promise<'found' | 'missed' | 'refused'> {
  const reply = await at('POST', '/persons/search', { text: typed(chance, person, wrong) })
  if (reply.status !== 200) return 'refused'
  const wanted = plain(`${person.givenName} ${person.familyName}`)
  return (JSON.parse(reply.text) as Found).rows.some((row) => plain(row.name) === wanted) ? 'found' : 'missed'
}

/** How many persons of a desk an accentless and unfinished name fits, by what is typed. */
function crowds({ persons }: BenchDesk): (person: Name) => number {
  const counts = new Map<string, number>()
  for (const person of persons) {
    const text = begun(person)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return (person) => counts.get(begun(person)) ?? 0
}

/**
 * Share of due names that are found: typed without accents and unfinished, and with one wrong letter. A name is due where
 * those whom the typed letters fit are no more than a search shows; how many of the tries were not is `crowded`.
 */
export async function recall(address: string, cookies: string[], desks: BenchDesk[], chance: Chance, tries: number) {
  let crowded = 0
  const share = async (wrong: boolean) => {
    const crowdOf = desks.map(crowds)
    let [found, due] = [0, 0]
    for (let no = 0; no < tries; no += 1) {
      const index = no % desks.length
      const desk = desks[index] as BenchDesk
      const at: At = (method, path, body) =>
        call(address, cookies[index] as string, method, `/api/v1/desks/${desk.desk.code}${path}`, body)
      const person = chance.pick(desk.persons)
      const isFound = (await finds(at, person, chance, wrong)) === 'found'
      const isDue = wrong || (crowdOf[index]?.(person) ?? 0) <= MOST_FOUND
      if (!isDue) crowded += 1
      if (isDue) due += 1
      if (isDue && isFound) found += 1
    }
    return Math.round((found / due) * 1_000) / 1_000
  }
  return { accentless: await share(false), oneLetterWrong: await share(true), crowded }
}
