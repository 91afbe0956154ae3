import { beforeAll, expect, test } from 'vitest'
import { addDays, today } from '#model/calendar.ts'
import { ask, type Caller, newCase, newPerson } from './records.ts'
import { expectAccessible, hasFocus, looksRight, openStage, says, sees, settled, visit } from './stage.ts'

const family = 'Orariqqbalde'
const stage = openStage([family, 'Aliou'])
let caller: Caller
const newOne = async () => newCase(caller, await newPerson(caller, { givenName: 'Aliou', familyName: family }))
const day = (days: number) => addDays(today(new Date().toISOString()), days)

beforeAll(async () => {
  caller = await stage.elsewhere('tutor.milano')
})

test('by keyboard a period is written down, dates to look at are named with their reason, and an entry is taken back', async () => {
  const kase = await newOne()
  const page = await stage.member('tutor.milano', `/casi/${kase}`)
  await page.getByRole('link', { name: 'Apri il diario degli orari' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Orari di lavoro' }).waitFor()
  await settled(page)
  await sees(page, 'Nessuna voce ancora')
  await looksRight(page, 'working hours with nothing')

  const form = page.getByRole('form', { name: 'Nuova voce' })
  await page.keyboard.press('o')
  await expect.poll(() => hasFocus(form.locator('#hours-from'))).toBe(true)
  // What is missing is said first, each at its field.
  await form.getByRole('button', { name: 'Scrivi nel diario' }).press('Enter')
  await sees(form, 'Dal giorno: Da compilare.')
  await form.locator('#hours-from').fill('3/3/2025')
  await form.locator('#hours-until').fill('29/6/2025')
  // Nothing is chosen beforehand; the days have a button, and what is still missing is told at its field.
  const worked = form.getByRole('group', { name: 'Giorni di lavoro' })
  expect(await worked.getByRole('checkbox', { checked: true }).count()).toBe(0)
  expect(await form.getByLabel('Chi lo ha detto').inputValue()).toBe('')
  await form.getByRole('button', { name: 'Scrivi nel diario' }).press('Enter')
  await sees(form, 'Giorni di lavoro: Da compilare.')
  await sees(form, 'Chi lo ha detto: Da compilare.')
  await form.getByRole('button', { name: 'Scegli lun–sab' }).press('Enter')
  expect(await worked.getByRole('checkbox', { checked: true }).count()).toBe(6)
  await form.getByRole('group', { name: 'Giorni in cui non lavorava' }).getByLabel('dom').check({ force: true })
  await form.locator('#hours-start-0').fill('6')
  await form.locator('#hours-end-0').fill('20')
  await form.locator('#hours-pause-0').fill('60')
  await says(form, '13 h di lavoro.')
  await form.getByLabel('Dove, per chi').fill('Un vigneto')
  await form.getByLabel('Chi lo ha detto').selectOption({ label: 'Un compagno di lavoro' })
  await form.getByLabel('Fatti e prove').fill('Messaggi del caposquadra')
  await expectAccessible(page, 'an entry of working hours')
  await form.locator('#hours-pause-0').press('Control+Enter')
  await says(page, 'Voce scritta')

  const results = page.getByRole('region', { name: 'Che cosa risulta' })
  const daily = results.getByRole('region', { name: 'Riposo giornaliero' })
  await sees(daily, 'Possibile violazione in queste date')
  await sees(daily, 'dal 3 mar 2025 al 8 mar 2025')
  await sees(daily, 'riposo più breve 10 h')
  await sees(daily, '06:00–20:00')
  // From Saturday at eight in the evening to Monday at six: an hour too few. How the last Sunday went on is not said.
  const weekly = results.getByRole('region', { name: 'Riposo settimanale' })
  await sees(weekly, 'per 105 periodi di 14 giorni nessuno, per un periodo uno solo')
  await sees(weekly, 'Un intervallo di date, 119 giorni in tutto. Se è una ripetizione lo valuta chi decide.')
  await sees(results.getByRole('region', { name: 'Pause' }), 'Nessuna data')
  await sees(results.getByRole('region', { name: 'Media di 48 ore' }), 'Media di 78 h a settimana')
  await sees(results, 'decidono l’Ispettorato del lavoro e il giudice')
  const words = (await page.locator('main').innerText()).toLowerCase()
  for (const word of ['vittima', 'reato', 'ha violato']) expect(words).not.toContain(word)
  await page.getByRole('radio', { name: 'Settimane' }).check({ force: true })
  await sees(page.getByRole('table'), '78 h')
  await looksRight(page, 'working hours with dates to look at')

  // A later entry holds on its day; taken back, the earlier one does again.
  await form.locator('#hours-from').fill('5/3/2025')
  expect(await form.getByRole('radio', { checked: true }).count()).toBe(0)
  await form.getByRole('radio', { name: 'Non lavorava' }).check({ force: true })
  await form.getByRole('button', { name: 'Scrivi nel diario' }).press('Enter')
  await sees(daily, 'dal 3 mar 2025 al 4 mar 2025')
  await page.getByRole('button', { name: 'Togli la voce: 5 mar 2025' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Togli la voce' })
  await dialog.getByLabel('Motivo').fill('Era un altro mese')
  await dialog.getByRole('button', { name: 'Togli la voce' }).press('Enter')
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => hasFocus(page.getByRole('list', { name: 'Voci del diario' }))).toBe(true)
  await sees(daily, 'dal 3 mar 2025 al 8 mar 2025')
  await sees(page.getByRole('region', { name: 'Voci del diario' }), 'Era un altro mese')
  await looksRight(page, 'working hours with an entry that was taken back')

  // Months of which nobody said anything have no hours; the days of them are those said in all.
  await form.locator('#hours-from').fill('1/9/2025')
  await form.getByRole('radio', { name: 'Non lavorava' }).check({ force: true })
  await form.getByRole('button', { name: 'Scrivi nel diario' }).press('Enter')
  await page.getByRole('radio', { name: 'Mesi' }).press('Space')
  await page.getByRole('row', { name: 'luglio 2025 – 0 0 31', exact: true }).waitFor()
  await sees(page.getByRole('region', { name: 'In tutto' }), '63')

  // A sign is recorded by somebody, never by itself.
  await results.getByRole('link', { name: 'Apri i segni di sfruttamento' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Segni', exact: true }).waitFor()
  await settled(page)
  const { rows } = await ask<{ rows: unknown[] }>(caller, `/desks/pua-milano/cases/${kase}/signs`)
  expect(rows).toEqual([])
})

test('what is typed and not written is there after the page was left, and in a closed case can be read', async () => {
  const kase = await newOne()
  const page = await stage.member('tutor.milano', `/casi/${kase}/orari`)
  const form = page.getByRole('form', { name: 'Nuova voce' })
  await form.locator('#hours-from').fill('1/9/2025')
  await form.locator('#hours-start-0').fill('22')
  await form.getByLabel('Fatti e prove').fill('Lo dice la sorella')
  await form.locator('[data-draft=saved]').waitFor()
  await page.reload()
  await settled(page)
  await expect.poll(() => form.locator('#hours-start-0').inputValue()).toBe('22')
  expect(await form.getByLabel('Fatti e prove').inputValue()).toBe('Lo dice la sorella')
  const closed = { outcome: 'other', closedOn: day(0), version: 1 }
  expect((await caller('POST', `/desks/pua-milano/cases/${kase}/close`, closed)).status).toBe(200)
  await visit(page, `/pua-milano/casi/${kase}/orari`)
  await sees(page, 'Il caso è chiuso')
  await sees(page, 'Lo dice la sorella')
  expect(await page.getByRole('form').count()).toBe(0)
  await looksRight(page, 'the working hours of a closed case')
})
