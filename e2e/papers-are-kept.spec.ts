import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { pdfOfPages } from '../server/src/platform/testing-pdf.ts'
import { pngWith, tiffWith } from '../server/src/platform/testing-photos.ts'
import { type Caller, newCase, newNote, newPerson } from './records.ts'
import { hasFocus, looksRight, openStage, says, sees, settled, tabTo, visit } from './stage.ts'

const family = 'Cartezqbamba'
const stage = openStage([family, 'Ibrahima', 'Tessera', 'Piaga'])
let caller: Caller
const newOne = async () => newCase(caller, await newPerson(caller, { givenName: 'Ibrahima', familyName: family }))

beforeAll(async () => {
  caller = await stage.elsewhere('tutor.milano')
})

const secret = 'GPS 45.4642N'
const photo = (name: string) => ({
  name,
  mimeType: 'image/png',
  buffer: pngWith({ texts: secret, exif: tiffWith(1, secret) }),
})
const text = (name: string, words: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(words) })
const large = { name: 'Video.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(6.5 * 1024 * 1024, 'x') }
large.buffer.write('\0\0\0\x20ftypisom', 0, 'latin1')

const lineOf = (page: Page, name: string) =>
  page.getByRole('list', { name: 'File', exact: true }).getByRole('listitem').filter({ hasText: name })

test('by keyboard papers are attached to what they are about, looked at, and taken back with a reason', async () => {
  const kase = await newOne()
  await newNote(caller, kase, 'Ha portato le carte')
  const page = await stage.member('tutor.milano', `/casi/${kase}`)
  const card = page.getByRole('region', { name: 'File del caso' })
  await sees(card, 'si conservano cifrati')
  await card.getByRole('link', { name: 'Apri i file' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'File del caso' }).waitFor()
  await settled(page)
  await sees(page, 'Qui i file non sono controllati per software dannoso')
  await looksRight(page, 'the files of a case with nothing')

  await page.getByLabel('Che cosa riguardano').selectOption({ label: 'Tessera sanitaria' })
  await page.getByRole('heading', { level: 1 }).focus()
  await page.keyboard.press('f')
  await expect.poll(() => hasFocus(page.locator('button', { hasText: 'Scegli i file' }))).toBe(true)
  // The browser's own window is not drawn here: what would open it is asked for, several files among it.
  const input = page.locator('input[type=file][multiple]')
  await input.evaluate((element) => element.addEventListener('click', () => element.setAttribute('data-asked', 'yes')))
  await page.keyboard.press('Enter')
  await expect.poll(() => input.getAttribute('data-asked')).toBe('yes')
  await input.setInputFiles([photo('Tessera.png'), text('../Appunti.md', 'Ha lavorato tre mesi')])
  await says(page, 'Tessera.png è fra i file del caso.')
  await says(page, 'Appunti.md.txt è fra i file del caso.')
  await sees(lineOf(page, 'Tessera.png'), /Tessera sanitaria/)
  await looksRight(page, 'files that were kept')

  // A picture is shown over the page; what the phone wrote in it is not there any more.
  const show = page.getByRole('button', { name: 'Mostra Tessera.png' })
  await show.press('Enter')
  const picture = page.getByRole('dialog').getByRole('img', { name: 'Immagine: Tessera.png' })
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1)
  await looksRight(page, 'a picture that is shown')
  await page.keyboard.press('Escape')
  await expect.poll(() => hasFocus(show)).toBe(true)
  const fetched = page.getByRole('link', { name: 'Scarica Tessera.png' })
  await tabTo(page, fetched, 3)
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
  expect(download.suggestedFilename()).toBe('Tessera.png')
  expect((await readFile(await download.path())).includes(secret)).toBe(false)
  await page.getByRole('button', { name: 'Mostra Appunti.md.txt' }).press('Enter')
  await sees(page.getByRole('dialog'), 'Ha lavorato tre mesi')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Togli Appunti.md.txt' }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Togli', exact: true }).press('Enter')
  await sees(dialog, 'Scrivere perché si toglie.')
  await dialog.getByLabel('Perché').fill('Era di un altro')
  await dialog.getByLabel('Perché').press('Control+Enter')
  await says(page, 'File tolto.')
  await sees(page, /Era di un altro/)
  await expect.poll(() => page.getByText('Appunti.md.txt').count()).toBe(0)
  await looksRight(page, 'a file that was taken back')

  // On the document's row stands that there is one.
  await visit(page, `/pua-milano/casi/${kase}/documenti`)
  await page.getByRole('link', { name: 'un file', exact: true }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'File del caso' }).waitFor()
  await settled(page)
})

test('evidence stays as it came: its hash is compared at each opening, and the chain of custody can be printed', async () => {
  const kase = await newOne()
  const page = await stage.member('tutor.milano', `/casi/${kase}/file`)
  const evidence = photo('Piaga.png')
  await page.getByLabel('Come prova').check({ force: true })
  await page.locator('input[type=file]').setInputFiles(evidence)
  await says(page, 'Piaga.png è fra i file del caso.')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Scarica e confronta Piaga.png' }).press('Enter'),
  ])
  await says(page, 'L’impronta è quella della ricezione')
  expect(evidence.buffer.equals(await readFile(await download.path()))).toBe(true)
  // The register is written a moment later.
  const custody = page.getByRole('region', { name: 'Catena di custodia' })
  await expect
    .poll(async () => {
      await visit(page, `/pua-milano/casi/${kase}/file`)
      await page.getByRole('button', { name: 'Catena di custodia di Piaga.png' }).press('Enter')
      await sees(custody, 'Ricevuto')
      return custody.getByRole('heading', { name: 'Aperto una volta' }).count()
    })
    .toBe(1)
  await expect.poll(() => custody.locator('..').evaluate((place) => place === document.activeElement)).toBe(true)
  await looksRight(page, 'a chain of custody')
  expect(await page.getByRole('button', { name: 'Togli Piaga.png' }).count()).toBe(0)
  const coordinator = await stage.member('coordinatore.milano', `/casi/${kase}/file`)
  await coordinator.getByRole('button', { name: 'Togli Piaga.png' }).waitFor()
  expect(await coordinator.locator('input[type=file]').count()).toBe(0)
  await looksRight(coordinator, 'files that are only read')
})

test('a restricted file is a line for a colleague, and a name for who added it', async () => {
  const kase = await newOne()
  const page = await stage.member('tutor.milano', `/casi/${kase}/file`)
  await page.getByLabel('Riservati al legale').check({ force: true })
  await page.locator('input[type=file]').setInputFiles(text('Querela.txt', 'Parole'))
  await says(page, 'Querela.txt è fra i file del caso.')
  const other = await stage.member('rete.milano', `/casi/${kase}/file`)
  await sees(other, 'File riservato')
  expect(await other.getByText('Querela').count()).toBe(0)
  expect(await stage.heard(other)).not.toContain('Querela')
  await looksRight(other, 'a restricted file, seen by a colleague')
})

test('a file that was cut off goes on by itself when the network is back, and another day with the same file', async () => {
  const kase = await newOne()
  const page = await stage.member('tutor.milano', `/casi/${kase}/file`, { expects: ['offline'] })
  let sent: string[] = []
  page.on('request', (request) => {
    const part = /\/parts\/(\d+)$/.exec(request.url())?.[1]
    if (part) sent.push(part)
  })
  const cut = (part: number) => page.route(`**/parts/${part}`, (route) => route.abort('internetdisconnected'))
  const choose = () => page.locator('input[type=file]').setInputFiles(large)
  await cut(2)
  await choose()
  const arriving = page.getByRole('list', { name: 'File in arrivo' })
  await sees(arriving, 'Nessuna risposta. Quello che è arrivato resta')
  await looksRight(page, 'a file that was cut off')
  await page.unroute('**/parts/2')
  await cut(4)
  // As the browser does when it finds the network again.
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await sees(arriving, '4 parti su 7')
  await page.reload()
  await settled(page)
  await page.unroute('**/parts/4')
  await sees(lineOf(page, 'Video.mp4'), '4 parti su 7 sono arrivate')
  await sees(page, 'scegliere di nuovo lo stesso file')
  await looksRight(page, 'a file of which parts are there')
  sent = []
  await choose()
  await says(page, 'Video.mp4 è fra i file del caso.')
  expect(sent).toEqual(['4', '5', '6'])
  await page.getByRole('button', { name: 'Mostra Video.mp4' }).waitFor()
})

test('what cannot be kept is said beside, and what is cancelled leaves nothing', async () => {
  const kase = await newOne()
  const page = await stage.member('tutor.milano', `/casi/${kase}/file`, { expects: ['refused-file', 'offline'] })
  await page.evaluate(() => localStorage.setItem('varco.lang', 'en'))
  await page.reload()
  await settled(page)
  const input = page.locator('input[type=file]')
  await input.setInputFiles([
    { name: 'Program.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\0\0') },
    text('Empty.txt', ''),
  ])
  await sees(page, 'Empty.txt is empty.')
  await sees(page, 'Program.pdf is of no kind that is kept here')
  await looksRight(page, 'files that are not kept')
  await page.getByRole('button', { name: 'Close the message about Program.pdf' }).press('Enter')
  await page.route('**/parts/3', (route) => route.abort('internetdisconnected'))
  await input.setInputFiles(large)
  await sees(page, 'No answer. What has arrived stays')
  await page
    .getByRole('list', { name: 'Files on their way' })
    .getByRole('button', { name: 'Cancel Video.mp4' })
    .press('Enter')
  await expect.poll(() => hasFocus(page.locator('button', { hasText: 'Choose files' }))).toBe(true)
  await expect
    .poll(
      async () =>
        ((await (await caller('GET', `/desks/pua-milano/cases/${kase}/files`)).json()) as { rows: unknown[] }).rows,
    )
    .toEqual([])
})

test('a PDF is looked at page by page, by keyboard; what it brings along does not run, and a broken one is told', async () => {
  const kase = await newOne()
  const page = await stage.member('tutor.milano', `/casi/${kase}/file`)
  const pdf = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer })
  await page
    .locator('input[type=file][multiple]')
    .setInputFiles([
      pdf('Carta.pdf', pdfOfPages(['Prima', 'Seconda'])),
      pdf('Rotta.pdf', Buffer.from('%PDF-1.4 nothing')),
    ])
  await page.getByRole('button', { name: 'Mostra Carta.pdf' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'File' })
  await says(dialog, 'Pagina 1 di 2')
  const shown = dialog.getByRole('img')
  await expect.poll(() => shown.getAttribute('aria-label')).toBe('Carta.pdf, pagina 1')
  await expect.poll(() => dialog.locator('.visually-hidden').textContent()).toContain('Prima')
  // Something is drawn on it, and nothing on it can be clicked.
  const dark = () =>
    shown.evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] }
      return data.some((value, place) => place % 4 === 0 && value < 100 && (data[place + 3] ?? 0) > 200)
    })
  await expect.poll(dark).toBe(true)
  await expect.poll(() => dialog.locator('.pdf-shown a, .pdf-shown iframe').count()).toBe(0)
  await looksRight(page, 'a PDF that is looked at')
  await dialog.getByRole('button', { name: 'Pagina seguente' }).press('Enter')
  await says(dialog, 'Pagina 2 di 2')
  await expect.poll(() => dialog.locator('.visually-hidden').textContent()).toContain('Seconda')
  // At the end the button stays where it is, and the keyboard goes on.
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('PageUp')
  await says(dialog, 'Pagina 1 di 2')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Mostra Rotta.pdf' }).press('Enter')
  await sees(dialog, 'Questo PDF qui non si può mostrare')
})
