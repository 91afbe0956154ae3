import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { ask, type Caller, newCase, newPerson } from './records.ts'
import { looksRight, openStage, phone, says, sees, visit } from './stage.ts'

const family = 'Consegnaqqsow'
const words = 'Aspetta la visita di venerdì in lavanderia'
const stage = openStage([family, 'lavanderia'])
let caller: Caller
type Me = { accountId: string; name: string }
let from: Me
let to: Me
beforeAll(async () => {
  caller = await stage.elsewhere('coordinatore.milano')
  from = await ask<Me>(await stage.elsewhere('mediatrice.milano'), '/session')
  to = await ask<Me>(await stage.elsewhere('legale.milano'), '/session')
})

/** A case that the mediator follows. */
async function followedCase(): Promise<string> {
  const tutor = await stage.elsewhere('tutor.milano')
  const kase = await newCase(tutor, await newPerson(tutor, { givenName: 'Awa', familyName: family }))
  const path = `/desks/pua-milano/cases/${kase}/followers/${from.accountId}`
  expect((await caller('PUT', path, { role: 'cultural_mediator' })).ok).toBe(true)
  return kase
}
const followers = async (kase: string) =>
  (await ask<{ followers: { name: string }[] }>(caller, `/desks/pua-milano/cases/${kase}`)).followers.map(
    ({ name }) => name,
  )
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).last().press('Enter')

test('by keyboard: the coordinator sees what lies on each, hands a case over with a note, and it is read and handed back', async () => {
  const kase = await followedCase()
  const page = await stage.member('coordinatore.milano', '/carico')
  const line = page.getByRole('row').filter({ hasText: from.name })
  await sees(line, 'Mediazione culturale')
  await looksRight(page, 'the workload of a desk')
  await page.getByLabel('Ordine').selectOption({ label: 'Più casi' })
  await expect.poll(() => page.url()).toContain('ordine=cases')
  await page.getByRole('link', { name: `Passa le consegne di ${from.name}` }).press('Enter')

  await page.getByRole('heading', { level: 1, name: `Passare le consegne di ${from.name}` }).waitFor()
  await page.getByLabel('Passa a', { exact: true }).selectOption({ label: to.name })
  await sees(page, 'Lo segue con un altro ruolo: Consulente legale')
  const note = page.getByLabel(`Awa ${family}: che cosa conta ora`)
  await note.fill(words)
  await looksRight(page, 'what a colleague has, before it goes')
  // What was typed is there again.
  await sees(page, /Salvato/)
  await page.reload()
  await expect.poll(() => note.inputValue()).toBe(words)
  await sees(page, 'Lo segue con un altro ruolo: Consulente legale')
  await press(page, /^Passa /)
  const dialog = page.getByRole('dialog', { name: 'Passaggio di consegne' })
  await sees(dialog, family)
  await sees(dialog, `a ${to.name}`)
  await looksRight(page, 'the last look before a handover')
  await dialog.getByRole('button', { name: /^Passa / }).press('Enter')
  await sees(page, 'Passato')
  await looksRight(page, 'what came of a handover')
  expect(await followers(kase)).toEqual([to.name])

  const theirs = await stage.member('legale.milano')
  const came = theirs.getByRole('region', { name: /Casi passati a me/ })
  await sees(came, words)
  await looksRight(theirs, 'the home page with a case that came')
  await came.getByRole('link', { name: new RegExp(family) }).press('Enter')
  await sees(theirs, words)
  await looksRight(theirs, 'a case that came, not read yet')
  await press(theirs, 'Ho letto')
  await says(theirs, 'Letto')
  await expect.poll(() => theirs.getByRole('button', { name: 'Ho letto' }).count()).toBe(0)
  await theirs.getByText('Passaggi di consegne (1)').press('Enter')
  await press(theirs, `Restituisci a ${from.name}`)
  const back = theirs.getByRole('dialog', { name: `Restituisci a ${from.name}` })
  await looksRight(theirs, 'a case is about to be handed back')
  await back.getByRole('button', { name: 'Restituisci', exact: true }).press('Enter')
  await says(theirs, 'Restituito')
  await expect.poll(() => followers(kase)).toEqual([from.name])
})

test('a member sees the own line; on a phone, in English', async () => {
  await followedCase()
  const page = await stage.member('mediatrice.milano', '/carico', { phone: true })
  await sees(page, 'Quello che ho davanti oggi')
  expect(await page.getByRole('link', { name: to.name }).count()).toBe(0)
  await looksRight(page, 'the own workload on a phone')
  await page.getByRole('link', { name: `Passa le consegne di ${from.name}` }).click()
  await page.getByRole('heading', { level: 1, name: `Passare le consegne di ${from.name}` }).waitFor()
  await page.evaluate(() => localStorage.setItem('varco.lang', 'en'))
  await page.reload()
  await page.getByRole('heading', { level: 1, name: `Hand over the work of ${from.name}` }).waitFor()
  await page.getByLabel('Goes to', { exact: true }).selectOption({ label: to.name })
  await sees(page, 'Follows it in another role')
  expect(page.viewportSize()).toEqual(phone)
  await looksRight(page, 'a handover on a phone, in English')
})

test('a colleague stands in from day to day, and sees on Today what the absent one has', async () => {
  const kase = await followedCase()
  const page = await stage.member('mediatrice.milano', '/carico')
  await page.getByRole('button', { name: 'Nuova sostituzione' }).press('Enter')
  await page.getByRole('button', { name: 'Stabilisci la sostituzione' }).press('Enter')
  await sees(page, 'Chi sostituisce: Da compilare.')
  await looksRight(page, 'a substitution with what is missing')
  await page.getByLabel('Chi sostituisce').selectOption({ label: to.name })
  await page.getByLabel('Al giorno, compreso').fill('oggi')
  await page.getByLabel('Al giorno, compreso').press('Control+Enter')
  await says(page, 'Sostituzione stabilita')
  await sees(page, `${to.name} sostituisce ${from.name}`)
  await looksRight(page, 'a substitution that stands')

  const theirs = await stage.member('legale.milano')
  const block = theirs.getByRole('region', { name: `Per conto di ${from.name}` })
  await block
    .getByRole('link', { name: new RegExp(family) })
    .first()
    .waitFor()
  expect(await block.locator(`a[href$="${kase}"]`).count()).toBe(1)
  await looksRight(theirs, 'the home page of who stands in')
  await page.getByRole('button', { name: `Termina: ${to.name} sostituisce ${from.name}` }).press('Enter')
  await says(page, 'Sostituzione terminata')
  await visit(theirs, '/pua-milano')
  expect(await block.count()).toBe(0)
})
