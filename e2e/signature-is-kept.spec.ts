import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { newPerson } from './records.ts'
import { expectAccessible, openStage, overflow, phone, says, sees, settled } from './stage.ts'

const family = 'Okonkwoferrarini'
const stage = openStage([family, 'Ngozi'])

/** A stroke across the place to sign. */
async function sign(page: Page): Promise<void> {
  const pad = page.getByRole('img', { name: /^Spazio per firmare/ })
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('there is no place to sign')
  await page.mouse.move(box.x + 30, box.y + 60)
  await page.mouse.down()
  for (const [x, y] of [
    [80, 30],
    [120, 90],
    [200, 40],
  ] as const)
    await page.mouse.move(box.x + x, box.y + y, { steps: 5 })
  await page.mouse.up()
}

const isShown = (page: Page) =>
  page
    .getByRole('img', { name: /^Immagine della firma del/ })
    .evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth > 0))

/** A photo as a camera makes it: with where it was taken. */
async function photo(page: Page): Promise<Buffer> {
  const drawn = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 3_000
    canvas.height = 1_000
    canvas.getContext('2d')?.fillRect(0, 0, 500, 500)
    return canvas.toDataURL('image/jpeg').split(',')[1] ?? ''
  })
  const bytes = Buffer.from(drawn, 'base64')
  const place = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 14]), Buffer.from('Exif\0\x0045.46N')])
  return Buffer.concat([bytes.subarray(0, 2), place, bytes.subarray(2)])
}

test('a ground is signed on the screen, and looked at only where somebody wants to', async () => {
  const person = await newPerson(await stage.elsewhere('tutor.milano'), { givenName: 'Ngozi', familyName: family })
  const page = await stage.member('tutor.milano', `/persone/${person}/privacy`)
  await settled(page)
  await page.getByRole('button', { name: 'Nuova base giuridica' }).click()
  const form = page.getByRole('region', { name: 'Nuova base giuridica' })
  await form.getByLabel('Consenso', { exact: true }).check()
  await form.getByLabel('Identità').check()
  await form.getByLabel('Testo letto').selectOption('consent-share|1|it')
  await form.getByLabel('Firma sullo schermo').check()
  await form.getByRole('button', { name: 'Registra la base' }).click()
  await sees(form.getByRole('alert'), 'Firmare nello spazio')
  await sign(page)
  await expectAccessible(page, 'a place to sign')
  await page.setViewportSize(phone)
  await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0)
  await page.setViewportSize({ width: 1280, height: 900 })
  await form.getByRole('button', { name: 'Registra la base' }).click()
  await says(page, 'Base giuridica registrata')
  const ledger = page.getByRole('region', { name: /^Basi giuridiche/ })
  await expect.poll(() => ledger.getByRole('img', { name: /^Immagine della firma/ }).count()).toBe(0)
  await ledger.getByRole('button', { name: 'Mostra la firma' }).click()
  await expect.poll(() => isShown(page)).toBe(true)
  await expectAccessible(page, 'a signature')
})

test('what was signed on paper takes a photo later, without where it was taken', async () => {
  const caller = await stage.elsewhere('tutor.milano')
  const person = await newPerson(caller, { givenName: 'Ngozi', familyName: family })
  const page = await stage.member('tutor.milano', `/persone/${person}/privacy`, { phone: true })
  await settled(page)
  await page.getByRole('button', { name: 'Nuova base giuridica' }).click()
  const form = page.getByRole('region', { name: 'Nuova base giuridica' })
  await form.getByLabel('Consenso', { exact: true }).check()
  await form.getByLabel('Identità').check()
  await form.getByLabel('Testo letto').selectOption('consent-share|1|it')
  await form.getByLabel('Firma su carta').check()
  await form.getByRole('button', { name: 'Registra la base' }).click()
  await says(page, 'Base giuridica registrata')
  await page.getByRole('button', { name: 'Aggiungi la firma' }).click()
  const dialog = page.getByRole('dialog', { name: 'Aggiungi la firma' })
  await dialog.getByRole('button', { name: 'Salva la firma' }).click()
  await sees(dialog, 'Firmare nello spazio o scegliere')
  const input = dialog.locator('input[type=file]')
  await input.setInputFiles({ name: 'words.png', mimeType: 'image/png', buffer: Buffer.from('not a picture') })
  await sees(dialog, 'Non si legge')
  await input.setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await photo(page) })
  await dialog.getByRole('img', { name: 'Immagine della firma scelta' }).waitFor()
  await expectAccessible(page, 'a signature that was chosen')
  const sent = page.waitForRequest((request) => request.url().endsWith('/signature') && request.method() === 'POST')
  await dialog.getByRole('button', { name: 'Salva la firma' }).click()
  const image = Buffer.from((await sent).postDataJSON().image, 'base64')
  expect(image.includes('45.46N')).toBe(false)
  await says(page, 'Firma aggiunta')
  await page.getByRole('button', { name: 'Mostra la firma' }).click()
  await expect.poll(() => isShown(page)).toBe(true)
  await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0)
})
