import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runConsole } from '../server/src/testing-process.ts'
import { desktop, expectAccessible, hasFocus, openStage, overflow, phone, sees, tabTo, visit } from './stage.ts'
import { type Served, serveVarco } from './varco.ts'

const seed = (name: string) => fileURLToPath(new URL(`../server/seeds/${name}`, import.meta.url))
const desk = 'sportello-prova'

let own: Served
const stage = openStage(['Traor', 'Ibrahima', 'Lovelace', 'Kaur'], () => own)

/** A desk for trying out in the demonstration, with somebody who may do everything in it. */
beforeAll(async () => {
  own = await serveVarco()
  const console = async (...args: string[]) => {
    const { code, err } = await runConsole([...args, '--data', own.data])
    expect(code, err).toBe(0)
  }
  const place = ['--network', 'inlav-lombardia', '--organisation', 'comune-milano']
  await console('desk', 'add', '--code', desk, '--name', 'Sportello di prova Milano', ...place, '--try-out')
  const who = ['--email', 'rete.milano@demo.varco.example', '--name', 'Samuele Conti']
  const roles = ['--role', 'network_manager', '--role', 'desk_administrator', '--role', 'coordinator']
  await console('member', 'add', '--desk', desk, ...who, ...roles)
})
afterAll(() => own?.close())

const member = (path: string) => stage.member('rete.milano', path, { desk })
const csv = (name: string, lines: string[]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n')) })
const choose = (page: Page, file: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) =>
  page.locator('input[type=file]').setInputFiles(file)
const column = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Colonne del file' }).getByRole('combobox', { name, exact: true })
const count = (page: Page, label: string) =>
  page.locator(`.strip div:has(dt:text-is("${label}")) dd`).first().innerText()

/** At both widths: axe, and nothing runs over the side. */
async function expectFit(page: Page, where: string): Promise<void> {
  await expectAccessible(page, where)
  await page.setViewportSize(phone)
  await expectAccessible(page, `${where} on a phone`)
  await expect.poll(() => overflow(page)).toBe(0)
  await page.setViewportSize(desktop)
}

test('a desk for trying out says so on every page, and is filled in a moment', async () => {
  const page = await member('/prova')
  await page.getByRole('heading', { level: 1, name: 'Sportello di prova' }).waitFor()
  await expect.poll(() => count(page, 'Persone')).toBe('0')
  await page.getByRole('button', { name: 'Riempi con dati inventati' }).click()
  await sees(page, 'Lo sportello è pieno.')
  expect(Number(await count(page, 'Persone'))).toBeGreaterThan(5)
  await expectFit(page, 'a desk for trying out')
  for (const path of ['', '/contatti', '/persone', '/casi', '/monitoraggio', '/importazione', '/accessi', '/prova']) {
    await visit(page, `/${desk}${path}`)
    await page.getByRole('region', { name: 'Avviso' }).getByText('Sportello di prova: dati inventati').waitFor()
  }
  await visit(page, `/${desk}/persone`)
  await sees(page, 'Amadou Traoré')
  // A real desk has no such page.
  await visit(page, '/pua-milano/prova')
  await sees(page, 'Questa pagina non c’è')
})

const archive = [
  'Archivio 2019;;;;;;;',
  'N.;Persona;Nome;Genere;Anno;Nazione;Cellulare;Mobile;',
  'A-1;Sow;Ibrahima;boh;1990;Senegal;333 0000001;;',
  'A-2;Kaur;Jaspreet;F;1991;India;;333 0000002;',
  'A-3;Traoré;Amadou;M;1994;Mali;351 000 0101;;',
]

test('columns that are not understood are matched by hand, words too, and whoever looks like somebody waits', async () => {
  const page = await member('/importazione')
  await page.getByLabel('Persone').check()
  await choose(page, csv('archivio.csv', archive))
  const alert = page.getByRole('alert')
  await sees(alert, '«Telefono» è abbinato a più colonne: «Cellulare», «Mobile»')
  await expect.poll(() => page.getByRole('button', { name: /^Importa/ }).count()).toBe(0)
  await expectFit(page, 'columns to be matched')

  // By keyboard: the column of the second name, then the button.
  await tabTo(page, column(page, 'Persona'))
  await page.keyboard.type('Cognome')
  await expect.poll(() => column(page, 'Persona').inputValue()).toBe('familyName')
  await column(page, 'N.').selectOption('code')
  await column(page, 'Anno').selectOption('birthDate')
  await column(page, 'Nazione').selectOption('citizenship')
  const again = page.getByRole('button', { name: 'Rileggi con queste scelte' })
  await expect.poll(() => again.isDisabled()).toBe(true)
  await column(page, 'Mobile').selectOption('')
  await tabTo(page, again)
  await expect.poll(() => hasFocus(again)).toBe(true)
  await page.keyboard.press('Enter')

  await page.getByLabel('«boh»').waitFor()
  await expect.poll(() => count(page, 'Righe da correggere')).toBe('1')
  await expectFit(page, 'words to be matched')
  await page.getByLabel('«boh»').selectOption('X')
  await sees(page, 'Le scelte sono cambiate: prima va riletto il file.')
  await again.click()
  await page.getByRole('button', { name: 'Importa 3 righe' }).click()
  await page.getByText('2 persone aggiunte').waitFor()

  const doubt = page.getByRole('region', { name: 'Riga 5 del file' })
  await sees(doubt, 'Coincide: telefono, nome, nascita')
  await expectFit(page, 'a row that looks like somebody')
  const other = await member('/importazione')
  const listed = other.getByRole('row').filter({ hasText: 'archivio.csv' })
  await listed.getByText('Una riga in attesa').waitFor()
  await expectFit(other, 'the list of imports')
  await listed.getByRole('link').click()
  await other.getByRole('region', { name: 'Riga 5 del file' }).getByRole('button', { name: 'È questa persona' }).click()
  await other.getByRole('region', { name: 'Riga 5 del file' }).waitFor({ state: 'detached' })
  // On the page that was open meanwhile it is said to be over, and goes.
  await doubt.getByRole('button', { name: 'È questa persona' }).click()
  await page.getByText('Qualcuno ha già deciso di questa riga.').waitFor()
  await doubt.waitFor({ state: 'detached' })
  await expect.poll(() => page.getByRole('region', { name: 'Somigliano a persone già presenti' }).count()).toBe(0)
  await visit(page, `/${desk}/persone`)
  await expect.poll(() => page.getByRole('link', { name: 'Amadou Traoré' }).count()).toBe(1)
})

test('the next file with these headings is matched already, and what was matched can be forgotten', async () => {
  const page = await member('/importazione')
  await page.getByLabel('Persone').check()
  await choose(page, csv('archivio-2020.csv', [...archive.slice(0, 2), 'A-9;Lovelace;Ada;F;1985;Italia;;;']))
  await page.getByRole('button', { name: 'Importa una riga' }).waitFor()
  await sees(page, 'Alcune colonne sono abbinate come in un file precedente.')
  await expect.poll(() => column(page, 'Persona').inputValue()).toBe('familyName')
  await expectFit(page, 'remembered columns')
  await page.getByRole('button', { name: 'Dimentica' }).click()
  await sees(page.getByRole('alert'), 'è abbinato a più colonne')
  await expect.poll(() => column(page, 'Persona').inputValue()).toBe('')
  await visit(page, `/${desk}/importazione`)
  await expect.poll(() => page.getByText('Abbinamenti ricordati').count()).toBe(0)
})

test('a file without headings is read from its first row', async () => {
  const page = await member('/importazione')
  await choose(page, csv('senza.csv', ['02/01/2026;Lovelace', '03/01/2026;Kaur']))
  await sees(page.getByRole('alert'), 'Le intestazioni non sono riconosciute')
  const headings = page.getByLabel('Riga delle intestazioni')
  await tabTo(page, headings)
  await page.keyboard.press('ArrowUp')
  expect([await headings.inputValue(), await hasFocus(headings)]).toEqual(['0', true])
  await sees(page, 'Le colonne si vedono dopo')
  await expectFit(page, 'another row of headings')
  await page.getByRole('button', { name: 'Rileggi con queste scelte' }).click()
  await column(page, 'Colonna 1').selectOption('contactDate')
  await column(page, 'Colonna 2').selectOption('familyName')
  await page.getByRole('button', { name: 'Rileggi con queste scelte' }).click()
  await page.getByRole('button', { name: 'Importa 2 righe' }).click()
  await page.getByText('2 contatti aggiunti').waitFor()
})

test('persons, then their cases: a row whose person is not there says what to do', async () => {
  const page = await member('/importazione')
  await page.getByLabel('Casi').check()
  await choose(page, seed('cases.csv'))
  await sees(page, 'Nello sportello non c’è nessuna persona con il codice «ARC-001». Importare prima le persone')
  expect([await count(page, 'Righe buone'), await count(page, 'Righe da correggere')]).toEqual(['0', '6'])
  for (const [kind, file, rows, done] of [
    ['Persone', 'persons.csv', 10, '10 persone aggiunte'],
    ['Casi', 'cases.csv', 6, '6 casi aggiunti'],
    ['Casi', 'cases.csv', 6, '0 casi aggiunti'],
  ] as const) {
    await visit(page, `/${desk}/importazione`)
    await page.getByLabel(kind).check()
    await choose(page, seed(file))
    await page.getByRole('button', { name: `Importa ${rows} righe` }).click()
    await page.getByText(done).waitFor()
  }
  await sees(page, '6 righe c’erano già')
  await expectFit(page, 'an import of cases')
  await visit(page, `/${desk}/casi?stato=closed`)
  await sees(page, 'Ibrahima Sow')
})

test('the desk is emptied when its administrator says so twice, and the register of accesses tells it', async () => {
  const page = await member('/prova')
  await page.getByRole('button', { name: 'Svuota lo sportello' }).click()
  const dialog = page.getByRole('dialog', { name: 'Svuotare lo sportello di prova?' })
  await sees(dialog, 'Non si torna indietro')
  await expectFit(page, 'before a desk is emptied')
  await dialog.getByRole('button', { name: 'Lascia com’è' }).click()
  expect(Number(await count(page, 'Persone'))).toBeGreaterThan(10)
  await page.getByRole('button', { name: 'Svuota lo sportello' }).click()
  await dialog.getByRole('button', { name: 'Svuota lo sportello' }).click()
  await sees(page, 'Lo sportello è vuoto.')
  await expect.poll(() => count(page, 'Persone')).toBe('0')
  await visit(page, `/${desk}/persone`)
  await expect.poll(() => page.getByText('Traoré').count()).toBe(0)
  await visit(page, `/${desk}/importazione`)
  await sees(page, 'Nessuna importazione finora.')
  await visit(page, `/${desk}/accessi`)
  await sees(page, 'Sportello di prova svuotato')
  // The real desk beside it has all its persons.
  await visit(page, '/pua-milano/persone')
  await sees(page, 'Amadou Traoré')
})
