import { v7 } from 'uuid'
import { beforeAll, expect, test } from 'vitest'
import { addDays, today } from '#model/calendar.ts'
import { ask, type Caller, newPerson } from './records.ts'
import { hasFocus, looksRight, openStage, says, sees, settled, visit } from './stage.ts'

const family = 'Esitoqqaranta'
const stage = openStage([family, 'Salif'])
let caller: Caller
let me = ''
const day = (days: number) => addDays(today(new Date().toISOString()), days)
const milan = '/desks/pua-milano'

/** A case that I follow, opened some days ago. */
async function openedCase(days: number): Promise<string> {
  const [id, personId] = [v7(), await newPerson(caller, { givenName: 'Salif', familyName: family })]
  const followers = [{ accountId: me, role: 'worker' }]
  const body = { id, personId, openedOn: day(-days), legalBasis: 'public-task', followers }
  expect((await caller('POST', `${milan}/cases`, body)).status).toBe(200)
  return id
}

async function closedCase(days: number): Promise<string> {
  const id = await openedCase(days + 30)
  const body = { outcome: 'other', closedOn: day(-days), version: 1 }
  expect((await caller('POST', `${milan}/cases/${id}/close`, body)).status).toBe(200)
  return id
}

beforeAll(async () => {
  caller = await stage.elsewhere('tutor.milano')
  me = (await ask<{ accountId: string }>(caller, '/session')).accountId
})

test('a case is closed, and by keyboard alone it is written how the person is at the exit', async () => {
  const id = await openedCase(20)
  const page = await stage.member('tutor.milano', `/casi/${id}`)
  await page.locator('.title-actions .menu button').click()
  await page.getByRole('menuitem', { name: 'Chiudi il caso' }).click()
  const closing = page.getByRole('dialog', { name: 'Chiudi il caso' })
  await closing.getByRole('radio', { name: 'Obiettivi raggiunti' }).check({ force: true })
  await closing.getByRole('button', { name: 'Chiudi il caso' }).click()
  await closing.waitFor({ state: 'detached' })
  await sees(page, 'Come sta la persona si scrive nel percorso')
  await looksRight(page, 'a closed case that leads to its outcomes')

  await page.getByRole('link', { name: 'Esiti dopo la chiusura' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Percorso' }).waitFor()
  await settled(page)
  const exit = page.getByRole('article', { name: 'Esito all’uscita' })
  await sees(exit, 'Entro il')
  await sees(page.getByRole('article', { name: 'Esito dopo sei mesi' }), 'Si può scrivere dal')
  await looksRight(page, 'the outcomes of a closed case')

  await exit.getByRole('link', { name: 'Scrivi: Esito all’uscita' }).press('Enter')
  const form = page.getByRole('form', { name: 'Esito all’uscita' })
  await expect.poll(() => hasFocus(form.getByRole('radio', { name: 'La persona', exact: true }))).toBe(true)
  // Nothing chosen: said at its field, as soon as the form knows that there is no older draft.
  const missing = form.getByText('Chi ha risposto: Da compilare.')
  await expect.poll(() => page.keyboard.press('Control+Enter').then(() => missing.count())).toBeGreaterThan(0)
  await form.getByRole('radio', { name: 'La persona', exact: true }).press('Space')
  await form.getByRole('group', { name: 'Forma di lavoro' }).getByRole('radio', { name: 'Regolare' }).press('Space')
  await form.getByRole('group', { name: 'Dice di sentirsi' }).getByRole('radio', { name: 'Preferisce' }).press('Space')
  await form.getByLabel('Che altro è stato detto').fill('Ha trovato un posto in magazzino')
  await looksRight(page, 'the form of an outcome')
  await form.locator('[data-draft=saved]').waitFor()

  // Left and found again from the list of drafts.
  await visit(page, '/pua-milano')
  await page.getByRole('link', { name: 'Esito dopo la chiusura' }).click()
  await page.getByRole('heading', { level: 1, name: 'Percorso' }).waitFor()
  await expect
    .poll(() => form.getByLabel('Che altro è stato detto').inputValue())
    .toBe('Ha trovato un posto in magazzino')
  await form.getByLabel('Che altro è stato detto').press('Control+Enter')
  await says(page, 'Esito salvato')
  await form.waitFor({ state: 'detached' })
  await expect.poll(() => hasFocus(exit.getByRole('heading', { name: 'Esito all’uscita' }))).toBe(true)
  await sees(exit, 'Regolare, alle dipendenze')
  await sees(exit, 'Preferisce non dirlo')
  await sees(exit, 'Ha trovato un posto in magazzino')
  await looksRight(page, 'an outcome that was written')

  // Taken away and put back: one line more each.
  await exit.getByRole('button', { name: 'Togli, scritto per errore: Esito all’uscita' }).press('Enter')
  await sees(exit, 'Non scritto.')
  const toast = page.locator('.toast').filter({ hasText: 'Tolto' })
  await toast.getByRole('button', { name: 'Annulla' }).press('Enter')
  await sees(exit, 'Ha trovato un posto in magazzino')
  const { followUps } = await ask<{ followUps: { history: unknown[] }[] }>(caller, `${milan}/cases/${id}/pathway`)
  expect(followUps.map(({ history }) => history.length)).toEqual([3])
})

test('six months after the closing Oggi asks, and a colleague who was first is read before anything is written', async () => {
  const id = await closedCase(180)
  const page = await stage.member('tutor.milano')
  const due = page.getByRole('region', { name: 'Da fare nei percorsi' })
  const line = due.getByRole('listitem').filter({ hasText: family }).filter({ hasText: 'Esito dopo sei mesi' })
  await sees(line, 'Entro il')
  await looksRight(page, 'an outcome that is due')
  await line.getByRole('link').click()
  await page.getByRole('heading', { level: 1, name: 'Percorso' }).waitFor()
  const form = page.getByRole('form', { name: 'Esito dopo sei mesi' })
  await form.getByRole('radio', { name: 'Qualcuno per la persona' }).check({ force: true })
  await form.getByLabel('Che altro è stato detto').fill('Lo dice il fratello')

  const theirs = { no: 0, moment: 'six-months', day: day(0), reached: 'not-reached', text: 'Telefono spento' }
  expect((await caller('PUT', `${milan}/cases/${id}/pathway/follow-ups/${v7()}`, theirs)).status).toBe(200)
  await form.getByRole('button', { name: 'Salva', exact: true }).click()
  await sees(form, /Intanto una collega o un collega/)
  await sees(page, 'Telefono spento')
  expect(await form.getByLabel('Che altro è stato detto').inputValue()).toBe('Lo dice il fratello')
  await form.getByRole('button', { name: 'Salva', exact: true }).click()
  await form.waitFor({ state: 'detached' })
  const outcome = page.getByRole('article', { name: 'Esito dopo sei mesi' })
  await sees(outcome, 'Lo dice il fratello')
  await sees(outcome, 'Telefono spento')
  await looksRight(page, 'an outcome with what it was before')
  await visit(page, '/pua-milano')
  await expect.poll(() => line.count()).toBe(0)
})

test('a case that is reopened keeps what was told, and a text that was being written can be copied', async () => {
  const id = await closedCase(10)
  const at = `${milan}/cases/${id}`
  const told = { no: 0, moment: 'exit', day: day(-9), reached: 'yes', text: 'Va tutto bene' }
  expect((await caller('PUT', `${at}/pathway/follow-ups/${v7()}`, told)).status).toBe(200)
  const page = await stage.member('tutor.milano', `/casi/${id}/percorso?esito=exit`)
  const form = page.getByRole('form', { name: 'Esito all’uscita' })
  await form.getByLabel('Che altro è stato detto').fill('A metà della risposta')
  await form.locator('[data-draft=saved]').waitFor()
  const coordinator = await stage.elsewhere('coordinatore.milano')
  expect((await coordinator('POST', `${at}/reopen`, { reason: 'Torna', version: 2 })).status).toBe(200)
  await form.getByRole('button', { name: 'Salva', exact: true }).click()
  await sees(page, 'Il caso è aperto.')
  await visit(page, `/pua-milano/casi/${id}/percorso`)
  await sees(page, 'A metà della risposta')
  await sees(page.getByRole('region', { name: 'Esiti dopo la chiusura' }), 'Va tutto bene')
  expect(await page.getByRole('form', { name: 'Esito all’uscita' }).count()).toBe(0)
  await looksRight(page, 'outcomes of a case that was reopened')
})
