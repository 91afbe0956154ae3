import { v7 } from 'uuid'
import { expect, test } from 'vitest'
import { newEntry } from '../server/src/testing-records.ts'
import { ask, coverWith, newCase, newPerson, newReferral } from './records.ts'
import { expectAccessible, openStage, overflow, phone, sees, settled, visit } from './stage.ts'

const [family, other] = ['Kaborezongo', 'Tiendrebeogo']
const stage = openStage([family, other])

const closing = 'Sportello serale di prova'

test('the referrals of a service that closes go to another one, as far as they may', async () => {
  const tutor = await stage.elsewhere('tutor.milano')
  const there = await stage.elsewhere('coordinatrice.bergamo')
  const entry = newEntry({ name: closing, desk: 'pua-bergamo', newOrganisation: 'Associazione di prova' })
  const service = v7()
  await there('POST', '/desks/pua-bergamo/directory', { id: service, entry, why: '' })
  const referrals: string[] = []
  for (const familyName of [family, other]) {
    const person = await newPerson(tutor, { givenName: 'Issa', familyName, phones: ['3489990066'] })
    await coverWith(tutor, person, 'Ambito di Bergamo')
    referrals.push(await newReferral(tutor, await newCase(tutor, person), closing))
    if (familyName === other)
      await tutor('POST', `/desks/pua-milano/persons/${person}/restrictions`, {
        ...{ id: v7(), reason: 'contested', words: 'x' },
      })
  }

  // The desk that closes it is told what still hangs on it.
  const closer = await stage.member('coordinatrice.bergamo', `/rete/${service}`, { desk: 'pua-bergamo' })
  await closer.getByRole('button', { name: 'Altre azioni' }).click()
  await closer.getByRole('menuitem', { name: 'Ritira dalla rete' }).click()
  const dialog = closer.getByRole('dialog', { name: 'Ritira dalla rete' })
  await sees(dialog, /invi[io] ricevut[io] da questo sportello/)
  await expectAccessible(closer, 'closing a service')
  await dialog.getByRole('button', { name: 'Ritira dalla rete' }).click()
  await sees(closer, 'Ritirato')

  const page = await stage.member('coordinatore.milano', '/invii?verso=out')
  await sees(page, '2 invii aspettano un servizio chiuso o pieno')
  await page.getByRole('link', { name: 'Riassegna gli invii' }).click()
  await page.waitForURL('**/riassegna')
  await settled(page)
  await expect.poll(() => page.getByRole('button', { name: /^Riassegna/ }).isDisabled()).toBe(true)
  const place = page.getByLabel('Nuovo servizio')
  const wanted = await place.locator('option', { hasText: 'PUA InLav Bergamo, primo contatto' }).getAttribute('value')
  await place.selectOption(wanted as string)
  await page.waitForURL('**a=*')
  await sees(page, 'Parte subito')
  await sees(page, 'Resta da mandare')
  await sees(page, /L’uso dei dati è limitato/)
  await expectAccessible(page, 'reassigning')
  await page.setViewportSize(phone)
  await expectAccessible(page, 'reassigning at 390 px')
  await expect.poll(() => overflow(page)).toBe(0)
  await page.getByRole('button', { name: 'Riassegna 2 invii' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Riassegna 2 invii' }).click()
  await sees(page, 'Un invio mandato, 1 da mandare, 0 non riusciti.')
  await expectAccessible(page, 'what came of reassigning')

  // The old one says where it went; the other desk sees it taken back.
  await visit(page, `/pua-milano/invii/${referrals[0]}`)
  await sees(page, 'Riassegnato a PUA InLav Bergamo, primo contatto')
  const { state } = await ask<{ state: string }>(
    await stage.elsewhere('tutor.bergamo'),
    `/desks/pua-bergamo/referrals/${referrals[0]}`,
  )
  expect(state).toBe('withdrawn')
})
