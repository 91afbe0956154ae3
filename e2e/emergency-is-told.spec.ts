import { expect, test } from 'vitest'
import { newCase, newNote, newPerson } from './records.ts'
import { expectAccessible, openStage, overflow, phone, says, sees, settled, visit } from './stage.ts'

const family = 'Okonkwoferrari'
const stage = openStage([family, 'Chiamaka'])

test('a case of another desk is read in an emergency, and its desk is told at once', async () => {
  const caller = await stage.elsewhere('tutor.milano')
  const person = await newPerson(caller, { givenName: 'Chiamaka', familyName: family, phones: ['3489990066'] })
  const case_ = await newCase(caller, person)
  await newNote(caller, case_, 'Prende un farmaco ogni giorno')

  // The address that a colleague gave leads nowhere, and from there to the form.
  const page = await stage.member('tutor.bergamo', '', { desk: 'pua-bergamo' })
  await page.goto(`/pua-milano/casi/${case_}`)
  await page.getByRole('link', { name: 'Apri un fascicolo in emergenza' }).click()
  await page.getByRole('button', { name: 'Apri per due ore' }).click()
  await sees(page.getByRole('alert'), 'dieci lettere')
  await page.getByLabel('Salute, ricovero').check()
  await page.getByLabel('Che cosa succede').fill('Al pronto soccorso chiedono dei farmaci')
  await expectAccessible(page, 'opening a case in an emergency')
  await page.getByRole('button', { name: 'Apri per due ore' }).click()
  await sees(page, 'Prende un farmaco ogni giorno')
  await sees(page.getByRole('heading', { level: 1 }), family)
  await expect.poll(() => page.getByRole('textbox').count()).toBe(0)
  await expectAccessible(page, 'a case read in an emergency')
  await page.setViewportSize(phone)
  await expectAccessible(page, 'a case read in an emergency at 390 px')
  await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0)

  // The coordinator of the desk sees it on the home page, who it was and why; the case says so too.
  const owner = await stage.member('coordinatore.milano')
  await sees(owner, 'Un accesso d’emergenza ai nostri fascicoli da guardare')
  await owner.getByRole('link', { name: 'Guarda' }).click()
  await sees(owner, 'Al pronto soccorso chiedono dei farmaci')
  await expectAccessible(owner, 'emergency accesses')
  await owner.getByRole('button', { name: 'Segna come visto' }).click()
  await says(owner, 'Segnato come visto.')
  await owner.getByRole('button', { name: 'Chiudi l’accesso' }).click()
  await owner.getByRole('dialog').getByRole('button', { name: 'Chiudi l’accesso' }).click()
  await says(owner, 'Accesso chiuso.')
  await visit(owner, `/pua-milano/casi/${case_}`)
  await sees(owner, 'Aperto in emergenza')
  await owner.setViewportSize(phone)
  await visit(owner, '/pua-milano/emergenze')
  await expect.poll(() => overflow(owner)).toBeLessThanOrEqual(0)
  await expectAccessible(owner, 'emergency accesses at 390 px')

  // From then on nothing is read that way.
  await page.reload()
  await settled(page)
  await sees(page, 'Il tempo è finito, l’accesso è stato chiuso, o i dati della persona sono stati cancellati.')
  expect(await page.locator('main').innerText()).not.toContain(family)
})

test('a case is asked for by the number that a colleague says on the phone', async () => {
  const caller = await stage.elsewhere('tutor.milano')
  const person = await newPerson(caller, { givenName: 'Chiamaka', familyName: family })
  const case_ = await newCase(caller, person)
  const theirs = await stage.member('tutor.milano', `/casi/${case_}`)
  const number = await theirs.getByText(/^pua-milano [0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}$/).innerText()

  const page = await stage.member('tutor.bergamo', '', { desk: 'pua-bergamo' })
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill(number.toUpperCase())
  await page.getByRole('option', { name: 'Apri un fascicolo in emergenza' }).click()
  await page.getByLabel('Pericolo per la vita').check()
  await page.getByLabel('Che cosa succede').fill('Al pronto soccorso chiedono chi chiamare')
  await page.getByRole('button', { name: 'Apri per due ore' }).click()
  await sees(page.getByRole('heading', { level: 1 }), family)
})
