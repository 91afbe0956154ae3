import { readFile } from 'node:fs/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ReadLog } from './audit.ts'
import { type At, enterDesk, type House, houseActor } from './door.ts'
import { Failure, notFound } from './failure.ts'
import { formRoute } from './http.ts'
import { deskById } from './job.ts'

export type PageLanguage = 'it' | 'en'

/** Where a link leads: its own id, and the record that it opens in a desk. */
export type Opened = { desk: string; id: string; recordId: string }

/**
 * A page, or where the browser goes after what was done (303): to load that again sends nothing again, and the way back leads to
 * the form. `done` says what was done, as a code; `over`: the link opens nothing any more. The pass lets the same browser see more
 * of the link for a while.
 */
export type Answered = { pass?: string } & ({ html: string; status?: number } | { done: string; over?: boolean })

/**
 * A page of plain HTML for whoever holds a link from a mail: no account, no script. What is read and written is in the
 * register as `link:<id>`. To open it does nothing, as programs open links in mails; an answer is a form that is sent.
 */
export type LinkPage = {
  /** Its place in addresses; the token follows. */
  path: string
  /** The file of its style sheet. */
  style: URL
  record: string
  acts: { read: string; write: string }
  find(house: House, token: string): Promise<Opened | undefined>
  /** How long a pass is kept by the browser, where the page gives one. The subject makes it, and sees whether it fits. */
  passMinutes?: number
  /** `done`: what this browser has just done, where the address says so. It may say anything. */
  open(at: At, id: string, language: PageLanguage, pass: string, done: string): Promise<string>
  answer(at: At, id: string, form: URLSearchParams, language: PageLanguage, pass: string): Promise<Answered>
  /** What is said after the last act by a link, to whoever asks for it: it knows no link. Nothing of what is no act. */
  over(done: string, language: PageLanguage): string | undefined
  /** Somebody else changed the record meanwhile, or the form lacks something: the page again, saying so. */
  again(at: At, id: string, form: URLSearchParams, language: PageLanguage, pass: string, why: Failure): Promise<string>
  /** The same for a link that was used, was taken back, came to its end, or never was. */
  nothing(language: PageLanguage): string
  /** Too often, or not now. */
  later(language: PageLanguage): string
}

/** What was typed in a field. Browsers send a new line as two letters. */
export const typedText = (form: URLSearchParams, name: string): string =>
  (form.get(name) ?? '').replaceAll('\r\n', '\n').replaceAll('\0', '').toWellFormed().trim()

type Parts = House & { reads: ReadLog; secure: boolean; ready: () => boolean }

/** Requests a minute for one network address: a person needs three, and nothing is found by guessing at thirty. */
const CEILING = 30
/** A text of 2,000 letters, each at its longest in a form. */
const MOST_BYTES = 32 * 1024

const languageOf = (asked: unknown): PageLanguage => (asked === 'en' ? 'en' : 'it')

export async function serveLinkPage(app: FastifyInstance, parts: Parts, page: LinkPage): Promise<void> {
  const style = await readFile(page.style, 'utf8')
  const cookie = parts.secure ? '__Secure-varco-link' : 'varco-link'
  const passOf = (request: FastifyRequest) => request.cookies[cookie] ?? ''
  await app.register(async (pages) => {
    pages.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, text, done) =>
      done(null, new URLSearchParams(String(text))),
    )
    pages.setErrorHandler((error, request, reply) => {
      if (!(error instanceof Failure)) throw error
      const language = languageOf((request.query as { lang?: unknown }).lang)
      const html = error.code === 'not-found' ? page.nothing(language) : page.later(language)
      if (error.retryAfter !== undefined) reply.header('retry-after', String(error.retryAfter))
      return send(reply.code(error.status), html)
    })
    const config = { rateLimit: { max: CEILING, timeWindow: 60_000 }, ...formRoute }
    const found = async (request: FastifyRequest) => {
      if (!parts.ready()) throw new Failure('not-ready', { retryAfter: 2 })
      const opened = await page.find(parts, (request.params as { token: string }).token)
      const desk = opened && (await deskById(parts, { id: opened.desk }))
      if (!desk) throw notFound()
      return { ...opened, desk, actor: houseActor(`link:${opened.id}`) }
    }
    pages.get(`${page.path}/style.css`, async (_request, reply) =>
      reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600').send(style),
    )
    pages.get(`${page.path}/:token`, { config }, async (request, reply) => {
      const { desk, id, recordId, actor } = await found(request)
      const language = languageOf((request.query as { lang?: unknown }).lang)
      const { fatto } = request.query as { fatto?: unknown }
      const done = typeof fatto === 'string' ? fatto : ''
      const html = await enterDesk(parts, desk, actor, 'read', (at) =>
        page.open(at, id, language, passOf(request), done),
      )
      const said = { act: page.acts.read, kind: 'read', record: page.record, record_id: recordId } as const
      await parts.reads.add(desk.id, { at: parts.clock(), actor: actor.name, ...said })
      return send(reply, html)
    })
    pages.get(`${page.path}/fatto/:done`, { config }, async (request, reply) => {
      const language = languageOf((request.query as { lang?: unknown }).lang)
      const html = page.over((request.params as { done: string }).done, language)
      return send(html === undefined ? reply.code(404) : reply, html ?? page.nothing(language))
    })
    pages.post(`${page.path}/:token`, { config, bodyLimit: MOST_BYTES }, async (request, reply) => {
      const { desk, id, recordId, actor } = await found(request)
      const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
      const language = languageOf((request.query as { lang?: unknown }).lang)
      const write = { act: page.acts.write, record: page.record, recordId }
      try {
        const answered = await enterDesk(parts, desk, actor, write, (at) =>
          page.answer(at, id, form, language, passOf(request)),
        )
        const here = `${page.path}/${(request.params as { token: string }).token}`
        const { pass } = answered
        if (pass !== undefined)
          reply.setCookie(cookie, pass, {
            // For this link alone: a browser may hold passes of several.
            path: here,
            httpOnly: true,
            sameSite: 'strict',
            secure: parts.secure,
            maxAge: (page.passMinutes ?? 0) * 60,
          })
        if ('html' in answered) return send(reply.code(answered.status ?? 200), answered.html)
        const { done, over } = answered
        const next = over
          ? `${page.path}/fatto/${done}?lang=${language}`
          : `${here}?lang=${language}${done && `&fatto=${done}`}`
        return headed(reply).redirect(next, 303)
      } catch (error) {
        if (!(error instanceof Failure) || !['invalid', 'moved-on'].includes(error.code)) throw error
        const html = await enterDesk(parts, desk, actor, 'read', (at) =>
          page.again(at, id, form, language, passOf(request), error),
        )
        return send(reply.code(error.status), html)
      }
    })
  })
}

const headed = (reply: FastifyReply) =>
  reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex, nofollow')

const send = (reply: FastifyReply, html: string) => headed(reply).type('text/html; charset=utf-8').send(html)
