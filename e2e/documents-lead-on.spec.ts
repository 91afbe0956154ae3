import { expect, test } from 'vitest'
import { addDays, today } from '#model/calendar.ts'
import { ask, newCase, newPerson } from './records.ts'
import { hasFocus, looksRight, openStage, says, sees, settled, visit } from './stage.ts'

const family = 'Ndiayequartararo'
const stage = openStage([family, 'Mariama', 'YA0417'])

test('from a case to its documents: two keys change a state, a goal shows its way, what expires stands on Oggi', async () => {
  const caller = await stage.elsewhere('tutor.milano')
  const person = await newPerson(caller, { givenName: 'Mariama', familyName: family })
  const kase = await newCase(caller, person)
  const me = await ask<{ accountId: string }>(caller, '/session')
  const follow = `/desks/pua-milano/cases/${kase}/followers/${me.accountId}`
  expect((await caller('PUT', follow, { role: 'worker' })).status).toBe(200)

  const page = await stage.member('tutor.milano', `/casi/${kase}`)
  await page.getByRole('link', { name: 'Apri i documenti' }).click()
  await page.getByRole('heading', { level: 1, name: 'Documenti' }).waitFor()
  await settled(page)
  const list = page.getByRole('table', { name: 'Elenco' })
  const row = (name: string) => list.getByRole('row').filter({ hasText: name }).first()
  await sees(row('Residenza'), 'Bloccato')
  await looksRight(page, 'documents of which nothing is known')

  // Two keys: to the row, and its state.
  await page.keyboard.press('j')
  await expect.poll(() => hasFocus(row('Passaporto').getByRole('link'))).toBe(true)
  await page.keyboard.press('3')
  await says(page, 'Passaporto o documento d’identità del Paese: In possesso')
  await sees(row('Passaporto'), 'In possesso')
  // Once more, and back.
  await page.keyboard.press('6')
  await sees(page, /Un documento è trattenuto dal datore di lavoro/)
  await looksRight(page, 'documents of which one is withheld')
  await page.getByRole('link', { name: 'Ai segni del caso' }).waitFor()
  await page.locator('.toast').filter({ hasText: 'Trattenuto' }).getByRole('button', { name: 'Annulla' }).click()
  await sees(row('Passaporto'), 'In possesso')

  await page.getByLabel('Obiettivo').selectOption({ label: 'Poter firmare un contratto' })
  const way = page.getByRole('region', { name: 'La via più breve' })
  await sees(way, '2 passi')
  await way.getByRole('link', { name: 'Chiedere: Ricevuta della richiesta di permesso' }).waitFor()
  await sees(way, 'Al suo posto: Codice fiscale numerico provvisorio')
  await looksRight(page, 'the way to a contract')

  // By keyboard alone: the receipt is there until a day, and with it there is one step less.
  await way.getByRole('link', { name: 'Chiedere: Ricevuta della richiesta di permesso' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Ricevuta della richiesta di permesso' })
  await dialog.getByRole('radio', { name: 'In possesso' }).focus()
  await page.keyboard.press('Space')
  const ends = addDays(today(new Date().toISOString()), 20)
  await dialog.getByLabel('Scade il').fill(ends)
  await dialog.getByLabel('Numero').fill('YA0417')
  await dialog.getByLabel('Nota').fill('Vista in originale')
  await looksRight(page, 'the form of a document')
  await page.keyboard.press('Control+Enter')
  await dialog.waitFor({ state: 'detached' })
  await sees(way, 'Un passo')
  await sees(row('Ricevuta'), 'In scadenza')

  await visit(page, '/pua-milano')
  const card = page.getByRole('region', { name: 'Documenti in scadenza' })
  await sees(card, family)
  await looksRight(page, 'documents that end soon')
  await card.getByRole('listitem').filter({ hasText: family }).getByRole('link').click()
  await sees(page.getByRole('dialog'), 'YA0417')
  await sees(page.getByRole('dialog'), 'Vista in originale')
})

test('a note that was begun and left waits, and a colleague who was first is told of', async () => {
  const caller = await stage.elsewhere('tutor.milano')
  const kase = await newCase(caller, await newPerson(caller, { givenName: 'Mariama', familyName: family }))
  const path = `/pua-milano/casi/${kase}/documenti?documento=tax-code`
  const page = await stage.member('tutor.milano', `/casi/${kase}/documenti?documento=tax-code`)
  const dialog = page.getByRole('dialog', { name: 'Codice fiscale alfanumerico' })
  await dialog.getByLabel('Nota').fill('Detto al telefono')
  await says(dialog, /Salvato/)
  await visit(page, path)
  await expect.poll(() => dialog.getByLabel('Nota').inputValue()).toBe('Detto al telefono')
  const other = { no: 0, state: 'requested' }
  expect((await caller('PUT', `/desks/pua-milano/cases/${kase}/documents/tax-code`, other)).status).toBe(200)
  await dialog.getByRole('radio', { name: 'Manca' }).check({ force: true })
  await dialog.getByRole('button', { name: 'Salva', exact: true }).click()
  await sees(dialog, /Intanto una collega o un collega/)
  await expect.poll(() => dialog.getByLabel('Nota').inputValue()).toBe('Detto al telefono')
  await looksRight(page, 'a document that a colleague changed')
  await dialog.getByRole('button', { name: 'Salva', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await sees(page.getByRole('table').getByRole('row').filter({ hasText: 'alfanumerico' }).first(), 'Manca')
})
