import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { coverWith, newCase, newNote, newPerson } from './records.ts'
import { expectAccessible, openStage, overflow, phone, says, sees, settled, visit } from './stage.ts'

const family = 'Kouyatecastelli'
const stage = openStage([family, 'Fatoumata'])

async function looksRight(page: Page, where: string): Promise<void> {
  await expectAccessible(page, where)
  const size = page.viewportSize()
  await page.setViewportSize(phone)
  await expectAccessible(page, `${where} at 390 px`)
  expect([where, await overflow(page)]).toEqual([where, 0])
  if (size) await page.setViewportSize(size)
}

test('a whole case passes to another desk: what was shown opens one there, and the one here closes', async () => {
  const caller = await stage.elsewhere('tutor.milano')
  const person = await newPerson(caller, { givenName: 'Fatoumata', familyName: family, phones: ['3489990044'] })
  const kase = await newCase(caller, person)
  await newNote(caller, kase, 'Preferisce il mattino')
  await coverWith(caller, person, 'Ambito di Bergamo')
  const page = await stage.member('tutor.milano', `/casi/${kase}/invio`)
  await page.getByRole('button', { name: 'Scegli PUA InLav Bergamo, primo contatto' }).click()
  await page.getByLabel('Passaggio del caso').check()
  expect(await page.getByLabel('Note del caso').isChecked()).toBe(true)
  await page.getByRole('group', { name: 'Bisogno' }).getByLabel('Lavoro').check()
  await page.getByRole('textbox', { name: 'Domanda al servizio' }).fill('Si è trasferita: prendete voi il caso?')
  await looksRight(page, 'a transfer')
  await page.getByRole('button', { name: 'Guarda che cosa viaggia' }).click()
  await page.waitForURL('**/invii/*')
  const preview = page.getByRole('region', { name: 'Esattamente questo viaggia' })
  await sees(preview, 'Preferisce il mattino')
  await looksRight(page, 'what travels with a case')
  await preview.getByRole('button', { name: 'Manda', exact: true }).click()
  await says(page, /^Invio mandato a PUA InLav Bergamo/)

  const there = await stage.member('tutor.bergamo', `/invii`, { desk: 'pua-bergamo' })
  await visit(there, page.url().replace(/.*\/pua-milano/, '/pua-bergamo'))
  await there.getByRole('button', { name: 'Accetta' }).click()
  await says(there, /^Accettato/)
  await sees(there, family)
  await there.getByRole('button', { name: 'Apri il caso qui' }).first().click()
  const form = there.getByRole('region', { name: 'Apri il caso qui' })
  expect(await form.getByLabel('Cognome').inputValue()).toBe(family)
  await form.getByRole('button', { name: 'Apri il caso qui' }).click()
  await sees(form.getByRole('alert'), 'Base giuridica')
  await form.getByLabel('Compito di interesse pubblico').check()
  await looksRight(there, 'opening a case of what came')
  await form.getByRole('button', { name: 'Apri il caso qui' }).click()
  await there.waitForURL('**/casi/*')
  await settled(there)
  await sees(there.getByRole('heading', { level: 1 }), family)
  await sees(there, '[PUA InLav Milano] Preferisce il mattino')

  await page.reload()
  await sees(page, 'PUA InLav Bergamo ha aperto il caso.')
  await visit(page, `/pua-milano/casi/${kase}`)
  await sees(page, 'Passaggio ad altro servizio')
})
