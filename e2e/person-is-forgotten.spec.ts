import { expect, test } from 'vitest'
import { newCase, newContact, newNote, newPerson } from './records.ts'
import { expectAccessible, openStage, overflow, phone, says, sees, settled, visit } from './stage.ts'

const family = 'Oyelaranike'
const stage = openStage([family, 'Temitope'])

test('a person asks to be forgotten; another than who noted it decides, and what is left says so', async () => {
  const caller = await stage.elsewhere('tutor.milano')
  const person = await newPerson(caller, { givenName: 'Temitope', familyName: family, phones: ['3489990088'] })
  const kase = await newCase(caller, person)
  await newContact(caller, person)
  await newNote(caller, kase, `${family} telefona`)
  const page = await stage.member('tutor.milano', `/persone/${person}/privacy`)
  await settled(page)
  await page.getByRole('button', { name: 'Altre azioni' }).click()
  await page.getByRole('menuitem', { name: 'Richiesta di cancellazione' }).click()
  const dialog = page.getByRole('dialog', { name: 'Richiesta di cancellazione' })
  await dialog.getByLabel('Consenso revocato').check()
  await expectAccessible(page, 'a request for erasure')
  await dialog.getByRole('button', { name: 'Registra la richiesta' }).click()
  await says(page, 'Richiesta registrata')
  const card = page.getByRole('region', { name: 'Cancellazione' })
  await sees(card, 'Un caso aperto')
  await expect.poll(() => card.getByRole('button').count()).toBe(0)

  // Who coordinates is told what follows, and decides.
  const coordinator = await stage.member('coordinatore.milano')
  const waiting = coordinator.getByRole('region', { name: 'Cancellazioni da decidere' })
  await waiting
    .getByRole('link', { name: `Temitope ${family}` })
    .first()
    .click()
  await coordinator.waitForURL(`**/persone/${person}/privacy#cancellazione`)
  await settled(coordinator)
  // What they were led to has the focus, and is in sight.
  const heading = coordinator.getByRole('heading', { name: 'Cancellazione' })
  await expect.poll(() => heading.evaluate((each) => each === document.activeElement)).toBe(true)
  await expect.poll(() => heading.evaluate((each) => each.getBoundingClientRect().bottom <= innerHeight)).toBe(true)
  const theirs = coordinator.getByRole('region', { name: 'Cancellazione' })
  await theirs.getByRole('button', { name: 'Cancella i dati' }).click()
  const erasing = coordinator.getByRole('dialog', { name: 'Cancella i dati' })
  await sees(erasing, 'non si può tornare indietro')
  await expectAccessible(coordinator, 'erasing')
  await erasing.getByRole('button', { name: 'Cancella i dati' }).click()
  await says(coordinator, 'Dati cancellati.')
  await sees(theirs, 'Che cosa è stato cancellato')
  await expectAccessible(coordinator, 'privacy of who was erased')
  await coordinator.setViewportSize(phone)
  await expectAccessible(coordinator, 'privacy of who was erased at 390 px')
  await expect.poll(() => overflow(coordinator)).toBeLessThanOrEqual(0)

  for (const path of [`/persone/${person}`, `/casi/${kase}`]) {
    await visit(page, `/pua-milano${path}`)
    await sees(page, /^Dati cancellati il/)
    expect(await page.locator('main').innerText()).not.toContain(family)
  }
  // The case looks like what it is: over, with nothing to be pressed that could not be done.
  await visit(page, `/pua-milano/casi/${kase}`)
  for (const name of ['Scrivi una nota', 'Aggiungi', 'Affida', 'Correggi'])
    expect(await page.getByRole('button', { name }).count(), name).toBe(0)
  await expect.poll(() => page.getByRole('main').getByText('Aperto', { exact: true }).count()).toBe(0)
  await expectAccessible(page, 'a case of who was erased')
  await visit(page, '/pua-milano/persone')
  expect(await page.locator('main').innerText()).not.toContain(family)
})

test('a refusal says why, and the person stays', async () => {
  const caller = await stage.elsewhere('tutor.milano')
  const person = await newPerson(caller, { givenName: 'Temitope', familyName: family })
  const asked = await caller('POST', `/desks/pua-milano/persons/${person}/erasures`, {
    id: crypto.randomUUID(),
    ground: 'unlawful',
    askedBy: 'person',
  })
  expect(asked.status).toBe(200)
  const page = await stage.member('coordinatore.milano', `/persone/${person}/privacy`)
  await settled(page)
  await page.getByRole('button', { name: 'Rifiuta', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Rifiuta' })
  await dialog.getByRole('button', { name: 'Rifiuta', exact: true }).click()
  await sees(dialog, 'Scrivere il motivo')
  await dialog.getByLabel('Motivo', { exact: true }).selectOption('claims')
  await dialog.getByLabel('Che cosa si dice alla persona').fill('Udienza a marzo')
  await expectAccessible(page, 'refusing an erasure')
  await dialog.getByRole('button', { name: 'Rifiuta', exact: true }).click()
  await says(page, 'Rifiuto registrato')
  await sees(page.getByRole('region', { name: 'Cancellazione' }), 'Udienza a marzo')
  await sees(page, family)
})
