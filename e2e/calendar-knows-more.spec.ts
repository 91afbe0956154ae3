import { expect, test } from 'vitest'
import { addDays, type CivilDate, today, weekdayOf } from '#model/calendar.ts'
import { looksRight, openStage, says, sees, visit } from './stage.ts'

const stage = openStage([])
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
