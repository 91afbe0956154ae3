import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { ask, newCase, newNote, newPerson } from './records.ts'
import { emailOf, expectAccessible, openStage, sees, settled, visit } from './stage.ts'

const family = 'Sidibekowa'
const words = 'Teme il caporale di lamponeviola'
const stage = openStage([family, 'lamponeviola'])

const note = (page: Page) => page.getByRole('textbox', { name: /^Nota/ })

async function caseWithNote() {
  const caller = await stage.elsewhere('tutor.milano')
  const id = await newCase(caller, await newPerson(caller, { givenName: 'Awa', familyName: family }))
  await newNote(caller, id, `${words}, dal primo giorno`)
  return { caller, id, path: `/pua-milano/casi/${id}` }
}

async function signInHere(page: Page, name: string): Promise<void> {
  await page.getByLabel('E-mail').fill(emailOf(name))
  await page.getByLabel('Password').fill(stage.door().password)
  await page.getByLabel('Password').press('Enter')
  await page.waitForURL(/\/pua-[a-z]+$/)
  await settled(page)
}

async function entered(context: BrowserContext, name: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto('/accesso')
  await signInHere(page, name)
  return page
}

test('signing out in one tab empties the other, and going back brings nothing of the case', async () => {
  const { path } = await caseWithNote()
  const context = await stage.visitor()
  const page = await entered(context, 'tutor.milano')
  await visit(page, path)
  await sees(page, words)
  const other = await context.newPage()
  await visit(other, '/pua-milano')
  await other.getByRole('button', { name: /menu di Giulia Ferri/ }).click()
  await other.getByRole('menuitem', { name: 'Esci', exact: true }).click()
  const emptied = async () => {
    await page.waitForURL('**/accesso*')
    await page.getByLabel('E-mail').waitFor()
    const left = await page.content()
    expect([family, words].filter((word) => left.includes(word))).toEqual([])
  }
  await emptied()
  await page.goBack()
  await emptied()
})

test('a tab left open by one account writes and reads nothing as the next one', async () => {
  const { caller, id, path } = await caseWithNote()
  const context = await stage.visitor({ expects: ['other-account'] })
  const page = await entered(context, 'tutor.milano')
  await visitInPlace(page, id)
  const other = await entered(context, 'legale.milano')

  await note(page).fill(words)
  await note(page).press('Control+Enter')
  await sees(page.getByRole('alert'), 'In questo browser è entrata un’altra utenza')
  await page.locator('form:has(textarea) [data-draft=device]').waitFor()
  await expectAccessible(page, 'a page of another account')
  const { notes } = await ask<{ notes: { text: string }[] }>(caller, `/desks/pua-milano/cases/${id}`)
  expect(notes.map(({ text }) => text)).toEqual([`${words}, dal primo giorno`])

  // The next one neither finds it on this device nor on the server.
  await visit(other, path)
  await expect.poll(() => note(other).inputValue()).toBe('')
  const drafts = await ask(await stage.elsewhere('legale.milano'), '/desks/pua-milano/drafts')
  expect(JSON.stringify(drafts)).not.toContain('lamponeviola')

  // Who wrote it does, after a new sign-in.
  await page.goto('/accesso')
  await signInHere(page, 'tutor.milano')
  await visitInPlace(page, id)
  await expect.poll(() => note(page).inputValue()).toBe(words)
  await page.getByRole('button', { name: 'Scarta' }).click()
  await expect.poll(() => note(page).inputValue()).toBe('')
})

/** Goes to a case without loading the page anew: it acts as whoever signed in on it. */
async function visitInPlace(page: Page, id: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Sezioni' }).first().getByRole('link', { name: 'Casi' }).click()
  await page.getByRole('heading', { name: 'Casi', level: 1 }).waitFor()
  await page.locator(`main a[href$="/casi/${id}"]`).click()
  await page.waitForURL(`**/casi/${id}`)
  await settled(page)
}

test('the language chosen before signing in counts more than that of the account, and becomes it', async () => {
  const language = async (page: Page) => {
    const answer = await page.request.get('/api/v1/session')
    return ((await answer.json()) as { language: string }).language
  }
  const page = await (await stage.visitor()).newPage()
  await page.goto('/accesso')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
  await signInHere(page, 'tutor.lecco')
  await page.getByRole('link', { name: 'Today' }).first().waitFor()
  await expect.poll(() => language(page)).toBe('en')
  await page.reload()
  await page.getByRole('link', { name: 'Today' }).first().waitFor()

  // Elsewhere, where nobody chooses, the account's rules.
  const next = await (await stage.visitor()).newPage()
  await next.goto('/accesso')
  await next.getByRole('button', { name: 'Accedi' }).waitFor()
  await signInHere(next, 'tutor.lecco')
  await next.getByRole('link', { name: 'Today' }).first().waitFor()
  await next.getByRole('button', { name: 'Italiano' }).first().click()
  await expect.poll(() => language(next)).toBe('it')
})
