import { z } from 'zod'
import { Id } from '#model/endpoint.ts'
import { DeclineReason, InterruptReason, ReferralOutcome } from '#model/referrals/contract.ts'
import { AppointmentWords } from '#model/referrals/contract-appointments.ts'
import { PASS_MINUTES } from '#model/referrals/links.ts'
import { hasEnded } from '#model/referrals/rules.ts'
import { type Db, transaction } from '../platform/db.ts'
import type { At, House } from '../platform/door.ts'
import { invalid, movedOn, notFound } from '../platform/failure.ts'
import { paragraphs } from '../platform/link-html.ts'
import type { Answered, LinkPage, Opened, PageLanguage } from '../platform/link-pages.ts'
import { referralAt } from './acts.ts'
import { accept, begin, decline, finish, interrupt, see, write } from './answers.ts'
import { appoint } from './appointments.ts'
import { codePage, pageOf, referralPage, sayIn } from './link-html.ts'
import { type Typed, typedOf } from './link-typed.ts'
import { asker, shownToHolder, whenStopped } from './link-view.ts'
import {
  codeOpens,
  hashOf,
  type LinkRow,
  livingLink,
  lockLink,
  noteOpening,
  passFits,
  passFor,
  prolong,
} from './links.ts'
import { lookedAt, noteNews } from './news.ts'
import { mayFollow } from './still-covered.ts'
import { actAsLink, lockReferral, noteEvent, type ReferralRow, referralRow, updateReferral } from './store.ts'
import type { ReferralTables } from './tables.ts'

/** Where a token leads. A link that ended has no hash any more: it costs what an invented one costs. */
const find = (house: House, token: string): Promise<Opened | undefined> =>
  transaction(house.platform, null, (tx: Db<ReferralTables>) =>
    tx
      .selectFrom('referral_link')
      .select(['desk_id as desk', 'id', 'referral_id as recordId'])
      .where('token_hash', '=', hashOf(token))
      .where('ends_at', '>', house.clock())
      .executeTakeFirst(),
  )

const MOST_LETTERS = 2_000

function chosen<T extends z.ZodType>(schema: T, value: unknown, field: string): z.output<T> {
  const result = schema.safeParse(value)
  if (!result.success) throw invalid({ pointer: `/${field}`, code: 'missing' })
  return result.data
}

/** Does what a form says; answers with what to say of it. An act that is none of these changes nothing. */
async function doneBy(at: At, id: string, form: URLSearchParams): Promise<string> {
  const { act, words, reason, outcome } = typedOf(form)
  if (words.length > MOST_LETTERS) throw invalid({ pointer: '/words', code: 'too-big' })
  const version = Number(form.get('version'))
  if (act === 'accept') await accept(at, id, { version })
  else if (act === 'decline') await decline(at, id, { version, words, reason: chosen(DeclineReason, reason, 'reason') })
  else if (act === 'begin') await begin(at, id, { version })
  else if (act === 'finish')
    await finish(at, id, { version, words, outcome: chosen(ReferralOutcome, outcome, 'outcome') })
  else if (act === 'interrupt')
    await interrupt(at, id, { version, words, reason: chosen(InterruptReason, reason, 'reason') })
  else if (act === 'message') {
    const message = { id: chosen(Id, form.get('id'), 'words'), text: chosen(z.string().min(1), words, 'words') }
    if (await at.firstTime(message.id, message, async () => null)) await write(at, id, message)
  } else if (act.startsWith('appoint')) await appointBy(at, id, form)
  else throw invalid({ pointer: '/act', code: 'missing' })
  return act
}

/** The step that a form names; of a proposal the first field that is wrong is told. */
async function appointBy(at: At, id: string, form: URLSearchParams): Promise<void> {
  const { act, day, time, place, with: who } = typedOf(form)
  const no = chosen(z.coerce.number().int().min(0), form.get('no'), 'act')
  if (act === 'appoint-confirm') return void (await appoint(at, id, 'confirm', { no }))
  if (act === 'appoint-cancel') return void (await appoint(at, id, 'cancel', { no }))
  if (act !== 'appoint') throw invalid({ pointer: '/act', code: 'missing' })
  const words = AppointmentWords.safeParse({ day, time, place, with: who })
  if (!words.success) throw invalid({ pointer: `/${String(words.error.issues[0]?.path[0])}`, code: 'missing' })
  await appoint(at, id, 'propose', { no, words: words.data })
}

/** The code is given: from now on this browser sees the referral, and whoever sent it sees that it was opened. */
async function withCode(at: At, link: LinkRow, row: ReferralRow, form: URLSearchParams, language: PageLanguage) {
  if (!(await codeOpens(at, link, form.get('code') ?? ''))) {
    const left = link.tries_left - 1
    if (left === 0) {
      await noteNews(at, row.id, 'link')
      return { html: nothing(language), status: 404 }
    }
    return { html: codePage(await asker(at), language, { left }, typedOf(form, 'kept-')), status: 401 }
  }
  await noteOpening(at, link)
  await actAsLink(at, link.id)
  const goes = await mayFollow(at, row)
  // What was stopped before it was opened has not come, and nothing more is opened by this code.
  if (!goes && row.state === 'sent') return { html: await pageNow(at, row.id, language, '') }
  if (row.state === 'sent') {
    await updateReferral(at, row.id, { delivered_at: at.now })
    await noteEvent(at, row, 'deliver')
    await see(at, row.id, { version: row.version })
  }
  if (goes) await prolong(at, link, row)
  await lookedAt(at, row.id, at.now, 'link')
  const [kept, pass] = [typedOf(form, 'kept-'), passFor(at, link)]
  // What was typed before the code was asked for once more comes back in its form: it stands in no address.
  if (Object.values(kept).some((value) => value !== ''))
    return { html: await pageNow(at, row.id, language, '', kept), pass }
  return { done: '', pass }
}

const pageNow = async (at: At, id: string, language: PageLanguage, notice: string, typed?: Typed) =>
  referralPage(await shownToHolder(at, await referralAt(at, id)), language, notice, typed)

function nothing(language: PageLanguage): string {
  const say = sayIn(language)
  return pageOf(language, say('invio.nothing'), paragraphs(say('invio.nothing-why')))
}

/** The referral behind a link that lives, to look at. */
async function lookAt(at: At, id: string): Promise<[LinkRow, ReferralRow]> {
  const link = await livingLink(at, id)
  const row = link && (await referralRow(at, link.referral_id))
  if (!row || hasEnded(row.state)) throw notFound()
  return [link, row]
}

const acts = ['accept', 'begin', 'message', 'appoint', 'appoint-confirm', 'appoint-cancel']
/** The acts after which a link opens nothing any more. */
const enders = ['decline', 'finish', 'interrupt']

const saidOf = (done: string, language: PageLanguage, desk: string): string | undefined =>
  [...acts, ...enders].includes(done) ? sayIn(language)(`invio.said.${done}`, { desk }) : undefined

/** What is wrong with an hour that is an hour, and a day that is a day. */
const bySelf = new Set(['date-too-far', 'not-on-the-clock'])

export const referralLinkPage: LinkPage = {
  path: '/invio',
  style: new URL('../platform/link-pages.css', import.meta.url),
  record: 'referral',
  acts: { read: 'openByLink', write: 'answerByLink' },
  passMinutes: PASS_MINUTES,
  find,
  async open(at, id, language, pass, done) {
    const [link, row] = await lookAt(at, id)
    if (!passFits(at, link, pass)) return codePage(await asker(at), language)
    const held = await shownToHolder(at, row)
    // What was done last is no word for a page that was stopped since.
    return referralPage(held, language, (!held.stopped && saidOf(done, language, at.desk.name)) || '')
  },
  async answer(at, id, form, language, pass): Promise<Answered> {
    // The referral first, as whoever sends, takes back or ends it holds it first too: two never wait for each other.
    const referral = (await livingLink(at, id))?.referral_id
    const row = referral && (await lockReferral(at, referral))
    const link = row ? await lockLink(at, id) : undefined
    if (!row || !link || hasEnded(row.state)) throw notFound()
    if (form.has('code')) return withCode(at, link, row, form, language)
    if (!passFits(at, link, pass))
      return { html: codePage(await asker(at), language, 'again', typedOf(form)), status: 401 }
    await actAsLink(at, id)
    // What the page leaves out where nothing may be given any more is refused here too: it shows how things stand.
    if (!whenStopped.includes(form.get('act') ?? '') && !(await mayFollow(at, row))) throw movedOn(null)
    const act = await doneBy(at, row.id, form)
    await lookedAt(at, row.id, at.now, 'link')
    const now = await referralAt(at, row.id)
    if (hasEnded(now.state)) return { done: act, over: true }
    if (await mayFollow(at, now)) await prolong(at, link, now)
    return { done: act }
  },
  over(done, language) {
    const say = sayIn(language)
    const said = enders.includes(done) && saidOf(done, language, say('invio.who-sent'))
    return said ? pageOf(language, say('invio.thanks'), paragraphs(said, say('invio.close'))) : undefined
  },
  async again(at, id, form, language, pass, { code, errors }) {
    const [link, row] = await lookAt(at, id)
    const typed = typedOf(form)
    if (!passFits(at, link, pass)) return codePage(await asker(at), language, 'again', typed)
    const [wrong] = errors ?? []
    const field = wrong?.pointer.slice(1)
    const why = code === 'moved-on' ? 'moved' : `wrong.${wrong && bySelf.has(wrong.code) ? wrong.code : field}`
    return pageNow(at, row.id, language, sayIn(language)(`invio.${why}`), typed)
  },
  nothing,
  later(language) {
    const say = sayIn(language)
    return pageOf(language, say('invio.later'), paragraphs(say('invio.later-why')))
  },
}
