import type { Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newArrangement, newGround } from '../server/src/testing-privacy.ts'
import { newEntry } from '../server/src/testing-records.ts'
import { newReferral } from '../server/src/testing-referrals.ts'
import { ask, type Caller, newCase, newNote, newPerson } from './records.ts'
import { looksRight, openStage, phone, says, sees, visit } from './stage.ts'

const family = 'Assensowicz'
const milan = '/desks/pua-milano'
const [reason, answer] = ['Ha trovato un lavoro regolare', 'Manca ancora la verifica']
const stage = openStage([family, 'regolare', 'verifica'])
let coordinator: Caller
let tutor: Caller
beforeAll(async () => {
  coordinator = await stage.elsewhere('coordinatore.milano')
  tutor = await stage.elsewhere('tutor.milano')
})
// The other journeys close cases and send without asking.
afterAll(async () => {
  await told(coordinator, 'PUT', '/approval-setting', { closing: false, sending: false })
})

async function told<T>(by: Caller, method: string, path: string, body: unknown): Promise<T> {
  const reply = await by(method, `${milan}${path}`, body)
  const said = await reply.json()
  expect(reply.status, JSON.stringify(said)).toBe(200)
  return said as T
}
const openCase = async (givenName: string) => newCase(tutor, await newPerson(tutor, { givenName, familyName: family }))
const stateOf = async (kase: string) => (await ask<{ state: string }>(tutor, `${milan}/cases/${kase}`)).state
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().press('Enter')

test('by keyboard: a coordinator wants it, a tutor asks to close, it is refused with words, asked again and approved', async () => {
  const kase = await openCase('Awa')
  const theirs = await stage.member('coordinatore.milano', '/carico')
  const wish = theirs.getByLabel('Serve per chiudere un caso')
  await wish.press('Space')
  await says(theirs, 'Stabilito')
  await sees(theirs, /Stabilito da Paolo Brambilla/)
  await sees(theirs, 'Una sola persona può approvare.')
  await looksRight(theirs, 'for what a desk wants an approval')

  const page = await stage.member('tutor.milano', `/casi/${kase}`)
  await page.getByRole('button', { name: 'Altre azioni' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Chiedi di chiudere il caso' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Chiedi di chiudere il caso' })
  await dialog.getByText('Obiettivi raggiunti').click()
  await dialog.getByLabel('Nota di chiusura').fill(reason)
  await dialog.getByLabel('Per chi approva').fill('Va bene così?')
  await looksRight(page, 'asking to close a case')
  await dialog.getByRole('button', { name: 'Chiedi l’approvazione' }).press('Enter')
  await says(page, 'Approvazione chiesta')
  const card = page.getByRole('region', { name: 'Approvazioni' })
  await sees(card, 'Va bene così?')
  await looksRight(page, 'a case that waits for an approval')
  expect(await stateOf(kase)).toBe('open')
  expect(await card.getByRole('button', { name: 'Approva', exact: true }).count()).toBe(0)
  await page.getByRole('button', { name: 'Altre azioni' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Correggi i dati del caso' }).waitFor()
  expect(await page.getByRole('menuitem', { name: 'Chiedi di chiudere il caso' }).count()).toBe(0)
  await page.keyboard.press('Escape')

  await visit(theirs, '/pua-milano')
  const inbox = theirs.getByRole('region', { name: /Da approvare/ })
  await sees(inbox, reason)
  await looksRight(theirs, 'the home page of who approves')
  await inbox.getByRole('link', { name: new RegExp(family) }).press('Enter')
  await press(theirs, 'Rifiuta')
  const why = theirs.getByRole('dialog', { name: 'Rifiuta' })
  await why.getByRole('button', { name: 'Rifiuta' }).press('Enter')
  await sees(why, 'Scrivere il perché')
  await why.getByLabel('Perché no').fill(answer)
  await looksRight(theirs, 'refusing a request')
  await why.getByRole('button', { name: 'Rifiuta' }).press('Enter')
  await says(theirs, 'Rifiutato')

  await visit(page, '/pua-milano')
  await sees(page.getByRole('region', { name: /Risposte a richieste di approvazione/ }), answer)
  await looksRight(page, 'the home page of who was refused')
  await visit(page, `/pua-milano/casi/${kase}`)
  await press(page, 'Ho letto')
  await page.getByText('Approvazioni già decise (1)').waitFor()
  await told(tutor, 'POST', `/cases/${kase}/approvals`, {
    ...{
      id: v7(),
      outcome: 'goals-met',
      closedOn: (await ask<{ openedOn: string }>(tutor, `${milan}/cases/${kase}`)).openedOn,
    },
    ...{ version: 1, note: reason, ask: '' },
  })
  // What came after it was asked for is said to whoever approves.
  await newNote(tutor, kase, 'Novità di oggi')
  await visit(theirs, `/pua-milano/casi/${kase}`)
  await press(theirs, 'Approva')
  const yes = theirs.getByRole('dialog', { name: 'Approva' })
  await sees(yes, 'Il caso si chiude subito')
  await sees(yes, 'nel caso si è scritto ancora: Note')
  await looksRight(theirs, 'approving a request')
  await yes.getByRole('button', { name: 'Approva' }).press('Enter')
  await says(theirs, 'Approvato')
  expect(await stateOf(kase)).toBe('closed')
  await sees(theirs, 'Approvazione data')
  await looksRight(theirs, 'a case that was closed with an approval')
})

test('what goes to an inspectorate is asked for from the preview, on a phone, and goes when somebody says yes', async () => {
  await told(coordinator, 'PUT', '/approval-setting', { closing: false, sending: true })
  const bodies = await ask<{ rows: { id: string; name: string; own: boolean }[] }>(tutor, `${milan}/controllers`)
  const inspectorate = bodies.rows.find(({ name }) => name.startsWith('Ispettorato'))?.id as string
  const own = bodies.rows.find((body) => body.own)?.id as string
  const service = v7()
  const entry = {
    ...newEntry({ name: 'Richieste di intervento di prova' }),
    newOrganisation: '',
    organisationId: inspectorate,
  }
  await told(coordinator, 'POST', '/directory', { id: service, entry, why: '' })
  await told(coordinator, 'POST', '/arrangements', newArrangement([own, inspectorate]))
  const person = await newPerson(tutor, { givenName: 'Issa', familyName: family, phones: ['3470002222'] })
  const kase = await newCase(tutor, person)
  const scopes = ['identity', 'contact-details', 'needs', 'notes']
  const ground = newGround({ purpose: 'referral', recipient: 'body', body: inspectorate, scopes })
  await told(tutor, 'POST', `/persons/${person}/grounds`, ground)
  const draft = { ...newReferral, id: v7(), serviceId: service }
  const { id } = await told<{ id: string }>(tutor, 'POST', `/cases/${kase}/referrals`, draft)

  const page = await stage.member('tutor.milano', `/invii/${id}`, { phone: true })
  expect(page.viewportSize()).toEqual(phone)
  await press(page, 'Chiedi l’approvazione')
  const dialog = page.getByRole('dialog', { name: 'Chiedi l’approvazione' })
  await dialog.getByLabel('Per chi approva').fill('Ne abbiamo parlato')
  await looksRight(page, 'asking to send to an inspectorate, on a phone')
  await dialog.getByRole('button', { name: 'Chiedi l’approvazione' }).press('Enter')
  await says(page, 'Approvazione chiesta')
  await sees(page.getByRole('region', { name: 'Approvazioni' }), 'Ne abbiamo parlato')
  await sees(page, 'L’approvazione è già stata chiesta.')
  expect(await page.getByRole('button', { name: 'Chiedi l’approvazione' }).count()).toBe(0)
  await looksRight(page, 'a referral that waits for an approval, on a phone')

  const theirs = await stage.member('coordinatore.milano', `/invii/${id}`)
  await sees(theirs, 'Viaggia subito')
  await press(theirs, 'Approva')
  await looksRight(theirs, 'approving a referral')
  await theirs.getByRole('dialog').getByRole('button', { name: 'Approva' }).press('Enter')
  await says(theirs, 'Approvato')
  expect((await ask<{ state: string }>(tutor, `${milan}/referrals/${id}`)).state).toBe('sent')
})
