import { v7 } from 'uuid'
import { expect, vi } from 'vitest'
import { readParts } from './platform/testing-smtp.ts'
import type { Caller } from './testing.ts'
import { type Form, Mailing } from './testing-mailing.ts'
import { newEntry } from './testing-records.ts'

export const way = { kind: 'mail', value: 'ascolto@varco.test', from: 'not-stated', note: '' } as const
const calls = [{ name: 'Bianca Chiamata', part: '', phone: '02', mail: '' }]

export const yes: Form = { answer: 'true', version: '1' }
export const changed = (words: string): Form => ({ answer: 'changed', version: '1', words })

/** A desk that asks providers by mail, with a mail server, and a provider who opens links and answers. */
export class Asking extends Mailing {
  coordinator!: Caller
  manager!: Caller
  worker!: Caller
  neighbour!: Caller
  /** Every token that was mailed: none may stand in a log line, an answer of the API or the database. */
  readonly tokens: string[] = []

  async begin(): Promise<void> {
    await this.listen()
    const desk = await this.server.desk('here')
    this.coordinator = await this.server.member(desk, 'coordinator')
    this.manager = await this.server.member(desk, 'network_manager')
    this.worker = await this.server.member(desk, 'worker')
    this.neighbour = await this.server.member(await this.server.desk('there'), 'coordinator')
  }

  live = async (more: Parameters<typeof newEntry>[0] = {}): Promise<string> => {
    const id = v7()
    const entry = newEntry({ calls, ...more, facts: { ways: [way], ...more.facts } })
    expect((await this.coordinator.call('POST', '/directory', { id, entry, why: '' })).body).toEqual({ live: true })
    return id
  }

  read = async (id: string, by = this.manager) => (await by.call('GET', `/directory/${id}`)).body

  askFor = (id: string, by = this.manager, body: object = { address: null, again: false }) =>
    by.call('POST', `/directory/${id}/assurance-link`, body)

  /** Waits for the mail that comes after so many, and gives the token of its link. */
  mailed = async (before: number): Promise<string> => {
    await vi.waitFor(() => expect(this.smtp.taken.length).toBeGreaterThan(before), { timeout: 20_000, interval: 20 })
    const parts = readParts(this.smtp.taken[before]?.raw ?? '')
    const [, token = ''] = /https:\/\/varco\.test\/vero\/(\S+)/.exec(parts[0] ?? '') ?? []
    expect(token).toMatch(/^[\w-]{43}$/)
    this.tokens.push(token)
    return token
  }

  asked = async (id: string, by = this.manager, body?: object): Promise<string> => {
    const before = this.smtp.taken.length
    expect((await this.askFor(id, by, body)).body).toEqual({ done: true })
    return this.mailed(before)
  }

  open = async (token: string, query = '') => {
    const { status, body, headers } = await this.visit(`/vero/${token}${query}`)
    return { status, html: String(body), headers }
  }

  answer = async (token: string, form: Form, headers: Record<string, string> = {}) => {
    const answer = await this.sendForm(`/vero/${token}`, form, headers)
    // As a browser does: what was done is answered with where to go.
    const next = answer.status === 303 ? await this.visit(String(answer.headers.location)) : answer
    return { status: next.status, html: String(next.body) }
  }

  /** The page that says that a link opens nothing. */
  nothing = async () => (await this.open('A'.repeat(43))).html
}
