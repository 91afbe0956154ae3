import type { Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { today } from '#model/calendar.ts'
import { readParts, type TestSmtp, testSmtp } from '../server/src/platform/testing-smtp.ts'
import { newArrangement, newGround } from '../server/src/testing-privacy.ts'
import { newEntry } from '../server/src/testing-records.ts'
import { newReferral } from '../server/src/testing-referrals.ts'
import { ask, type Caller, newCase, newPerson } from './records.ts'
import { expectAccessible, openStage, overflow, sees } from './stage.ts'
import { type Served, serveVarco } from './varco.ts'

const family = 'Zwillingsova'
const milan = '/desks/pua-milano'
let smtp: TestSmtp
let varco: Served

beforeAll(async () => {
  smtp = await testSmtp()
  varco = await serveVarco({ VARCO_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, VARCO_MAIL_FROM: 'varco@varco.test' })
}, 240_000)
afterAll(async () => {
  await varco?.close()
  await smtp?.close()
})

const stage = openStage([family, '3470001111'], () => varco)
const button = (page: Page, label: string) => page.getByRole('button', { name: label, exact: true })

async function told<T>(by: Caller, path: string, body: unknown): Promise<T> {
  const reply = await by('POST', `${milan}${path}`, body)
  const answer = await reply.json()
  expect(reply.status, JSON.stringify(answer)).toBe(200)
  return answer as T
}

type Link = { token: string; code: string }

/** What the sender does before: an entry without a desk, an agreement, a ground, a referral, and its link. */
async function sent(): Promise<{ worker: Caller; referral: string; case: string; link: () => Promise<Link> }> {
  const coordinator = await stage.elsewhere('coordinatore.milano')
  const worker = await stage.elsewhere('legale.milano')
  const service = v7()
  await told(coordinator, '/directory', {
    id: service,
    entry: newEntry({ name: 'Ascolto della soglia', facts: { needs: ['legal'] } }),
    why: '',
  })
  const entry = await ask<{ organisation: { id: string } }>(worker, `${milan}/directory/${service}`)
  const bodies = await ask<{ rows: { id: string; own: boolean }[] }>(worker, `${milan}/controllers`)
  const own = bodies.rows.find((body) => body.own)?.id as string
  await told(coordinator, '/arrangements', newArrangement([own, entry.organisation.id]))
  const person = await newPerson(worker, { givenName: 'Ada', familyName: family, phones: ['3470001111'] })
  const caseId = await newCase(worker, person)
  const scopes = ['identity', 'contact-details', 'needs', 'notes']
  const to = { purpose: 'referral', recipient: 'body', body: entry.organisation.id, scopes }
  await told(worker, `/persons/${person}/grounds`, newGround(to))
  const draft = { ...newReferral, id: v7(), serviceId: service }
  const { id, version } = await told<{ id: string; version: number }>(worker, `/cases/${caseId}/referrals`, draft)
  const { shown } = await ask<{ shown: string }>(worker, `${milan}/referrals/${id}/preview`)
  await told(worker, `/referrals/${id}/send`, { version, shown })
  const link = async () => {
    const before = smtp.taken.length
    const { code } = await told<{ code: string }>(worker, `/referrals/${id}/link`, { address: 'soglia@varco.test' })
    await vi.waitFor(() => expect(smtp.taken.length).toBeGreaterThan(before), { timeout: 20_000, interval: 50 })
    const [text = ''] = readParts(smtp.taken[before]?.raw ?? '')
    for (const word of [family, code, '347']) expect(text).not.toContain(word)
    return { code, token: new URL(/https?:\/\/\S+\/invio\/\S+/.exec(text)?.[0] ?? '').pathname }
  }
  return { worker, referral: id, case: caseId, link }
}

test('a body without an account takes a referral on with a phone, with the code that was said aloud', async () => {
  const { worker, case: caseId, link } = await sent()
  const { token, code } = await link()
  const phone = await (await stage.visitor({ phone: true })).newPage()
  await phone.goto(token)
  await sees(phone, 'manda una richiesta')
  await expectAccessible(phone, 'the field for the code')
  await expect.poll(() => overflow(phone)).toBe(0)
  await phone.getByLabel('Codice').fill('1')
  await button(phone, 'Apri la richiesta').click()
  await sees(phone, 'Il codice non è questo')
  await phone.getByLabel('Codice').fill(`${code.slice(0, 4)} ${code.slice(4)}`)
  await button(phone, 'Apri la richiesta').click()
  await sees(phone, 'Chi è la persona si legge dopo il sì')
  await expect.poll(() => phone.getByText(family).count()).toBe(0)
  await phone.getByText('No, non possiamo').click()
  await expectAccessible(phone, 'a referral before the answer')
  await expect.poll(() => overflow(phone)).toBe(0)

  await phone.getByRole('link', { name: 'English' }).click()
  await button(phone, 'Yes, we take it on').waitFor()
  await phone.getByRole('link', { name: 'Italiano' }).click()
  await button(phone, 'Sì, la seguiamo').click()
  await sees(phone, `Ada ${family}`)
  await expectAccessible(phone, 'a referral after the yes')
  await expect.poll(() => overflow(phone)).toBe(0)
  await phone.getByLabel('Un messaggio allo sportello').fill('Domani alle dieci.')
  await button(phone, 'Manda il messaggio').click()
  await sees(phone, 'Il messaggio è arrivato')
  await sees(phone, 'Domani alle dieci.')
  await button(phone, 'Il lavoro è iniziato').click()
  await phone.getByLabel('Com’è andata').selectOption({ label: 'La richiesta è stata soddisfatta' })
  await phone.getByLabel('Che cosa è stato fatto').fill('Un colloquio.')
  await button(phone, 'È fatto').click()
  await phone.getByRole('heading', { name: 'Grazie' }).waitFor()
  await expectAccessible(phone, 'thanks')
  await phone.goto(token)
  await phone.getByRole('heading', { name: 'Questo collegamento non apre niente' }).waitFor()
  await expectAccessible(phone, 'a link that opens nothing')

  const services = async () =>
    (await ask<{ services: { text: string }[] }>(worker, `${milan}/cases/${caseId}`)).services.map(({ text }) => text)
  await expect.poll(services, { timeout: 20_000 }).toEqual(['Ascolto della soglia: Un colloquio.'])
})

test('a referral that nobody can open says so, and one that was declined leads to another service', async () => {
  const { worker, case: caseId, referral, link } = await sent()
  const page = await stage.member('legale.milano')
  await page.getByRole('link', { name: 'Un invio è senza un collegamento che apra' }).click()
  await page.getByRole('button', { name: 'Collegamento da mandare (1)' }).waitFor()
  await expectAccessible(page, 'referrals that no link opens')
  await page.getByRole('row', { name: family }).getByText('Collegamento da mandare').waitFor()
  await page.getByRole('row', { name: family }).getByText('Preparato il').waitFor()
  await page.getByRole('row', { name: family }).getByRole('link').click()
  await sees(page, 'Nessun collegamento apre questo invio')
  await expectAccessible(page, 'a referral that no link opens')

  const { token, code } = await link()
  await page.reload()
  await sees(page, 'Il collegamento è mandato')
  await expect.poll(() => page.getByText('Collegamento da mandare').count()).toBe(0)
  const phone = await (await stage.visitor({ phone: true })).newPage()
  await phone.goto(token)
  await phone.getByLabel('Codice').fill(code)
  await button(phone, 'Apri la richiesta').click()
  await phone.getByText('No, non possiamo').click()
  await phone.getByLabel('Perché').selectOption({ index: 1 })
  await button(phone, 'Manda il no').click()
  await phone.getByRole('heading', { name: 'Grazie' }).waitFor()

  const another = page.getByRole('link', { name: 'Cerca un altro servizio' })
  await page.reload()
  await another.waitFor()
  // Nothing is written from a closed case: its page says so, and leads there.
  const version = async () => (await ask<{ version: number }>(worker, `${milan}/cases/${caseId}`)).version
  const closing = { outcome: 'goals-met', closedOn: today(new Date().toISOString()) }
  await told(worker, `/cases/${caseId}/close`, { ...closing, version: await version() })
  await page.reload()
  await page.getByRole('link', { name: 'Il caso è chiuso: per cercare un altro servizio va riaperto.' }).waitFor()
  await expect.poll(() => another.count()).toBe(0)
  await told(worker, `/cases/${caseId}/reopen`, { reason: 'Cerca un altro servizio', version: await version() })
  await page.reload()
  await another.click()
  await sees(page, 'Al posto dell’invio a Ascolto della soglia')
  await page.getByRole('searchbox').fill('soglia')
  await button(page, 'Mostrali').waitFor()
  await expectAccessible(page, 'services that receive by mail alone')
  await button(page, 'Mostrali').click()
  await page.getByRole('button', { name: 'Scegli Ascolto della soglia' }).first().click()
  await expect.poll(() => page.getByLabel('Domanda al servizio').inputValue()).toBe(newReferral.question)
  await button(page, 'Guarda che cosa viaggia').click()
  await sees(page, 'Esattamente questo viaggia')
  await page.getByRole('link', { name: 'Preparato al posto di un altro invio' }).waitFor()
  await page.goto(`/pua-milano/invii/${referral}`)
  await page.getByRole('link', { name: 'Al suo posto: invio a Ascolto della soglia' }).waitFor()
  await expect.poll(() => page.getByRole('link', { name: 'Cerca un altro servizio' }).count()).toBe(0)
})
