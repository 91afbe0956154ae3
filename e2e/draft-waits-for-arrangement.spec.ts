import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { newEntry } from '../server/src/testing-records.ts'
import { newReferral } from '../server/src/testing-referrals.ts'
import { newCase, newPerson } from './records.ts'
import { expectAccessible, openStage, overflow, phone, says, sees, settled, visit } from './stage.ts'

const family = 'Adeyinkawo'
const stage = openStage([family])
const title = /aspetta(no)? un accordo tra enti/

test('what cannot be sent for want of an arrangement reaches whoever may write it, with the form half filled', async () => {
  const worker = await stage.elsewhere('legale.milano')
  const manager = await stage.elsewhere('coordinatore.milano')
  const service = v7()
  const entry = newEntry({ name: 'Ascolto senza accordo', newOrganisation: 'Ente senza accordo' })
  expect((await manager('POST', '/desks/pua-milano/directory', { id: service, entry, why: '' })).status).toBe(200)
  const kase = await newCase(worker, await newPerson(worker, { givenName: 'Ife', familyName: family }))
  const made = await worker('POST', `/desks/pua-milano/cases/${kase}/referrals`, {
    ...newReferral,
    id: v7(),
    serviceId: service,
  })
  const { id } = (await made.json()) as { id: string }
  const page = await stage.member('legale.milano', `/invii/${id}`)
  await sees(page, 'dice a chi coordina che questo invio lo aspetta')

  const coordinator = await stage.member('coordinatore.milano')
  await coordinator.getByText(title).waitFor()
  await expectAccessible(coordinator, 'the home page with drafts that wait for an arrangement')
  await coordinator.setViewportSize(phone)
  await expectAccessible(coordinator, 'the same at 390 px')
  await expect.poll(() => overflow(coordinator)).toBeLessThanOrEqual(0)
  await coordinator.getByRole('link', { name: 'Registra l’accordo con Ente senza accordo' }).click()
  await settled(coordinator)
  const form = coordinator.getByRole('region', { name: 'Nuovo accordo' })
  const heading = form.getByRole('heading', { name: 'Nuovo accordo' })
  await expect.poll(() => heading.evaluate((each) => each === document.activeElement)).toBe(true)
  await expect
    .poll(() => form.getByRole('group', { name: 'Chi li riceve' }).getByLabel('Ente senza accordo').isChecked())
    .toBe(true)
  await expectAccessible(coordinator, 'an arrangement that referrals wait for')
  await coordinator.setViewportSize({ width: 1280, height: 900 })
  await form.getByLabel('Su quale base si comunicano').selectOption('public-task')
  await form.getByLabel('Documento').fill('Protocollo di prova')
  await form.getByRole('button', { name: 'Registra l’accordo' }).click()
  await says(coordinator, 'Accordo registrato')
  await visit(coordinator, '/pua-milano')
  await settled(coordinator)
  await expect.poll(() => coordinator.getByText('Ente senza accordo').count()).toBe(0)
})
