import { type CivilDate, today } from '#model/calendar.ts'
import { type Db, transaction } from '../platform/db.ts'
import type { At, House } from '../platform/door.ts'
import { invalid, movedOn, notFound } from '../platform/failure.ts'
import { paragraphs } from '../platform/link-html.ts'
import { type LinkPage, type Opened, typedText } from '../platform/link-pages.ts'
import { answerLink, hashOf, type LinkRow, lockLink, settleReports, waitingLink } from './links.ts'
import { bodyNamed, namesOfNetwork } from './names.ts'
import { addVersion, lockService, on, type ServiceRow, serviceRow, updateService } from './services.ts'
import { pageOf, questionPage, type Shown, sayIn } from './still-true-html.ts'
import type { NetworkTables } from './tables.ts'

/** Where a token leads. One that was used or taken back has no hash any more: it costs what an invented one costs. */
const find = (house: House, token: string): Promise<Opened | undefined> =>
  transaction(house.platform, null, (tx: Db<NetworkTables>) =>
    tx
      .selectFrom('assurance_link')
      .select(['desk_id as desk', 'id', 'service_id as recordId'])
      .where('token_hash', '=', hashOf(token))
      .where('ends_at', '>', house.clock())
      .executeTakeFirst(),
  )

/** The entry behind a link that waits; an entry that was retired is shown to nobody outside. */
async function shownOf(at: At, link: LinkRow | undefined, row: ServiceRow | undefined): Promise<Shown> {
  if (!link || row?.state !== 'live') throw notFound()
  const [names, network] = await Promise.all([
    namesOfNetwork(at),
    on(at).selectFrom('network').select('name').where('id', '=', at.desk.networkId).executeTakeFirst(),
  ])
  return {
    desk: at.desk.name,
    network: network?.name ?? '',
    name: row.name,
    organisation: bodyNamed(names, row.organisation_id).name,
    area: row.area,
    facts: row.facts,
    assuredOn: row.assured_on as CivilDate,
    version: row.version,
    until: today(link.ends_at),
  }
}

async function lookAt(at: At, id: string): Promise<Shown> {
  const link = await waitingLink(at, id)
  return shownOf(at, link, link && (await serviceRow(at, link.service_id)))
}

const MOST_LETTERS = 2_000

export const stillTruePage: LinkPage = {
  path: '/vero',
  style: new URL('../platform/link-pages.css', import.meta.url),
  record: 'service',
  acts: { read: 'openStillTrue', write: 'answerStillTrue' },
  find,
  open: async (at, id, language) => questionPage(await lookAt(at, id), language),
  async answer(at, id, form) {
    // The entry first, as whoever asks or takes back holds it first too: two never wait for each other.
    const serviceId = (await waitingLink(at, id))?.service_id
    const row = serviceId && (await lockService(at, serviceId))
    const link = row ? await lockLink(at, id) : undefined
    if (!row || !link || row.state !== 'live') throw notFound()
    const answer = form.get('answer')
    const words = typedText(form, 'words')
    if (answer === 'changed') {
      if (words === '' || words.length > MOST_LETTERS) throw invalid({ pointer: '/words', code: 'missing' })
      await answerLink(at, link, 'changed', words)
      return { done: 'changed', over: true }
    }
    if (answer !== 'true' || form.get('version') !== String(row.version)) throw movedOn(null)
    await answerLink(at, link, 'true', '')
    await settleReports(at, row.id)
    await updateService(at, row.id, { assured_on: at.today })
    await addVersion(at, row.id, 'assured-by-provider', { assuredOn: at.today })
    return { done: 'true', over: true }
  },
  over(done, language) {
    const say = sayIn(language)
    if (done !== 'true' && done !== 'changed') return undefined
    return pageOf(
      language,
      say('still-true.thanks'),
      paragraphs(say(`still-true.recorded-${done}`), say('still-true.close')),
    )
  },
  async again(at, id, form, language, _pass, { code }) {
    const why = sayIn(language)(code === 'moved-on' ? 'still-true.moved' : 'still-true.what-missing')
    return questionPage(await lookAt(at, id), language, why, typedText(form, 'words'))
  },
  nothing(language) {
    const say = sayIn(language)
    return pageOf(language, say('still-true.nothing'), paragraphs(say('still-true.nothing-why')))
  },
  later(language) {
    const say = sayIn(language)
    return pageOf(language, say('still-true.later'), paragraphs(say('still-true.later-why')))
  },
}
