import { expect, test } from 'vitest'
import { ask, newCase, newPerson } from './records.ts'
import { expectAccessible, hasFocus, holdBack, openStage, says, sees, settled } from './stage.ts'

const family = 'Okonkwolessa'
const stage = openStage([family, 'Chiamaka'])

test('who may be known already is shown before anything is recorded, and never stands in the way', async () => {
  const caller = await stage.elsewhere('tutor.milano')
  const id = await newPerson(caller, { givenName: 'Chiamaka', familyName: family, phones: ['3489990001'] })
  await newCase(caller, id)
  const total = async () => (await ask<{ total: number }>(caller, '/desks/pua-milano/persons')).total
  const before = await total()
  const page = await stage.member('tutor.milano', '/persone/nuova')
  const maybe = page.getByRole('region', { name: 'Forse è già conosciuta' })
  await sees(maybe, 'Mentre si scrive')

  // Sent off before the look-up has answered: it is looked at first all the same.
  const letGo = await holdBack(page, '**/persons/matches')
  await page.getByLabel('Cognome').fill(family)
  await page.getByRole('textbox', { name: /^Nome/ }).fill('Ciamaka')
  await page.keyboard.press('Control+Enter')
  await letGo()
  const known = maybe.getByRole('listitem').filter({ hasText: `Chiamaka ${family}` })
  await known.getByText('Coincide: nome').waitFor()
  await known.getByText('Un caso aperto').waitFor()
  await sees(maybe, 'Nulla è stato ancora registrato')
  await sees(page, 'C’è una persona che somiglia: guardare prima di registrare.')
  await expect.poll(() => hasFocus(maybe)).toBe(true)
  expect(await total()).toBe(before)
  await expectAccessible(page, 'a new person who may be known')

  // Another person after all: the second press records.
  await page.getByRole('button', { name: 'Registra la persona' }).click()
  await says(page, 'Persona registrata')
  await page.getByRole('heading', { level: 1, name: `Ciamaka ${family}` }).waitFor()
  expect(await total()).toBe(before + 1)
})

test('an open case is offered first, and said again where a second one would be opened', async () => {
  const caller = await stage.elsewhere('tutor.milano')
  const person = await newPerson(caller, { givenName: 'Chiamaka', familyName: family })
  const id = await newCase(caller, person)
  const page = await stage.member('tutor.milano', `/persone/${person}`)
  const here = page.getByRole('main')
  await here.getByRole('link', { name: 'Apri il caso' }).waitFor()
  await expect.poll(() => here.getByRole('link', { name: 'Prendi in carico' }).count()).toBe(0)
  await page.getByRole('button', { name: 'Altre azioni' }).click()
  await page.getByRole('menuitem', { name: 'Prendi in carico di nuovo' }).click()
  await page.waitForURL('**/presa-in-carico')
  await settled(page)
  const notice = page.locator('form .notice').filter({ hasText: 'C’è già un caso aperto' })
  await notice.waitFor()
  await expectAccessible(page, 'taking charge of somebody who has an open case')
  await notice.getByRole('link', { name: 'Apri il caso' }).click()
  await page.waitForURL(`**/casi/${id}`)
})
