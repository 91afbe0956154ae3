import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { ask, type Caller, newCase, newPerson } from './records.ts'
import { hasFocus, looksRight, openStage, says, sees, settled, visit } from './stage.ts'

const family = 'Letteraqqbah'
const stage = openStage([family, 'Kadiatou', 'limonaia'])
let caller: Caller
let kase: string

beforeAll(async () => {
  caller = await stage.elsewhere('tutor.milano')
  const identity = { givenName: 'Kadiatou', familyName: family, birthDate: '1990-05-07' }
  kase = await newCase(caller, await newPerson(caller, identity))
})

type Kept = { letters: { id: string; language: string; values: Record<string, string> }[] }
const kept = async () => (await ask<Kept>(caller, `/desks/pua-milano/cases/${kase}/letters`)).letters

/** What a link brings down, and how its file is called. */
async function fetched(
  page: Page,
  name: RegExp,
  role: 'link' | 'button' = 'link',
): Promise<{ file: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole(role, { name }).first().press('Enter'),
  ])
  return { file: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

test('by keyboard: a letter is filled from the case, changed, made, fetched as PDF and as a page, and taken back', async () => {
  const page = await stage.member('tutor.milano', `/casi/${kase}`, { acceptDownloads: true })
  await page.getByRole('link', { name: 'Lettere e moduli' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Lettere' }).waitFor()
  await settled(page)
  await looksRight(page, 'letters, none')
  await page.locator('h1').focus()
  await page.keyboard.press('o')
  const template = page.locator('#letter-template')
  await expect.poll(() => hasFocus(template)).toBe(true)
  await page.keyboard.type('Lettera di acc')
  const paper = page.getByRole('region', { name: 'Come sarà' })
  await sees(paper, `Kadiatou ${family}`)
  await sees(paper, '7 maggio 1990')
  await sees(page, 'Restano vuoti: Codice fiscale, A chi è indirizzata, Testo libero.')
  await page.locator('#letter-recipient').fill('Ufficio della limonaia')
  await page.locator('#letter-note').fill('Una visita\nUna copia "intera" #di $tutto$')
  await page.locator('#letter-today').fill('31/2/2026')
  await looksRight(page, 'a letter that is written')
  await page.locator('#letter-today').press('Control+Enter')
  await page.getByRole('alert').filter({ hasText: 'Data della lettera' }).waitFor()
  await page.locator('#letter-today').fill('3/3/2026')
  // In a discreet letter nothing of it stands by itself; it can be had back.
  await template.selectOption('attendance')
  await says(page, 'non passa in una lettera discreta')
  await expect.poll(() => page.locator('#letter-body').inputValue()).toBe('')
  await page.getByRole('button', { name: 'Annulla', exact: true }).press('Enter')
  await page.locator('#letter-attendedUntil').fill('25:99')
  await page.locator('#letter-attendedUntil').press('Control+Enter')
  await page.getByRole('alert').filter({ hasText: 'Presente fino alle ore' }).waitFor()
  await page.locator('#letter-attendedUntil').fill('')
  await template.selectOption('accompanying')
  await page.locator('[data-draft=saved]').waitFor()
  // Left and found again, as it was typed.
  await page.reload()
  await expect.poll(() => page.locator('#letter-recipient').inputValue()).toBe('Ufficio della limonaia')
  await page.locator('#letter-today').press('Control+Enter')
  await says(page, 'Lettera fatta')
  await looksRight(page, 'a letter that was made')

  const pdf = await fetched(page, /^PDF: Lettera di accompagnamento/, 'button')
  expect(pdf.file).toBe('page.pdf')
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  const html = await fetched(page, /^Pagina da stampare: Lettera di accompagnamento/)
  expect(html.file).toBe('page.html')
  for (const words of [family, 'Ufficio della limonaia', '3 marzo 2026', '#di $tutto$'])
    expect(html.bytes.toString()).toContain(words)

  await page.getByRole('button', { name: /^Annulla la lettera: Lettera/ }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Annulla la lettera' })
  await dialog.getByLabel('Perché').fill('Ufficio sbagliato')
  await dialog.getByLabel('Perché').press('Control+Enter')
  await says(page, 'Lettera annullata')
  const line = page.getByRole('listitem').filter({ hasText: 'Lettera di accompagnamento' })
  await sees(line, 'Ufficio sbagliato')
  await sees(line, 'A: Ufficio della limonaia')
  expect(await line.getByRole('button', { name: /^PDF/ }).count()).toBe(0)
  expect((await fetched(page, /^Pagina da stampare: Lettera di accompagnamento/)).bytes.toString()).toContain(
    'ANNULLATA',
  )
})

test('in Arabic the paper runs from right to left; in English the page is English; the discreet one says no desk', async () => {
  const page = await stage.member('tutor.milano', `/casi/${kase}/lettere`, { acceptDownloads: true })
  await page.locator('#letter-template').selectOption('appointment')
  await page.locator('#letter-language').selectOption('ar')
  await page.locator('#letter-deskPhone').fill('800 012 345')
  const paper = page.locator('.letter-paper')
  await expect.poll(() => paper.getAttribute('dir')).toBe('rtl')
  await sees(paper, 'تذكير بموعد')
  await expect.poll(() => paper.locator('bdi[dir=ltr]').filter({ hasText: '800 012 345' }).count()).toBe(1)
  await sees(page, 'non ancora riletto da una persona madrelingua')
  await looksRight(page, 'a letter in Arabic')
  await page.getByRole('button', { name: 'Fai la lettera' }).press('Enter')
  await says(page, 'Lettera fatta')
  expect((await kept())[0]).toMatchObject({ language: 'ar', values: { deskPhone: '800 012 345' } })

  await page.getByRole('button', { name: 'English' }).first().click()
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en')
  await page.locator('#letter-template').selectOption({ label: 'Statement of attendance' })
  await sees(page, 'Discreet form')
  await page.locator('#letter-body').fill('Comune')
  await looksRight(page, 'a discreet letter, in English')
  await page.getByRole('button', { name: 'Make the letter' }).press('Enter')
  await says(page, 'Letter made')
  const { bytes } = await fetched(page, /^Page to print: Dichiarazione di presenza/)
  expect(bytes.toString()).not.toContain('PUA InLav')
  // The language is the account's: whoever signs in after this finds it as it was.
  await page.getByRole('button', { name: 'Italiano' }).first().click()
  await page.getByRole('heading', { level: 1, name: 'Lettere' }).waitFor()
})

test('a coordinator writes a template; a field that is not known is told with its line, and what is typed is not lost', async () => {
  const page = await stage.member('coordinatore.milano', '/modelli-lettere')
  await looksRight(page, 'templates of letters')
  await page.getByRole('button', { name: 'Nuovo modello' }).press('Enter')
  const form = page.getByRole('form', { name: 'Cambia il modello' })
  await form.getByLabel('Titolo').fill('Richiesta di interprete')
  await form
    .getByLabel('Testo', { exact: true })
    .fill('Si chiede un interprete per {{nome della persona}}\n{{cognome}}')
  await sees(form, 'Riga 2: «cognome» non è un campo.')
  await form.getByLabel('Testo', { exact: true }).press('Control+Enter')
  await form.getByRole('alert').filter({ hasText: 'C’è un campo che non va' }).waitFor()
  await page.locator('[data-draft=saved]').waitFor()
  await looksRight(page, 'the form of a template of letters')
  await page.reload()
  await page.getByRole('button', { name: 'Nuovo modello' }).press('Enter')
  await expect.poll(() => form.getByLabel('Titolo').inputValue()).toBe('Richiesta di interprete')
  await form.getByLabel('Testo', { exact: true }).fill('Si chiede un interprete per')
  await form.getByRole('button', { name: 'Nome della persona' }).press('Enter')
  await expect
    .poll(() => form.getByLabel('Testo', { exact: true }).inputValue())
    .toBe('Si chiede un interprete per {{Nome della persona}}')
  await form.getByLabel('Titolo').press('Control+Enter')
  await says(page, 'Modello salvato')
  await sees(page.getByRole('region', { name: 'Richiesta di interprete' }), 'Dello sportello')

  const worker = await stage.member('tutor.milano', `/casi/${kase}/lettere`)
  await worker.locator('#letter-template').selectOption({ label: 'Richiesta di interprete' })
  await sees(worker.getByRole('region', { name: 'Come sarà' }), `Kadiatou ${family}`)
  await visit(worker, '/pua-milano/modelli-lettere')
  await expect.poll(() => worker.getByRole('button', { name: 'Nuovo modello' }).count()).toBe(0)
})
