import { expect, test } from 'vitest'
import { addDays, type CivilDate, today, weekdayOf } from '#model/calendar.ts'
import { ask, coverWith, newCase, newPerson, newReferral } from './records.ts'
import { looksRight, openStage, says, sees, visit } from './stage.ts'

const family = 'Sangarequirinale'
const stage = openStage([family, 'Binta'])
const here = today(new Date().toISOString())
/** A Wednesday some weeks ahead, which is no national holiday in any year that ends in this century. */
const quiet = addDays(here, 35 + ((10 - weekdayOf(here)) % 7))
const typed = (day: CivilDate) => day.split('-').reverse().map(Number).join('/')

test('the holiday of the place is written, and stands in the calendar, in a new appointment and among the tasks', async () => {
  const page = await stage.member('coordinatore.milano', '/agenda/stanze')
  const card = page.getByRole('region', { name: 'Santo patrono' })
  await sees(card, 'Non è scritto')
  await card.getByRole('button', { name: 'Scrivi' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Santo patrono' })
  await dialog.getByLabel('Nome del giorno').fill('San Qualcuno')
  await dialog.getByLabel('Giorno e mese').fill('31/4')
  await dialog.getByLabel('Giorno e mese').press('Enter')
  await sees(dialog, 'Non sembra un giorno e un mese')
  await looksRight(page, 'the holiday of the place, wrong')
  await dialog.getByLabel('Giorno e mese').fill(typed(quiet).split('/').slice(0, 2).join('/'))
  await dialog.getByLabel('Giorno e mese').press('Enter')
  await says(page, 'Salvato')
  await sees(card, 'San Qualcuno')
  await looksRight(page, 'the holiday of the place')

  const worker = await stage.member('tutor.milano', `/agenda?giorno=${quiet}&vista=settimana`)
  await sees(worker, 'San Qualcuno')
  await looksRight(worker, 'the calendar with the holiday of the place')
  await visit(worker, `/pua-milano/agenda?giorno=${quiet}&vista=elenco`)
  await sees(worker, 'San Qualcuno')
  await visit(worker, `/pua-milano/agenda/nuovo?giorno=${quiet}&ora=09:00`)
  await sees(worker, /festivo: San Qualcuno/)
  await visit(worker, '/pua-milano/compiti')
  await worker.locator('#task-day').fill(typed(quiet))
  await sees(worker, /festa: San Qualcuno/)

  await card.getByRole('button', { name: 'Togli' }).click()
  await sees(card, 'Non è scritto')
  await visit(worker, `/pua-milano/agenda?giorno=${quiet}&vista=elenco`)
  await expect.poll(() => worker.getByText('San Qualcuno').count()).toBe(0)
})

test('the appointment of a referral stands in the calendar of who follows the case, leads to the referral and collides', async () => {
  const caller = await stage.elsewhere('tutor.milano')
  const person = await newPerson(caller, { givenName: 'Binta', familyName: family })
  const kase = await newCase(caller, person)
  const { accountId } = await ask<{ accountId: string }>(caller, '/session')
  await caller('PUT', `/desks/pua-milano/cases/${kase}/followers/${accountId}`, { role: 'worker' })
  await coverWith(caller, person, 'Ambito di Bergamo')
  const id = await newReferral(caller, kase, 'PUA InLav Bergamo, primo contatto')
  const there = await stage.member('tutor.bergamo', `/invii/${id}`, { desk: 'pua-bergamo' })
  await there.getByRole('button', { name: 'Accetta', exact: true }).click()
  await sees(there, 'Accettato')
  const day = addDays(quiet, 1)
  const words = { day, time: '10:30', place: 'Via Inventata 1', with: '' }
  expect((await caller('POST', `/desks/pua-milano/referrals/${id}/appointment`, { no: 0, ...words })).status).toBe(200)

  const page = await stage.member('tutor.milano', `/agenda?giorno=${day}&vista=settimana`)
  const block = page.getByRole('link').filter({ hasText: family })
  await sees(block, '10:30–11:30')
  await sees(block, 'Invio, proposto')
  await looksRight(page, 'the calendar with a referral')
  await visit(page, `/pua-milano/agenda?giorno=${day}&vista=elenco`)
  await sees(page, /Invio: PUA InLav Bergamo/)
  await looksRight(page, 'the list with a referral')
  await visit(page, `/pua-milano/agenda/nuovo?giorno=${day}&ora=11:00&caso=${kase}`)
  await sees(page, 'La stessa persona ha già')
  await visit(page, `/pua-milano/agenda?giorno=${day}&vista=elenco`)
  await page.getByRole('link', { name: '10:30–11:30' }).click()
  await page.waitForURL(`**/invii/${id}`)
})
