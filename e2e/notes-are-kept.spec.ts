import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ask, newCase, newPerson } from './records.ts'
import { expectAccessible, hasFocus, looksRight, openStage, phone, says, sees, settled, tabTo, visit } from './stage.ts'

const family = 'Notaqqdembele'
const stage = openStage([family, 'Kadiatou', 'quattromori'])

async function openCase() {
  const caller = await stage.elsewhere('tutor.milano')
  const id = await newCase(caller, await newPerson(caller, { givenName: 'Kadiatou', familyName: family }))
  return { caller, id, path: `/casi/${id}` }
}
type Me = { name: string }
const nameOf = async (name: string) => (await ask<Me>(await stage.elsewhere(name), '/session')).name
const text = (page: Page) => page.getByRole('textbox', { name: /^Nota/ }).first()
const timeline = (page: Page) => page.getByRole('region', { name: /Cronologia|Timeline/ })
const reads = (page: Page, words: string) => timeline(page).locator('p.prose', { hasText: words }).waitFor()
const mentions = (page: Page) => page.getByRole('region', { name: /Note che menzionano me/ })

test('by keyboard alone: a note is written, a colleague named in it, corrected, and what stood before is read', async () => {
  const { id, path } = await openCase()
  const colleague = await nameOf('legale.milano')
  const page = await stage.member('tutor.milano', path)
  await page.keyboard.press('n')
  await expect.poll(() => hasFocus(text(page))).toBe(true)
  await page.keyboard.type('Dorme in cantiere.')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.keyboard.type(`Ne parla con @${colleague.slice(0, 3)}`)
  const offered = page.getByRole('listbox', { name: 'Colleghi da menzionare' })
  await offered.getByRole('option', { name: colleague }).waitFor()
  await expectAccessible(page, 'colleagues who may be named')
  // Esc goes on writing; asked again, the first one is taken.
  await page.keyboard.press('Escape')
  await offered.waitFor({ state: 'hidden' })
  await page.keyboard.type(colleague.slice(3, 4))
  await offered.getByRole('option', { name: colleague }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => text(page).inputValue()).toBe(`Dorme in cantiere.\n\nNe parla con @${colleague} `)
  await sees(page.getByRole('list', { name: 'Colleghi menzionati' }), colleague)
  await tabTo(page, page.getByLabel('Tipo').first())
  await page.keyboard.type('Riunione sul caso')
  await looksRight(page, 'a note that names a colleague')
  await page.keyboard.press('Control+Enter')
  await says(page, 'Nota salvata')
  await expect.poll(() => text(page).inputValue()).toBe('')

  const entry = timeline(page).locator('summary').first()
  await entry.press('Enter')
  await sees(timeline(page), `Menziona ${colleague}`)
  expect(await timeline(page).getByRole('button', { name: 'Versioni' }).count()).toBe(0)
  await timeline(page).getByRole('button', { name: 'Correggi la nota' }).press('Enter')
  const corrected = timeline(page).getByRole('textbox', { name: 'Nota' })
  await expect.poll(() => hasFocus(corrected)).toBe(true)
  await corrected.fill(`Dorme in una casa.\n\nNe parla con @${colleague} `)
  await corrected.press('Control+Enter')
  await says(page, 'Nota corretta')
  await entry.press('Enter')
  await timeline(page).getByRole('button', { name: 'Versioni' }).press('Enter')
  const versions = page.getByRole('dialog', { name: 'Versioni' })
  await sees(versions, 'Versione 2')
  expect(await versions.locator('del').allTextContents()).toEqual([expect.stringContaining('cantiere.')])
  expect(await versions.locator('ins').allTextContents()).toEqual([expect.stringContaining('una casa.')])
  await looksRight(page, 'versions of a note')
  await page.keyboard.press('Escape')
  await versions.waitFor({ state: 'detached' })

  // The colleague sees it on the home page until it was opened, and goes there by keyboard.
  const theirs = await stage.member('legale.milano')
  const link = mentions(theirs).getByRole('link').first()
  await link.waitFor()
  await looksRight(theirs, 'the home page with a note that names me')
  const line = mentions(theirs).getByRole('listitem').filter({ hasText: family })
  await line.getByRole('link').press('Enter')
  await theirs.waitForURL((url) => url.pathname.endsWith(`/casi/${id}`) && url.hash.startsWith('#nota-'))
  await reads(theirs, 'Dorme in una casa.')
  await visit(theirs, '/pua-milano')
  await expect.poll(() => mentions(theirs).getByText(family).count()).toBe(0)
})

test('a note restricted to the lawyer: who may not read it is said before, sees that there is one, and it is opened only after asking', async () => {
  const { caller, id, path } = await openCase()
  const [lawyer, manager] = [await nameOf('legale.milano'), await nameOf('rete.milano')]
  const page = await stage.member('tutor.milano', path)
  await text(page).fill('Per i quattromori, ')
  await text(page).press('Control+End')
  for (const name of [lawyer, manager]) {
    await text(page).pressSequentially(`@${name.slice(0, 4)}`)
    await page.getByRole('listbox').getByRole('option', { name }).waitFor()
    await page.keyboard.press('Tab')
  }
  await page.getByLabel('Chi la legge').first().selectOption({ label: 'Solo chi la scrive e il consulente legale' })
  await sees(page, `${manager} non può leggere una nota riservata`)
  expect(await page.getByText(`${lawyer} non può leggere`).count()).toBe(0)
  await looksRight(page, 'a restricted note that names who may not read it')
  await page.getByRole('button', { name: 'Salva la nota' }).click()
  await says(page, 'Nota salvata')
  await sees(timeline(page), 'Nota riservata')

  const other = await stage.member('rete.milano')
  await settled(other)
  expect(await mentions(other).getByText(family).count()).toBe(0)
  await visit(other, `/pua-milano${path}`)
  await sees(timeline(other), 'Nota riservata')
  expect(await stage.heard(other)).not.toContain('quattromori')
  await looksRight(other, 'a case with a note that is not read')

  // The lawyer is told, reads it, and presses that it was seen.
  const theirs = await stage.member('legale.milano')
  const line = mentions(theirs).getByRole('listitem').filter({ hasText: family })
  await line.getByRole('button', { name: /^Visto/ }).click()
  await line.waitFor({ state: 'detached' })
  await visit(theirs, `/pua-milano${path}`)
  await timeline(theirs).locator('summary').first().click()
  await reads(theirs, 'Per i quattromori')

  await timeline(page).locator('summary').first().press('Enter')
  await timeline(page).getByRole('button', { name: 'Correggi la nota' }).click()
  await timeline(page).getByLabel('Chi la legge').selectOption({ label: 'Lo sportello' })
  await timeline(page).getByRole('button', { name: 'Salva' }).click()
  const asks = page.getByRole('dialog', { name: 'Aprire la nota allo sportello' })
  await expectAccessible(page, 'opening a restricted note')
  await asks.getByRole('button', { name: 'Annulla' }).click()
  const { notes } = await ask<{ notes: { visibility: string }[] }>(caller, `/desks/pua-milano/cases/${id}`)
  expect(notes.map(({ visibility }) => visibility)).toEqual(['legal'])
  await timeline(page).getByRole('button', { name: 'Salva' }).click()
  await asks.getByRole('button', { name: 'Apri la nota a tutti' }).click()
  await says(page, 'Nota corretta')
  await other.reload()
  await timeline(other).locator('summary').first().click()
  await reads(other, 'Per i quattromori')
  // What was restricted before stays so.
  await timeline(other).getByRole('button', { name: 'Versioni' }).click()
  await sees(other.getByRole('dialog'), 'Questa versione era riservata')
})

test('in English, on a phone', async () => {
  const { path } = await openCase()
  const page = await stage.member('tutor2.milano')
  await page.getByRole('button', { name: 'English' }).first().click()
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en')
  await page.setViewportSize(phone)
  await visit(page, `/pua-milano${path}`)
  const note = page.getByRole('textbox', { name: /^Note/ }).first()
  await note.fill('A note for @Mar')
  await page.getByRole('listbox').getByRole('option', { name: 'Marta Riva' }).click()
  await page.getByLabel('Who reads it').first().selectOption({ label: 'Only its writer and the legal adviser' })
  await looksRight(page, 'a note on a phone, in English')
  await page.getByRole('button', { name: 'Save the note' }).click()
  await sees(timeline(page), 'Restricted note')
})
