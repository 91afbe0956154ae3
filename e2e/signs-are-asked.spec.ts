import { beforeAll, expect, test } from 'vitest'
import { newCase, newPerson } from './records.ts'
import { expectAccessible, openStage, overflow, settled } from './stage.ts'

const family = 'Zerbinatiqq'
const stage = openStage([family])
let kase = ''
beforeAll(async () => {
  const caller = await stage.elsewhere('tutor.milano')
  kase = await newCase(caller, await newPerson(caller, { givenName: 'Ada', familyName: family }))
})

test('questions about signs are answered by keyboard, passed over, taken up again, and what comes of them names who decides', async () => {
  const page = await stage.member('tutor.milano', `/casi/${kase}`)
  await page.getByRole('link', { name: 'Domande, risposte e che cosa risulta' }).click()
  const form = page.locator('main form')
  await form.getByText('Domanda 1 di 9').waitFor()
  // Read aloud in two languages, side by side.
  await page.getByLabel('Le domande, anche in').selectOption('en')
  const aloud = form.getByRole('region', { name: 'Da leggere ad alta voce' })
  await aloud.getByText('How much were you paid').waitFor()
  await aloud.getByText('Quanto la pagavano').waitFor()
  // Yes, with two months that are not the same.
  await form.getByLabel('Sì', { exact: true }).focus()
  await page.keyboard.press('Space')
  for (const [at, month] of ['2025-09', '2025-11'].entries()) {
    await form.getByRole('button', { name: 'Aggiungi un periodo' }).press('Enter')
    await form.locator(`#period-from-${at}`).fill(month)
  }
  await form.getByLabel('Fatti e prove').fill('Due buste paga da 400 euro')
  // What is fixed at the top would cover what was scrolled below it.
  await page.evaluate(() => scrollTo(0, 0))
  await expectAccessible(page, 'a question about signs')
  await form.getByRole('button', { name: 'Registra e avanti' }).press('Enter')
  await form.getByText('Domanda 2 di 9').waitFor()
  const aside = page.locator('aside')
  await aside.getByText('Ripetuto: 2 periodi distinti').waitFor()
  // Passed over: nothing is recorded.
  await form.getByRole('button', { name: 'Avanti', exact: true }).press('Enter')
  await form.getByText('Domanda 3 di 9').waitFor()
  await page.getByRole('button', { name: /Condizioni di sfruttamento/ }).press('Enter')
  for (const no of [1, 2]) {
    await form.getByText(`Domanda ${no} di 9`).waitFor()
    await form.getByLabel('Sì', { exact: true }).check()
    await form.getByRole('button', { name: 'Registra e avanti' }).press('Enter')
  }
  await aside.getByText('Stanno i segni di condizioni di sfruttamento.').waitFor()
  await aside.getByText('lo accertano l’autorità giudiziaria').waitFor()
  expect((await aside.innerText()).toLowerCase()).not.toContain('vittima')
  // What is typed and not recorded is there after the page was left.
  await form.getByText('Domanda 3 di 9').waitFor()
  await form.getByLabel('No', { exact: true }).check()
  await form.getByLabel('Fatti e prove').fill('Guanti dati ogni giorno')
  await form.locator('[data-draft=saved]').waitFor()
  await page.reload()
  await settled(page)
  await expect.poll(() => form.getByLabel('Fatti e prove').inputValue()).toBe('Guanti dati ogni giorno')
  await page.getByRole('button', { name: 'Mostra tutte le risposte' }).press('Enter')
  await page.getByText('Due buste paga da 400 euro').waitFor()
})

test('the same on a phone: nothing is cut off', async () => {
  const page = await stage.member('tutor.milano', `/casi/${kase}/segni`, { phone: true })
  await page.locator('main form').waitFor()
  await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0)
  await expectAccessible(page, 'signs on a phone')
})
