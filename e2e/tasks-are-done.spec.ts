import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { addDays, today } from '#model/calendar.ts'
import { ask, type Caller, newCase, newPerson } from './records.ts'
import { expectAccessible, hasFocus, looksRight, openStage, phone, says, sees, visit } from './stage.ts'

const family = 'Compitoqqsow'
const stage = openStage([family, 'Ousmane', 'limonaia'])
let caller: Caller
beforeAll(async () => {
  caller = await stage.elsewhere('tutor.milano')
})

const openCase = async () => newCase(caller, await newPerson(caller, { givenName: 'Ousmane', familyName: family }))
const nameOf = async (name: string) => (await ask<{ name: string }>(await stage.elsewhere(name), '/session')).name
const typedDay = (days: number) => {
  const [year, month, day] = addDays(today(new Date().toISOString()), days).split('-')
  return `${day}/${month}/${year}`
}
const card = (page: Page, name: string | RegExp = /^(Compiti|Tasks)/) => page.getByRole('region', { name }).first()
const tick = (page: Page, words: string) => page.getByRole('checkbox', { name: `Fatto: ${words}` })

test('by keyboard: a task of a case is added in a line, changed, given to a colleague, who does it', async () => {
  const kase = await openCase()
  const colleague = await nameOf('legale.milano')
  const page = await stage.member('tutor.milano', `/casi/${kase}`)
  const text = page.locator('#task-text')
  await page.keyboard.press('c')
  await expect.poll(() => hasFocus(text)).toBe(true)
  await page.keyboard.press('Enter')
  await sees(page, 'Che cosa: Da compilare.')
  await page.keyboard.type('Chiamare la limonaia')
  await page.keyboard.press('Enter')
  await says(page, 'Compito aggiunto')
  // The next one may be typed at once: no day is a task too, and a holiday is told by its name.
  await expect.poll(() => hasFocus(text)).toBe(true)
  await page.keyboard.type('Portare i documenti')
  await page.locator('#task-day').fill(`25/4/${new Date().getFullYear() + 1}`)
  await says(page, 'È festa: Anniversario della Liberazione')
  await page.locator('#task-day').press('Enter')
  const entry = (words: string) => page.getByRole('button', { name: words, exact: true })
  await entry('Portare i documenti').waitFor()
  await looksRight(page, 'a case with tasks')

  await entry('Chiamare la limonaia').press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Compito' })
  await dialog.getByLabel('Chi lo fa').selectOption({ label: colleague })
  await dialog.getByLabel('Entro il').fill(typedDay(-1))
  await looksRight(page, 'a task that is changed')
  await dialog.getByLabel('Entro il').press('Control+Enter')
  await says(page, 'Compito salvato')
  await dialog.waitFor({ state: 'detached' })
  await sees(card(page), 'In ritardo')

  const theirs = await stage.member('legale.milano')
  const mine = theirs.getByRole('region', { name: /I miei compiti/ })
  await sees(mine, 'Nuovo')
  await looksRight(theirs, 'the home page with a task that is new')
  await tick(theirs, 'Chiamare la limonaia').press(' ')
  await says(theirs, 'Compito fatto')
  await expect.poll(() => tick(theirs, 'Chiamare la limonaia').count()).toBe(0)
  // Undone by the toast, and it is there again.
  await theirs.getByRole('button', { name: 'Annulla' }).press('Enter')
  await tick(theirs, 'Chiamare la limonaia').waitFor()

  // Two at once: the one who is late sees what the other did.
  await page.reload()
  await entry('Chiamare la limonaia').waitFor()
  await tick(theirs, 'Chiamare la limonaia').press(' ')
  await says(theirs, 'Compito fatto')
  await tick(page, 'Chiamare la limonaia').press(' ')
  await says(page, 'Qualcun altro ha scritto prima')
  await expect.poll(() => entry('Chiamare la limonaia').count()).toBe(0)

  // What is open is said before the case closes.
  await page.getByRole('button', { name: 'Altre azioni' }).click()
  await page.getByRole('menuitem', { name: /^Chiudi/ }).click()
  await sees(page.getByRole('dialog'), 'Un compito aperto')
  await expectAccessible(page, 'closing a case with an open task')
})

test('the page of tasks: filters, keys, dropped with a reason, opened again; empty, in English, on a phone', async () => {
  const page = await stage.member('mediatrice.milano', '/compiti')
  await sees(page, 'Nessun compito da fare')
  await looksRight(page, 'tasks, none')
  await page.keyboard.press('c')
  for (const words of ['Ordinare la carta', 'Telefonare alla sede']) {
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: words }).waitFor()
  }
  await page.locator('#task-text').press('Escape')
  await page.locator('h1').click()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const second = page.locator('.task-open').nth(1)
  expect(await hasFocus(second)).toBe(true)
  const words = (await second.textContent()) ?? ''
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Compito' })
  await dialog.getByRole('button', { name: 'Non si fa più' }).click()
  const asks = page.getByRole('dialog', { name: 'Non si fa più' })
  await asks.getByLabel('Perché').fill('Ne abbiamo ancora')
  await asks.getByRole('button', { name: 'Non si fa più' }).click()
  await says(page, 'Compito lasciato')
  await expect.poll(() => page.getByRole('button', { name: words }).count()).toBe(0)
  await page.getByLabel('Come sta').selectOption({ label: 'Fatti e lasciati' })
  await page.getByRole('button', { name: words }).click()
  await dialog.getByText(/registrazioni/).click()
  await sees(dialog, 'Ne abbiamo ancora')
  await dialog.getByRole('button', { name: 'Riapri' }).click()
  await says(page, 'Compito riaperto')
  await page.getByRole('button', { name: 'English' }).first().click()
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en')
  await page.setViewportSize(phone)
  await visit(page, '/pua-milano/compiti?mostra=all')
  await page.getByRole('button', { name: words }).waitFor()
  await looksRight(page, 'tasks on a phone, in English')
})
