import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from './records.ts'
import { expectAccessible, openStage, overflow, phone, sees, visit } from './stage.ts'
import { type Served, serveVarco } from './varco.ts'

const register = (kind: string) => fileURLToPath(new URL(`../server/seeds/register-2025.${kind}`, import.meta.url))

let own: Served
const stage = openStage(['Hossain', 'Ait Taleb', 'Begum'], () => own)
beforeAll(async () => {
  own = await serveVarco()
})
afterAll(() => own?.close())

const choose = (page: Page, file: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) =>
  page.locator('input[type=file]').setInputFiles(file)
const count = (page: Page, label: string) =>
  page.locator(`.strip div:has(dt:text-is("${label}")) dd`).first().innerText()
const figure = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const period = '/pua-milano/monitoraggio?dal=2025-05-01&al=2025-11-30'

/** Numbers of a row of a table: intercepted, taken in charge. */
async function numbers(page: Page, table: string, row: string): Promise<number[]> {
  const cells = page.getByRole('table', { name: table }).getByRole('row', { name: row }).locator('td.number')
  return (await cells.allInnerTexts()).map(Number)
}

async function expectReturn(page: Page): Promise<void> {
  await visit(page, period)
  for (const [name, total, target] of [
    ['Persone intercettate', '138', 'da 70 a 100'],
    ['Persone prese in carico', '67', 'da 30 a 50'],
  ] as const) {
    await figure(page, name).getByText('Sopra l’obiettivo').waitFor()
    await expect.poll(() => figure(page, name).locator('.figure-number').innerText()).toBe(total)
    await sees(figure(page, name), target)
  }
}

test('a register is looked at, imported with its progress told, and counted in the return', async () => {
  const page = await stage.member('rete.milano', '/importazione')
  await choose(page, register('csv'))
  await page.getByRole('heading', { level: 1, name: 'register-2025.csv' }).waitFor()
  await expect.poll(() => page.title()).toBe('Importazione · Varco')
  expect([
    await count(page, 'Righe'),
    await count(page, 'Righe buone'),
    await count(page, 'Righe da correggere'),
  ]).toEqual(['166', '166', '0'])
  const columns = page.getByRole('region', { name: 'Colonne del file' })
  const place = columns.getByRole('combobox', { name: 'Luogo / canale' })
  await expect.poll(() => place.inputValue()).toBe('place')
  await sees(columns, 'Passaparola · Sportello anti-tratta · Unità di strada')
  const chosen = await columns
    .locator('.column-grid select')
    .evaluateAll((selects) => selects.map((select) => (select as HTMLSelectElement).value))
  expect([chosen.length, chosen.includes('')]).toEqual([15, false])
  await page
    .getByRole('region', { name: 'Prime righe, come sono state capite' })
    .getByText('Bangladesh')
    .first()
    .waitFor()
  await expectAccessible(page, 'preview of a register')
  // Nothing is written by looking.
  const caller = await stage.elsewhere('rete.milano')
  const before = await ask<{ total: number }>(caller, '/desks/pua-milano/contacts')

  await page.getByRole('button', { name: 'Importa 166 righe' }).click()
  await page.getByRole('progressbar').waitFor()
  await sees(page, 'righe su 166')
  await page.getByText('166 contatti aggiunti').waitFor()
  expect([
    await count(page, 'Contatti aggiunti'),
    await count(page, 'Persone aggiunte'),
    await count(page, 'Casi aggiunti'),
  ]).toEqual(['166', '138', '67'])
  await expectAccessible(page, 'result of an import')
  const after = await ask<{ total: number }>(caller, '/desks/pua-milano/contacts')
  expect(after.total).toBe(before.total + 166)
  await page.getByRole('link', { name: 'Vedi il monitoraggio' }).click()
  await page.getByRole('heading', { level: 1, name: 'Monitoraggio' }).waitFor()
})

test('the return of May to November 2025: figures, targets, tables that add up', async () => {
  const page = await stage.member('rete.milano', '/monitoraggio')
  // Typed as every date is, and then in the address.
  await page.getByLabel('Al', { exact: true }).fill('31-10-25')
  await page.getByLabel('Al', { exact: true }).press('Enter')
  await page.waitForURL(/dal=2025-05-01.*al=2025-10-31/)
  await page.getByLabel('Al', { exact: true }).fill('31/2/2025')
  await page.getByLabel('Al', { exact: true }).press('Enter')
  await page.locator('input[aria-invalid=true][title="Questo giorno non esiste."]').waitFor()
  expect(page.url()).toContain('al=2025-10-31')
  await expectReturn(page)
  await expect.poll(() => numbers(page, 'Per sesso', 'Uomo')).toEqual([122, 55])
  await expect.poll(() => numbers(page, 'Per sesso', 'Donna')).toEqual([16, 12])
  for (const [name, intercepted] of [
    ['Bangladesh', 46],
    ['Pakistan', 31],
    ['Egitto', 27],
    ['Ucraina', 10],
    ['Marocco', 10],
    ['Nigeria', 8],
    ['Albania', 6],
  ] as const)
    expect([name, (await numbers(page, 'Per cittadinanza', name))[0]]).toEqual([name, intercepted])

  // The table behind the chart: months add up to the totals.
  await page.getByText('Tabella', { exact: true }).click()
  const months = await page
    .locator('.behind tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => Number(cell.textContent))))
  expect(months.length).toBe(7)
  expect([0, 1].map((at) => months.reduce((sum, row) => sum + (row[at] ?? 0), 0))).toEqual([138, 67])
  await sees(page, 'Ogni persona conta una volta')
  await expectAccessible(page, 'the return')
  await page.setViewportSize(phone)
  await expectAccessible(page, 'the return on a phone')
  await expect.poll(() => overflow(page)).toBe(0)
})

test('the return leaves as CSV and as XLSX, and prints without what is not of the record', async () => {
  const page = await stage.member('rete.milano', '/monitoraggio')
  await expectReturn(page)
  const load = async (name: string) => {
    const arriving = page.waitForEvent('download')
    await page.getByRole('link', { name }).click()
    const file = await arriving
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
  }
  const csv = await load('Scarica CSV')
  expect(csv.name).toBe('rendicontazione-pua-milano-2025-05-01-2025-11-30.csv')
  const lines = csv.bytes.toString('utf8').split('\r\n')
  expect(lines.find((line) => line.startsWith('Persone intercettate;Totale'))).toMatch(/;138$/)
  expect(lines.find((line) => line.startsWith('Persone prese in carico;Totale'))).toMatch(/;67$/)
  const xlsx = await load('Scarica Excel')
  expect(xlsx.name).toMatch(/\.xlsx$/)
  expect(xlsx.bytes.subarray(0, 2).toString()).toBe('PK')

  await page.emulateMedia({ media: 'print' })
  for (const part of ['.rail', '.header', '.bottom-bar', '.toolbar', '.title-actions'])
    expect([part, await page.locator(part).first().isVisible()]).toEqual([part, false])
  await page.locator('.print-head').getByText('PUA InLav Milano').waitFor()
  await expect.poll(() => figure(page, 'Persone intercettate').isVisible()).toBe(true)
  await expect.poll(() => page.locator('.behind table').isVisible()).toBe(true)
})

test('the year 2025 by month, citizenship and sex holds every contact of the register', async () => {
  const page = await stage.member('rete.milano', '/monitoraggio')
  await page.getByRole('link', { name: 'Tutto l’anno' }).click()
  await page.getByRole('heading', { level: 1, name: /^Anno \d{4}$/ }).waitFor()
  await visit(page, '/pua-milano/monitoraggio/anno?anno=2025')
  const table = page.getByRole('table', { name: 'Contatti, 2025' })
  expect(await table.locator('tbody tr').count()).toBeGreaterThan(10)
  const totals = (await table.locator('tfoot td').allInnerTexts()).map(Number)
  expect([totals.length, totals.at(-1)]).toEqual([13, 166])
  expect(totals.slice(0, 12).reduce((sum, month) => sum + month, 0)).toBe(166)
  await page.getByRole('button', { name: 'Casi aperti' }).click()
  const cases = page.getByRole('table', { name: 'Casi aperti, 2025' }).locator('tfoot td').last()
  await cases.getByText('67', { exact: true }).waitFor()
  await expectAccessible(page, 'the year')
  await page.setViewportSize(phone)
  await expectAccessible(page, 'the year on a phone')
  await expect.poll(() => overflow(page)).toBe(0)
  await page.getByRole('button', { name: '2024' }).click()
  await page.getByRole('heading', { level: 1, name: 'Anno 2024' }).waitFor()
})

test('the same register as XLSX adds nothing', async () => {
  const page = await stage.member('rete.milano', '/importazione')
  await choose(page, register('xlsx'))
  await page.getByRole('button', { name: 'Importa 166 righe' }).click()
  await page.getByText('0 contatti aggiunti').waitFor()
  await sees(page, '166 righe c’erano già')
  await expect.poll(() => count(page, 'Già presenti')).toBe('166')
  await expectReturn(page)
})

const csv = (name: string, lines: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\r\n'), 'utf8'),
})
const bad = csv('da-correggere.csv', [
  'Codice;Data contatto;Cognome;Nome;Sesso;Cittadinanza;Bisogni',
  'PUA-9001;10/05/2025;Buono;Uno;M;Egitto;Lavoro',
  'PUA-9002;31/02/2025;Cattivo;Due;M;Egitto;Lavoro',
  'PUA-9003;11/05/2025;Cattivo;Tre;Q;Egitto;Lavoro',
  'PUA-9004;12/05/2025;Cattivo;Quattro;F;Atlantide;Lavoro',
])

test('bad rows are told with row, column and remedy; all or nothing writes nothing', async () => {
  const page = await stage.member('rete.milano', '/importazione')
  await choose(page, bad)
  const errors = page.getByRole('table', { name: 'Errori nelle righe' })
  await errors.waitFor()
  const told = await errors
    .getByRole('row')
    .evaluateAll((rows) => rows.slice(1).map((row) => [...row.querySelectorAll('td')].map((cell) => cell.innerText)))
  expect(told.map(([row, column]) => [row, column])).toEqual([
    ['3', 'Data contatto'],
    ['4', 'Sesso'],
    ['5', 'Cittadinanza'],
  ])
  expect(told.map(([, , remedy]) => remedy)).toEqual([
    expect.stringContaining('giorno/mese/anno'),
    expect.stringContaining('M, F o X'),
    expect.stringContaining('nome dello Stato'),
  ])
  // Columns and words mend most errors: they stand before the list of them.
  const headings = await page.getByRole('heading', { level: 2 }).allInnerTexts()
  const place = (name: string) => headings.findIndex((heading) => heading.startsWith(name))
  const order = ['Parole non capite', 'Colonne del file', 'Errori nelle righe'].map(place)
  expect(order).toEqual(order.toSorted((a, b) => a - b))
  expect(order).not.toContain(-1)
  await expectAccessible(page, 'bad rows')
  await page.setViewportSize(phone)
  await expectAccessible(page, 'bad rows on a phone')
  await expect.poll(() => overflow(page)).toBe(0)

  await page.getByLabel('Tutto o niente').check()
  await sees(page, 'Con 3 righe da correggere non verrà importato nulla')
  await page.getByRole('button', { name: 'Importa tutto o niente' }).click()
  await sees(page, 'Nulla è stato importato')
  await sees(page, '3 righe sono da correggere')
  await expectReturn(page)
})

test('a file that is no register says so and is left at that', async () => {
  const page = await stage.member('rete.milano', '/importazione')
  for (const [file, why] of [
    [csv('altro.csv', ['Fattura;Importo', '1;100']), 'Le intestazioni non sono riconosciute'],
    [csv('vuoto.csv', []), 'Il file è vuoto'],
    [csv('finto.xlsx', ['PK\u0003\u0004 ma non è un foglio']), 'non è un foglio di calcolo leggibile'],
  ] as const) {
    await visit(page, '/pua-milano/importazione')
    await choose(page, file)
    await sees(page.getByRole('alert'), why)
    await sees(page.getByRole('alert'), 'Nulla è stato scritto a metà')
    await expect.poll(() => page.getByRole('button', { name: /^Importa/ }).count()).toBe(0)
  }
  await expectAccessible(page, 'an unreadable file')
  await visit(page, '/pua-milano/importazione')
  await page
    .getByRole('region', { name: 'Importazioni fatte' })
    .getByRole('link', { name: 'register-2025.csv' })
    .waitFor()
})

test('a file that was only looked at is given back from its page, and nothing of it is written', async () => {
  const page = await stage.member('rete.milano', '/importazione')
  const caller = await stage.elsewhere('rete.milano')
  const contacts = async () => (await ask<{ total: number }>(caller, '/desks/pua-milano/contacts')).total
  const before = await contacts()
  await choose(page, { ...bad, name: 'ripensato.csv' })
  await sees(page.getByRole('region', { name: 'Prime righe, come sono state capite' }), 'Buono')
  await page.getByRole('button', { name: 'Altre azioni' }).click()
  await page.getByRole('menuitem', { name: 'Scarta il file' }).click()
  await sees(page, 'Il file è stato scartato: nulla è stato importato.')
  await expect.poll(() => page.getByRole('button', { name: /^Importa/ }).count()).toBe(0)
  await expectAccessible(page, 'a file that was given back')
  await page.getByRole('button', { name: 'Altre azioni' }).click()
  await expect.poll(() => page.getByRole('menuitem', { name: 'Scarta il file' }).count()).toBe(0)
  await page.keyboard.press('Escape')
  await page.getByRole('navigation', { name: 'Sezioni' }).first().getByRole('link', { name: 'Importazione' }).click()
  // The name goes with the file.
  await page.getByRole('row').filter({ hasText: 'File tolto' }).first().getByText('Nulla importato').waitFor()
  await expect.poll(() => page.getByText('ripensato.csv').count()).toBe(0)
  await expect.poll(() => contacts()).toBe(before)
})

test('of another period the return gives the figures, and says of the target whose period it is', async () => {
  const page = await stage.member('rete.milano', '/monitoraggio?dal=2025-06-01&al=2025-08-31')
  for (const [name, target] of [
    ['Persone intercettate', 'Obiettivo mag–nov 2025: 70–100, effettivi 138, sopra'],
    ['Persone prese in carico', 'Obiettivo mag–nov 2025: 30–50, effettivi 67, sopra'],
  ] as const) {
    await sees(figure(page, name), target)
    const total = Number(await figure(page, name).locator('.figure-number').innerText())
    expect([name, total > 0 && total < 138]).toEqual([name, true])
    // Neither a verdict nor a band: the target does not speak of these months.
    expect([name, await figure(page, name).locator('.chip, .band').count()]).toEqual([name, 0])
  }
  await expect.poll(() => page.locator('.behind tbody tr').count()).toBe(3)
  await expectAccessible(page, 'the return of another period')
})
