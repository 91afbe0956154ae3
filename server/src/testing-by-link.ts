import { v7 } from 'uuid'
import { expect, vi } from 'vitest'
import { readParts } from './platform/testing-smtp.ts'
import type { Caller } from './testing.ts'
import { type Form, Mailing } from './testing-mailing.ts'
import { record, takeCharge } from './testing-records.ts'
import { addTarget, arrange, bodyBehind, coverFor, draft, send } from './testing-referrals.ts'

export type Linked = { id: string; person: string; case: string; ground: string; token: string; code: string }

/** A desk that sends referrals to a body without an account, with a mail server, and somebody who opens links. */
export class ByLink extends Mailing {
  worker!: Caller
  coordinator!: Caller
  neighbour!: Caller
  target = ''
  /** Every token and code there was: none may stand in a log line or in the database. */
  readonly secrets: string[] = []
  /** What the body's browser keeps of each link. */
  readonly #passes = new Map<string, string>()

  async begin(): Promise<void> {
    await this.listen()
    const desk = await this.server.desk('here')
    this.worker = await this.server.member(desk, 'worker')
    this.coordinator = await this.server.member(desk, 'coordinator')
    this.neighbour = await this.server.member(await this.server.desk('there'), 'worker', 'coordinator')
    this.target = await addTarget(this.server, this.coordinator, null)
    await arrange(this.server, this.coordinator, await bodyBehind(this.coordinator, this.target))
  }

  /** A referral that was sent, and no link yet. */
  async sent(more: object = {}): Promise<Omit<Linked, 'token' | 'code'>> {
    const person = await record(this.worker)
    const ground = await coverFor(this.worker, person, await bodyBehind(this.worker, this.target))
    const case_ = await takeCharge(this.worker, { personId: person })
    const id = await draft(this.worker, case_, this.target, more)
    const { status, body } = await send(this.worker, id)
    expect(status, JSON.stringify(body)).toBe(200)
    return { id, person, case: case_, ground }
  }

  makeLink = (id: string, by = this.worker, address = 'ente@varco.test') =>
    by.call('POST', `/referrals/${id}/link`, { address })

  /** Makes a link, and waits for its mail. */
  async link(id: string): Promise<Pick<Linked, 'token' | 'code'>> {
    // An address of its own: mails of links that were made before may still come.
    const address = `ente-${v7()}@varco.test`
    const { status, body } = await this.makeLink(id, this.worker, address)
    expect(status, JSON.stringify(body)).toBe(200)
    const mail = () => this.smtp.taken.find(({ to }) => to.some((each) => each.includes(address)))
    await vi.waitFor(() => expect(mail()).toBeDefined(), { timeout: 20_000, interval: 20 })
    const parts = readParts(mail()?.raw ?? '')
    const [, token = ''] = /https:\/\/varco\.test\/invio\/(\S+)/.exec(parts[0] ?? '') ?? []
    expect(token).toMatch(/^[\w-]{43}$/)
    this.secrets.push(token, body.code)
    return { token, code: body.code }
  }

  async linked(more: object = {}): Promise<Linked> {
    const sent = await this.sent(more)
    return { ...sent, ...(await this.link(sent.id)) }
  }

  read = async (id: string, by = this.worker) => (await by.call('GET', `/referrals/${id}`)).body
  standing = async (id: string) => (await this.worker.call('GET', `/referrals/${id}/link`)).body.link

  #cookie = (token: string) => ({ cookie: this.#passes.get(token) ?? '' })

  open = async (token: string, query = '') => {
    const { status, body, headers } = await this.visit(`/invio/${token}${query}`, this.#cookie(token))
    return { status, html: String(body), headers }
  }

  post = async (token: string, form: Form, headers: Record<string, string> = {}) => {
    const answer = await this.sendForm(`/invio/${token}`, form, { ...this.#cookie(token), ...headers })
    const cookie = String(answer.headers['set-cookie'] ?? '')
    if (cookie) this.#passes.set(token, cookie.split(';')[0] as string)
    // As a browser does: what was done is answered with where to go.
    const next = answer.status === 303 ? await this.visit(String(answer.headers.location), this.#cookie(token)) : answer
    return { status: next.status, html: String(next.body), cookie, went: answer.headers.location }
  }

  enter = ({ token, code }: Pick<Linked, 'token' | 'code'>) => this.post(token, { code })

  /** An act on the version that the page shows. */
  act = async (token: string, act: string, more: Form = {}) => {
    const { html } = await this.open(token)
    const [, version = ''] = /name="version" value="(\d+)"/.exec(html) ?? []
    return this.post(token, { act, version, ...(act === 'message' && { id: v7() }), ...more })
  }

  forget = (token: string) => this.#passes.delete(token)

  /** The page that says that a link opens nothing. */
  nothing = async () => (await this.open('A'.repeat(43))).html
}
